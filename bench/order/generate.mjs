import { chance } from './chance.mjs'

/**
 * A market in the form of ../shared/instances, drawn anew from what its README and ordering.md say of how those were made:
 * money in thousandths of a euro, weights in milligrams. Kinds: `flat` has one postage a store, `core` minimum buys too,
 * `full` postage by weight, lot averages, packs and tiers as well.
 */
export function generate(kind, lotCount, storeCount, seed) {
  const name = `${kind}-${lotCount}x${storeCount}-g${seed}`
  const luck = chance(name)
  const lots = Array.from({ length: lotCount }, (_, id) => someLot(luck, id))
  const stores = []
  const offers = []
  while (stores.length < storeCount) {
    const { store, ...traits } = someStore(luck, kind, stores.length)
    const own = lots.flatMap((lot) => someOffer(luck, kind, lot, store, traits))
    // A store that has nothing of all that is not on the market.
    if (own.length === 0) continue
    stores.push(store)
    offers.push(...own)
  }
  for (const lot of lots.filter(({ isScarce }) => isScarce)) {
    const sellers = Array.from({ length: luck.whole(1, 3) }, () => luck.whole(0, storeCount - 1))
    for (const store of new Set(sellers)) offers.push(scarceOffer(luck, lot, store))
  }
  offers.sort((a, b) => a[1] - b[1] || a[0] - b[0])
  return { name, lots: lots.map(({ id, qty, cond, weight }) => ({ id, qty, cond, weight })), stores, offers }
}

/** Of 50,000 parts in a color, the wanted ones are of any popularity; Zipf's law with 0.7 says how often they are sold. */
const KINDS_OF_PARTS = 50_000
const ALL = Array.from({ length: KINDS_OF_PARTS }, (_, rank) => (rank + 1) ** -0.7).reduce((a, b) => a + b)

function someLot(luck, id) {
  const rank = 20 * 2000 ** luck.next()
  const isScarce = luck.holds(0.04)
  const qty = isScarce ? luck.whole(1, 4) : Math.max(1, Math.round(luck.logNormal(2.9, 1)))
  return {
    ...{ id, isScarce, qty },
    cond: luck.holds(0.5) ? 'A' : 'N',
    weight: Math.max(60, Math.round(luck.logNormal(850, 0.9))),
    share: rank ** -0.7 / ALL,
    // What is rare is somewhat dearer, and there is less of it.
    price: luck.logNormal(82, 0.92) * (rank / 900) ** 0.1,
    stock: 10.4 * (rank / 900) ** -0.1,
  }
}

const COUNTRIES = [
  ...[...Array(28).fill('DE'), ...Array(10).fill('US'), ...Array(6).fill('GB')],
  ...'FR PL DK IT HU PT AT ES SE NL CZ BE'.split(' ').flatMap((country) => Array(4).fill(country).slice(0, 4)),
  ...'CA CH AU JP'.split(' ').flatMap((country) => Array(3).fill(country)),
]

/** Kilograms: euros. */
const POSTAGE = {
  home: { 0.05: 1.85, 0.5: 2.75, 1: 3.6, 2: 5.5, 5: 7.5, 10: 10.5, 31.5: 19 },
  europe: { 0.05: 3.7, 0.25: 5.4, 0.5: 7.2, 2: 11, 5: 15, 10: 20, 20: 30, 40: 55 },
  world: { 0.05: 4.4, 0.25: 7.5, 0.5: 10.5, 1: 16, 2: 24, 5: 42, 10: 65, 40: 180 },
}
const MINIMUMS = [1, 2, 3, 4, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10, 12, 15, 20, 25]
const PACKS = [2, 4, 5, 10, 10, 20, 25, 50]

