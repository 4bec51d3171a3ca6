import { exchange, type Rates } from '../core/trade/exchange.js'
import type { Money } from '../core/trade/money.js'
import type { Offer, Store } from '../core/trade/offer.js'
import { keyOf, stockKey } from '../core/trade/sellers.js'
import type { Terms } from '../core/trade/terms.js'
import type { Instance, OfferedLot, OfferingStore } from './instance.js'

/** A lot of a list, as far as it matters for an order. */
export interface OrderLot {
  quantity: number
  /** Of one piece, in milligrams. */
  weight: number
  /** What a piece is worth at most: in millionths of the order's currency. */
  giveUp?: number
}

/** What may be bought for a lot. */
export interface OrderOffer {
  lot: number
  offer: Offer
  /** Whether it is something else than what the list says. */
  isSubstitute: boolean
}

export interface OrderOptions {
  /** In which the order is added up. */
  currency: string
  rates?: Rates
  terms: (store: Store) => Terms
  /** A substitute must be cheaper than the very thing by this share of its price: 0.05. */
  substituteShare: number
  /** Stores that the user likes; a parcel from any other one counts as dearer by so many millionths. */
  preferred?: { is: (store: Store) => boolean; worth: number }
  maxStores?: number
}

/** An instance, and what its numbers stand for. */
export interface OrderInstance<O extends OrderOffer = OrderOffer> {
  instance: Instance
  /** By the numbers of the instance. */
  stores: Store[]
  offers: readonly O[]
}

/**
 * What to solve for a list and what stores offer for it. Amounts are millionths of the order's currency.
 * @throws {BrickError} when a price is in a currency without a rate.
 */
export function orderInstance<O extends OrderOffer>(
  lots: readonly OrderLot[],
  found: readonly O[],
  options: OrderOptions,
): OrderInstance<O> {
  const { currency, rates, maxStores } = options
  const micros = (money: Money) => exchange(money, currency, rates).micros
  const stores = new Map<string, { number: number; store: Store; taxed: number }>()
  const offering: OfferingStore[] = []
  const stockOf = stockNumbers(found)
  const offers = found.map(({ lot, offer, isSubstitute }): OfferedLot => {
    const { number, taxed } = storeOf(offer.store)
    const priced = (money: Money) => Math.round(micros(money) * taxed)
    const price = priced(offer.price)
    const stock = stockOf(offer)
    return {
      ...{ lot, store: number, price, quantity: offer.quantity, bulk: Math.max(1, offer.bulk) },
      ...(offer.tiers && { tiers: offer.tiers.map((tier) => ({ from: tier.from, price: priced(tier.price) })) }),
      // At least one millionth, so that of two equal prices that of the very thing is taken.
      ...(isSubstitute && { penalty: Math.max(1, Math.ceil(price * options.substituteShare)) }),
      ...(stock !== undefined && { stock }),
    }
  })
  return {
    instance: { lots, stores: offering, offers, ...(maxStores !== undefined && { maxStores }) },
    stores: [...stores.values()].map(({ store }) => store),
    offers: found,
  }

  function storeOf(store: Store) {
    const key = keyOf(store)
    const known = stores.get(key)
    if (known) return known
    const terms = options.terms(store)
    const taxed = 1 + (terms.tax ?? 0) / 100
    const entry = { number: stores.size, store, taxed }
    stores.set(key, entry)
    offering.push(offeringStore(terms, taxed, options.preferred?.is(store) ?? true))
    return entry
  }

  function offeringStore(terms: Terms, taxed: number, isPreferred: boolean): OfferingStore {
    const handling = terms.handling ? micros(terms.handling) : 0
    const { border, lotLimit } = terms
    return {
      postage: terms.postage.map(({ upTo, cost }) => ({
        upTo: upTo === Infinity ? upTo : Math.round(upTo * 1000),
        cost: Math.round((micros(cost) + handling) * taxed),
      })),
      // What a store sells for at least is told without the tax that comes on top.
      minimum: terms.minimum ? Math.round(micros(terms.minimum) * taxed) : 0,
      lotAverage: terms.lotAverage ? Math.round(micros(terms.lotAverage) * taxed) : 0,
      ...(lotLimit !== undefined && { lotLimit }),
      ...(border && { border: [{ over: Math.round(micros(border.over) * taxed), cost: micros(border.cost) }] }),
      ...(!isPreferred && { penalty: options.preferred?.worth ?? 0 }),
    }
  }
}

/**
 * Numbers for what stands for several lots at once: those in any color or condition, and the very thing. Markets are asked
 * for each lot anew, so that one offer of theirs comes as several objects.
 */
function stockNumbers(found: readonly OrderOffer[]): (offer: Offer) => number | undefined {
  const uses = new Map<Offer | string, number>()
  for (const { offer } of found) uses.set(stockKey(offer), (uses.get(stockKey(offer)) ?? 0) + 1)
  const numbers = new Map<Offer | string, number>()
  return (offer) => {
    const key = stockKey(offer)
    if ((uses.get(key) ?? 0) < 2) return undefined
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  }
}
