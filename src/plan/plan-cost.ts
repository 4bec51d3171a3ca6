import type { Compiled } from './compiled.js'
import { borderOf, leastGoods, postageOf, takeGoods } from './evaluate.js'
import type { Instance } from './instance.js'
import type { Basket, Plan, PlanCost } from './plan.js'

/** What a plan of an instance comes to. The plan must keep all rules. */
export function planCost(instance: Instance, compiled: Compiled, { takes }: Plan): PlanCost {
  const places = new Map<number, number>()
  const wanted = new Set(takes.map(({ offer }) => offer))
  compiled.offerOrigin.forEach((origin, offer) => {
    if (wanted.has(origin)) places.set(origin, offer)
  })
  const missing = instance.lots.map(({ quantity }) => quantity)
  const baskets = new Map<number, Basket & { stocks: Set<string> }>()
  let penalty = 0
  for (const take of takes) {
    const offer = places.get(take.offer) as number
    const { lot, store, stock, penalty: each = 0 } = instance.offers[take.offer] as Instance['offers'][number]
    const basket = baskets.get(store) ?? { ...emptyBasket(store), stocks: new Set<string>() }
    baskets.set(store, basket)
    basket.pieces += take.quantity
    basket.weight += take.quantity * (compiled.lotWeight[lot] as number)
    basket.goods += takeGoods(compiled, offer, take.quantity)
    basket.stocks.add(stock === undefined ? `offer ${take.offer}` : `stock ${stock}`)
    penalty += each * take.quantity
    missing[lot] = Math.max(0, (missing[lot] as number) - take.quantity)
  }
  const filled = [...baskets.values()].sort((a, b) => a.store - b.store).map((basket) => settle(compiled, basket))
  penalty += filled.reduce((sum, { store }) => sum + (compiled.storePenalty[store] as number), 0)
  const paid = filled.reduce((sum, { goods, postage, padding, border }) => sum + goods + postage + padding + border, 0)
  const givenUp = instance.lots.reduce((sum, { giveUp = 0 }, lot) => sum + giveUp * (missing[lot] as number), 0)
  return { paid, penalty, givenUp, total: paid + penalty + givenUp, missing, baskets: filled }
}

function emptyBasket(store: number): Basket {
  return { store, lots: 0, pieces: 0, weight: 0, goods: 0, postage: 0, padding: 0, border: 0 }
}

/** Adds what depends on the whole basket. */
function settle(compiled: Compiled, { stocks, ...basket }: Basket & { stocks: Set<string> }): Basket {
  const { store, weight, goods } = basket
  const padding = Math.max(0, leastGoods(compiled, store, stocks.size) - goods)
  const border = borderOf(compiled, store, goods + padding)
  return { ...basket, lots: stocks.size, postage: postageOf(compiled, store, weight), padding, border }
}
