import type { Compiled } from './compiled.js'
import { CLOSED, type NodeState } from './node-state.js'

/**
 * Values of pieces to start from: lot by lot, those with the fewest offers first, as much as the stores that have it leave
 * room for, so that no store is worth being used yet.
 */
export function firstValues(compiled: Compiled, state: NodeState): Float64Array {
  const { lots, stores, demand, worth, segmentLot, segmentOffer, offerStore, segments, minimum, levelCost } = compiled
  const values = new Float64Array(lots)
  const order = Int32Array.from({ length: segmentLot.length }, (_, segment) => segment)
  const starts = new Int32Array(lots + 1)
  for (const lot of segmentLot) starts[lot + 1] = (starts[lot + 1] as number) + 1
  for (let lot = 0; lot < lots; lot++) starts[lot + 1] = (starts[lot + 1] as number) + (starts[lot] as number)
  const next = starts.slice()
  segmentLot.forEach((lot, segment) => {
    order[next[lot] as number] = segment
    next[lot] = (next[lot] as number) + 1
  })
  // What is left of the minimum when all goods count for nothing, and of the fee when only profit counts.
  const bySale = new Float64Array(stores)
  const byProfit = new Float64Array(stores)
  for (let store = 0; store < stores; store++) {
    const fee = levelCost[state.low[store] as number] ?? 0
    bySale[store] = fee + (minimum[store] as number)
    byProfit[store] = fee
  }
  const scarce = Int32Array.from({ length: lots }, (_, lot) => lot).filter((lot) => (demand[lot] as number) > 0)
  const sellers = (lot: number) => (starts[lot + 1] as number) - (starts[lot] as number)
  scarce.sort((a, b) => sellers(a) - sellers(b) || a - b)
  for (const lot of scarce) {
    let most = worth[lot] as number
    for (let at = starts[lot] as number; at < (starts[lot + 1] as number); at++) {
      const segment = order[at] as number
      const store = offerStore[segmentOffer[segment] as number] as number
      if (state.status[store] === CLOSED) continue
      const pieces = segments[4 * segment] as number
      const penalty = segments[4 * segment + 2] as number
      const sale = penalty + (bySale[store] as number) / pieces
      const profit = penalty + (segments[4 * segment + 1] as number) + (byProfit[store] as number) / pieces
      most = Math.min(most, Math.max(sale, profit))
    }
    values[lot] = most
    for (let at = starts[lot] as number; at < (starts[lot + 1] as number); at++) {
      const segment = order[at] as number
      const store = offerStore[segmentOffer[segment] as number] as number
      const pieces = segments[4 * segment] as number
      const gain = most - (segments[4 * segment + 2] as number)
      bySale[store] = Math.max(0, (bySale[store] as number) - pieces * Math.max(0, gain))
      const profit = Math.max(0, gain - (segments[4 * segment + 1] as number))
      byProfit[store] = Math.max(0, (byProfit[store] as number) - pieces * profit)
    }
  }
  return values
}
