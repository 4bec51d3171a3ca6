import type { Compiled } from './compiled.js'

/**
 * What so many pieces of an offer cost. This file is the one place in the solver that knows what an order costs, in
 * whole numbers; bounds only see less of it.
 */
export function takeGoods(
  { price, tierStart, tierFrom, tierPrice }: Pick<Compiled, 'price' | 'tierStart' | 'tierFrom' | 'tierPrice'>,
  offer: number,
  quantity: number,
): number {
  let each = price[offer] as number
  const last = tierStart[offer + 1] as number
  for (let tier = tierStart[offer] as number; tier < last && (tierFrom[tier] as number) <= quantity; tier++) {
    each = tierPrice[tier] as number
  }
  return each * quantity
}

/** What a parcel of so much weight costs; `Infinity` when it cannot be sent. */
export function postageOf({ stepStart, stepUpTo, stepCost }: Compiled, store: number, weight: number): number {
  const last = stepStart[store + 1] as number
  for (let step = stepStart[store] as number; step < last; step++) {
    if (weight <= (stepUpTo[step] as number)) return stepCost[step] as number
  }
  return Infinity
}

/** What goods so dear cost at the border. */
export function borderOf({ borderStart, borderOver, borderCost }: Compiled, store: number, value: number): number {
  let cost = 0
  const last = borderStart[store + 1] as number
  for (let step = borderStart[store] as number; step < last; step++) {
    if ((borderOver[step] as number) < value) cost = borderCost[step] as number
  }
  return cost
}

/** The least that is paid for the goods of so many lots. */
export function leastGoods({ minimum, lotAverage }: Compiled, store: number, lots: number): number {
  return Math.max(minimum[store] as number, (lotAverage[store] as number) * lots)
}

/** All that an order in a store counts for but the penalties of its takes; `Infinity` when it would not be sent. */
export function basketCost(compiled: Compiled, store: number, weight: number, goods: number, lots: number): number {
  if (lots === 0) return 0
  if (lots > (compiled.lotLimit[store] as number)) return Infinity
  const value = Math.max(goods, leastGoods(compiled, store, lots))
  const border = compiled.borderStart[store] === compiled.borderStart[store + 1] ? 0 : borderOf(compiled, store, value)
  return value + postageOf(compiled, store, weight) + border + (compiled.storePenalty[store] as number)
}
