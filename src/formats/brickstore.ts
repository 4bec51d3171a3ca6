import { count } from '../core/count.js'
import type { Facts } from '../core/catalog/facts.js'
import type { Lot } from '../core/inventory.js'
import { findColor } from '../core/catalog/resolve-color.js'
import { sortedItems, colorOf, MAX_NUMBER, refuseOther } from './bricklink/item.js'
import { carriedXml, isSet, readCarried } from './bricklink/brickstore-fields.js'
import type { Codec } from './codec.js'
import { isWrong, itemTypeOf, onOneLine, quantityOf, short } from './bricklink/item-fields.js'
import { listReading, type ListReading } from './list-reading.js'
import { conditionOf } from './rows/words.js'
import { readXml, type Fields } from './xml/read-xml.js'
import { element, joined } from './xml/text.js'

/** The documents of BrickStore, and of BrickStock before it. Source: BrickStore, documentio.cpp. */
export const brickstore: Codec<'bricklink'> = {
  id: 'bsx',
  title: 'BrickStore document',
  wishes: ['condition', 'remark'],
  holds: [
    ...(['condition', 'remarks', 'role', 'name', 'category', 'colorName', 'comments', 'price', 'currency'] as const),
    ...(['cost', 'bulk', 'sale', 'subCondition', 'tiers', 'stockroom', 'retain', 'reserved', 'lotId'] as const),
    ...(['weight', 'marker', 'dateAdded', 'dateLastSold'] as const),
  ],
  keepsEmpty: true,
  next: 'Open it with BrickStore.',
  system: 'bricklink',

  read(source, file, { catalog, options: { asWritten, spares } }) {
    const list = listReading('bricklink', file)
    const left = { excluded: 0, spare: 0 }
    let currency = ''
    const { root, problems } = readXml(source, file, {
      records: ['ITEM', 'INVENTORY'],
      begin({ tag, fields }) {
        if (tag === 'INVENTORY') currency = fields['@CURRENCY'] ?? ''
      },
      take({ tag, fields, line }) {
        const lot = tag === 'ITEM' ? readItem(fields, line, list, { catalog, currency }) : undefined
        if (!lot) return
        const isExcluded = !asWritten && fields['STATUS'] === 'X'
        const isSpare = !asWritten && spares === 'skip' && lot.role === 'extra'
        if (isExcluded) leaveOut('excluded', lot)
        else if (isSpare) leaveOut('spare', lot)
        else list.add(lot, line)
      },
    })
    refuseOther(file, root, ['BRICKSTOREXML', 'BRICKSTOCKXML'])
    problems.forEach(list.tell)
    const words = Object.entries(left).flatMap(([rule, times]) => (times > 0 ? `${times} ${rule}` : []))
    if (words.length > 0) {
      const message = `rows left out: ${words.join(', ')}`
      list.tell({ level: 'note', code: 'list.left-out', message, fix: '--as-written lists them' })
    }
    return list.end()

    function leaveOut(rule: keyof typeof left, { quantity }: Lot): void {
      left[rule]++
      list.leaveOut(rule, quantity)
    }
  },

  notes({ lots }) {
    const open = lots.filter(({ condition = 'X' }) => condition === 'X').length
    if (open === 0) return []
    const message = `${count(open, 'lot')} wanted in either condition ${open === 1 ? 'is' : 'are'} written as new`
    return [
      {
        level: 'note',
        code: 'list.condition',
        message,
        fix: 'BrickStore has no word for either: mark there what may be used',
      },
    ]
  },

  write(list) {
    const lots = sortedItems(list.lots)
    const currency = lots.find(hasPrice)?.carried?.currency ?? USUAL_CURRENCY
    const known = /^[A-Z]{3}$/.test(currency) ? currency : USUAL_CURRENCY
    const head = `<?xml version="1.0" encoding="UTF-8"?>\n<BrickStoreXML>\n <Inventory Currency="${known}">\n`
    return [joined(head, lots, (lot) => itemXml(inCurrency(lot, known)), ' </Inventory>\n</BrickStoreXML>\n')]
  },
}

/** Where a document names none; very old ones wrote `$$$`. */
const USUAL_CURRENCY = 'USD'