function someStore(luck, kind, id) {
  const country = luck.one(COUNTRIES)
  const isFar = ['US', 'GB', 'CA', 'CH', 'AU', 'JP'].includes(country)
  const table = stepsOf(POSTAGE[country === 'DE' ? 'home' : isFar ? 'world' : 'europe'])
  const factor = luck.logNormal(1, 0.13)
  const handling = luck.holds(0.3) ? luck.between(250, 1500) : 0
  const cost = (euros) => Math.round(euros * 1000 * factor + handling)
  const store = {
    ...{ id, country },
    minBuy: kind === 'flat' || luck.holds(0.45) ? 0 : luck.one(MINIMUMS) * 1000,
    avgLot: kind === 'full' && luck.holds(0.1) ? luck.one([100, 150, 200, 250, 500]) : 0,
    ship: kind === 'full' ? table.map(([kilos, euros]) => [kilos * 1e6, cost(euros)]) : [[1e9, cost(table[1][1])]],
  }
  return {
    store,
    size: Math.min(60_000, luck.logNormal(1300, 1.45)),
    markup: luck.logNormal(1, 0.22),
    used: luck.holds(0.25) ? luck.between(0.15, 0.8) : luck.between(0, 0.12),
    packs: kind !== 'full' ? 0 : luck.holds(0.045) ? 0.65 : 0.008,
    tiers: kind === 'full' && luck.holds(0.07) ? 0.62 : 0,
  }
}

/** Keys of objects come in any order. */
function stepsOf(table) {
  return Object.entries(table)
    .map(([kilos, euros]) => [Number(kilos), euros])
    .sort((a, b) => a[0] - b[0])
}

function someOffer(luck, kind, lot, { id }, { size, markup, used, packs, tiers }) {
  if (lot.isScarce || !luck.holds(1 - Math.exp(-size * lot.share))) return []
  const isUsed = luck.holds(used)
  if (isUsed && lot.cond === 'N') return []
  const price = Math.max(5, Math.round(lot.price * markup * luck.logNormal(1, 0.33) * (isUsed ? 0.68 : 1)))
  const pieces = Math.max(1, Math.round(luck.logNormal(lot.stock, 1.38)))
  if (luck.holds(packs)) {
    const bulk = luck.one(PACKS)
    return [[lot.id, id, price, Math.ceil(pieces / bulk) * bulk, bulk, isUsed ? 'U' : 'N']]
  }
  if (!luck.holds(tiers)) return [[lot.id, id, price, pieces, 1, isUsed ? 'U' : 'N']]
  const from = luck.one([5, 10, 20])
  const levels = [from, from * luck.one([2, 5])].map((pieces, turn) => [pieces, Math.round(price * [0.94, 0.87][turn])])
  return [[lot.id, id, price, pieces, 1, isUsed ? 'U' : 'N', levels]]
}

function scarceOffer(luck, lot, store) {
  const price = Math.max(5, Math.round(lot.price * luck.logNormal(1, 0.4)))
  return [lot.id, store, price, luck.one([1, 2, 2, 3, 4, 5, 5, 8]), 1, 'N']
}

/**
 * The shape of the ISHOP-U instances (ordering.md §1): every store sells all, for uniform prices of 5 to 50 or Gaussian ones
 * about 23, and delivers for 0 to 10. Stocks are without end, which gives about the optima that are published, or so small that a
 * product must be had from several stores.
 */
export function generateShop(prices, stocks, products, storeCount, seed) {
  const name = `shop-${prices}-${stocks}-${products}x${storeCount}-g${seed}`
  const luck = chance(name)
  const most = products >= 50 ? 50 : 7
  const lots = Array.from({ length: products }, (_, id) => ({ id, qty: luck.whole(1, most), cond: 'N', weight: 0 }))
  const stores = Array.from({ length: storeCount }, (_, id) => ({
    ...{ id, minBuy: 0, avgLot: 0 },
    ship: [[1e9, Math.round(luck.between(0, 10_000))]],
  }))
  const price = () => (prices === 'uniform' ? luck.between(5, 50) : 23 + 2.5 * luck.normal())
  const stock = () => (stocks === 'endless' ? 1_000_000 : luck.whole(0, most))
  const offers = stores.flatMap(({ id }) => lots.map((lot) => [lot.id, id, Math.round(price() * 100) * 10, stock()]))
  return { name, lots, stores, offers: offers.filter(([, , , pieces]) => pieces > 0) }
}
