import type {
  BorderStep,
  Instance,
  OfferedLot,
  OfferingStore,
  PostageStep,
  PriceTier,
  WantedLot,
} from '../../src/plan/instance.js'
import { chance, type Chance } from './chance.js'

export interface Size {
  lots: number
  stores: number
  /** The most different things that an order can have brought, up to what is wanted: an oracle goes through them all. */
  outcomes: number
  /** The most different ways to take from the offers of one store. */
  baskets: number
}

/** As large as `exhaustive` takes some milliseconds for. */
const TINY: Size = { lots: 6, stores: 6, outcomes: 1000, baskets: 2000 }

/**
 * A small instance with some of all features that there are, by chance: each is in or out for the whole instance, so that
 * they meet in all combinations. What is mean is frequent: ties, nothing to pay, nothing in stock, too little of all,
 * minimums far above the goods, packs larger than what is wanted, more pieces for less money, parcels that get too heavy.
 */
export function randomInstance(seed: number, size: Size = TINY): Instance {
  const luck = chance(seed)
  const market = { luck, size, ...terms(luck) }
  const lots = someLots(market)
  const count = luck.holds(0.02) ? 0 : Math.max(luck.whole(1, size.stores), luck.whole(1, size.stores))
  const stores = Array.from({ length: count }, () => someStore(market))
  const offers = stores.flatMap((_, store) => someOffers(market, lots, store))
  if (luck.holds(0.5)) shuffle(luck, offers)
  const maxStores = luck.holds(0.35) ? { maxStores: luck.whole(luck.holds(0.2) ? 0 : 1, 3) } : {}
  return { lots, stores, offers, ...maxStores }
}

/** What the stores of an instance have in common. */
interface Market {
  luck: Chance
  size: Size
  has: Record<(typeof FEATURES)[number], boolean>
  /** The unit of all money. */
  unit: number
  /** Prices, in units. */
  prices: number[]
  /** What the fixed costs are about, in units. */
  fees: number
  density: number
}

const FEATURES = [
  ...(['tiers', 'bulk', 'sharedStock', 'lotLimit', 'lotAverage', 'minimum', 'border', 'storePenalty'] as const),
  ...(['offerPenalty', 'giveUp', 'weights', 'heaviest', 'scarce', 'twoOffers', 'freePostage', 'weightless'] as const),
]

