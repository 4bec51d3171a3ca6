import type { Condition, Lot } from '../inventory.js'
import { exchange, type Rates } from './exchange.js'
import { addMoney, nothing, times, type Money } from './money.js'
import type { Offer, Store } from './offer.js'

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

/** What a store gives for one lot. */
export interface Take {
  /** Of the lot in the list. */
  position: number
  offer: Offer
  /** What one would buy: more than is asked for where only multiples are sold. */
  quantity: number
  price: Money
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
 * Who has these parts. Each store is looked at alone: what one would buy there if it were the only one.
 * @param offers what is offered for each lot, by its position
 * @throws {BrickError} when a price is in a currency without a rate.
 */
export function sellersOf(lots: readonly Lot[], offers: readonly Offer[][], options: SellersOptions): Sellers {
  const { countries } = options
  const stores = new Map<string, Seller>()
  const found: Sellers = { sellers: [], nobody: [], scarce: [] }
  for (const [position, lot] of lots.entries()) {
    const fitting = (offers[position] ?? []).filter((offer) => fits(offer, lot) && isIn(offer.store, countries))
    let pieces = 0
    for (const some of byStore(fitting)) {
      const takes = takesOf(some, position, lot.quantity, options)
      const bought = takes.reduce((sum, { quantity }) => sum + quantity, 0)
      pieces += bought
      const [first] = takes
      if (first) book(sellerFor(first.offer.store), takes, Math.min(bought, lot.quantity), lot)
    }
    if (pieces === 0) found.nobody.push(position)
    else if (pieces < lot.quantity) found.scarce.push({ position, pieces })
  }
  found.sellers = [...stores.values()].map((seller) => withShort(seller, options)).sort(byCoverage)
  return found

  function sellerFor(store: Store): Seller {
    const key = keyOf(store)
    const known = stores.get(key)
    if (known) return known
    const seller = { store, complete: 0, partial: 0, pieces: 0, price: nothing(options.currency), takes: [] }
    stores.set(key, seller)
    return seller
  }
}

/** Whether an offer is what a lot asks for. A list that does not say takes both new and used. */
export function fits({ condition }: Pick<Offer, 'condition'>, lot: { condition?: Condition }): boolean {
  return lot.condition === undefined || lot.condition === 'X' || lot.condition === condition
}

/** The price of one piece when so many are bought. */
export function priceFor({ price, tiers = [] }: Pick<Offer, 'price' | 'tiers'>, quantity: number): Money {
  return tiers.findLast(({ from }) => quantity >= from)?.price ?? price
}

function book(seller: Seller, takes: Take[], pieces: number, { quantity }: Lot): void {
  if (pieces === quantity) seller.complete++
  else seller.partial++
  seller.pieces += pieces
  seller.takes.push(...takes)
  for (const { price } of takes) seller.price = addMoney(seller.price, price)
}

/** Buys the cheapest first, until there is enough or no more. */
function takesOf(offers: Offer[], position: number, quantity: number, { currency, rates }: SellersOptions): Take[] {
  const takes: Take[] = []
  let rest = quantity
  for (const offer of offers.toSorted((a, b) => a.price.micros - b.price.micros || b.quantity - a.quantity)) {
    if (rest <= 0) break
    const bulk = Math.max(1, offer.bulk)
    const most = Math.floor(offer.quantity / bulk) * bulk
    const bought = Math.min(Math.ceil(rest / bulk) * bulk, most)
    if (bought <= 0) continue
    const price = exchange(times(priceFor(offer, bought), bought), currency, rates)
    takes.push({ position, offer, quantity: bought, price })
    rest -= bought
  }
  return takes
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

function byStore(offers: Offer[]): Offer[][] {
  const groups = new Map<string, Offer[]>()
  for (const offer of offers) {
    const key = keyOf(offer.store)
    const group = groups.get(key)
    if (group) group.push(offer)
    else groups.set(key, [offer])
  }
  return [...groups.values()]
}

/** Tells stores apart, over all markets. */
export function keyOf({ market, id }: Pick<Store, 'market' | 'id'>): string {
  return `${market}:${id}`
}

function isIn({ country }: Store, countries: string[] | undefined): boolean {
  return countries === undefined || (country !== undefined && countries.includes(country))
}
