import type { Facts } from '../catalog/facts.js'
import type { Holding } from './holding.js'
import type { Inventory, Lot } from '../inventory.js'
import { reconcile } from './reconcile.js'
import type { Matching } from './rules.js'
import { extendFacts } from '../catalog/extend-facts.js'
import { stockOf } from './stock.js'

/** What of each list is there, and what is not. */
export interface Taking {
  taken: Holding[][]
  missing: Lot[][]
}

/**
 * Takes what lists need out of what there is, one list after the other, each piece once: for each list, taken + missing
 * = needed.
 */
export function takeFrom(
  there: readonly Holding[],
  lists: readonly Inventory<'ldraw'>[],
  facts: Facts,
  matching: (facts: Facts) => Matching,
): Taking {
  const stock = stockOf(there, facts)
  const rules = matching(extendFacts(facts, stock.parts, stock.colors))
  const places = new Map(stock.lots.map((lot, place) => [lot, place]))
  const left = stock.lots.map(({ quantity }) => quantity)
  const result: Taking = { taken: [], missing: [] }
  for (const list of lists) {
    // Lots stay the same records, so that they can be found again; what is used up is left out.
    for (const [lot, place] of places) lot.quantity = left[place] ?? 0
    const { matches, missing } = reconcile(list, { system: 'ldraw', lots: stock.lots }, rules)
    const taken = new Map<number, number>()
    for (const { own, quantity } of matches) {
      const place = places.get(own) ?? -1
      taken.set(place, (taken.get(place) ?? 0) + quantity)
      left[place] = (left[place] ?? 0) - quantity
    }
    result.taken.push([...taken].flatMap(([place, quantity]) => withQuantity(there[place], quantity)))
    result.missing.push(missing.lots)
  }
  return result
}

function withQuantity(holding: Holding | undefined, quantity: number): Holding[] {
  return holding ? [{ ...holding, quantity }] : []
}
