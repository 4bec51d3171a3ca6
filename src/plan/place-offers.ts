import type { Compiled } from './compiled.js'
import type { Instance, OfferedLot } from './instance.js'
import { startsOf, type PlacedStores } from './place-stores.js'

export type PlacedOffers = Pick<
  Compiled,
  | 'demand'
  | 'worth'
  | 'isHard'
  | 'isDearEnough'
  | 'lotWeight'
  | 'missing'
  | 'forgone'
  | 'offerStart'
  | 'offerOrigin'
  | 'offerLot'
  | 'offerStore'
  | 'price'
  | 'offerPenalty'
  | 'bulk'
  | 'stock'
  | 'group'
  | 'groupStock'
  | 'tierStart'
  | 'tierFrom'
  | 'tierPrice'
  | 'lotStart'
  | 'lotOffers'
>

/** The offers of an instance that can be of use, store by store, and what can be had of its lots. */
export function placeOffers(instance: Instance, stores: PlacedStores): PlacedOffers {
  const { lots, offers } = instance
  const packs = Float64Array.from(offers, (offer) => usablePieces(offer, instance, stores))
  const useful = Int32Array.from(packs, (_, index) => index).filter((index) => (packs[index] as number) > 0)
  const byLot = sortedBy(useful, lots.length, (index) => (offers[index] as OfferedLot).lot)
  const offerOrigin = sortedBy(byLot, instance.stores.length, (index) => (offers[index] as OfferedLot).store)
  const kept = Array.from(offerOrigin, (index) => offers[index] as OfferedLot)
  const tiers = kept.map(({ tiers = [] }) => tiers)
  const offerLot = Int32Array.from(kept, ({ lot }) => lot)
  const offerStore = Int32Array.from(kept, ({ store }) => store)
  const stock = Float64Array.from(offerOrigin, (index) => packs[index] as number)
  const groups = groupsOf(kept)
  return {
    offerOrigin,
    offerLot,
    offerStore,
    offerStart: placeStarts(offerStore, instance.stores.length),
    price: Float64Array.from(kept, ({ price }) => price),
    offerPenalty: Float64Array.from(kept, ({ penalty = 0 }) => penalty),
    bulk: Float64Array.from(kept, ({ bulk }) => bulk),
    stock,
    ...groups,
    tierStart: startsOf(tiers),
    tierFrom: Float64Array.from(tiers.flat(), ({ from }) => from),
    tierPrice: Float64Array.from(tiers.flat(), ({ price }) => price),
    ...lotIndex(offerLot, lots.length),
    ...wantedOf(instance, offerLot, stock, groups),
  }
}

/** Where the offers of each store begin, and lot by lot which they are. */
export function lotIndex(offerLot: Int32Array, lots: number): { lotStart: Int32Array; lotOffers: Int32Array } {
  const places = Int32Array.from(offerLot, (_, index) => index)
  const lotOffers = sortedBy(places, lots, (offer) => offerLot[offer] as number)
  return { lotStart: placeStarts(offerLot, lots), lotOffers }
}

/** How many numbers below each one occur. */
export function placeStarts(numbers: Int32Array, most: number): Int32Array {
  const starts = new Int32Array(most + 1)
  for (const number of numbers) starts[number + 1] = (starts[number + 1] as number) + 1
  for (let index = 0; index < most; index++) {
    starts[index + 1] = (starts[index + 1] as number) + (starts[index] as number)
  }
  return starts
}

/** Whole packs of an offer that can be bought and sent in one parcel, in pieces. */
function usablePieces(offer: OfferedLot, { lots }: Instance, stores: PlacedStores): number {
  const { lot, store, quantity, bulk } = offer
  const from = stores.stepStart[store] as number
  const to = stores.stepStart[store + 1] as number
  const weight = lots[lot]?.weight ?? 0
  if (from === to || (stores.lotLimit[store] as number) < 1 || !lots[lot]?.quantity) return 0
  let heaviest = 0
  for (let step = from; step < to; step++) heaviest = Math.max(heaviest, stores.stepUpTo[step] as number)
  const most = weight > 0 ? Math.min(quantity, Math.floor(heaviest / weight)) : quantity
  return Math.floor(most / bulk) * bulk
}

