import type { Compiled } from './compiled.js'
import { splitByKey } from './split-by-key.js'

/** Segments that might be bought in a store: what each is worth in full, what its goods cost, and how many lots it is. */
export interface PricedItems {
  count: number
  gain: Float64Array
  cost: Float64Array
  lots: Float64Array
}

/** What a store adds at least by its rules for numbers of lots, and which items that is with: `order[0]` up to `taken`. */
export interface LimitedPricing {
  price(store: number, items: PricedItems, need: number): number
  order: Int32Array
  taken: number
}

/**
 * A store that sells so many lots at most, or so much for each on average, adds at least what the best of so many lots come to
 * when each costs a mix of its price and the average. Any mix gives a bound; a few are tried. Weight is left aside.
 */
export function openLimitedPricing({ lotAverage, lotLimit }: Compiled, most: number): LimitedPricing {
  const keys = new Float64Array(most)
  const order = new Int32Array(most)
  const result: LimitedPricing = { price, order: new Int32Array(most), taken: 0 }
  return result

  function price(store: number, items: PricedItems, need: number): number {
    const average = lotAverage[store] as number
    const limit = lotLimit[store] as number
    let best = -Infinity
    for (const mix of average > 0 ? MIXES : ENDS) {
      best = Math.max(best, valueAt(items, { mix, average: mix * average, limit, constant: 0 }, best))
    }
    if (need > 0) {
      for (const mix of ENDS)
        best = Math.max(best, valueAt(items, { mix, average: 0, limit, constant: mix * need }, best))
    }
    return best
  }

  function valueAt(
    { count, gain, cost, lots }: PricedItems,
    { mix, average, limit, constant }: { mix: number; average: number; limit: number; constant: number },
    enough: number,
  ): number {
    let wished = 0
    for (let item = 0; item < count; item++) {
      const left = (gain[item] as number) - (1 - mix) * (cost[item] as number) - average * (lots[item] as number)
      // What belongs to a lot that is counted already, or shares its stock, counts for none.
      keys[item] = (lots[item] as number) > 0 ? left : Infinity
      if (left > 0) order[wished++] = item
    }
    const taken = splitByKey(order, wished, keys, lots, limit)
    let value = constant
    for (let at = 0; at < taken; at++) {
      const item = order[at] as number
      value -= (gain[item] as number) - (1 - mix) * (cost[item] as number) - average * (lots[item] as number)
    }
    if (value > enough) {
      result.order.set(order.subarray(0, taken))
      result.taken = taken
    }
    return value
  }
}

const MIXES = [0, 0.25, 0.5, 0.75, 1]
const ENDS = [0, 1]

/**
 * How many lots each segment is: the first of a wanted lot in a store is one, others of it none, as one offer alone may bring
 * what segments take from several; and none of those are any of which a part shares its stock with other lots.
 */
export function lotsOfSegments({ segmentOffer, segmentLot, segmentStart, group, stores }: Compiled): Uint8Array {
  const lots = new Uint8Array(segmentLot.length)
  for (let store = 0; store < stores; store++) {
    let first = -1
    for (let segment = segmentStart[store] as number; segment < (segmentStart[store + 1] as number); segment++) {
      if (first < 0 || segmentLot[segment] !== segmentLot[first]) lots[(first = segment)] = 1
      if (group[segmentOffer[segment] as number] !== -1) lots[first] = 0
    }
  }
  return lots
}

/** Which stores have a rule for numbers of lots that may matter. */
export function limitedStores({ lotAverage, lotLimit, offerStart }: Compiled): Uint8Array {
  return Uint8Array.from(lotAverage, (average, store) => {
    const offers = (offerStart[store + 1] as number) - (offerStart[store] as number)
    return average > 0 || (lotLimit[store] as number) < offers ? 1 : 0
  })
}
