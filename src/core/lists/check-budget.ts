import { piecesIn, type Inventory, type Lot, type Place } from '../inventory.js'
import { reconcile } from './reconcile.js'
import type { Matching } from './rules.js'

/** A lot of which more is needed than there is. */
export interface OverBudget {
  lot: Lot
  there: number
  missing: number
  /** Where the first piece stands that is too many; absent in lists without places. */
  first?: Place
}

/**
 * What a list needs beyond another one, as an alternate build of a set must not. The lot whose first piece too many stands
 * first in the files comes first; files are in the order in which the list names them.
 */
export function overBudget(need: Inventory<'ldraw'>, budget: Inventory<'ldraw'>, matching: Matching): OverBudget[] {
  const { matches } = reconcile(need, budget, matching)
  const there = new Map<Lot, number>()
  for (const { need: lot, quantity } of matches) there.set(lot, (there.get(lot) ?? 0) + quantity)
  const files = [...new Set(need.lots.flatMap(({ places = [] }) => places.map(({ file }) => file)))]
  const over = need.lots.flatMap((lot): OverBudget[] => {
    const had = there.get(lot) ?? 0
    if (had >= lot.quantity) return []
    const first = firstBeyond(lot, had, files)
    return [{ lot, there: had, missing: lot.quantity - had, ...(first && { first }) }]
  })
  return over.sort((a, b) => byPlace(a.first, b.first, files))
}

/** How many pieces are too many. */
export function piecesOver(over: readonly OverBudget[]): number {
  return piecesIn(over.map(({ missing }) => ({ quantity: missing })))
}

function firstBeyond({ places = [] }: Lot, budget: number, files: string[]): Place | undefined {
  let used = 0
  return places
    .toSorted((a, b) => byPlace(a, b, files))
    .find(({ quantity }) => {
      used += quantity
      return used > budget
    })
}

function byPlace(a: Place | undefined, b: Place | undefined, files: string[]): number {
  if (!a || !b) return Number(!a) - Number(!b)
  return files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line
}
