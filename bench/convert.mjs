#!/usr/bin/env node
// Measures how long it takes to convert long lists, against how long node takes to parse the same data as JSON:
// whole processes, side by side in one run, as medians and ratios. Where other programs run, too, the processor time and
// the fastest runs tell more than the wall time.
//
//   npm run build && node bench/convert.mjs [--runs 7] [--lots 100000] [--keep]
//
// The exit code is 1 when a goal is missed.

import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { shippedFacts } from '../dist/system/facts.js'

const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    lots: { type: 'string', default: '100000' },
    brick: { type: 'string', default: 'bin/brick.js' },
    keep: { type: 'boolean' },
  },
})
const GOAL = 6
const runs = Number(flags.runs)
const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-bench-'))
process.on('exit', () => flags.keep || fs.rmSync(folder, { recursive: true, force: true }))

const items = realistic(Number(flags.lots))
const bsx = save('big.bsx', brickStore(items))
const xml = save('big.xml', wantedList(items))
const bsxJson = save('bsx.json', asJson(bsx))
const xmlJson = save('xml.json', asJson(xml))

console.log(`node ${process.version}, ${items.length} lots, medians of ${runs} runs\n`)
compare('wanted list to BrickStore', `export bsx ${xml} -o ${path.join(folder, 'out.bsx')}`, xmlJson)
compare('BrickStore to wanted list', `export bl ${bsx} -o ${path.join(folder, 'out.xml')}`, bsxJson)
verify(path.join(folder, 'out.bsx'), /<Qty>(\d+)/g)

/** All pieces must have arrived; a fast wrong answer is none. */
function verify(file, pattern) {
  const sum = [...fs.readFileSync(file, 'utf8').matchAll(pattern)].reduce((total, [, n]) => total + Number(n), 0)
  const needed = items.reduce((total, { quantity }) => total + quantity, 0)
  if (sum !== needed) throw new Error(`${file}: ${sum} pieces, not ${needed}`)
}

function compare(title, command, json) {
  const ours = `node ${path.resolve(flags.brick)} -q ${command}`
  const theirs = `node -e 'JSON.parse(require("fs").readFileSync("${json}", "utf8"))'`
  const pairs = Array.from({ length: runs + 1 }, () => [timed(ours), timed(theirs)]).slice(1)
  const wall = told('wall time', pairs, ({ wall }) => wall)
  told('processor time', pairs, ({ processor }) => processor)
  if (wall > GOAL) process.exitCode = 1
  console.log(`${title}: ${wall.toFixed(2)}  (at most ${GOAL}: ${wall > GOAL ? 'NO' : 'yes'})`)
  console.log(`  ${fs.statSync(json).size / 1e6} MB of JSON\n`)
}

/** Prints medians and minima; the answer is the ratio of the medians. */
function told(what, pairs, timeOf) {
  const [own, other] = [0, 1].map((i) => pairs.map((pair) => timeOf(pair[i])).toSorted((a, b) => a - b))
  const ratios = [pairs.length >> 1, 0].map((i) => own[i] / other[i])
  const medians = [own, other].map((times) => times[pairs.length >> 1].toFixed(3))
  console.log(`  ${what}: ${medians.join(' s against ')} s: ${ratios[0].toFixed(2)}, fastest ${ratios[1].toFixed(2)}`)
  return ratios[0]
}

/** The time of a whole process in seconds: by the clock, and of all processors. */
function timed(command) {
  const script = `TIMEFORMAT='%R %U %S'; { time ${command} > /dev/null 2> /dev/null; } 2>&1`
  const [wall, user, system] = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split(' ').map(Number)
  return { wall, processor: user + system }
}

function save(name, text) {
  const file = path.join(folder, name)
  fs.writeFileSync(file, text)
  return file
}

/** Lots of a large store: real numbers, each in many colors, nearly all different. */
function realistic(count) {
  const facts = shippedFacts()
  const isPlain = (number) => /^\d{3,5}[a-z]?$/.test(number) && facts.part(number)?.numbers.bricklink === number
  const numbers = [...facts.numbers('bricklink')].filter(isPlain)
  const colors = facts.colors().filter(({ kind, bricklink }) => kind === 'own' && bricklink > 0)
  return Array.from({ length: count }, (_, i) => {
    const color = colors[(i * 7) % 60]
    return {
      ...{ id: numbers[(i * 13 + Math.floor(i / 60)) % numbers.length], type: 'P', color: color.bricklink },
      ...{ name: `Plate, Modified 1 x ${i % 12} with Clip Thick (Vertical Grip)`, typeName: 'Part' },
      ...{ colorName: color.bricklinkName ?? color.name, categoryId: 27 + (i % 200), category: 'Plate, Modified' },
      ...{ status: 'I', quantity: (i % 50) + 1, price: (0.01 + (i % 400) / 1000).toFixed(3), condition: 'NU'[i & 1] },
      ...{ remarks: `drawer ${i % 211}, box ${i % 17}` },
    }
  })
}

/** The same items, tags and texts. */
function asJson(file) {
  const texts = fs
    .readFileSync(file, 'utf8')
    .split(/<ITEM>/i)
    .slice(1)
  const fieldsOf = (text) =>
    Object.fromEntries([...text.matchAll(/<(\w+)>([^<]*)</g)].map(([, tag, value]) => [tag, value]))
  return JSON.stringify({ items: texts.map(fieldsOf) })
}

function brickStore(lots) {
  const text = lots.map(
    (lot) => `  <Item>
   <ItemID>${lot.id}</ItemID>
   <ItemTypeID>${lot.type}</ItemTypeID>
   <ColorID>${lot.color}</ColorID>
   <ItemName>${lot.name}</ItemName>
   <ItemTypeName>${lot.typeName}</ItemTypeName>
   <ColorName>${lot.colorName}</ColorName>
   <CategoryID>${lot.categoryId}</CategoryID>
   <CategoryName>${lot.category}</CategoryName>
   <Status>${lot.status}</Status>
   <Qty>${lot.quantity}</Qty>
   <Price>${lot.price}</Price>
   <Condition>${lot.condition}</Condition>
   <Remarks>${lot.remarks}</Remarks>
  </Item>
`,
  )
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<BrickStoreXML>\n <Inventory Currency="EUR">\n'
  return `${head}${text.join('')} </Inventory>\n</BrickStoreXML>\n`
}

/** What a wanted list says of a lot. */
function wanted({ type, id, color, price, quantity, condition, remarks }) {
  return { type, id, color, maxPrice: price, quantity, have: quantity >> 2, condition, remarks, notify: 'N' }
}

function wantedList(lots) {
  const text = lots.map(wanted).map(
    (lot) => `<ITEM>
<ITEMTYPE>${lot.type}</ITEMTYPE>
<ITEMID>${lot.id}</ITEMID>
<COLOR>${lot.color}</COLOR>
<MAXPRICE>${lot.maxPrice}</MAXPRICE>
<MINQTY>${lot.quantity}</MINQTY>
<QTYFILLED>${lot.have}</QTYFILLED>
<CONDITION>${lot.condition}</CONDITION>
<REMARKS>${lot.remarks}</REMARKS>
<NOTIFY>${lot.notify}</NOTIFY>
</ITEM>
`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<INVENTORY>\n${text.join('')}</INVENTORY>\n`
}
