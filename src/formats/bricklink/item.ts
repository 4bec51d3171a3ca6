import { count } from '../../core/count.js'
import { BrickError, EXIT } from '../../core/error.js'
import { CONDITIONS, inventory, ITEM_TYPES, type Inventory, type Lot, type Role } from '../../core/inventory.js'
import { byNumber } from '../../core/order.js'
import type { Problem } from '../../core/problem.js'
import { conditionOf } from '../rows/words.js'
import { isWrong, itemTypeOf, onOneLine, priceOf, quantityOf, short } from './item-fields.js'
import type { ListReading } from '../list-reading.js'
import type { Fields } from '../xml/read-xml.js'
import { joined, legal } from '../xml/text.js'

/** An item of BrickLink's XML: what all of its lists say alike. A row that makes no sense is rejected: undefined. */
export function readItem(
  fields: Fields,
  line: number,
  list: ListReading<'bricklink'>,
  { amount, tag }: { amount: string; tag: string },
): Lot | undefined {
  const itemType = itemTypeOf(fields['ITEMTYPE'])
  const part = fields['ITEMID'] ?? ''
  const color = fields['COLOR'] ?? ''
  const quantity = quantityOf(amount, tag)
  const condition = conditionOf(fields['CONDITION'] ?? '')
  const remarks = fromSite(fields['REMARKS'] ?? '')
  if (isWrong(itemType)) return reject(itemType.wrong, itemType.fix)
  if (part === '') return reject('an item without ITEMID', 'add its number, or delete it')
  if (part.length > MAX_NUMBER) return reject(`no number of an item: "${short(part)}"`, 'mend its ITEMID')
  if (!/^\d{0,6}$/.test(color))
    return reject(`COLOR of ${part} is no number: "${short(color)}"`, "write BrickLink's number of the color")
  if (isWrong(quantity)) return reject(`${quantity.wrong} (${part})`, quantity.fix, 'list.quantity')
  const lot: Lot = { part, color: Number(color), quantity }
  if (itemType !== 'P') lot.itemType = itemType
  if (condition !== undefined) lot.condition = condition
  if (remarks !== '') lot.remarks = remarks
  return lot

  function reject(message: string, fix: string, code: 'list.row' | 'list.quantity' = 'list.row'): undefined {
    list.reject(line, code, message, fix)
  }
}

/** Longer than any number of an item. */
export const MAX_NUMBER = 100

/** The price in a tag, or nothing, which is told where it makes no sense. */
export function readPrice(
  fields: Fields,
  tag: string,
  line: number,
  list: ListReading<'bricklink'>,
): string | undefined {
  const price = priceOf(fields[tag])
  if (!isWrong(price)) return price
  list.tell({
    level: 'warning',
    code: 'list.price',
    line,
    message: `${tag} is ${price.wrong}; left out`,
    fix: price.fix,
  })
  return undefined
}

/** @throws {BrickError} when a file is XML of another kind. */
export function refuseOther(file: string, root: string | undefined, roots: string[]): void {
  if (root !== undefined && roots.includes(root)) return
  const what = root === undefined ? 'has no element' : `begins with <${short(root)}>`
  throw new BrickError(`${file} ${what}, where a list begins with <${roots[0] ?? ''}>`, {
    exit: EXIT.input,
    hint: 'leave --from away, so that brick finds out what it is',
  })
}

