import type { Money } from './money.js'
import type { Vat } from './offer.js'

/** What was paid in the last six months, or is asked today. */
export type Basis = 'sold' | 'stock'

/** Past or present prices of an item in one condition. */
export interface PriceGuide {
  basis: Basis
  condition: 'N' | 'U'
  currency: string
  vat: Vat
  /** Sales, or lots on sale. */
  lots: number
  pieces: number
  /** All absent where nothing was sold or is on sale: that is no price of 0. */
  least?: Money
  /** The mean of all lots. */
  average?: Money
  /** The mean of all pieces. */
  weighted?: Money
  most?: Money
  /** Where the sellers are; absent means anywhere. */
  country?: string
  region?: string
  /** ISO 8601: when this was so. */
  asOf: string
  /** Where it is from, as people call it: `BrickLink`, or the name of a file. */
  source: string
}
