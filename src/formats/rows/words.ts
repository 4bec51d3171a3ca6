import { ITEM_TYPES, type Condition, type ItemType } from '../../core/inventory.js'

/** Whether a cell says yes, as `True`, `t`, `Y` and `1` do. */
export function isYes(text: string): boolean {
  return text !== '' && /^(t|true|y|yes|1|x|ja|oui|s[ií])$/i.test(text)
}

/** A condition by its letter or its word; undefined where the cell says none. */
export function conditionOf(text: string): Condition | undefined {
  if (text === '' || text === 'N' || text === 'U') return text === '' ? undefined : text
  if (/^(n|new|neu)$/i.test(text)) return 'N'
  if (/^(u|used|gebraucht)$/i.test(text)) return 'U'
  return /^(x|any)$/i.test(text) ? 'X' : undefined
}

/** A kind of item by its letter or its word, of which the first letter tells. */
export function itemTypeOf(text: string): ItemType | undefined {
  return ITEM_TYPES.find((type) => type === text.charAt(0).toUpperCase())
}

/** An amount of money without its currency, with a decimal point; undefined where there is none, as -1 means. */
export function priceOf(text: string): string | undefined {
  if (text.startsWith('-')) return undefined
  const amount = /\d+(?:[.,]\d+)*/.exec(text.replaceAll(/\s/g, ''))?.[0]
  if (amount === undefined) return undefined
  const at = Math.max(amount.lastIndexOf('.'), amount.lastIndexOf(','))
  if (at < 0) return amount
  return `${amount.slice(0, at).replaceAll(/[.,]/g, '')}.${amount.slice(at + 1)}`
}

/** The number of a set has the number of its edition behind it; lists of sets often leave out the first. */
export function setNumber(text: string): string {
  return /-\d+$/.test(text) ? text : `${text}-1`
}
