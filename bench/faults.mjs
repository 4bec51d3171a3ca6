// What becomes of the collection when things go wrong: processes killed at random moments, several writing at once, a
// full disk, a read-only folder, files cut off, files of a later version. Nothing that a command has acknowledged (the
// number of its batch printed, exit code 0) may be lost, and each failure is one clear line. The same for the catalog.
//
//   node bench/faults.mjs [--count 200] [--only add,import,...] [--bin bin/brick.js]
//
// Exits 1 when any of that does not hold. Needs root for the full disk; without, that is left out.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { openCatalogFaults } from './faults-catalog.mjs'
import { median, moment, openTools, seconds, words } from './faults-tools.mjs'

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    only: { type: 'string' },
    bin: { type: 'string', default: 'bin/brick.js' },
  },
})
const count = Number(options.count)
const tools = await openTools(options.bin)
const { asked, batchesIn, bin, clearly, copyOf, dist, expect, folder, isRoot, list, nobody, ownAdd, piecesOf, run } =
  tools
const load = (name) => import(pathToFileURL(path.join(dist, 'store', `${name}.js`)))
const [{ openDatabase }, { COLLECTION_SCHEMA }] = await Promise.all(['sqlite', 'collection-schema'].map(load))
const migrator = path.resolve(import.meta.dirname, 'faults-migrate.mjs')

const catalog = await openCatalogFaults(tools, count)
const FAULTS = {
  ...{ add, import: importAll, migration, crowd, full, readonly, cut, newer },
  ...{ 'catalog-killed': catalog.killed, 'catalog-crowd': catalog.crowded, 'catalog-full': catalog.filled },
  ...{ 'catalog-readonly': catalog.locked, 'catalog-cut': catalog.cutOff, 'catalog-newer': catalog.later },
}
try {
  for (const name of options.only?.split(',') ?? Object.keys(FAULTS)) await FAULTS[name]()
} finally {
  tools.end()
}
console.log(tools.failures() === 0 ? 'nothing was lost' : `${tools.failures()} FAILED`)
process.exitCode = tools.failures() === 0 ? 0 : 1

async function add() {
  await killAdding('own add', 50, 40)
}

async function importAll() {
  await killAdding('import', 8000, 10)
}

/** Adds lists of so many lots, a new collection after so many turns, and kills each at a random moment. */
async function killAdding(title, lots, turns) {
  const usual = await median(3, (turn) => run(ownAdd(folder(), list(turn, lots))))
  const seen = { acknowledged: 0, 'written, not acknowledged': 0, 'not written': 0 }
  let data
  let before = []
  for (let turn = 0; turn < count; turn++) {
    if (turn % turns === 0) [data, before] = [folder(), []]
    const file = list(turn, lots)
    const { code, out } = await run(ownAdd(data, file), moment(usual))
    const batch = code === 0 ? JSON.parse(out).batch : undefined
    const batches = await batchesIn(data)
    const own = batches.filter(({ sources }) => sources[0] === path.basename(file))
    seen[batch !== undefined ? 'acknowledged' : own.length > 0 ? 'written, not acknowledged' : 'not written']++
    expect(
      own.length <= 1 && own.every(({ added }) => added === piecesOf(turn, lots)),
      `${title} ${turn}: half a batch`,
    )
    expect(batch === undefined || own[0]?.id === batch, `${title} ${turn}: an acknowledged batch is lost`)
    expect(
      before.every((id) => batches.some((one) => one.id === id)),
      `${title} ${turn}: an earlier batch is lost`,
    )
    before = batches.map(({ id }) => id)
  }
  console.log(`${title}: killed ${count} times within ${Math.round(usual * 1.1)} ms: ${words(seen)}`)
}

async function migration() {
  const original = folder()
  await run(ownAdd(original, list(0, 8000)))
  const rows = 8000
  const first = COLLECTION_SCHEMA.steps.length
  // So many steps faults-migrate.mjs adds.
  const last = first + 2
  const again = (data) => [[migrator, path.join(data, 'collection.db'), dist], data]
  const usual = await median(3, () => run(again(copyOf(original))))
  const seen = { done: 0, 'done, not acknowledged': 0, 'not done': 0 }
  for (let turn = 0; turn < count; turn++) {
    const data = copyOf(original)
    const { code } = await run(again(data), moment(usual))
    const file = path.join(data, 'collection.db')
    const version = await asked(file, 'PRAGMA user_version')
    seen[code === 0 ? 'done' : version === last ? 'done, not acknowledged' : 'not done']++
    expect(version === first || version === last, `migration ${turn}: version ${version}`)
    expect(code !== 0 || version === last, `migration ${turn}: acknowledged and not done`)
    expect((await asked(file, 'SELECT count(*) FROM entry')) === rows, `migration ${turn}: entries are lost`)
    if (version !== last) continue
    expect((await asked(file, 'SELECT count(*) FROM copy')) === rows, `migration ${turn}: half a step`)
    expect(
      (await asked(`${file}.v${first}.bak`, 'SELECT count(*) FROM entry')) === rows,
      `migration ${turn}: no whole copy of what was`,
    )
  }
  console.log(`migration: killed ${count} times within ${Math.round(usual * 1.1)} ms: ${words(seen)}`)
}

