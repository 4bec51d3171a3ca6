import type { Carried } from '../../core/carried.js'
import type { ListReading } from '../list-reading.js'
import { readPrice } from './item.js'
import { carriedFrom, tierPairs, tiersOf, ZERO, type FieldPlace } from './item-fields.js'
import type { Fields } from '../xml/read-xml.js'
import { element } from '../xml/text.js'

/** What an item of a BrickStore document says besides what it is, and what in it makes no sense. */
export function readCarried(
  fields: Fields,
  quantity: number,
  line: number,
  list: ListReading<'bricklink'>,
): Carried | undefined {
  const known = carriedFrom(fields, PLACES)
  const carried: Carried = known ?? {}
  const tiers = tiersOf(fields)
  const marker = markerOf(fields['MARKERCOLOR'] ?? '', fields['MARKERTEXT'] ?? '')
  const weight = Number(fields['TOTALWEIGHT'] ?? 0)
  const subCondition = SUB_CONDITIONS[fields['SUBCONDITION'] ?? '']
  const price = readPrice(fields, 'PRICE', line, list)
  const cost = readPrice(fields, 'COST', line, list)
  if (price !== undefined) carried.price = price
  if (cost !== undefined) carried.cost = cost
  if (tiers !== undefined) carried.tiers = tiers
  if (subCondition !== undefined) carried.subCondition = subCondition
  if (marker !== '') carried.marker = marker
  // All others mean the weight of one piece.
  if (weight > 0 && quantity > 0) carried.weight = String(Number((weight / quantity).toPrecision(12)))
  if (isSet(fields['RETAIN'])) carried.retain = 'Y'
  if (isSet(fields['STOCKROOM'])) carried.stockroom = fields['STOCKROOM'] || 'Y'
  return known ?? (Object.keys(carried).length > 0 ? carried : undefined)
}

function markerOf(color: string, text: string): string {
  return color === '' || text === '' ? color + text : `${color} ${text}`
}

/** `<Retain/>` says yes, and so do old files with text in it. */
export function isSet(text: string | undefined): boolean {
  return text !== undefined && !/^N$/i.test(text)
}

/** What is carried along as BrickStore has it, one element on a line. The price is always there. */
export function carriedXml(carried: Carried | undefined, quantity: number): string {
  if (carried === undefined) return `${INDENT}<Price>0.000</Price>\n`
  let text = ''
  for (const { field, name } of PLACES) if (carried[field] !== undefined) line(name, carried[field])
  line('Price', carried.price ?? '0.000')
  if (carried.cost !== undefined) line('Cost', carried.cost)
  tierPairs(carried.tiers).forEach(([amount, price], index) => {
    line(`TQ${index + 1}`, amount)
    line(`TP${index + 1}`, price)
  })
  if (carried.subCondition !== undefined)
    line('SubCondition', carried.subCondition === 'S' ? 'M' : carried.subCondition)
  if (carried.weight !== undefined && quantity > 0) line('TotalWeight', rounded(Number(carried.weight) * quantity))
  if (carried.marker !== undefined) marker(carried.marker)
  if (carried.retain !== undefined) text += `${INDENT}<Retain/>\n`
  if (carried.stockroom !== undefined) line('Stockroom', carried.stockroom === 'Y' ? 'A' : carried.stockroom)
  return text

  function line(name: string, value: string): void {
    text += `${INDENT}${element(name, value)}\n`
  }

  function marker(words: string): void {
    const [, color, rest = words] = /^(#[\da-f]{6,8})(?: (.*))?$/is.exec(words) ?? []
    if (color !== undefined) line('MarkerColor', color)
    if (color === undefined || rest !== words) line('MarkerText', rest)
  }
}

/** BrickStore calls what is sealed M, as BrickLink once did. */
const SUB_CONDITIONS: Record<string, string | undefined> = { C: 'C', I: 'I', M: 'S', S: 'S' }

function rounded(weight: number): string {
  return String(Number(weight.toFixed(4)))
}

const INDENT = '   '

interface Place extends FieldPlace {
  /** The tag as BrickStore writes it. */
  name: string
}

/** In the order in which BrickStore writes them. */
const PLACES: Place[] = [
  place('ItemName', 'name'),
  place('ColorName', 'colorName'),
  place('CategoryName', 'category'),
  place('Comments', 'comments'),
  place('Bulk', 'bulk', /^[01]$/),
  place('Sale', 'sale', ZERO),
  place('Reserved', 'reserved'),
  place('LotID', 'lotId', /^0+$/),
  place('DateAdded', 'dateAdded'),
  place('DateLastSold', 'dateLastSold'),
]

function place(name: string, field: FieldPlace['field'], usual?: RegExp): Place {
  return { name, tag: name.toUpperCase(), field, ...(usual && { usual }) }
}
