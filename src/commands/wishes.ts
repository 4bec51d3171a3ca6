import type { Condition, Lot } from '../core/inventory.js'

/** What the user asks of each lot, as flags say it. */
export interface WishFlags {
  new?: true
  used?: true
  any?: true
  maxPrice?: string
  remark?: 'model' | 'file'
}

export type ConditionWord = 'new' | 'used' | 'any'

/** Lots with condition, price limit and remark; what a lot says itself stands. `usual` is the condition without a flag. */
export function wishes(lots: Lot[], flags: WishFlags, usual: ConditionWord = 'any'): Lot[] {
  const condition = CONDITIONS[flags.any ? 'any' : flags.new ? 'new' : flags.used ? 'used' : usual]
  return lots.map((lot) => {
    const wish: Lot = { ...lot, condition: lot.condition ?? condition }
    if (flags.maxPrice !== undefined) wish.maxPrice = flags.maxPrice
    const used = flags.remark === undefined ? '' : placesOf(lot, flags.remark)
    const remarks = [lot.remarks ?? '', used].filter((text) => text !== '').join('; ')
    if (remarks !== '') wish.remarks = remarks
    return wish
  })
}

/** The conditions of a list in words, as BrickLink has them. */
export function conditionWords(lots: Lot[]): string {
  const words = new Set(lots.map(({ condition = 'X' }) => WORDS[condition]))
  return words.size === 0 ? WORDS.X : [...words].join(' or ')
}

const CONDITIONS: Record<ConditionWord, Condition> = { new: 'N', used: 'U', any: 'X' }
const WORDS: Record<Condition, string> = { N: 'New', U: 'Used', X: 'Any' }

function placesOf({ places = [] }: Lot, what: 'model' | 'file'): string {
  return [...new Set(places.map(({ file, model }) => (what === 'model' ? (model ?? file) : file)))].join(', ')
}
