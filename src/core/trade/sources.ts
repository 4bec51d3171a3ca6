import type { Lot } from '../inventory.js'
import type { Problem } from '../problem.js'
import type { Offer, Vat } from './offer.js'
import type { Basis, PriceGuide } from './price-guide.js'

/** Whoever knows prices: a market with the user's key, or a file. Lots are in BrickLink's numbers, whoever is asked. */
export interface PriceSource {
  /** As people call it. */
  title: string
  /** How many calls to the service it takes to price these lots, without those whose answers are at hand. */
  calls(lots: readonly Lot[], wish: PriceWish): Promise<number>
  /** The prices of each lot as they come, in any order, each lot once; nobody's price is an answer, too. */
  prices(lots: readonly Lot[], wish: PriceWish): AsyncIterable<PriceAnswer>
}

/** What one lot costs. */
export interface PriceAnswer {
  /** Of the lot. */
  position: number
  guides: PriceGuide[]
  /** Why the source says nothing of it. */
  problem?: Problem
}

export interface PriceWish {
  basis: Basis
  /** Of lots that may be new or used. */
  condition: 'N' | 'U'
  /** ISO 4217; absent means whatever the source gives. */
  currency?: string
  /** Where sellers are: ISO 3166-1. */
  country?: string
  region?: string
  vat: Exclude<Vat, 'unknown'>
}

/** Whoever knows sellers: a market with the user's key, or a file. Lots are in BrickLink's numbers, whoever is asked. */
export interface OfferSource {
  title: string
  calls(lots: readonly Lot[], wish: OfferWish): Promise<number>
  /** What stores have of each lot, as it comes, in any order, each lot once. The condition is not looked at. */
  offers(lots: readonly Lot[], wish: OfferWish): AsyncIterable<OfferAnswer>
}

/** What there is of one lot. */
export interface OfferAnswer {
  /** Of the lot. */
  position: number
  offers: Offer[]
  /** What the source itself calls it: `737117-39`. */
  number?: string
  /** What is odd about finding it there. */
  problem?: Problem
}

export interface OfferWish {
  /** Where it is to be sent: ISO 3166-1. */
  shipTo: string
}
