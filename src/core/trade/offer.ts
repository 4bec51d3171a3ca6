import type { ItemType } from '../inventory.js'
import type { Money } from './money.js'

/** A seller, whose parts come in one parcel. */
export interface Store {
  /** Where it is: the id of a market, or `file`. */
  market: string
  /** Unique within its market. */
  id: string
  name: string
  /** ISO 3166-1, two capitals, GB for the United Kingdom. */
  country?: string
  /** In which its prices and limits stand. */
  currency: string
  /** The least that it sells for. */
  minimum?: Money
  /** The least that the lots of an order may come to on average. */
  lotAverage?: Money
  /** The most different lots in an order. */
  lotLimit?: number
  /** What sending an order costs; absent where nobody knows. */
  postage?: Money
  handling?: Money
  /** How many have praised it. */
  feedback?: number
  url?: string
}

/** What a store has at what price. Its part and color are in the numbers of the lot that was asked for. */
export interface Offer {
  store: Store
  part: string
  color: number
  itemType: ItemType
  condition: 'N' | 'U'
  /** Pieces in stock. */
  quantity: number
  /** Sold only in multiples of this. */
  bulk: number
  price: Money
  /** Cheaper from so many pieces on, fewest first. */
  tiers?: { from: number; price: Money }[]
  /** As the store's market numbers it: what goes into a cart. */
  lotId?: string
  url?: string
  /** ISO 8601: when this was so. */
  asOf: string
  vat: Vat
}

/** Whether value added tax is in a price. */
export type Vat = 'included' | 'excluded' | 'unknown'
