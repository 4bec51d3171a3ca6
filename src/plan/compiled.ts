import type { Instance } from './instance.js'
import { placeOffers } from './place-offers.js'
import { placeSegments } from './place-segments.js'
import { placeStores } from './place-stores.js'

/**
 * An instance in typed arrays, without what can be of no use: offers of less than one pack or too heavy for any parcel,
 * pieces beyond what a lot can use. Offers stand store by store, and by lot within a store; `...Start[store]` up to
 * `...Start[store + 1]` are the places of one store. A part of an instance (some of its stores) is the same thing.
 */
export interface Compiled {
  lots: number
  stores: number
  maxStores: number
  /** Of each lot, the pieces that can be had at most. What is wanted beyond them is in `missing` and `forgone`. */
  demand: Float64Array
  /** What it counts for to go without a piece: `giveUp`, or where there is none, more than any order is worth. */
  worth: Float64Array
  /** 1 where a lot has no `giveUp`. */
  isHard: Uint8Array
  /** Whether a missing piece counts for more than all that any order can come to, which numbers may be too small for. */
  isDearEnough: boolean
  lotWeight: Float64Array
  /** Pieces of lots without `giveUp` that nobody has. */
  missing: number
  /** What going without the pieces that nobody has is worth. */
  forgone: number

  /** The place of a store in the instance. */
  storeOrigin: Int32Array
  minimum: Float64Array
  lotAverage: Float64Array
  lotLimit: Float64Array
  storePenalty: Float64Array
  stepStart: Int32Array
  stepUpTo: Float64Array
  stepCost: Float64Array
  borderStart: Int32Array
  borderOver: Float64Array
  borderCost: Float64Array
  /**
   * Levels are the steps as bounds see them: what a store costs beside its goods (postage, border, penalty), when its
   * parcel weighs up to `levelWeight` and its goods are worth up to `levelGoods`; dearer from level to level.
   */
  levelStart: Int32Array
  levelCost: Float64Array
  levelWeight: Float64Array
  levelGoods: Float64Array

  offerStart: Int32Array
  /** The place of an offer in the instance. */
  offerOrigin: Int32Array
  offerLot: Int32Array
  offerStore: Int32Array
  price: Float64Array
  offerPenalty: Float64Array
  bulk: Float64Array
  /** Whole packs that fit into a parcel, in pieces. */
  stock: Float64Array
  /** Offers with the same number here share their stock; -1 stands alone. */
  group: Int32Array
  groupStock: Float64Array
  tierStart: Int32Array
  tierFrom: Float64Array
  tierPrice: Float64Array
  lotStart: Int32Array
  /** Offers lot by lot. */
  lotOffers: Int32Array

  /**
   * What bounds see of the offers: so many pieces at one price each, goods, penalty and weight never above those of any
   * take that covers as much, cheapest first in each offer. Four numbers a segment: pieces, goods, penalty, weight of each.
   */
  segmentStart: Int32Array
  segmentLot: Int32Array
  segmentOffer: Int32Array
  segments: Float64Array
}

/** Makes typed arrays of an instance, in linear time but for the offers of each lot. */
export function compile(instance: Instance): Compiled {
  const stores = placeStores(instance)
  const offers = placeOffers(instance, stores)
  const compiled = { ...stores, ...offers, lots: instance.lots.length, stores: instance.stores.length }
  return { ...compiled, maxStores: instance.maxStores ?? Infinity, ...placeSegments(compiled) }
}
