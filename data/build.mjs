/**
 * Makes the facts that are shipped with the program from tables and an LDraw library that are not.
 *
 * Usage: npm run build && node data/build.mjs ../shared 2026-08
 *
 * The argument is a folder with `facts/*.csv`, `ldraw.zip` and `catalog/rebrickable-<year>-<month>/*.csv.gz`.
 * The month is that in which the numbers in `facts/*.csv` were read, which the tables do not say themselves.
 * The same input makes the same bytes. README.md beside this file says what the columns mean and whom to thank.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { colorRows } from './build-colors.mjs'
import { elementRows, mouldRows } from './build-catalog.mjs'
import { readCsv } from './build-csv.mjs'
import { readLibrary } from './build-library.mjs'
import { partRows } from './build-parts.mjs'

const [shared, month = ''] = process.argv.slice(2)
if (shared === undefined || !/^\d{4}-\d\d$/.test(month)) throw new Error('usage: node data/build.mjs ../shared 2026-08')
const here = import.meta.dirname
const dumps = readdirSync(path.join(shared, 'catalog')).filter((name) => name.startsWith('rebrickable-'))
const dump = dumps.sort().at(-1)

const library = await readLibrary(readFileSync(path.join(shared, 'ldraw.zip')))
const colors = colorRows({
  colors: fact('colors'),
  bricklink: fact('bricklink-colors'),
  rebrickable: fact('rebrickable-colors'),
  studio: fact('studio-private-colors'),
})
const elements = catalog('elements')
const parts = partRows({
  library,
  resolved: fact('parts-all'),
  catalogParts: catalog('parts'),
  categories: catalog('part_categories'),
  elements,
  colors,
})
const numbers = new Set(parts.rebrickableNumbers)

save('colors.tsv', [
  'code name ldraw rgb edge alpha finish kind lego legoname bl blname rb rbname bo boname alternates canonical'.replaceAll(
    ' ',
    '\t',
  ),
  ...colors.lines,
])
save('parts.tsv.gz', parts.lines)
save('categories.tsv', parts.categories)
save('geometry.txt.gz', library.geometry)
save('moulds.tsv', mouldRows(catalog('part_relationships'), numbers))
save('elements.tsv.gz', elementRows(elements))
save('source.tsv', [
  `numbers\t${month}`,
  `rebrickable\t${dump.replace('rebrickable-', '')}`,
  `ldraw\t${library.version}`,
])

function fact(name) {
  return readCsv(readFileSync(path.join(shared, 'facts', `${name}.csv`), 'utf8'))
}

function catalog(name) {
  return readCsv(gunzipSync(readFileSync(path.join(shared, 'catalog', dump, `${name}.csv.gz`))).toString('utf8'))
}

/** Node writes no time into gzip headers; the byte that names the operating system is set, so that all machines agree. */
function save(name, lines) {
  const text = lines.map((line) => `${line.replace(/\t+$/, '')}\n`).join('')
  const bytes = name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : Buffer.from(text)
  if (name.endsWith('.gz')) bytes[9] = 255
  writeFileSync(path.join(here, name), bytes)
  console.log(`${name}: ${lines.length} lines, ${bytes.length} bytes`)
}
