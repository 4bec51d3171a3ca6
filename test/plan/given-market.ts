import { readFileSync } from 'node:fs'
import type { Instance } from '../../src/plan/instance.js'
import type { Plan } from '../../src/plan/plan.js'

/** What ../shared/instances/README.md says of its files, as far as it matters here. */
interface Market {
  lots: { qty: number; weight: number }[]
  stores: { minBuy: number; avgLot: number; ship: [upTo: number, cost: number][] }[]
  offers: [
    lot: number,
    store: number,
    price: number,
    qty: number,
    bulk?: number,
    cond?: string,
    tiers?: [number, number][],
  ][]
  bestKnown: { totalMilli: number; lowerBoundMilli: number; plan: [offer: number, quantity: number][] }
}

export interface GivenMarket {
  instance: Instance
  /** The best plan known, and what it costs, in thousandths of a euro as all the money of the instance. */
  best: Plan
  total: number
}

export function givenMarket(file: string): GivenMarket {
  const { lots, stores, offers, bestKnown } = JSON.parse(readFileSync(file, 'utf8')) as Market
  return {
    instance: {
      lots: lots.map(({ qty, weight }) => ({ quantity: qty, weight })),
      stores: stores.map(({ minBuy, avgLot, ship }) => ({
        ...{ minimum: minBuy, lotAverage: avgLot },
        postage: ship.map(([upTo, cost]) => ({ upTo, cost })),
      })),
      offers: offers.map(([lot, store, price, quantity, bulk = 1, , tiers]) => ({
        ...{ lot, store, price, quantity, bulk },
        ...(tiers && { tiers: tiers.map(([from, cheaper]) => ({ from, price: cheaper })) }),
      })),
    },
    best: { takes: bestKnown.plan.map(([offer, quantity]) => ({ offer, quantity })) },
    total: bestKnown.totalMilli,
  }
}
