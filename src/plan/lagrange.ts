import type { Compiled } from './compiled.js'
import { CLOSED, OPEN, type NodeState } from './node-state.js'
import { openPricing } from './price-store.js'

/**
 * The Lagrangian of an instance, with the demand of each lot relaxed: at the price `values` for a piece of each lot, what all
 * demand is worth, and what each store can add at the least, which is nothing where it is not used.
 */
export interface Lagrangian {
  /** Evaluates at `values`. Without `active` the answer is a bound; with it, only of those stores that are listed. */
  evaluate(values: Float64Array, state: NodeState, active?: Int32Array): number
  /** What a store adds at least with one level. */
  priceLevel(values: Float64Array, store: number, level: number): number
  /** Of the last evaluation, what using each store adds at least, and which level that was for. */
  reduced: Float64Array
  level: Int32Array
  /** Which stores are used, and how many pieces of each lot are bought. */
  isUsed: Uint8Array
  bought: Float64Array
  /** What was bought of which segment in the stores used: `takenStart[place of the store in stores]`... */
  segments: Int32Array
  shares: Float64Array
  storeOf: Int32Array
  taken: number
}

export function openLagrangian(compiled: Compiled): Lagrangian {
  const { stores, lots, demand, segmentLot, segments: numbers, maxStores } = compiled
  const pricing = openPricing(compiled)
  const every = Int32Array.from({ length: stores }, (_, store) => store)
  const from = new Int32Array(stores)
  const to = new Int32Array(stores)
  const result: Lagrangian = {
    evaluate,
    priceLevel: (values, store, level) => pricing.price(store, values, level, level, Infinity),
    reduced: new Float64Array(stores),
    level: new Int32Array(stores),
    isUsed: new Uint8Array(stores),
    bought: new Float64Array(lots),
    segments: new Int32Array(numbers.length / 4),
    shares: new Float64Array(numbers.length / 4),
    storeOf: new Int32Array(numbers.length / 4),
    taken: 0,
  }
  return result

  function evaluate(values: Float64Array, state: NodeState, active: Int32Array = every): number {
    const { reduced, isUsed, bought } = result
    let sum = 0
    for (let lot = 0; lot < lots; lot++) sum += (values[lot] as number) * (demand[lot] as number)
    result.taken = 0
    let forced = 0
    const wished: number[] = []
    for (const store of active) {
      isUsed[store] = 0
      const status = state.status[store]
      if (status === CLOSED) continue
      const enough = status === OPEN ? Infinity : 0
      const low = state.low[store] as number
      const added = pricing.price(store, values, low, state.high[store] as number, enough)
      reduced[store] = added
      result.level[store] = pricing.level
      if (status !== OPEN && added >= 0) continue
      keep(store)
      if (status === OPEN) {
        forced++
        sum += added
        isUsed[store] = 1
      } else wished.push(store)
    }
    const room = maxStores - forced
    if (wished.length > room) wished.sort((a, b) => (reduced[a] as number) - (reduced[b] as number) || a - b)
    const used = wished.length > room ? wished.slice(0, Math.max(0, room)) : wished
    for (const store of used) {
      sum += reduced[store] as number
      isUsed[store] = 1
    }
    bought.fill(0)
    for (let at = 0; at < result.taken; at++) {
      if (!isUsed[result.storeOf[at] as number]) continue
      const segment = result.segments[at] as number
      const lot = segmentLot[segment] as number
      const pieces = (result.shares[at] as number) * (numbers[4 * segment] as number)
      bought[lot] = (bought[lot] as number) + pieces
    }
    return sum
  }

  function keep(store: number): void {
    from[store] = result.taken
    for (let at = 0; at < pricing.count; at++) {
      result.segments[result.taken] = pricing.taken[at] as number
      result.storeOf[result.taken] = store
      result.shares[result.taken++] = pricing.share[at] as number
    }
    to[store] = result.taken
  }
}