/** The site takes texts for HTML: what it writes has `<` escaped once for that, and once more for XML. */
function forSite(text: string): string {
  if (!/[&<>]/.test(text)) return text
  return text
    .replace(/&(?=(?:amp;)*[lg]t;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** As `forSite` had it, on one line. */
function fromSite(text: string): string {
  if (text === '') return ''
  const plain = text.includes('&') ? text.replace(/&((?:amp;)*)([lg])t;/g, unescaped) : text
  return onOneLine(plain)
}

function unescaped(_: string, more: string, which: string): string {
  return more === '' ? (which === 'l' ? '<' : '>') : `&${more.slice('amp;'.length)}${which}t;`
}

/** What the site keeps of a remark, in characters. */
const MAX_REMARKS = 255

export function remarksOf(text: string): string {
  const plain = legal(text)
  return forSite(isLong(plain) ? `${[...plain].slice(0, MAX_REMARKS - 1).join('')}…` : plain)
}

/** Says that remarks are cut, where some are. */
export function cutRemarks({ lots }: Inventory): Problem[] {
  const cut = lots.filter(({ remarks = '' }) => remarks.length > MAX_REMARKS && isLong(legal(remarks))).length
  if (cut === 0) return []
  const message = `remarks of ${count(cut, 'lot')} cut: BrickLink takes ${MAX_REMARKS} characters`
  return [{ level: 'note', code: 'list.field-lost', message, fix: 'shorten them before' }]
}

function isLong(text: string): boolean {
  return text.length > MAX_REMARKS && [...text].length > MAX_REMARKS
}

/** Lots by type, number, color and condition, each once: the same for any order of lots. */
export function sortedItems(lots: Lot[]): Lot[] {
  // Numbers are slow to compare, and a list has each many times.
  const byName = new Map<string, Lot[]>()
  for (const lot of lots) {
    const name = lot.part.toLowerCase()
    const some = byName.get(name)
    if (some) some.push(lot)
    else byName.set(name, [lot])
  }
  const sorted = [...byName.keys()].sort(byNumber).flatMap((name) => onceEach(byName.get(name) ?? []))
  if (sorted.every(({ itemType = 'P' }) => itemType === 'P')) return sorted
  return ITEM_TYPES.flatMap((type) => sorted.filter(({ itemType = 'P' }) => itemType === type))
}

/** Lots of one number in order, those added up that are the same thing. */
function onceEach(lots: Lot[]): Lot[] {
  lots.sort(byVariety)
  const isOnce = lots.every((lot, index) => index === 0 || byVariety(lots[index - 1] ?? lot, lot) !== 0)
  return isOnce ? lots : inventory('bricklink', lots).lots
}

/** A lot that says nothing of its condition may have any. */
function byVariety(a: Lot, b: Lot): number {
  return (
    (a.itemType === b.itemType ? 0 : ITEM_TYPES.indexOf(a.itemType ?? 'P') - ITEM_TYPES.indexOf(b.itemType ?? 'P')) ||
    a.color - b.color ||
    CONDITIONS.indexOf(a.condition ?? 'X') - CONDITIONS.indexOf(b.condition ?? 'X') ||
    ROLES.indexOf(a.role ?? '') - ROLES.indexOf(b.role ?? '')
  )
}

const ROLES: string[] = ['', 'extra', 'alternate', 'counterpart'] satisfies (Role | '')[]

/** Lists in files of so many lots each, the items one on a line; an empty list is a list, too. */
export function inventoryXml(lots: Lot[], maxLots: number, itemOf: (lot: Lot) => string): string[] {
  const files: string[] = []
  for (let start = 0; start === 0 || start < lots.length; start += maxLots) {
    const some = lots.slice(start, start + maxLots)
    files.push(joined('<INVENTORY>\n', some, (lot) => `${itemOf(lot)}\n`, '</INVENTORY>\n'))
  }
  return files
}

/** The site names no limit, but store uploads choke on more (BrickStore issue 399). */
export const MAX_LOTS = 1000

/** Color 0 means "any" there, so that it must never stand for "unknown". */
export function colorOf({ part, color }: Lot): number {
  if (!Number.isInteger(color) || color < 0) throw new Error(`${part} has no BrickLink color: ${color}`)
  return color
}

/** For lists that know no spare parts, so that nothing stands there twice. */
export function withoutRole(lot: Lot): Lot {
  if (lot.role === undefined) return lot
  const { role: _, ...rest } = lot
  return rest
}