/** The same numbers in the order of their keys, which are below `keys`; those of one key stay in order. */
function sortedBy(numbers: Int32Array, keys: number, keyOf: (number: number) => number): Int32Array {
  const next = placeStarts(numbers.map(keyOf), keys)
  const sorted = new Int32Array(numbers.length)
  for (const number of numbers) {
    const key = keyOf(number)
    sorted[next[key] as number] = number
    next[key] = (next[key] as number) + 1
  }
  return sorted
}

/** Gives each stock that several offers of a store share a number. */
function groupsOf(offers: readonly OfferedLot[]): { group: Int32Array; groupStock: Float64Array } {
  const members = new Map<string, number[]>()
  offers.forEach(({ store, stock }, index) => {
    if (stock === undefined) return
    const key = `${store} ${stock}`
    const list = members.get(key)
    if (list) list.push(index)
    else members.set(key, [index])
  })
  const group = new Int32Array(offers.length).fill(-1)
  const shared = [...members.values()].filter((list) => list.length > 1)
  shared.forEach((list, number) => list.forEach((index) => (group[index] = number)))
  const groupStock = Float64Array.from(shared, (list) =>
    Math.min(...list.map((index) => (offers[index] as OfferedLot).quantity)),
  )
  return { group, groupStock }
}

type Wanted = Pick<Compiled, 'demand' | 'worth' | 'isHard' | 'isDearEnough' | 'lotWeight' | 'missing' | 'forgone'>

/** What can be had at most of what is wanted, and what a piece is worth. */
function wantedOf(
  { lots, offers, stores }: Instance,
  offerLot: Int32Array,
  stock: Float64Array,
  { group, groupStock }: { group: Int32Array; groupStock: Float64Array },
): Wanted {
  const supply = new Float64Array(lots.length)
  const ofGroup = new Map<string, number>()
  offerLot.forEach((lot, offer) => {
    const number = group[offer] as number
    const key = `${number} ${lot}`
    const had = number < 0 ? 0 : (ofGroup.get(key) ?? 0)
    const more =
      number < 0 ? (stock[offer] as number) : Math.min(stock[offer] as number, (groupStock[number] as number) - had)
    if (number >= 0) ofGroup.set(key, had + more)
    supply[lot] = (supply[lot] as number) + more
  })
  const demand = Float64Array.from(lots, ({ quantity }, lot) => Math.min(quantity, supply[lot] as number))
  const isHard = Uint8Array.from(lots, ({ giveUp }) => (giveUp === undefined ? 1 : 0))
  const unmet = (lot: number) => (lots[lot]?.quantity ?? 0) - (demand[lot] as number)
  const pieces = demand.reduce((sum, quantity) => sum + quantity, 1)
  const { order, piece } = dearest({ lots, offers, stores })
  // Beyond 2 ** 53 sums are not exact: then a missing piece counts for less, but for more than a piece can cost.
  const dear = Math.min(order, Math.max(Math.floor(2 ** 50 / pieces), 4 * piece))
  return {
    demand,
    isHard,
    isDearEnough: dear === order,
    worth: Float64Array.from(lots, ({ giveUp }) => giveUp ?? dear),
    lotWeight: Float64Array.from(lots, ({ weight }) => weight),
    missing: lots.reduce((sum, { giveUp }, lot) => sum + (giveUp === undefined ? unmet(lot) : 0), 0),
    forgone: lots.reduce((sum, { giveUp = 0 }, lot) => sum + giveUp * unmet(lot), 0),
  }
}

/** More than the cheapest order of any set of pieces can come to, and than one more pack can make an order dearer. */
function dearest({ lots, offers, stores }: Instance): { order: number; piece: number } {
  const highest = new Float64Array(lots.length)
  let piece = 0
  for (const { lot, price, bulk, penalty = 0, tiers = [] } of offers) {
    let most = price
    for (const tier of tiers) most = Math.max(most, tier.price)
    const pack = (most + penalty) * Math.max(1, bulk)
    highest[lot] = Math.max(highest[lot] as number, pack)
    piece = Math.max(piece, pack)
  }
  const goods = lots.reduce(
    (sum, { quantity, giveUp = 0 }, lot) => sum + quantity * Math.max(highest[lot] as number, giveUp),
    1,
  )
  let order = goods
  let fee = 0
  for (const { postage, minimum, lotAverage, border = [], penalty = 0 } of stores) {
    const most = Math.max(0, ...postage.map(({ cost }) => cost)) + Math.max(0, ...border.map(({ cost }) => cost))
    const all = most + minimum + penalty + lotAverage * lots.length
    fee = Math.max(fee, all)
    order += all
  }
  return { order, piece: piece + fee }
}
