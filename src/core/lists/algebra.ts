import type { IdSystem, Inventory, Lot } from '../inventory.js'
import { reconcile, withQuantity, type Match } from './reconcile.js'
import type { Matching } from './rules.js'

/** A list without what other lists have. */
export interface Subtraction<S extends IdSystem> {
  /** What remains: pieces in = pieces taken + pieces here. */
  rest: Inventory<S>
  /** What was taken, in the words of the first list. */
  taken: Inventory<S>
  matches: Match[]
  /** Of each of the other lists, what the first list has not. */
  unused: Inventory<S>[]
}

/** Takes from a list what others have; no lot falls below none. The others are used together, each piece once. */
export function subtract<S extends IdSystem>(
  from: Inventory<S>,
  others: Inventory<NoInfer<S>>[],
  matching: Matching,
): Subtraction<S> {
  const all = { system: from.system, lots: others.flatMap(({ lots }) => lots) }
  const { matches, missing } = reconcile(from, all, matching)
  const used = new Map<Lot, number>()
  for (const { own, quantity } of matches) used.set(own, (used.get(own) ?? 0) + quantity)
  return {
    rest: missing,
    taken: takenOf(from, matches),
    matches,
    unused: others.map(({ system, lots }) => ({ system, lots: without(lots, used) })),
  }
}

/** What all lists have: of each lot of the first, as much as is in each of the others; and the matches with each. */
export function intersect<S extends IdSystem>(
  first: Inventory<S>,
  others: Inventory<NoInfer<S>>[],
  matching: Matching,
): { common: Inventory<S>; matches: Match[][] } {
  let common = first
  const matches: Match[][] = []
  for (const other of others) {
    const found = reconcile(common, other, matching).matches
    common = takenOf(common, found)
    matches.push(found)
  }
  return { common, matches }
}

/** How one list became another: `before + added - removed = after`, for everything that counts as the same. */
export interface Difference<S extends IdSystem> {
  added: Inventory<S>
  removed: Inventory<S>
  /** In both, in the words of the later list. */
  same: Inventory<S>
  matches: Match[]
}

/** What is in one of two lists only. Lots that say nothing of the condition are the same as those that do. */
export function difference<S extends IdSystem>(
  before: Inventory<S>,
  after: Inventory<NoInfer<S>>,
  matching: Matching,
): Difference<S> {
  const { matches, missing, left } = reconcile(before, after, matching)
  const kept = new Map<Lot, number>()
  for (const { own, quantity } of matches) kept.set(own, (kept.get(own) ?? 0) + quantity)
  return { added: left, removed: missing, same: { system: after.system, lots: some(after.lots, kept) }, matches }
}

function takenOf<S extends IdSystem>({ system, lots }: Inventory<S>, matches: Match[]): Inventory<S> {
  const taken = new Map<Lot, number>()
  for (const { need, quantity } of matches) taken.set(need, (taken.get(need) ?? 0) + quantity)
  return { system, lots: some(lots, taken) }
}

function some(lots: Lot[], quantities: Map<Lot, number>): Lot[] {
  return lots.flatMap((lot) => {
    const quantity = quantities.get(lot) ?? 0
    return quantity > 0 ? withQuantity(lot, quantity) : []
  })
}

function without(lots: Lot[], used: Map<Lot, number>): Lot[] {
  return lots.flatMap((lot) => {
    const quantity = lot.quantity - (used.get(lot) ?? 0)
    return quantity > 0 ? withQuantity(lot, quantity) : []
  })
}
