/**
 * What is wanted and who offers it: all that decides what the cheapest order is, and nothing else. Amounts are whole
 * numbers of one unit, which only the caller knows (millionths of a currency's unit); weights are whole milligrams.
 * Lots, stores and offers are known by their places in these lists.
 */
export interface Instance {
  lots: readonly WantedLot[]
  stores: readonly OfferingStore[]
  offers: readonly OfferedLot[]
  /** The most stores to order from; absent means any number. */
  maxStores?: number
}

export interface WantedLot {
  /** Pieces, at least 1. */
  quantity: number
  /** Of one piece, in milligrams. */
  weight: number
  /**
   * What going without one piece is worth to the user: a piece that makes the order dearer by more is left out. Absent
   * means that everything that can be had is bought, whatever it costs.
   */
  giveUp?: number
}

export interface OfferingStore {
  /**
   * What a parcel costs by the weight of the pieces in it, lightest first: up to and including this many milligrams, this
   * much. Handling is part of it. More than the last cannot be sent; `Infinity` stands there where there is no such limit.
   */
  postage: readonly PostageStep[]
  /** The least that it sells for. What an order lacks of it is paid all the same: something else is bought for it. */
  minimum: number
  /** The least that the lots of an order come to on average; what an order lacks of it is paid all the same. */
  lotAverage: number
  /** The most different lots in an order: takes of one offered lot count once. Absent means any number. */
  lotLimit?: number
  /** What comes on top when the goods are worth more than `over`: at a border. Of several steps the last reached counts. */
  border?: readonly BorderStep[]
  /** What a parcel from there is worth less to the user than one from a preferred store. Weighed, and not paid. */
  penalty?: number
}

export interface PostageStep {
  /** Milligrams. */
  upTo: number
  cost: number
}

export interface BorderStep {
  over: number
  cost: number
}

/** What a store has for a lot. One thing in stock that serves several lots is offered once for each, with the same `stock`. */
export interface OfferedLot {
  lot: number
  store: number
  /** Of one piece. */
  price: number
  /** Pieces in stock. */
  quantity: number
  /** Sold only in multiples of this, at least 1. */
  bulk: number
  /** Cheaper from so many pieces on, fewest first. The price of a tier is that of all pieces that are taken for the lot. */
  tiers?: readonly PriceTier[]
  /** What a piece is worth less to the user than exactly what is wanted. Weighed, and not paid. */
  penalty?: number
  /**
   * Offers of one store with the same number are the same pieces: together, no more than `quantity` (the same for all) can
   * be taken. Absent means that these pieces are offered for this lot only.
   */
  stock?: number
}

export interface PriceTier {
  from: number
  price: number
}
