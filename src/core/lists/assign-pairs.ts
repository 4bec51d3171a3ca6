import type { Item, KeyedLots, Slot } from './assign-keys.js'
import type { Matching, Rule } from './rules.js'

/** A needed lot, and the only one that may fill it. */
export interface Pair {
  slot: Slot
  item: Item
  rule: Rule
}

/**
 * Finds the lots about which there is nothing to decide: one is needed, one there is like it, and nobody else wants that.
 * These are nearly all, mostly. They are settled with it.
 */
export function takePairs({ slots, stock, levels }: KeyedLots, { rules, suits }: Matching): Pair[] {
  const wants = new Uint32Array(levels.length)
  for (const { keys } of slots) for (const key of keys) wants[key] = (wants[key] ?? 0) + 1
  const holders: (Item | typeof SEVERAL | undefined)[] = levels.map(() => undefined)
  for (const item of stock) {
    if (item) for (const key of item.keys) holders[key] = holders[key] === undefined ? item : SEVERAL
  }
  return slots.flatMap((slot) => {
    const item = onlyItem(slot)
    const rule = item && strictest(slot, item)
    // By a rule with a bound, others may bring the rest.
    if (!item || !rule || rule.most) return []
    slot.keys = item.keys = []
    return { slot, item, rule }
  })

  function onlyItem({ keys }: Slot): Item | undefined {
    let only: Item | undefined
    for (const key of keys) {
      const holder = holders[key]
      if (wants[key] !== 1 || holder === SEVERAL || (only && holder && holder !== only)) return undefined
      only ??= holder
    }
    return only?.keys.every((key) => keys.includes(key)) ? only : undefined
  }

  function strictest(slot: Slot, item: Item): Rule | undefined {
    if (!suits(slot.lot, item.lot)) return undefined
    const key = slot.keys.find((one) => item.keys.includes(one))
    return key === undefined ? undefined : rules[levels[key] ?? -1]
  }
}

const SEVERAL = 'several'
