import type { Chance } from './chance.js'
import type { Items } from './world-items.js'
import { USER, WORLD_TIME, type Pair, type Sale, type SellerLot, type WorldStore } from './world.js'

export interface Trade {
  rates: Record<string, number>
  stores: WorldStore[]
  lots: SellerLot[]
  sales: Sale[]
  /** The user's own, in which nobody else sees lots. */
  ownStore: WorldStore
  ownLots: SellerLot[]
}

/** Who sells what, and what was sold. */
export function seedMarket(items: Items, chance: Chance): Trade {
  const stores = STORES.map((row, n) => store(row, n, chance))
  const prices = new Map(items.pairs.map((pair) => [pair, chance.between(150, 1_200) + pair.part.weight * 3]))
  const lots = [...pairLots(items.pairs, stores, prices, chance), ...wholeLots(items, stores, chance)]
  lots.forEach((lot, n) => (lot.id = String(41_000_001 + n * 13)))
  const sales = items.pairs.flatMap((pair, n) => (n % 29 === 28 ? [] : salesOf(pair, prices.get(pair) ?? 500, chance)))
  const ownStore = own()
  const ownLots = items.pairs.slice(0, 12).map((pair, n): SellerLot => {
    const lot = lotOf(ownStore, prices.get(pair) ?? 500, n % 3 === 2 ? 'used' : 'new', chance)
    return { ...lot, pair, id: String(61_000_001 + n * 13), quantity: 20 + n }
  })
  return { rates: RATES, stores, lots, sales, ownStore, ownLots }
}

/** Fixed, so that tests can calculate; they are near what they were at the time of this world. */
const RATES: Record<string, number> = {
  ...{ EUR: 1_000_000, USD: 1_085_000, GBP: 851_000, AUD: 1_643_000 },
  ...{ NOK: 11_420_000, CHF: 957_000, CAD: 1_472_000 },
}

/** In percent. */
const VAT: Record<string, number> = { DE: 19, NL: 21, FR: 20, ES: 21, AT: 20, GB: 20 }

type StoreRow = [name: string, country: string, currency: string, minimumOrder: number, minimumLotAverage: number]

/** Minimum order in whole units, minimum average of a lot in hundredths. */
const STORES: StoreRow[] = [
  ['Stud & Tube', 'DE', 'EUR', 0, 0],
  ['Klotzkiste', 'DE', 'EUR', 5, 0],
  ['Noppenhof', 'DE', 'EUR', 10, 10],
  ['Bunte Steine am Fluss', 'DE', 'EUR', 3, 0],
  ['Steinsalat', 'DE', 'EUR', 0, 25],
  ['De Blokkenschuur', 'NL', 'EUR', 5, 0],
  ['Polderplaat', 'NL', 'EUR', 0, 0],
  ['Grachtstenen', 'NL', 'EUR', 8, 15],
  ['La Brique Volante', 'FR', 'EUR', 4, 0],
  ['Petit Tenon', 'FR', 'EUR', 0, 0],
  ['Ladrillo y Luna', 'ES', 'EUR', 6, 0],
  ['Plaza de Piezas', 'ES', 'EUR', 0, 10],
  ['Almsteinchen', 'AT', 'EUR', 5, 0],
  ['The Plate Pantry', 'GB', 'GBP', 5, 0],
  ['Hinge & Sons', 'GB', 'GBP', 0, 0],
  ['Moorland Bricks', 'GB', 'GBP', 10, 20],
  ['Tile Street', 'GB', 'GBP', 2, 0],
  ['Prairie Parts', 'US', 'USD', 5, 0],
  ['Big Sky Studs', 'US', 'USD', 0, 0],
  ['Third Coast Tiles', 'US', 'USD', 15, 0],
  ['Slope & Wedge Supply', 'US', 'USD', 0, 30],
  ['Bayou Bricks', 'US', 'USD', 3, 0],
  ['Outback Plates', 'AU', 'AUD', 10, 0],
  ['Billabong Blocks', 'AU', 'AUD', 0, 0],
  ['Southern Cross Studs', 'AU', 'AUD', 20, 15],
]

