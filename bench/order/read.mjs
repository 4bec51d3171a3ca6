import * as fs from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** A market file in the form of ../shared/instances, which has a README. */
export function readMarket(file) {
  const bytes = fs.readFileSync(file)
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString())
}

/** What src/plan solves: thousandths of a euro are its unit of money. */
export function instanceOf({ lots, stores, offers }) {
  return {
    lots: lots.map(({ qty, weight }) => ({ quantity: qty, weight })),
    stores: stores.map(({ minBuy, avgLot, ship }) => ({
      postage: ship.map(([upTo, cost]) => ({ upTo, cost })),
      minimum: minBuy,
      lotAverage: avgLot,
    })),
    offers: offers.map(([lot, store, price, quantity, bulk = 1, , tiers]) => ({
      ...{ lot, store, price, quantity, bulk },
      ...(tiers && { tiers: tiers.map(([from, price]) => ({ from, price })) }),
    })),
  }
}

export function planOf({ plan }) {
  return { takes: plan.map(([offer, quantity]) => ({ offer, quantity })) }
}

/** Pieces that nobody offers, in whole packs: no plan of such a market can miss fewer. */
export function unfillable({ lots, offers }) {
  const offered = lots.map(() => 0)
  for (const { lot, quantity, bulk } of offers) offered[lot] += quantity - (quantity % bulk)
  return lots.reduce((sum, { quantity }, lot) => sum + Math.max(0, quantity - offered[lot]), 0)
}
