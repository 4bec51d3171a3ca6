import type { Lot } from '../inventory.js'
import { exchange, type Rates } from './exchange.js'
import { isAnyColor } from './item-index.js'
import { addMoney, nothing, type Money } from './money.js'
import type { Offer, Store } from './offer.js'
import { takesOf, type Take } from './takes.js'

/** What one store has of a list. */
export interface Seller {
  store: Store
  /** Lots of which it has all pieces, and of which it has some. */
  complete: number
  partial: number
  /** Pieces that the list asks for and the store has. */
  pieces: number
  /** What these cost there, with pieces that are only sold in multiples; without postage. */
  price: Money
  takes: Take[]
  /** By how much this is less than the least that the store sells for. */
  short?: Money
}

export interface SellersOptions {
  currency: string
  rates?: Rates
  /** ISO 3166-1; absent means any. */
  countries?: string[]
}

export interface Sellers {
  /** Who has most of the lots first; then most of the pieces; then the cheapest. */
  sellers: Seller[]
  /** Positions of lots that nobody has, and of which all together have too few. */
  nobody: number[]
  scarce: { position: number; pieces: number }[]
}

/**
 * Who has these parts. Each store is looked at alone: what one would buy there if it were the only one. What one lot takes,
 * no other has: those that leave the condition or the color open choose last.
 * @param offers what is offered for each lot, by its position
 * @throws {BrickError} when a price is in a currency without a rate.
 */
export function sellersOf(
  lots: readonly Lot[],
  offers: readonly (readonly Offer[])[],
  options: SellersOptions,
): Sellers {
  const sellerOf = sellerBook(options)
  const left = stock()
  const found: Sellers = { sellers: [], nobody: [], scarce: [] }
  for (const [position, lot] of inOrder(lots)) {
    const bySeller = new Map<Seller, Offer[]>()
    let isThere = false
    for (const offer of offers[position] ?? []) {
      if (!fits(offer, lot) || !isIn(offer.store, options.countries)) continue
      if (offer.quantity >= Math.max(1, offer.bulk)) isThere = true
      const seller = sellerOf(offer.store)
      const some = bySeller.get(seller)
      if (some) some.push(offer)
      else bySeller.set(seller, [offer])
    }
    let pieces = 0
    const how = { ...options, position, left: left.of }
    for (const [seller, some] of bySeller) pieces += book(seller, takesOf(some, lot.quantity, how), lot, left.take)
    if (!isThere) found.nobody.push(position)
    else if (pieces < lot.quantity) found.scarce.push({ position, pieces })
  }
  found.nobody.sort((a, b) => a - b)
  found.scarce.sort((a, b) => a.position - b.position)
  found.sellers = sellerOf
    .all()
    .filter(({ takes }) => takes.length > 0)
    .map((seller) => withShort(seller, options))
    .sort(byCoverage)
  for (const { takes } of found.sellers) takes.sort((a, b) => a.position - b.position)
  return found
}

/** Whether an offer is what a lot asks for. A list that does not say takes both new and used. */
export function fits({ condition }: Pick<Offer, 'condition'>, lot: Pick<Lot, 'condition'>): boolean {
  return isAnyCondition(lot) || lot.condition === condition
}

function isAnyCondition({ condition }: Pick<Lot, 'condition'>): boolean {
  return condition === undefined || condition === 'X'
}

/** Lots that say exactly what they want first. */
function inOrder(lots: readonly Lot[]): [number, Lot][] {
  const openness = (lot: Lot) => (isAnyColor(lot) ? 2 : 0) + (isAnyCondition(lot) ? 1 : 0)
  return [...lots.entries()].sort(([, a], [, b]) => openness(a) - openness(b))
}

/** What is left of each offer. Markets are asked for each lot anew, so that one offer of theirs comes as several objects. */
function stock() {
  const left = new Map<Offer, number>()
  const byLotId = new Map<string, Offer[]>()
  return {
    of: (offer: Offer) => left.get(firstOf(offer)) ?? offer.quantity,
    take({ offer, quantity }: Take) {
      const first = firstOf(offer)
      left.set(first, (left.get(first) ?? offer.quantity) - quantity)
    },
  }

  /** The object as which this offer came first. */
  function firstOf(offer: Offer): Offer {
    const { lotId } = offer
    if (lotId === undefined || offer.store.market === 'file') return offer
    const same = byLotId.get(lotId)
    if (!same) byLotId.set(lotId, [offer])
    else if (same[0] !== offer) {
      const first = same.find((one) => isSame(one, offer))
      if (first) return first
      same.push(offer)
    }
    return offer
  }
}

/** Of offers of markets whose lots have the same number. */
function isSame(a: Offer, b: Offer): boolean {
  if (a.part !== b.part || a.color !== b.color || a.condition !== b.condition) return false
  return a.store === b.store || keyOf(a.store) === keyOf(b.store)
}

/** One seller for each store, however often it is told of. */
function sellerBook({ currency }: SellersOptions) {
  const byStore = new Map<Store, Seller>()
  const byKey = new Map<string, Seller>()
  function sellerOf(store: Store): Seller {
    const known = byStore.get(store)
    if (known) return known
    const seller = byKey.get(keyOf(store)) ?? newSeller(store, currency)
    byStore.set(store, seller)
    byKey.set(keyOf(store), seller)
    return seller
  }
  return Object.assign(sellerOf, { all: () => [...byKey.values()] })
}

function newSeller(store: Store, currency: string): Seller {
  return { store, complete: 0, partial: 0, pieces: 0, price: nothing(currency), takes: [] }
}

/** @returns how many pieces one would buy there. */
function book(seller: Seller, takes: Take[], { quantity }: Lot, take: (one: Take) => void): number {
  let bought = 0
  for (const one of takes) {
    take(one)
    bought += one.quantity
    seller.price = addMoney(seller.price, one.price)
    seller.takes.push(one)
  }
  if (bought >= quantity) seller.complete++
  else if (bought > 0) seller.partial++
  seller.pieces += Math.min(bought, quantity)
  return bought
}

function withShort(seller: Seller, { currency, rates }: SellersOptions): Seller {
  const { minimum } = seller.store
  if (!minimum) return seller
  const least = exchange(minimum, currency, rates)
  const missing = least.micros - seller.price.micros
  return missing > 0 ? { ...seller, short: { currency, micros: missing } } : seller
}

function byCoverage(a: Seller, b: Seller): number {
  return (
    b.complete - a.complete ||
    b.pieces - a.pieces ||
    a.price.micros - b.price.micros ||
    (keyOf(a.store) < keyOf(b.store) ? -1 : 1)
  )
}

/** Tells stores apart, over all markets. One that sells in two currencies counts as two: there are two carts to pay. */
export function keyOf({ market, id, currency }: Pick<Store, 'market' | 'id' | 'currency'>): string {
  return `${market}:${id}:${currency}`
}

/** Offers with the same key are the same pieces: markets are asked for each lot anew, and what they sell may have two numbers. */
export function stockKey(offer: Offer): Offer | string {
  const { lotId, store } = offer
  return lotId === undefined || store.market === 'file' ? offer : `${keyOf(store)}:${lotId}`
}

/** Whether a store is in one of these countries; one that does not say where it is is in none. */
export function isIn({ country }: Store, countries: string[] | undefined): boolean {
  return countries === undefined || (country !== undefined && countries.includes(country))
}