const PRICES = [[1, 2, 3], [5], [0, 1], [0], [3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [1, 10, 100], [7, 19, 23, 41, 57, 88]]

function terms(luck: Chance): Omit<Market, 'luck' | 'size'> {
  const often = luck.one([0, 0.2, 0.5, 0.5, 0.9])
  const has = Object.fromEntries(FEATURES.map((name) => [name, luck.holds(often)])) as Market['has']
  return {
    has,
    unit: luck.one([1, 1, 10, 1000, 999_983]),
    prices: luck.one(PRICES),
    fees: luck.one([0, 3, 10, 40, 300]),
    density: luck.one([0.3, 0.6, 0.9, 1]),
  }
}

function someLots({ luck, size, has, unit }: Market): WantedLot[] {
  const count = luck.whole(1, size.lots)
  const most = Math.min(30, Math.floor(size.outcomes ** (1 / count)) - 1)
  return Array.from({ length: count }, () => ({
    quantity: luck.holds(0.3) ? most : luck.whole(1, most),
    weight: has.weightless ? 0 : luck.one([1, 100, 100, 250, 999]),
    ...(has.giveUp && luck.holds(0.6) ? { giveUp: luck.one([0, 1, 5, 20, 100, 1000]) * unit } : {}),
  }))
}

function someStore({ luck, has, unit, fees, prices }: Market): OfferingStore {
  const fee = (share: number) => (luck.holds(share) ? luck.whole(0, fees) * unit : 0)
  const worth = Math.max(...prices)
  return {
    postage: somePostage(luck, has, () => fee(has.freePostage ? 0.5 : 0.95)),
    minimum: has.minimum ? luck.one([0, 1, worth, worth * 3, worth * 20]) * unit : 0,
    lotAverage: has.lotAverage ? luck.one([0, 0, 1, worth, worth * 5]) * unit : 0,
    ...(has.lotLimit && luck.holds(0.6) ? { lotLimit: luck.whole(luck.holds(0.1) ? 0 : 1, 3) } : {}),
    ...(has.border && luck.holds(0.6) ? { border: someBorder(luck, unit, worth, fees) } : {}),
    ...(has.storePenalty && luck.holds(0.5) ? { penalty: fee(0.9) } : {}),
  }
}

function somePostage(luck: Chance, has: Market['has'], fee: () => number): PostageStep[] {
  if (luck.holds(0.03)) return []
  const count = has.weights ? luck.whole(1, 4) : 1
  const steps: PostageStep[] = []
  let [upTo, cost] = [0, fee()]
  for (let turn = 0; turn < count; turn++) {
    upTo += luck.one([99, 100, 200, 250, 500, 1000, 3000])
    steps.push({ upTo: turn === count - 1 && !has.heaviest ? luck.one([Infinity, 1e9]) : upTo, cost })
    cost += fee()
  }
  return steps
}

function someBorder(luck: Chance, unit: number, worth: number, fees: number): BorderStep[] {
  let [over, cost] = [luck.one([0, 0, 1, worth]) * unit, 0]
  return Array.from({ length: luck.whole(1, 3) }, () => {
    cost += luck.whole(0, fees) * unit
    const step = { over, cost }
    over += luck.one([1, worth, worth * 4]) * unit
    return step
  })
}

function someOffers(market: Market, lots: WantedLot[], store: number): OfferedLot[] {
  const { luck, has, size, density } = market
  const offers: OfferedLot[] = []
  let baskets = 1
  const add = (offer: OfferedLot) => {
    const packs = Math.ceil((lots[offer.lot]?.quantity ?? 0) / offer.bulk)
    const choices = 1 + Math.min(Math.floor(offer.quantity / offer.bulk), packs) + (offer.tiers?.length ?? 0)
    if (baskets * choices > size.baskets) return
    baskets *= choices
    offers.push(offer)
  }
  for (const [lot, { quantity }] of lots.entries()) {
    if (luck.holds(density)) add(someOffer(market, lot, quantity, store))
    if (has.twoOffers && luck.holds(0.3)) add(someOffer(market, lot, quantity, store))
  }
  if (!has.sharedStock) return offers
  for (const offer of [...offers]) {
    if (!luck.holds(0.4)) continue
    offer.stock = luck.one([offers.indexOf(offer), offers.indexOf(offer), 1000 + store])
    const twin = offers.find(({ stock }) => stock === offer.stock)
    // All that is known of a thing in stock is known of it whatever it serves for.
    if (twin && twin !== offer) Object.assign(offer, { quantity: twin.quantity, bulk: twin.bulk, price: twin.price })
    const lot = luck.whole(0, lots.length - 1)
    if (lot !== offer.lot) add({ ...offer, lot, penalty: luck.whole(0, 5) * market.unit })
  }
  return offers
}

function someOffer({ luck, has, unit, prices }: Market, lot: number, wanted: number, store: number): OfferedLot {
  const price = luck.one(prices)
  const least = has.scarce ? luck.one([0, 1, Math.ceil(wanted / 3)]) : Math.ceil(wanted / 2)
  const bulk = has.bulk && luck.holds(0.5) ? luck.one([2, 2, 3, 5, wanted, wanted + 1, 2 * wanted + 1]) : 1
  const offer: OfferedLot = {
    ...{ lot, store, price: price * unit, bulk },
    quantity: luck.holds(0.4) ? luck.whole(least, wanted) : luck.whole(least, 3 * wanted + 3),
  }
  if (has.tiers && luck.holds(0.6)) offer.tiers = someTiers(luck, price, wanted, unit)
  if (has.offerPenalty && luck.holds(0.4)) offer.penalty = luck.one([0, 1, 2, 10]) * unit
  return offer
}

/** Sometimes so much cheaper that more pieces cost less. */
function someTiers(luck: Chance, first: number, wanted: number, unit: number): PriceTier[] {
  let [from, price] = [1, first]
  return Array.from({ length: luck.whole(1, 3) }, () => {
    from += luck.whole(1, Math.max(1, wanted))
    price = luck.holds(0.4) ? Math.floor(price / 3) : Math.max(0, price - luck.whole(0, 2))
    return { from, price: price * unit }
  })
}

function shuffle<T>(luck: Chance, items: T[]): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = luck.whole(0, last)
    const [a, b] = [items[last], items[other]] as [T, T]
    items[last] = b
    items[other] = a
  }
}
