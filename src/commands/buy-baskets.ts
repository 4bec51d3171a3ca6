import type { Lot } from '../core/inventory.js'
import { times, type Money } from '../core/trade/money.js'
import type { Offer, Store } from '../core/trade/offer.js'
import { priceFor } from '../core/trade/takes.js'
import type { Basket } from '../plan/plan.js'
import type { Order } from './buy-order.js'
import type { BuyPlan } from './buy-plans.js'

/** What is bought in one store. */
export interface StoreBasket {
  store: Store
  cost: Basket
  takes: BasketTake[]
}

export interface BasketTake {
  /** As the list has it, in BrickLink's numbers. */
  lot: Lot
  offer: Offer
  quantity: number
  /** Why something else is taken than the list says; empty where it is the very thing. */
  reason: string
  /** Of one piece, and of all, as the store has it. */
  each: Money
  price: Money
}

/** What is missing of a lot of the list. */
export interface MissingLot {
  lot: Lot
  /** Pieces. */
  missing: number
  /** Pieces that anybody offers that may be bought. */
  offered: number
}

/** The baskets of a plan, that with the most goods first. */
export function basketsOf({ order, planned }: Pick<BuyPlan, 'order' | 'planned'>): StoreBasket[] {
  const takes = new Map<number, BasketTake[]>()
  for (const { offer: number, quantity } of planned.plan.takes) {
    const [found, place] = [order.offers[number], order.instance.offers[number]]
    const lot = found && order.lots[found.lot]?.lot
    if (!found || !place || !lot) continue
    const { offer, reason } = found
    const each = priceFor(offer, quantity)
    const take = { lot, offer, quantity, reason, each, price: times(each, quantity) }
    takes.set(place.store, [...(takes.get(place.store) ?? []), take])
  }
  return planned.cost.baskets
    .flatMap((cost) => {
      const store = order.stores[cost.store]
      return store ? [{ store, cost, takes: takes.get(cost.store) ?? [] }] : []
    })
    .sort((a, b) => b.cost.goods - a.cost.goods)
}

/** What a plan does not buy of the list. */
export function missingOf({ order, planned }: Pick<BuyPlan, 'order' | 'planned'>): MissingLot[] {
  const lots = new Map<Lot, MissingLot>()
  for (const [number, { lot }] of order.lots.entries()) {
    const missing = planned.cost.missing[number] ?? 0
    if (missing === 0) continue
    const known = lots.get(lot)
    lots.set(lot, {
      lot,
      missing: (known?.missing ?? 0) + missing,
      offered: (known?.offered ?? 0) + offered(order, number),
    })
  }
  return [...lots.values()]
}

/** When the oldest offer of a plan was so: ISO 8601. */
export function oldestIn(baskets: readonly StoreBasket[]): string | undefined {
  return baskets
    .flatMap(({ takes }) => takes.map(({ offer }) => offer.asOf))
    .reduce<string | undefined>((oldest, day) => (oldest === undefined || day < oldest ? day : oldest), undefined)
}

function offered({ instance }: Order, lot: number): number {
  return instance.offers
    .filter((offer) => offer.lot === lot)
    .reduce((sum, { quantity, bulk }) => sum + Math.floor(quantity / bulk) * bulk, 0)
}