function readItem(
  fields: Fields,
  line: number,
  list: ListReading<'bricklink'>,
  { catalog, currency }: { catalog: Facts; currency: string },
): Lot | undefined {
  const part = fields['ITEMID'] ?? ''
  const itemType = itemTypeOf(fields['ITEMTYPEID'] ?? fields['ITEMTYPENAME'])
  const quantity = quantityOf(fields['QTY'] || '0', 'Qty')
  const color = colorIn(fields, catalog)
  if (isWrong(itemType)) return reject(itemType.wrong, itemType.fix)
  if (part === '' || part.length > MAX_NUMBER)
    return reject(`an item without ItemID: "${short(fields['ITEMNAME'] ?? '')}"`, 'let BrickStore find its number')
  if (color === undefined) return reject(`${part} has no ColorID that is a number`, 'choose its color in BrickStore')
  if (isWrong(quantity)) return reject(`${quantity.wrong} (${part})`, quantity.fix, 'list.quantity')
  const lot: Lot = { part, color, quantity }
  const condition = conditionOf(fields['CONDITION'] ?? '')
  const remarks = onOneLine(fields['REMARKS'] ?? '')
  const carried = readCarried(fields, quantity, line, list)
  if (itemType !== 'P') lot.itemType = itemType
  if (condition !== undefined) lot.condition = condition
  if (remarks !== '') lot.remarks = remarks
  if (fields['STATUS'] === 'E') lot.role = 'extra'
  else if (isSet(fields['ALTERNATE'])) lot.role = 'alternate'
  else if (isSet(fields['COUNTERPART'])) lot.role = 'counterpart'
  if (carried) lot.carried = carried
  if (carried && hasPrice(lot) && /^[A-Z]{3}$/.test(currency) && currency !== USUAL_CURRENCY)
    carried.currency = currency
  return lot

  function reject(message: string, fix: string, code: 'list.row' | 'list.quantity' = 'list.row'): undefined {
    list.reject(line, code, message, fix)
  }
}

/** BrickStore leaves the number away where it knew the color by name only. */
function colorIn(fields: Fields, catalog: Facts): number | undefined {
  const id = fields['COLORID'] ?? ''
  if (/^\d{1,6}$/.test(id)) return Number(id)
  if (id !== '') return undefined
  const name = fields['COLORNAME'] ?? ''
  return name === '' ? 0 : findColor(name, catalog)?.bricklink
}

function hasPrice({ carried }: Lot): boolean {
  return (carried?.price ?? carried?.cost ?? carried?.tiers) !== undefined
}

/** A document has one currency: prices in others are kept as comments, so that they are not mistaken for it. */
function inCurrency(lot: Lot, currency: string): Lot {
  const own = lot.carried?.currency ?? USUAL_CURRENCY
  if (own === currency || !hasPrice(lot)) return lot
  const { price, cost, tiers, comments, ...carried } = lot.carried ?? {}
  const amounts = [price && `price ${price}`, cost && `cost ${cost}`, tiers && `tiers ${tiers}`].filter(Boolean)
  const words = [comments, `${amounts.join(', ')} ${own}`].filter((text) => text !== undefined)
  return { ...lot, carried: { ...carried, comments: words.join('; ') } }
}

function itemXml(lot: Lot): string {
  const { itemType = 'P', part, quantity, condition, remarks = '', role, carried } = lot
  return (
    `  <Item>\n   ${element('ItemID', part)}\n   <ItemTypeID>${itemType}</ItemTypeID>\n` +
    `   <ColorID>${colorOf(lot)}</ColorID>\n   <Status>${role === 'extra' ? 'E' : 'I'}</Status>\n` +
    `   <Qty>${quantity}</Qty>\n   <Condition>${condition === 'U' ? 'U' : 'N'}</Condition>\n` +
    carriedXml(carried, quantity) +
    (remarks === '' ? '' : `   ${element('Remarks', remarks)}\n`) +
    (role === 'alternate' ? '   <Alternate/>\n' : role === 'counterpart' ? '   <CounterPart/>\n' : '') +
    '  </Item>\n'
  )
}
