import type { Carried } from '../../core/carried.js'
import type { Lot } from '../../core/inventory.js'
import { readPrice } from './item.js'
import { carriedFrom, tierPairs, tiersOf, ZERO, type FieldPlace } from './item-fields.js'
import type { ListReading } from '../list-reading.js'
import { isYes } from '../rows/words.js'
import type { Fields } from '../xml/read-xml.js'
import { element } from '../xml/text.js'

/** What the owner of a store says of a lot, in its inventory and in orders. */
export function readStock(lot: Lot, fields: Fields, line: number, list: ListReading<'bricklink'>): void {
  const carried: Carried = carriedFrom(fields, PLACES) ?? {}
  const price = readPrice(fields, 'PRICE', line, list)
  const cost = readPrice(fields, 'MYCOST', line, list)
  const tiers = tiersOf(fields)
  const currency = fields['BASECURRENCYCODE'] ?? ''
  if (price !== undefined) carried.price = price
  if (cost !== undefined) carried.cost = cost
  if (tiers !== undefined) carried.tiers = tiers
  if ((price ?? cost ?? tiers) !== undefined && !/^(USD)?$/i.test(currency)) carried.currency = currency
  if (isYes(fields['RETAIN'] ?? '')) carried.retain = 'Y'
  if (isYes(fields['STOCKROOM'] ?? '')) carried.stockroom = fields['STOCKROOMID'] || 'Y'
  if (Object.keys(carried).length > 0) lot.carried = carried
}

/** The tags of what is carried along, in a fixed order. */
export function stockXml({ carried = {} }: Lot): string {
  let text = ''
  for (const { tag, field } of PLACES) if (carried[field] !== undefined) text += element(tag, carried[field])
  if (carried.price !== undefined) text += element('PRICE', carried.price)
  if (carried.cost !== undefined) text += element('MYCOST', carried.cost)
  if (carried.currency !== undefined) text += element('BASECURRENCYCODE', carried.currency)
  if (carried.retain !== undefined) text += element('RETAIN', carried.retain)
  if (carried.stockroom !== undefined) text += element('STOCKROOM', 'Y')
  if (carried.stockroom !== undefined && carried.stockroom !== 'Y') text += element('STOCKROOMID', carried.stockroom)
  tierPairs(carried.tiers).forEach(([quantity, price], index) => {
    text += element(`TQ${index + 1}`, quantity) + element(`TP${index + 1}`, price)
  })
  return text
}

const PLACES: FieldPlace[] = [
  // BrickLink's number of a category says nothing to people, and goes with the item anyway.
  { tag: 'CATEGORY', field: 'category', usual: /^\d+$/ },
  { tag: 'ITEMNAME', field: 'name' },
  { tag: 'COLORNAME', field: 'colorName' },
  { tag: 'BULK', field: 'bulk', usual: /^[01]$/ },
  { tag: 'SALE', field: 'sale', usual: ZERO },
  { tag: 'DESCRIPTION', field: 'comments' },
  { tag: 'SUBCONDITION', field: 'subCondition' },
  { tag: 'BUYERUSERNAME', field: 'reserved' },
  { tag: 'LOTID', field: 'lotId', usual: /^0+$/ },
  { tag: 'MYWEIGHT', field: 'weight', usual: ZERO },
  { tag: 'DATEADDED', field: 'dateAdded' },
  { tag: 'DATELASTSOLD', field: 'dateLastSold' },
]
