/**
 * How well LDraw parts and colors are translated, offline and without a library.
 *
 * Usage: npm run build && node bench/identity.mjs ../shared
 *
 * 1. `facts/ground-truth.csv`: pairs that are certain. All must be right.
 * 2. `facts/parts-all.csv`: all LDraw ids that were ever resolved. What we answer with confidence must be what was found.
 * 3. The counts of the models in `corpus/models-and-lists/oracle/`: how many pieces get one BrickLink item and color.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readCsv } from '../data/build-csv.mjs'
import { canonical } from '../dist/core/translate/canonical.js'
import { isSure } from '../dist/core/catalog/catalog.js'
import { MAIN_COLOR } from '../dist/core/catalog/color-code.js'
import { assemblyRecipes, join } from '../dist/core/translate/join.js'
import { normalPart } from '../dist/core/catalog/part-id.js'
import { resolveColor } from '../dist/core/catalog/resolve-color.js'
import { resolvePart } from '../dist/core/catalog/resolve-part.js'
import { resolveLot } from '../dist/core/translate/translate.js'
import { shippedFacts } from '../dist/system/facts.js'

const [shared = '../shared'] = process.argv.slice(2)
const facts = shippedFacts()
const percent = (part, whole) => `${((100 * part) / whole).toFixed(2)} %`
const table = (name) => readCsv(readFileSync(path.join(shared, 'facts', name), 'utf8'))

groundTruth()
everyPart()
models()

function groundTruth() {
  const rows = table('ground-truth.csv')
  const wrong = rows.filter((row) => answer(row) !== [row.bl_item, row.bl_colour, row.rb_part, row.rb_colour].join(' '))
  console.log(`ground truth: ${rows.length - wrong.length} of ${rows.length} right`)
  for (const row of wrong) console.log(`  ${row.ldraw_part} in ${row.ldraw_colour}: ${answer(row)}`)
}

function answer({ ldraw_part: part, ldraw_colour: color }) {
  const both = ['bricklink', 'rebrickable']
  return both
    .flatMap((to) => [resolvePart(part, to, facts).number, resolveColor(Number(color), to, facts).number])
    .join(' ')
}

/** Numbers of assemblies, sheets and larger things are left out on purpose; `data/README.md` says which. */
function everyPart() {
  const counts = { right: 0, 'left out': 0, wrong: 0 }
  const examples = []
  for (const { ldraw, bl, level } of table('parts-all.csv')) {
    if (bl === '' || level === 'assembly-split') continue
    const found = resolvePart(ldraw, 'bricklink', facts)
    const kind = found.number === bl ? 'right' : found.number === undefined ? 'left out' : 'wrong'
    const dropped = kind === 'wrong' && ['print-dropped', 'sticker-dropped'].includes(found.confidence)
    counts[dropped ? 'left out' : kind]++
    if (kind === 'wrong' && !dropped)
      examples.push(`${ldraw}: ${found.number} (${found.confidence}), not ${bl} (${level})`)
  }
  console.log(`all parts with a BrickLink number:`, counts)
  for (const line of examples.slice(0, 20)) console.log(`  ${line}`)
}

function models() {
  const levels = new Map()
  const rest = new Map()
  const sum = { pieces: 0, missing: 0, item: 0, color: 0, colors: 0 }
  for (const { rows, isChart } of oracle()) {
    const known = rows.flatMap((row) => lotOf(row, sum, rest))
    for (const lot of counted(known)) countLot(lot, isChart, sum, levels, rest)
  }
  console.log(`models: ${sum.pieces} pieces of parts in the library, and ${sum.missing} of custom or missing ones`)
  console.log(
    `  one BrickLink item: ${percent(sum.item, sum.pieces)}; a BrickLink color (without charts of all colors): ${percent(sum.color, sum.colors)}`,
  )
  for (const [level, count] of [...levels].sort((a, b) => b[1] - a[1]))
    console.log(`  ${level.padEnd(20)} ${count} ${percent(count, sum.pieces)}`)
  for (const kind of ['part', 'color', 'weak', 'missing']) console.log(`  largest ${kind}:`, largest(rest, kind))
}

function largest(rest, kind) {
  const rows = [...rest].filter(([key]) => key.startsWith(kind)).sort((a, b) => b[1] - a[1])
  return rows
    .slice(0, 40)
    .map(([key, count]) => `${key.slice(kind.length + 1)} x${count}`)
    .join(', ')
}

/** What the oracle counted, as a lot; none of what the author drew, or of what is no piece. */
function lotOf({ part, colour, quantity, status }, sum, rest) {
  const lot = { part: normalPart(part), color: Number(colour), quantity: Number(quantity) }
  if (status !== 'library' && resolvePart(lot.part, 'bricklink', facts).number === undefined) {
    sum.missing += lot.quantity
    add(rest, `missing ${lot.part}`, lot.quantity)
    return []
  }
  return ['primitive', 'subpart'].includes(facts.part(lot.part)?.kind) || /^ls\d+$/.test(lot.part) ? [] : [lot]
}

/** As `brick export` counts. */
function counted(lots) {
  const current = canonical(lots, facts, 'auto')
  return join(current.lots, assemblyRecipes('auto', facts, current.lots), facts).lots
}

function countLot(lot, isChart, sum, levels, rest) {
  const { part, color, quantity } = lot
  const found = resolveLot(lot, 'bricklink', facts)
  sum.pieces += quantity
  add(levels, found.rule, quantity)
  // At worst a sheet for a sticker: beyond that, something was left away or assumed, so that it is not one exact item.
  if (found.number !== undefined && isSure(found.confidence, 'sticker')) sum.item += quantity
  else add(rest, `${found.number === undefined ? 'part' : 'weak'} ${part}`, quantity)
  if (color === MAIN_COLOR || isChart) return
  sum.colors += quantity
  if (resolveColor(color, 'bricklink', facts).number !== undefined) sum.color += quantity
  else add(rest, `color ${color}`, quantity)
}

function add(counts, key, quantity) {
  counts.set(key, (counts.get(key) ?? 0) + quantity)
}

/** The counts of each model; what uses nearly every color there is, is a chart of colors. */
function oracle() {
  return ['agreed', 'disputed'].flatMap((kind) => {
    const root = path.join(shared, 'corpus', 'models-and-lists', 'oracle', kind)
    const files = readdirSync(root, { recursive: true }).filter((name) => name.endsWith('.csv'))
    return files.sort().map((name) => {
      const rows = readCsv(readFileSync(path.join(root, name), 'utf8'))
      const isChart = new Set(rows.map(({ colour }) => colour)).size > 100
      return { rows, isChart }
    })
  })
}