async function crowd() {
  for (const writers of [2, 8]) {
    const data = folder()
    const each = Math.max(2, Math.ceil(count / 40))
    const start = performance.now()
    const numbers = await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        const own = []
        for (let turn = 0; turn < each; turn++) {
          const { code, out, err } = await run(ownAdd(data, list(writer * 1000 + turn, 200)))
          expect(code === 0, `${writers} writers: ${err}`)
          if (code === 0) own.push(JSON.parse(out).batch)
        }
        return own
      }),
    )
    const ids = (await batchesIn(data)).map(({ id }) => id)
    const all = numbers.flat().sort((a, b) => a - b)
    expect(ids.length === writers * each && ids.every((id, place) => id === all[place]), `${writers} writers: lost`)
    console.log(`${writers} at once, ${each} times each: ${ids.length} batches, ${seconds(start)}`)
  }
}

async function full() {
  const data = folder()
  if (!isRoot || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', data]).status !== 0)
    return console.log('full disk: left out, as it needs root to make a small one')
  try {
    const done = []
    let failed = 0
    for (let turn = 0; turn < 60 && failed < 5; turn++) {
      const result = await run(ownAdd(data, list(turn, 2000)))
      if (result.code === 0) done.push(JSON.parse(result.out).batch)
      else failed += clearly('full disk', result, /no space left|the disk reports an error/) ? 1 : 60
    }
    expect(failed === 5, 'full disk: never full')
    // Even to read, SQLite may want room: some is made first.
    spawnSync('mount', ['-o', 'remount,size=8m', data])
    const ids = (await batchesIn(data)).map(({ id }) => id)
    expect(ids.join() === done.join(), `full disk: ${done} were acknowledged, ${ids} are there`)
    expect((await run(ownAdd(data, list(99, 2000)))).code === 0, 'full disk: does not go on when there is room again')
    console.log(`full disk: ${done.length} batches before, all there after; then it goes on`)
  } finally {
    spawnSync('umount', ['--lazy', data])
  }
}

async function readonly() {
  const data = folder()
  await run(ownAdd(data, list(0, 200)))
  fs.chmodSync(path.join(data, 'collection.db'), 0o444)
  for (const name of fs.readdirSync(data)) fs.chmodSync(path.join(data, name), 0o444)
  fs.chmodSync(data, 0o555)
  clearly('read-only folder', await run(ownAdd(data, list(1, 200)), undefined, nobody()), /cannot write the collection/)
  const empty = path.join(data, 'none')
  clearly(
    'read-only parent',
    await run(ownAdd(empty, list(1, 200)), undefined, nobody()),
    /cannot write the collection/,
  )
  fs.chmodSync(data, 0o755)
  expect((await batchesIn(data)).length === 1, 'read-only folder: lost')
  console.log('read-only folder: refused, nothing changed')
}

async function cut() {
  const original = folder()
  await run(ownAdd(original, list(0, 2000)))
  const { size } = fs.statSync(path.join(original, 'collection.db'))
  const turns = Math.max(5, Math.ceil(count / 10))
  for (let turn = 0; turn < turns; turn++) {
    const data = copyOf(original)
    const length = turn === 0 ? 0 : turn === 1 ? size - 1 : Math.floor(Math.random() * size)
    fs.truncateSync(path.join(data, 'collection.db'), length)
    for (const words of [
      ['own', 'list'],
      ['own', 'undo'],
    ])
      clearly(`cut off at ${length} of ${size}`, await run([[bin, ...words], data]), /the collection is damaged/)
  }
  console.log(`cut off: noticed ${turns} times of ${turns}`)
}

async function newer() {
  const data = folder()
  await run(ownAdd(data, list(0, 200)))
  const database = await openDatabase(path.join(data, 'collection.db'), { title: 'it' })
  database.exec('PRAGMA user_version = 99')
  database.close()
  clearly('newer schema', await run(ownAdd(data, list(1, 200))), /is from a later version of brick/)
  console.log('newer schema: refused')
}
