import { describe, expect, it } from 'vitest'
import type { Instance, OfferedLot, OfferingStore, WantedLot } from '../../src/plan/instance.js'
import { solve } from '../../src/plan/solve.js'
import { verify } from '../../src/plan/verify.js'

const STORE: OfferingStore = { postage: [{ upTo: Infinity, cost: 100 }], minimum: 0, lotAverage: 0 }
const LOT: WantedLot = { quantity: 3, weight: 1000 }
const OFFER: OfferedLot = { lot: 0, store: 0, price: 10, quantity: 9, bulk: 1 }
const PLAIN: Instance = { lots: [LOT], stores: [STORE], offers: [OFFER] }

describe('solve takes', () => {
  it.each<{ title: string; instance: Instance; total: number; missing: number[] }>([
    { title: 'a plain order', instance: PLAIN, total: 130, missing: [0] },
    { title: 'nothing at all', instance: { lots: [], stores: [], offers: [] }, total: 0, missing: [] },
    { title: 'no lots', instance: { ...PLAIN, lots: [], offers: [] }, total: 0, missing: [] },
    { title: 'no stores', instance: { ...PLAIN, stores: [], offers: [] }, total: 0, missing: [3] },
    { title: 'no offers', instance: { ...PLAIN, offers: [] }, total: 0, missing: [3] },
    { title: 'nothing in stock', instance: offering({ quantity: 0 }), total: 0, missing: [3] },
    { title: 'a pack larger than the stock', instance: offering({ bulk: 10 }), total: 0, missing: [3] },
    { title: 'a pack larger than what is wanted', instance: offering({ bulk: 8 }), total: 180, missing: [0] },
    { title: 'a store that sends nothing', instance: selling({ postage: [] }), total: 0, missing: [3] },
    { title: 'parcels that get too heavy', instance: selling({ postage: step(2500) }), total: 120, missing: [1] },
    { title: 'a piece too heavy for any parcel', instance: selling({ postage: step(999) }), total: 0, missing: [3] },
    { title: 'a store that sells no lot', instance: selling({ lotLimit: 0 }), total: 0, missing: [3] },
    { title: 'no store allowed', instance: { ...PLAIN, maxStores: 0 }, total: 0, missing: [3] },
    {
      title: 'nothing to pay',
      instance: { ...selling({ postage: step(1e9, 0) }), offers: [{ ...OFFER, price: 0 }] },
      total: 0,
      missing: [0],
    },
    { title: 'a minimum far above', instance: selling({ minimum: 1_000_000 }), total: 1_000_100, missing: [0] },
    { title: 'a piece not worth its parcel', instance: wanting({ giveUp: 43 }), total: 129, missing: [3] },
    { title: 'a piece just worth its parcel', instance: wanting({ giveUp: 44 }), total: 130, missing: [0] },
    { title: 'a piece worth nothing', instance: wanting({ giveUp: 0 }), total: 0, missing: [3] },
    { title: 'more for less', instance: offering({ tiers: [{ from: 9, price: 1 }] }), total: 109, missing: [0] },
    {
      title: 'millions of pieces for millions',
      instance: {
        ...PLAIN,
        lots: [{ quantity: 3_000_000, weight: 1 }],
        offers: [{ ...OFFER, price: 1_000_000_001, quantity: 4_000_000 }],
      },
      total: 3_000_000_003_000_000 + 100,
      missing: [0],
    },
  ])('$title', ({ instance, total, missing }) => {
    const { plan, cost, bound, gap, isComplete } = solve(instance, { gap: 0, seed: 1, isOver: () => false })
    expect(verify(instance, plan).errors).toEqual([])
    expect(verify(instance, plan).cost).toMatchObject({ total, missing })
    expect({ total: cost.total, bound, gap, isComplete }).toEqual({ total, bound: total, gap: 0, isComplete: true })
  })

  it.each(['no time', 'a moment'])('a market of 100,000 offers in %s', (time) => {
    const instance = large()
    let calls = 0
    const { plan, bound } = solve(instance, { gap: 0.005, seed: 1, isOver: () => time === 'no time' || ++calls > 20 })
    const { cost, errors } = verify(instance, plan)
    expect(errors).toEqual([])
    expect(bound).toBeLessThanOrEqual(cost.total)
    if (time !== 'no time') expect(cost.missing.every((pieces) => pieces === 0)).toBe(true)
  })
})

function offering(change: Partial<OfferedLot>): Instance {
  return { ...PLAIN, offers: [{ ...OFFER, ...change }] }
}

function selling(change: Partial<OfferingStore>): Instance {
  return { ...PLAIN, stores: [{ ...STORE, ...change }] }
}

function wanting(change: Partial<WantedLot>): Instance {
  return { ...PLAIN, lots: [{ ...LOT, ...change }] }
}

function step(upTo: number, cost = 100) {
  return [{ upTo, cost }]
}

/** Every one of 100 stores has all of 1,000 lots. */
function large(): Instance {
  const lots = Array.from({ length: 1000 }, () => LOT)
  const stores = Array.from({ length: 100 }, () => STORE)
  const offers = stores.flatMap((_, store) =>
    lots.map((_, lot): OfferedLot => ({ lot, store, price: 10 + ((lot * 7 + store * 13) % 31), quantity: 5, bulk: 1 })),
  )
  return { lots, stores, offers }
}
