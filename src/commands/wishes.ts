import { count } from '../core/count.js'
import { BrickError } from '../core/error.js'
import type { Condition, Lot } from '../core/inventory.js'
import { lotKey } from '../core/trade/item-index.js'
import type { Wish } from '../formats/codec.js'

/** What the user asks of each lot, as flags say it. */
export interface WishFlags {
  new?: true
  used?: true
  any?: true
  maxPrice?: string
  remark?: 'model' | 'file'
  maxLots?: number
  /** The most to pay for a piece of each lot, by `lotKey`. */
  limits?: ReadonlyMap<string, string>
}

type ConditionWord = 'new' | 'used' | 'any'

/** Lots with condition, price limit and remark; what a lot says itself stands. `usual` is the condition without a flag. */
export function wishes(lots: Lot[], flags: WishFlags, usual: ConditionWord = 'any'): Lot[] {
  const condition = CONDITIONS[flags.any ? 'any' : flags.new ? 'new' : flags.used ? 'used' : usual]
  const isOpen = flags.maxPrice === undefined && flags.remark === undefined && flags.limits === undefined
  return lots.map((lot) => {
    if (isOpen && lot.condition !== undefined) return lot
    const wish: Lot = { ...lot, condition: lot.condition ?? condition }
    const limit = flags.limits?.get(lotKey(lot)) ?? flags.maxPrice
    if (limit !== undefined) wish.maxPrice = limit
    const used = flags.remark === undefined ? '' : placesOf(lot, flags.remark)
    const remarks = [lot.remarks ?? '', used].filter((text) => text !== '').join('; ')
    if (remarks !== '') wish.remarks = remarks
    return wish
  })
}

/** The flags without those that a format has no place for. */
export function takenWishes<F extends WishFlags>(taken: Wish[], flags: F): F {
  const refused = OPTIONS.filter(([, wish]) => !taken.includes(wish)).map(([flag]): string => flag)
  return Object.fromEntries(Object.entries(flags).filter(([flag]) => !refused.includes(flag))) as F
}

/** @throws {BrickError} when the user wishes what a list of this format cannot say. */
export function refuseWishes(format: string, taken: Wish[], flags: WishFlags): void {
  const refused = OPTIONS.filter(([flag, wish]) => flags[flag] !== undefined && !taken.includes(wish))
  if (refused.length === 0) return
  const options = refused.map(([, , option]) => option).join(', ')
  throw new BrickError(`a ${format} list has no place for ${options}`, {
    hint: 'leave it away, or try: brick export bl',
  })
}

const OPTIONS: [keyof WishFlags, Wish, option: string][] = [
  ['new', 'condition', '--new'],
  ['used', 'condition', '--used'],
  ['any', 'condition', '--any'],
  ['maxPrice', 'maxPrice', '--max-price'],
  ['remark', 'remark', '--remark'],
  ['maxLots', 'maxLots', '--max-lots'],
]

/** The conditions of a list in words, as BrickLink has them: `New`, or `New (3 lots), Any (1 lot)`. */
export function conditionWords(lots: Lot[]): string {
  const amounts = new Map<string, number>()
  for (const { condition = 'X' } of lots) amounts.set(WORDS[condition], (amounts.get(WORDS[condition]) ?? 0) + 1)
  if (amounts.size <= 1) return [...amounts.keys()][0] ?? WORDS.X
  return [...amounts].map(([word, amount]) => `${word} (${count(amount, 'lot')})`).join(', ')
}

const CONDITIONS: Record<ConditionWord, Condition> = { new: 'N', used: 'U', any: 'X' }
const WORDS: Record<Condition, string> = { N: 'New', U: 'Used', X: 'Any' }

function placesOf({ places = [] }: Lot, what: 'model' | 'file'): string {
  return [...new Set(places.map(({ file, model }) => (what === 'model' ? (model ?? file) : file)))].join(', ')
}
