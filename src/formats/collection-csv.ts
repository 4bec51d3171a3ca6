import { colorFromKey, colorKey } from '../core/catalog/color-key.js'
import type { Facts } from '../core/catalog/facts.js'
import { addUpHoldings, STATES, type Holding } from '../core/lists/holding.js'
import { splitPrefix } from '../core/catalog/id-prefix.js'
import { inventory, piecesIn } from '../core/inventory.js'
import { emptyLedger } from '../core/ledger.js'
import { normalPart } from '../core/catalog/part-id.js'
import { printable } from '../core/printable.js'
import type { Parsed, Problem } from '../core/problem.js'
import { findColor } from '../core/catalog/resolve-color.js'
import type { Source } from '../core/source.js'
import { stockOf } from '../core/lists/stock.js'
import type { Codec, Reading } from './codec.js'
import { readTable, type Header } from './rows/read-rows.js'
import { csvText } from './rows/csv-text.js'
import { CONDITIONS } from './json/lot.js'
import { conditionOf, itemTypeOf } from './rows/words.js'
import { wholeNumber } from './rows/whole-number.js'

/**
 * What somebody owns as a plain file, for keeping it under version control: one holding on a line, sorted, all that
 * the collection knows of it, so that it can be made of the file again.
 */
export const collectionCsv: Codec<'ldraw'> = {
  id: 'collection',
  title: 'collection of brick (CSV)',
  system: 'ldraw',

  async read(source, file, { catalog }) {
    const { value, problems } = await readCollection(source, file, catalog)
    return readingOf(value, file, catalog, problems)
  },
}

/** What is owned as a list like any other; each problem is a holding that could not be read. */
export function readingOf(
  holdings: readonly Holding[],
  file: string,
  facts: Facts,
  problems: Problem[] = [],
): Reading<'ldraw'> {
  const { lots, parts, colors } = stockOf(holdings, facts)
  const listed = piecesIn(lots)
  const unresolved = problems.length
  const placed = lots.map((lot) => ({ ...lot, places: [{ file, line: 1, quantity: lot.quantity }] }))
  return {
    value: inventory('ldraw', placed),
    ledger: { ...emptyLedger(), references: listed + unresolved, listed, unresolved },
    problems,
    facts: parts,
    colors,
    isHome: true,
  }
}

export function writeCollection(holdings: readonly Holding[]): string {
  return csvText([NAMES, ...addUpHoldings(holdings).map(cellsOf)])
}

/**
 * Reads the file back. Rows that make no sense are left out and told.
 * @throws {BrickError} when it is no table.
 */
export async function readCollection(source: Source, file: string, facts: Facts): Promise<Parsed<Holding[]>> {
  const holdings: Holding[] = []
  const problems: Problem[] = []
  await readTable(source, file, ({ keys }: Header) => (row) => {
    const holding = holdingOf((name) => row.cells[keys.indexOf(name)] ?? '', facts)
    if (typeof holding !== 'string') holdings.push(holding)
    else problems.push({ level: 'error', code: 'list.row', file, line: row.line, message: holding })
  })
  return { value: addUpHoldings(holdings), problems }
}

/** In the order of the columns. */
const NAMES = ['part', 'color', 'condition', 'quantity', 'place', 'state', 'source', 'type', 'written']

function cellsOf({ part, color, condition, quantity, place, state, source, itemType, written }: Holding) {
  return [part, color, CONDITIONS[condition], quantity, ...[place, state, source, itemType, written].map(marked)]
}

/** Reading takes one apostrophe away, because spreadsheets mark texts with it. */
function marked(text: string): string {
  return text.startsWith("'") ? `'${text}` : text
}

/** What a row says, or what is wrong with it. People also edit the file by hand. */
function holdingOf(cell: (name: string) => string, facts: Facts): Holding | string {
  const part = cell('part')
  if (part === '') return 'the row names no part'
  const color = colorOf(cell('color'), facts)
  if (color === undefined) return `${printable(JSON.stringify(cell('color')))} is no color`
  const quantity = wholeNumber(cell('quantity')) ?? 0
  if (quantity <= 0) return `${printable(JSON.stringify(cell('quantity')))} is no number of pieces`
  const state = STATES.find((one) => one === (cell('state').toLowerCase() || 'loose'))
  if (state === undefined) return `${printable(JSON.stringify(cell('state')))} is none of ${STATES.join(', ')}`
  const texts = { place: cell('place'), source: cell('source'), written: cell('written') }
  return {
    ...{ part: partOf(part), color, quantity, state, ...texts },
    condition: conditionOf(cell('condition')) ?? 'X',
    itemType: itemTypeOf(cell('type')) ?? 'P',
  }
}

function partOf(text: string): string {
  const { system, rest } = splitPrefix(text)
  if (system === undefined || system === 'ldraw') return normalPart(rest)
  return text.toLowerCase()
}

/** A key as we write it, or the name of a color. */
function colorOf(text: string, facts: Facts): string | undefined {
  if (colorFromKey(text, facts)) return text
  const found = findColor(text, facts)
  return found && colorKey(found.ldraw, facts)
}
