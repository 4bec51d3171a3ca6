import type { Lot } from '../inventory.js'
import type { Key } from './lot-keys.js'
import type { Rule } from './rules.js'

/** A lot that one of the lists needs. */
export interface Slot {
  list: number
  lot: Lot
  /** Its place among all. */
  index: number
  left: number
  /** How much of it is to be filled before others get more. */
  share: number
  /** How many pieces may still come by the rules of a bound. */
  rooms?: Map<Bound, number>
  /** Under which it may be filled, the strictest first; none once that is settled. */
  keys: readonly number[]
}

/** A lot that there is, and that somebody may want. */
export interface Item {
  lot: Lot
  left: number
  /** Under which it is wanted; none once it is settled who gets it. */
  keys: readonly number[]
}

export type Bound = NonNullable<Rule['most']>

/** What is needed and what there is, by the keys of the rules. */
export interface KeyedLots {
  slots: Slot[]
  /** For each lot that there is; none where nobody may want it. */
  stock: (Item | undefined)[]
  /** The place of the rule of each key among all rules: a key is of one rule only. */
  levels: number[]
}

/** Looks up all keys, as numbers. There may be far more lots than anybody wants. */
export function keyLots(lists: readonly (readonly Lot[])[], own: readonly Lot[], rules: readonly Rule[]): KeyedLots {
  const wanted = rules.map(() => new Map<Key, number>())
  const levels: number[] = []
  const slots: Slot[] = []
  lists.forEach((lots, list) => {
    for (const lot of lots) {
      if (lot.quantity <= 0) continue
      slots.push({ list, lot, index: slots.length, left: lot.quantity, share: 0, keys: wantedKeys(lot) })
    }
  })
  const open = openRules(rules, wanted)
  const stock = own.map((lot): Item | undefined => {
    const keys = lot.quantity > 0 ? offeredKeys(lot, open) : undefined
    return keys && { lot, left: lot.quantity, keys }
  })
  return { slots, stock, levels }

  function wantedKeys(lot: Lot): number[] {
    const found: number[] = []
    for (let level = 0; level < rules.length; level++)
      for (const key of rules[level]?.wanted(lot) ?? []) found.push(numberOf(key, level))
    return found
  }

  function numberOf(key: Key, level: number): number {
    const known = wanted[level]?.get(key)
    if (known !== undefined) return known
    wanted[level]?.set(key, levels.length)
    return levels.push(level) - 1
  }
}

interface OpenRule {
  rule: Rule
  /** What is wanted by it. */
  keys: Map<Key, number>
}

/** The rules by which anything is wanted. */
function openRules(rules: readonly Rule[], wanted: Map<Key, number>[]): OpenRule[] {
  return rules.flatMap((rule, level) => {
    const keys = wanted[level]
    return keys && keys.size > 0 ? [{ rule, keys }] : []
  })
}

function offeredKeys(lot: Lot, open: readonly OpenRule[]): number[] | undefined {
  let found: number[] | undefined
  for (const { rule, keys } of open) {
    const key = rule.offered(lot)
    const number = key === undefined ? undefined : keys.get(key)
    if (number === undefined) continue
    if (found) found.push(number)
    else found = [number]
  }
  return found
}