function store([name, country, currency, minimum, average]: StoreRow, n: number, chance: Chance): WorldStore {
  return {
    ...{ id: String(3_101 + n * 37), name, owner: `seller${n + 1}`, country, currency },
    ...{ minimumOrder: minimum * 10_000, minimumLotAverage: average * 100, feedback: chance.between(0, 9_000) },
    ...{ open: n !== 6, withoutVat: n === 4, vatRate: VAT[country] ?? 0 },
    shipsTo: n === 9 ? ['FR'] : n === 20 ? ['US', 'CA'] : [],
  }
}

function own(): WorldStore {
  return {
    ...{ id: '7001', name: USER.store, owner: USER.name, country: USER.country, currency: USER.currency },
    ...{
      minimumOrder: 0,
      minimumLotAverage: 0,
      feedback: 334,
      open: true,
      withoutVat: false,
      vatRate: 19,
      shipsTo: [],
    },
  }
}

/** Of each 31st pair nobody has one. */
function pairLots(pairs: Pair[], stores: WorldStore[], prices: Map<Pair, number>, chance: Chance): SellerLot[] {
  return pairs.flatMap((pair, n) => {
    if (n % 31 === 30) return []
    const sellers = stores.filter(() => chance.next() < 0.3)
    const most = sellers.length > 0 ? sellers : [chance.one(stores)]
    return most.flatMap((seller) => {
      const fresh = lotOf(seller, prices.get(pair) ?? 500, 'new', chance)
      const worn = lotOf(seller, prices.get(pair) ?? 500, 'used', chance)
      fresh.pair = pair
      worn.pair = pair
      return chance.next() < 0.35 ? [fresh, worn] : [fresh]
    })
  })
}

function wholeLots({ sets, minifigs }: Items, stores: WorldStore[], chance: Chance): SellerLot[] {
  const some = () => stores.filter(() => chance.next() < 0.15)
  const boxes = sets.flatMap((set) => some().map((seller) => ({ ...lotOf(seller, 300_000, 'new', chance), set })))
  const people = minifigs.flatMap((minifig) =>
    some().map((seller) => ({ ...lotOf(seller, 25_000, 'used', chance), minifig })),
  )
  return [...boxes, ...people].map((lot) => ({ ...lot, quantity: 1 + (lot.quantity % 4), bulk: 1 }))
}

/** The base is in ten-thousandths of a euro. */
function lotOf(seller: WorldStore, base: number, condition: 'new' | 'used', chance: Chance): SellerLot {
  const bulk = chance.next() < 0.08 ? 10 : 1
  const created = WORLD_TIME - chance.between(1, 900) * DAY
  const factor = (condition === 'new' ? 0.7 : 0.35) + chance.next()
  const quantity = bulk * chance.between(1, bulk > 1 ? 30 : 240)
  const price = Math.max(10, Math.round((base * factor * (RATES[seller.currency] ?? 1)) / 1_000_000 / 10) * 10)
  const updated = Math.min(WORLD_TIME, created + chance.between(0, 300) * DAY)
  return { id: '', store: seller, condition, quantity, bulk, price, created, updated }
}

const DAY = 86_400_000

function salesOf(pair: Pair, base: number, chance: Chance): Sale[] {
  return Array.from({ length: chance.between(1, 14) }, (): Sale => {
    const [, country, currency] = chance.one(STORES)
    const condition = chance.next() < 0.7 ? 'new' : 'used'
    const factor = (condition === 'new' ? 0.6 : 0.3) + chance.next()
    const price = Math.max(10, Math.round((base * factor * (RATES[currency] ?? 1)) / 1_000_000))
    const buyerCountry = chance.one(['DE', 'US', 'GB', 'NL', 'FR', 'IT', 'CA', 'AU'])
    const time = WORLD_TIME - chance.between(1, 182 * 24 * 60) * 60_000 - chance.between(0, 999)
    const [quantity, vatRate] = [chance.between(1, 60), VAT[country] ?? 0]
    return { pair, condition, quantity, price, currency, vatRate, sellerCountry: country, buyerCountry, time }
  }).toSorted((a, b) => a.time - b.time)
}
