import { aboutGrams } from '../core/catalog/small-part.js'
import type { Facts } from '../core/catalog/facts.js'
import type { Lot } from '../core/inventory.js'
import { exchange, type Rates } from '../core/trade/exchange.js'
import { parseMoney, type Money } from '../core/trade/money.js'
import type { Offer, Store } from '../core/trade/offer.js'
import { keyOf } from '../core/trade/sellers.js'
import type { Terms } from '../core/trade/terms.js'
import { orderInstance, type OrderInstance } from '../plan/order-instance.js'
import { buyOffers, type BuyLot, type BuyOffer, type Shelves } from './buy-offers.js'

/** A list, what is offered for it, and by which rules. */
export interface Purchase {
  /** In BrickLink's numbers, and the same at home. */
  lots: readonly Lot[]
  home: readonly Lot[]
  /** Each offer once, in BrickLink's numbers. */
  offers: readonly Offer[]
  /** The same, where the rules find them. */
  shelves: Shelves
  facts: Facts
  currency: string
  rates?: Rates
  terms: (store: Store) => Terms
  /** How much cheaper than the very thing a substitute must be: 0.05. */
  substituteShare: number
}

/** What the user asks of an order. */
export interface BuyWishes {
  condition?: 'N' | 'U'
  /** ISO 3166-1: only stores there. */
  countries?: string[]
  /** Names or ids of stores, in lower case. */
  excluded?: string[]
  preferred?: string[]
  /** By how much, in millionths, a parcel from any other store counts as dearer. */
  preference?: number
  maxStores?: number
}

/** An instance with all that its numbers stand for. */
export interface Order extends OrderInstance<BuyOffer> {
  lots: readonly BuyLot[]
}

interface OrderChange {
  /** What going without a piece is worth, in millionths. */
  giveUp?: number
  without?: { store?: Store; lot?: Lot }
}

/**
 * What to solve, for these wishes.
 * @throws {BrickError} when a price is in a currency without a rate.
 */
export function orderFor(purchase: Purchase, wishes: BuyWishes, { giveUp, without }: OrderChange = {}): Order {
  const { currency, rates, facts } = purchase
  const lots = purchase.lots.map((lot) =>
    isOpen(lot) && wishes.condition ? { ...lot, condition: wishes.condition } : lot,
  )
  const avoided = without?.store && keyOf(without.store)
  const isThere = (store: Store) => isWanted(store, wishes) && (!avoided || keyOf(store) !== avoided)
  const found = buyOffers(lots, purchase.home, purchase.shelves, isThere)
  const limits = found.lots.map(({ lot }) => limitOf(lot, currency))
  const offers = found.offers.filter(({ lot, offer }) => {
    const limit = limits[lot]
    return limit === undefined || exchange(offer.price, currency, rates).micros <= limit.micros
  })
  const orderLots = found.lots.map(({ lot, quantity }) => ({
    ...{ quantity, weight: weightOf(lot, facts) },
    ...(giveUp !== undefined && { giveUp }),
    // Worth nothing, and so never bought.
    ...(without?.lot !== undefined && isSameThing(lot, without.lot) && { giveUp: 0 }),
  }))
  const order = orderInstance(orderLots, offers, {
    ...{ currency, terms: purchase.terms, substituteShare: purchase.substituteShare },
    ...(rates && { rates }),
    ...(wishes.maxStores !== undefined && { maxStores: wishes.maxStores }),
    ...(wishes.preferred && {
      preferred: { is: (store) => isNamed(store, wishes.preferred), worth: wishes.preference ?? 0 },
    }),
  })
  return { ...order, lots: found.lots }
}

/** Whether a store is one of those that the user names. */
export function isNamed({ id, name }: Store, names: readonly string[] | undefined): boolean {
  return names?.some((word) => word === id.toLowerCase() || word === name.toLowerCase()) ?? false
}

function isWanted(store: Store, { countries, excluded }: BuyWishes): boolean {
  if (isNamed(store, excluded)) return false
  return countries === undefined || (store.country !== undefined && countries.includes(store.country))
}

function isOpen({ condition }: Lot): boolean {
  return condition === undefined || condition === 'X'
}

function isSameThing(a: Lot, b: Lot): boolean {
  return a.part === b.part && a.color === b.color && a.itemType === b.itemType
}

/** The most that the list itself would pay for a piece. */
function limitOf({ maxPrice }: Lot, currency: string): Money | undefined {
  return maxPrice === undefined ? undefined : parseMoney(maxPrice, currency)
}

/** In milligrams: there is no table of weights, so that it is worked out from the size where the title tells it. */
function weightOf(lot: Lot, facts: Facts): number {
  const fact = facts.partsByNumber('bricklink', lot.part)[0]
  return Math.round(1000 * ((fact && aboutGrams(fact)) ?? USUAL))
}

/** Grams: some 300 mixed bricks make a pound. */
const USUAL = 1.5
