/**
 * Makes the one table of Rebrickable that is not at hand, `inventory_parts.csv`, so that what is measured and tested has
 * the size and the shape of the real one:
 *
 *     node bench/make-inventories.mjs FOLDER OUT.csv[.gz] [--rows 1500000] [--seed 1]
 *
 * FOLDER has the other tables. Each inventory has as many pieces as its set or figure (`num_parts`, without the figures and
 * sets in it), in so many lots as sets of that size have; its colors were made in the year of the set, and are as frequent
 * as `colors.num_sets` says; popular parts are those of many elements. About one lot in fourteen has a spare. The same
 * folder, rows and seed make the same bytes.
 */
import * as fs from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '1500000' }, seed: { type: 'string', default: '1' } },
})
const [folder, out] = positionals
if (folder === undefined || out === undefined) throw new Error('name the folder of the tables and the file to make')

const tables = Object.fromEntries(
  ['colors', 'elements', 'sets', 'minifigs', 'inventories', 'inventory_minifigs', 'inventory_sets'].map((name) => [
    name,
    tableOf(name),
  ]),
)
const chance = randomFrom(Number(values.seed))
const things = inventories()
const pieces = Math.max(...things.map(({ own }) => own))
const scale = scaleFor(Number(values.rows))
const draw = drawer()
const parts = ['inventory_id,part_num,color_id,quantity,is_spare,img_url\n']
let rows = 0
for (const thing of things) parts.push(rowsOf(thing))
const text = Buffer.from(parts.join(''))
fs.writeFileSync(out, out.endsWith('.gz') ? gzipSync(text, { level: 6 }) : text)
console.log(`${out}: ${rows.toLocaleString('en-US')} rows, ${things.length} inventories of at most ${pieces} pieces`)

function tableOf(name) {
  const packed = path.join(folder, `${name}.csv.gz`)
  const bytes = fs.existsSync(packed)
    ? gunzipSync(fs.readFileSync(packed))
    : fs.readFileSync(path.join(folder, `${name}.csv`))
  return parse(bytes, { columns: true })
}

/** Every inventory, with the pieces that are its own. */
function inventories() {
  const sets = new Map(tables.sets.map((set) => [set.set_num, set]))
  const figures = new Map(tables.minifigs.map((figure) => [figure.fig_num, figure]))
  const within = new Map()
  const take = (id, count) => within.set(id, (within.get(id) ?? 0) + count)
  for (const { inventory_id, fig_num, quantity } of tables.inventory_minifigs)
    take(inventory_id, Number(figures.get(fig_num)?.num_parts ?? 0) * Number(quantity))
  for (const { inventory_id, set_num, quantity } of tables.inventory_sets)
    take(inventory_id, Number(sets.get(set_num)?.num_parts ?? 0) * Number(quantity))
  return tables.inventories.map(({ id, set_num }) => {
    const { num_parts = 0, year } = sets.get(set_num) ?? figures.get(set_num) ?? {}
    return { id, year: year && Number(year), own: Math.max(0, Number(num_parts) - (within.get(id) ?? 0)) }
  })
}

/** Sets of 100, 500 and 3,000 pieces have about 50, 160 and 570 lots. */
function lotsOf(own, factor) {
  return own <= 12 ? own : Math.min(own, Math.round(factor * own ** 0.72))
}

/** How dense the lots must lie for so many rows in all. */
function scaleFor(wanted) {
  let [low, high] = [0.01, 20]
  const spares = 1 + 1 / 14
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    const total = things.reduce((sum, { own }) => sum + lotsOf(own, middle), 0) * spares
    if (total < wanted) low = middle
    else high = middle
  }
  return high
}

/** Draws lots: the color as it is used in sets of the year, then a part that was made in it. */
function drawer() {
  const colors = new Map(tables.colors.map((color) => [color.id, color]))
  const colorsOfPart = new Map()
  for (const { part_num } of tables.elements) colorsOfPart.set(part_num, (colorsOfPart.get(part_num) ?? 0) + 1)
  const partsOfColor = new Map()
  for (const { element_id, part_num, color_id } of tables.elements) {
    const lots = partsOfColor.get(color_id) ?? new Map()
    partsOfColor.set(color_id, lots)
    if (!lots.has(part_num)) lots.set(part_num, { part: part_num, color: color_id, element: element_id })
  }
  const shelves = [...partsOfColor].map(([color, lots]) => {
    const { num_sets = 0, y1 = 0, y2 = 9999 } = colors.get(color) ?? {}
    const sorted = [...lots.values()]
    const shelf = weighted(sorted, ({ part }) => colorsOfPart.get(part) ** 1.6)
    return { shelf, weight: Number(num_sets), y1: Number(y1), y2: Number(y2) }
  })
  const byYear = new Map()
  return (year) => {
    if (!byYear.has(year)) {
      const made = shelves.filter(({ y1, y2 }) => year === undefined || (y1 <= year && year <= y2))
      byYear.set(
        year,
        weighted(made.length > 0 ? made : shelves, ({ weight }) => weight),
      )
    }
    return byYear.get(year)().shelf()
  }
}

/** A function that draws one of them, as often as its weight says. */
function weighted(items, weightOf) {
  const ends = new Float64Array(items.length)
  let sum = 0
  items.forEach((item, i) => (ends[i] = sum += weightOf(item)))
  return () => {
    const wanted = chance() * sum
    let [low, high] = [0, items.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle] <= wanted) low = middle + 1
      else high = middle
    }
    return items[low]
  }
}

function rowsOf({ id, year, own }) {
  const wanted = lotsOf(own, scale)
  const lots = new Map()
  for (let tries = 0; lots.size < wanted && tries < 4 * wanted; tries++) {
    const lot = draw(year)
    lots.set(lot, 1)
  }
  const all = [...lots.keys()]
  // The rest of the pieces goes to a few lots that have many, as real sets do.
  for (let left = own - all.length; left > 0 && all.length > 0;) {
    const lot = all[Math.floor(chance() ** 2 * all.length)]
    const more = Math.min(left, 1 + Math.floor(chance() * 6))
    lots.set(lot, lots.get(lot) + more)
    left -= more
  }
  let text = ''
  for (const [{ part, color, element }, quantity] of lots) {
    const url = `https://cdn.rebrickable.com/media/parts/elements/${element}.jpg`
    text += `${id},${part},${color},${quantity},False,${url}\n`
    rows++
    if (chance() > 1 / 14) continue
    text += `${id},${part},${color},1,True,${url}\n`
    rows++
  }
  return text
}

/** Even enough, and the same everywhere: mulberry32. */
function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
