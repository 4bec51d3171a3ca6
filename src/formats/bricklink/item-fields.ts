import type { Carried, CarriedField } from '../../core/carried.js'
import { ITEM_TYPES, type ItemType } from '../../core/inventory.js'
import { itemTypeOf as itemTypeIn } from '../rows/words.js'
import type { Fields } from '../xml/read-xml.js'
import { isSimple } from '../xml/text.js'

/** A field of an item that makes no sense, in words. */
interface Wrong {
  wrong: string
  fix: string
}

/** `P`, `Part` and `part` are all P; so is nothing. */
export function itemTypeOf(text: string | undefined): ItemType | Wrong {
  if (text === undefined || text === '' || text === 'P') return 'P'
  return (
    itemTypeIn(text) ?? { wrong: `no type of item: "${short(text)}"`, fix: `BrickLink has ${ITEM_TYPES.join(', ')}` }
  )
}

/** A whole number, with or without commas between thousands: `1,200`. */
export function quantityOf(text: string, tag: string): number | Wrong {
  if (PLAIN.test(text)) return Number(text)
  if (THOUSANDS.test(text)) return Number(text.replaceAll(',', ''))
  if (/^-\d/.test(text)) return { wrong: `${tag} is less than nothing: ${short(text)}`, fix: 'write 0 or more' }
  const isLong = /^[\d,]+$/.test(text)
  return { wrong: `${tag} is no number${isLong ? ' of pieces' : ''}: "${short(text)}"`, fix: 'write a whole number' }
}

/** Nobody has a thousand million of a piece; sums of such numbers stay exact. */
const PLAIN = /^\d{1,9}$/
const THOUSANDS = /^\d{1,3}(,\d{3}){1,2}$/

export function isWrong(value: unknown): value is Wrong {
  return typeof value === 'object' && value !== null && 'wrong' in value
}

/** A price as it will be written, with a point; undefined where it says that there is none: `-1.0000`, `0`. */
export function priceOf(text: string | undefined): string | Wrong | undefined {
  if (text === undefined || text === '' || NO_PRICE.test(text)) return undefined
  if (PRICE.test(text)) return text
  const plain = GROUPED.test(text) ? text.replaceAll(',', '') : text
  if (PRICE.test(plain)) return plain
  return { wrong: `no price: "${short(text)}"`, fix: 'write it with a point, as in 0.25' }
}

const NO_PRICE = /^(0+(\.0*)?|-.*)$/
const PRICE = /^\d{1,9}(\.\d{1,12})?$/
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/

/** `3:0.25 10:0.2`: from so many on, each costs so much. */
export function tiersOf(fields: Fields): string | undefined {
  if (fields['TQ1'] === undefined && fields['TQ2'] === undefined && fields['TQ3'] === undefined) return undefined
  let tiers = ''
  for (const i of ['1', '2', '3']) {
    const quantity = fields[`TQ${i}`] ?? '0'
    const price = fields[`TP${i}`] ?? '0'
    if (/^[1-9]\d*$/.test(quantity) && !NO_PRICE.test(price)) tiers += `${tiers === '' ? '' : ' '}${quantity}:${price}`
  }
  return tiers === '' ? undefined : tiers
}

/** Each tier's quantity and price. */
export function tierPairs(tiers: string | undefined): [quantity: string, price: string][] {
  const pairs = (tiers ?? '').split(' ').map((tier): [string, string] => {
    const [quantity = '', price = ''] = tier.split(':')
    return [quantity, price]
  })
  return pairs.filter(([quantity, price]) => quantity !== '' && price !== '').slice(0, 3)
}

/** The texts of some tags, where they say more than nothing; `usual` says what is as good as nothing. */
export function carriedFrom(fields: Fields, places: readonly FieldPlace[]): Carried | undefined {
  let carried: Carried | undefined
  for (const { tag, field, usual } of places) {
    const text = fields[tag]
    if (text === undefined || text === '' || usual?.test(text)) continue
    carried ??= {}
    carried[field] = onOneLine(text)
  }
  return carried
}

/** With each white space as one blank. */
export function onOneLine(text: string): string {
  return !isSimple(text) && /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text
}

/** Which tag has a field; `usual` is what says nothing. */
export interface FieldPlace {
  tag: string
  field: CarriedField
  usual?: RegExp
}

/** No amount. */
export const ZERO = /^[0.]*$/

/** Of a word that may be a megabyte of garbage, as much as tells it. */
export function short(word: string): string {
  return word.length <= 30 ? word : `${word.slice(0, 29)}…`
}
