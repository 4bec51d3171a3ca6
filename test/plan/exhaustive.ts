import type { Instance, OfferedLot } from '../../src/plan/instance.js'
import type { Plan, PlannedTake } from '../../src/plan/plan.js'

export interface Optimum {
  /** The fewest pieces that any plan misses, of lots without `giveUp`. */
  missing: number
  /** The smallest total among the plans that miss so few. */
  total: number
  plan: Plan
}

/**
 * The cheapest order of a tiny instance, proven by trying everything. Every basket that a store could send is made, piece
 * by piece, and of those that bring the same the cheapest is kept. Then the stores are gone through one by one: for each
 * thing that can have been bought so far (pieces of each lot, up to what is wanted) and each number of stores used so far,
 * the cheapest way to it is kept. Nothing is estimated; baskets meet only in what they bring, and in how many they are.
 *
 * What a take may be: any multiple of its bulk up to the first one that is enough for the lot alone, and beyond that only
 * the first one that reaches a tier. A larger take brings nothing, costs no less, weighs more and leaves less for others.
 * (That needs prices that are not negative, and postage and border costs that do not fall.)
 */
export function exhaustive(instance: Instance): Optimum {
  const { lots, stores, maxStores = stores.length } = instance
  const most = Math.min(maxStores, stores.length)
  const nothing: Way = { total: 0, brought: lots.map(() => 0), takes: [] }
  let byCount: Map<number, Way>[] = [new Map([[0, nothing]])]
  for (let store = 0; store < stores.length; store++) {
    const baskets = everyBasket(instance, store)
    const next = byCount.map((ways) => new Map(ways))
    for (const [count, ways] of byCount.slice(0, most).entries()) {
      const more = (next[count + 1] ??= new Map<number, Way>())
      for (const way of ways.values()) baskets.forEach((basket) => keep(instance, more, way, basket))
    }
    byCount = next
  }
  const ways = byCount.flatMap((some) => [...some.values()])
  return best(instance, ways)
}

/** Takes, what they bring of each lot (as far as it is wanted), and what they cost. */
interface Way {
  total: number
  brought: number[]
  takes: PlannedTake[]
}

function best({ lots }: Instance, ways: Way[]): Optimum {
  const optima = ways.map(({ total, brought, takes }): Optimum => {
    let [missing, givenUp] = [0, 0]
    for (const [lot, { quantity, giveUp }] of lots.entries()) {
      const lacks = quantity - (brought[lot] ?? 0)
      if (giveUp === undefined) missing += lacks
      else givenUp += lacks * giveUp
    }
    return { missing, total: total + givenUp, plan: { takes } }
  })
  return optima.reduce((a, b) => (b.missing < a.missing || (b.missing === a.missing && b.total < a.total) ? b : a))
}

/** The cheapest basket of a store for each thing that it can bring. */
function everyBasket(instance: Instance, store: number): Way[] {
  const offers = instance.offers.flatMap((offer, place) => (offer.store === store ? [{ offer, place }] : []))
  const baskets = new Map<number, Way>()
  const fill = (turn: number, takes: PlannedTake[]): void => {
    const next = offers[turn]
    if (!next) {
      const basket = takes.length > 0 ? priced(instance, store, takes) : undefined
      if (basket) keep(instance, baskets, basket)
      return
    }
    fill(turn + 1, takes)
    for (const quantity of takeable(instance, next.offer)) fill(turn + 1, [...takes, { offer: next.place, quantity }])
  }
  fill(0, [])
  return [...baskets.values()]
}

function takeable({ lots }: Instance, { lot, quantity, bulk, tiers = [] }: OfferedLot): number[] {
  const wanted = lots[lot]?.quantity ?? 0
  const packs = (pieces: number) => Math.ceil(pieces / bulk)
  const counts = new Set(Array.from({ length: packs(wanted) }, (_, pack) => pack + 1))
  for (const { from } of tiers) counts.add(Math.max(1, packs(from)))
  return [...counts].map((count) => count * bulk).filter((pieces) => pieces <= quantity)
}

/** Nothing where the store does not sell or send that. */
function priced({ lots, stores, offers }: Instance, store: number, takes: PlannedTake[]): Way | undefined {
  const terms = stores[store]
  if (!terms) return
  const left = new Map<number, number>()
  const brought = lots.map(() => 0)
  let [goods, weight, single, penalty] = [0, 0, 0, terms.penalty ?? 0]
  for (const { offer: place, quantity } of takes) {
    const offer = offers[place]
    const lot = offer && lots[offer.lot]
    if (!lot) return
    let { price } = offer
    for (const tier of offer.tiers ?? []) if (quantity >= tier.from) price = tier.price
    goods += price * quantity
    weight += lot.weight * quantity
    penalty += (offer.penalty ?? 0) * quantity
    brought[offer.lot] = Math.min(lot.quantity, (brought[offer.lot] ?? 0) + quantity)
    if (offer.stock === undefined) single++
    else left.set(offer.stock, (left.get(offer.stock) ?? offer.quantity) - quantity)
  }
  for (const rest of left.values()) if (rest < 0) return
  const different = single + left.size
  if (terms.lotLimit !== undefined && different > terms.lotLimit) return
  const postage = terms.postage.filter(({ upTo }) => weight <= upTo)[0]
  if (!postage) return
  const value = Math.max(goods, terms.minimum, terms.lotAverage * different)
  let border = 0
  for (const { over, cost } of terms.border ?? []) if (value > over) border = cost
  return { total: value + postage.cost + border + penalty, brought, takes }
}

/** Keeps one way, or two together, unless what they bring can be had for as little already. */
function keep({ lots }: Instance, ways: Map<number, Way>, a: Way, b?: Way): void {
  let key = 0
  for (const [lot, { quantity }] of lots.entries())
    key = key * (quantity + 1) + Math.min(quantity, (a.brought[lot] ?? 0) + (b?.brought[lot] ?? 0))
  const total = a.total + (b?.total ?? 0)
  const known = ways.get(key)
  if (known && known.total <= total) return
  const brought = lots.map(({ quantity }, lot) => Math.min(quantity, (a.brought[lot] ?? 0) + (b?.brought[lot] ?? 0)))
  ways.set(key, { total, brought, takes: [...a.takes, ...(b?.takes ?? [])] })
}
