import type { Compiled } from './compiled.js'
import { lotIndex, placeStarts } from './place-offers.js'

/** The part of an instance that some of its stores are. Demand stays the same; stores and offers have new numbers. */
export interface Restricted extends Compiled {
  /** The number that a store had. */
  wholeStore: Int32Array
  /** The number that an offer had. */
  wholeOffer: Int32Array
}

/** Where `isKept` is given, the part has only those offers that have a 1 there. */
export function restrict(compiled: Compiled, stores: Int32Array, isKept?: Uint8Array): Restricted {
  const wholeOffer = placesOf(compiled.offerStart, stores).filter((offer) => !isKept || isKept[offer])
  const wholeSegment = placesOf(compiled.segmentStart, stores).filter(
    (segment) => !isKept || isKept[compiled.segmentOffer[segment] as number],
  )
  const steps = placesOf(compiled.stepStart, stores)
  const borders = placesOf(compiled.borderStart, stores)
  const levels = placesOf(compiled.levelStart, stores)
  const tiers = placesOf(compiled.tierStart, wholeOffer)
  const place = new Map<number, number>()
  stores.forEach((store, index) => place.set(store, index))
  const offerPlace = new Map<number, number>()
  wholeOffer.forEach((offer, index) => offerPlace.set(offer, index))
  const offerLot = pick(compiled.offerLot, wholeOffer)
  const offerStore = pick(compiled.offerStore, wholeOffer).map((store) => place.get(store) as number)
  const segmentOffer = pick(compiled.segmentOffer, wholeSegment)
  return {
    ...compiled,
    wholeStore: stores,
    wholeOffer,
    stores: stores.length,
    storeOrigin: pick(compiled.storeOrigin, stores),
    minimum: pick(compiled.minimum, stores),
    lotAverage: pick(compiled.lotAverage, stores),
    lotLimit: pick(compiled.lotLimit, stores),
    storePenalty: pick(compiled.storePenalty, stores),
    stepStart: lengths(compiled.stepStart, stores),
    stepUpTo: pick(compiled.stepUpTo, steps),
    stepCost: pick(compiled.stepCost, steps),
    borderStart: lengths(compiled.borderStart, stores),
    borderOver: pick(compiled.borderOver, borders),
    borderCost: pick(compiled.borderCost, borders),
    levelStart: lengths(compiled.levelStart, stores),
    levelCost: pick(compiled.levelCost, levels),
    levelWeight: pick(compiled.levelWeight, levels),
    levelGoods: pick(compiled.levelGoods, levels),
    offerStart: placeStarts(offerStore, stores.length),
    offerOrigin: pick(compiled.offerOrigin, wholeOffer),
    offerLot,
    offerStore,
    price: pick(compiled.price, wholeOffer),
    offerPenalty: pick(compiled.offerPenalty, wholeOffer),
    bulk: pick(compiled.bulk, wholeOffer),
    stock: pick(compiled.stock, wholeOffer),
    group: pick(compiled.group, wholeOffer),
    tierStart: lengths(compiled.tierStart, wholeOffer),
    tierFrom: pick(compiled.tierFrom, tiers),
    tierPrice: pick(compiled.tierPrice, tiers),
    ...lotIndex(offerLot, compiled.lots),
    segmentStart: placeStarts(
      segmentOffer.map((offer) => place.get(compiled.offerStore[offer] as number) as number),
      stores.length,
    ),
    segmentLot: pick(compiled.segmentLot, wholeSegment),
    segmentOffer: segmentOffer.map((offer) => offerPlace.get(offer) as number),
    segments: Float64Array.from({ length: 4 * wholeSegment.length }, (_, index) => {
      return compiled.segments[4 * (wholeSegment[index >> 2] as number) + (index & 3)] as number
    }),
  }
}

/** All places of some owners, one owner after the other. */
function placesOf(starts: Int32Array, owners: Int32Array): Int32Array {
  let count = 0
  for (const owner of owners) count += (starts[owner + 1] as number) - (starts[owner] as number)
  const places = new Int32Array(count)
  let at = 0
  for (const owner of owners) {
    for (let place = starts[owner] as number; place < (starts[owner + 1] as number); place++) places[at++] = place
  }
  return places
}

function lengths(starts: Int32Array, owners: Int32Array): Int32Array {
  const result = new Int32Array(owners.length + 1)
  owners.forEach((owner, index) => {
    result[index + 1] = (result[index] as number) + (starts[owner + 1] as number) - (starts[owner] as number)
  })
  return result
}

function pick<T extends Int32Array | Float64Array>(numbers: T, places: Int32Array): T {
  const result = numbers.slice(0, 0).constructor as new (length: number) => T
  const picked = new result(places.length)
  for (let index = 0; index < places.length; index++) picked[index] = numbers[places[index] as number] as number
  return picked
}
