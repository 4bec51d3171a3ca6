import { describe, expect, it } from 'vitest'
import type { Instance, OfferedLot, OfferingStore, WantedLot } from '../../src/plan/instance.js'
import { verify } from '../../src/plan/verify.js'

describe('verify', () => {
  it('adds up pieces, postage and what is missing', () => {
    const { cost, errors } = verify(market(), plan([0, 4], [2, 1]))
    expect(errors).toEqual([])
    expect(cost).toEqual({
      ...{ paid: 4 * 10 + 1 * 30 + 500, penalty: 0, givenUp: 0, total: 570, missing: [0, 1] },
      baskets: [
        { store: 0, lots: 2, pieces: 5, weight: 4 * 100 + 250, goods: 70, postage: 500, padding: 0, border: 0 },
      ],
    })
  })

  it('lists the baskets by store, each with its own postage', () => {
    const { cost, errors } = verify(market(), plan([3, 2], [0, 4]))
    expect(errors).toEqual([])
    expect(cost.baskets.map(({ store, goods, postage }) => ({ store, goods, postage }))).toEqual([
      { store: 0, goods: 40, postage: 500 },
      { store: 1, goods: 50, postage: 300 },
    ])
    expect(cost.total).toBe(40 + 500 + 50 + 300)
  })

  it('finds nothing wrong with buying nothing', () => {
    const { cost, errors } = verify(market(), plan())
    expect(errors).toEqual([])
    expect(cost).toEqual({ paid: 0, penalty: 0, givenUp: 0, total: 0, missing: [4, 2], baskets: [] })
  })

  it('takes an instance of nothing', () => {
    const { cost, errors } = verify({ lots: [], stores: [], offers: [] }, plan())
    expect(errors).toEqual([])
    expect(cost.total).toBe(0)
  })

  it('does not count what is bought beyond the wanted as negative', () => {
    expect(verify(market({ offer: { quantity: 9 } }), plan([0, 9])).cost.missing).toEqual([0, 2])
  })

  describe('the price of a take', () => {
    const tiers = [
      { from: 3, price: 8 },
      { from: 6, price: 5 },
    ]
    it.each([
      { pieces: 2, goods: 20 },
      { pieces: 3, goods: 24 },
      { pieces: 5, goods: 40 },
      { pieces: 6, goods: 30 },
      { pieces: 9, goods: 45 },
    ])('is that of the last tier reached: $pieces', ({ pieces, goods }) => {
      const { cost, errors } = verify(market({ offer: { tiers, quantity: 9 } }), plan([0, pieces]))
      expect(errors).toEqual([])
      expect(cost.baskets[0]?.goods).toBe(goods)
    })
  })

  describe('the postage', () => {
    const postage = [
      { upTo: 200, cost: 100 },
      { upTo: 400, cost: 150 },
    ]
    it.each([
      { pieces: 1, cost: 100 },
      { pieces: 2, cost: 100 },
      { pieces: 3, cost: 150 },
      { pieces: 4, cost: 150 },
    ])('is that of the first step not exceeded: $pieces', ({ pieces, cost }) => {
      const verdict = verify(market({ store: { postage } }), plan([0, pieces]))
      expect(verdict.errors).toEqual([])
      expect(verdict.cost.baskets[0]?.postage).toBe(cost)
    })
  })

  describe('the padding', () => {
    it.each([
      { title: 'reaches the minimum', store: { minimum: 100 }, padding: 60 },
      { title: 'is nothing at the minimum', store: { minimum: 40 }, padding: 0 },
      { title: 'reaches the average of the lots', store: { lotAverage: 70 }, padding: 30 },
      { title: 'is the larger of both', store: { minimum: 90, lotAverage: 50 }, padding: 50 },
    ])('$title', ({ store, padding }) => {
      const { cost } = verify(market({ store }), plan([0, 4]))
      expect(cost.baskets[0]).toMatchObject({ goods: 40, padding })
      expect(cost.paid).toBe(40 + padding + 500)
    })

    it('counts what serves two lots as one', () => {
      const shared = market({ store: { lotAverage: 100 }, offer: { stock: 7, quantity: 9 } })
      const other: OfferedLot = { lot: 1, store: 0, price: 10, quantity: 9, bulk: 1, stock: 7 }
      const { cost, errors } = verify({ ...shared, offers: [...shared.offers, other] }, plan([0, 4], [4, 2]))
      expect(errors).toEqual([])
      expect(cost.baskets[0]).toMatchObject({ lots: 1, goods: 60, padding: 40 })
    })
  })

  describe('the border', () => {
    const border = [
      { over: 0, cost: 7 },
      { over: 40, cost: 20 },
    ]
    it.each([
      { title: 'not more than a step does not pass it', pieces: 4, minimum: 0, cost: 7 },
      { title: 'less than a step', pieces: 1, minimum: 0, cost: 7 },
      { title: 'more than a step', pieces: 5, minimum: 0, cost: 20 },
      { title: 'more by what is padded', pieces: 1, minimum: 41, cost: 20 },
    ])('$title', ({ pieces, minimum, cost }) => {
      const verdict = verify(market({ store: { border, minimum }, offer: { quantity: 5 } }), plan([0, pieces]))
      expect(verdict.errors).toEqual([])
      expect(verdict.cost.baskets[0]?.border).toBe(cost)
    })

    it('is not there for goods of no worth', () => {
      expect(verify(market({ store: { border }, offer: { price: 0 } }), plan([0, 4])).cost.baskets[0]?.border).toBe(0)
    })
  })

  it('weighs penalties, of a store once and of an offer for each piece, without paying them', () => {
    const { cost } = verify(market({ store: { penalty: 90 }, offer: { penalty: 3 } }), plan([0, 4], [2, 2]))
    expect(cost).toMatchObject({ paid: 40 + 60 + 500, penalty: 90 + 4 * 3, total: 600 + 102 })
  })

  it('weighs what is given up, of lots with a price for that', () => {
    const { cost } = verify(market({ lot: { giveUp: 25 } }), plan([0, 1]))
    expect(cost).toMatchObject({ missing: [3, 2], givenUp: 75, total: 10 + 500 + 75 })
  })

  it.each<{ rule: string; change?: Change; takes: [number, number][]; error: string }>([
    { rule: 'an unknown offer', takes: [[9, 1]], error: 'there is no offer 9' },
    { rule: 'a negative offer', takes: [[-1, 1]], error: 'there is no offer -1' },
    { rule: 'half an offer', takes: [[0.5, 1]], error: 'there is no offer 0.5' },
    { rule: 'an unknown lot', change: { offer: { lot: 5 } }, takes: [[0, 1]], error: 'there is no lot 5' },
    { rule: 'an unknown store', change: { offer: { store: 8 } }, takes: [[0, 1]], error: 'there is no store 8' },
    { rule: 'half a piece', takes: [[0, 1.5]], error: 'offer 0 (lot 0, store 0): 1.5 is not a whole number of pieces' },
    { rule: 'no number', takes: [[0, NaN]], error: 'NaN is not a whole number of pieces' },
    { rule: 'no pieces', takes: [[0, 0]], error: 'offer 0 (lot 0, store 0): 0 pieces are nothing to take' },
    { rule: 'pieces given back', takes: [[0, -2]], error: '-2 pieces are nothing to take' },
    { rule: 'more than in stock', takes: [[0, 5]], error: 'offer 0 (lot 0, store 0): 5 pieces, but it has 4' },
    {
      rule: 'a broken pack',
      change: { offer: { bulk: 2 } },
      takes: [[0, 3]],
      error: 'offer 0 (lot 0, store 0): 3 pieces, but it sells multiples of 2',
    },
    {
      rule: 'an offer taken twice',
      takes: [
        [0, 1],
        [1, 1],
        [0, 2],
      ],
      error: 'offer 0 is taken 2 times',
    },
    {
      rule: 'shared stock',
      change: { offer: { stock: 7 }, also: { stock: 7 } },
      takes: [
        [0, 3],
        [1, 2],
      ],
      error: 'stock 7 of store 0: 5 pieces for lots 0, 0, but it has 4',
    },
    {
      rule: 'too many lots',
      change: { store: { lotLimit: 1 } },
      takes: [
        [0, 1],
        [2, 1],
      ],
      error: 'store 0: 2 lots, but it sells at most 1 in an order',
    },
    {
      rule: 'too heavy',
      change: { store: { postage: [{ upTo: 399, cost: 5 }] } },
      takes: [[0, 4]],
      error: 'store 0: 400 mg, but it sends at most 399 mg',
    },
    { rule: 'no parcels', change: { store: { postage: [] } }, takes: [[0, 4]], error: 'store 0 sends nothing' },
    {
      rule: 'too many stores',
      change: { maxStores: 1 },
      takes: [
        [0, 1],
        [3, 1],
      ],
      error: 'stores: 2, but at most 1 allowed',
    },
    { rule: 'no stores at all', change: { maxStores: 0 }, takes: [[0, 1]], error: 'stores: 1, but at most 0 allowed' },
    {
      rule: 'a sum beyond exactness',
      change: { offer: { price: 2 ** 53 } },
      takes: [[0, 4]],
      error: 'is not a whole number that can be added up exactly',
    },
    { rule: 'a broken price', change: { offer: { price: 0.1 } }, takes: [[0, 1]], error: 'the total, 500.1, is not' },
  ])('finds $rule', ({ change, takes, error }) => {
    expect(verify(market(change), plan()).errors).toEqual([])
    expect(verify(market(change), plan(...takes)).errors).toContainEqual(expect.stringContaining(error))
  })

  it('keeps stocks of two stores apart', () => {
    const offers: OfferedLot[] = [0, 1].map((store) => ({ lot: 0, store, price: 1, quantity: 2, bulk: 1, stock: 3 }))
    expect(verify({ ...market(), offers }, plan([0, 2], [1, 2])).errors).toEqual([])
  })

  it('says everything that is wrong, and adds up the rest', () => {
    const { cost, errors } = verify(market({ offer: { bulk: 2 } }), plan([0, 5], [9, 1], [2, 2]))
    expect(errors).toHaveLength(3)
    expect(cost).toMatchObject({ paid: 50 + 60 + 500, missing: [0, 0] })
  })
})

interface Change {
  lot?: Partial<WantedLot>
  store?: Partial<OfferingStore>
  offer?: Partial<OfferedLot>
  also?: Partial<OfferedLot>
  maxStores?: number
}

/** Two lots; store 0 offers the first one twice and the second one, store 1 the first one. Changes are of the first. */
function market({ lot, store, offer, also, maxStores }: Change = {}): Instance {
  return {
    lots: [
      { quantity: 4, weight: 100, ...lot },
      { quantity: 2, weight: 250 },
    ],
    stores: [
      { postage: [{ upTo: Infinity, cost: 500 }], minimum: 0, lotAverage: 0, ...store },
      { postage: [{ upTo: 5000, cost: 300 }], minimum: 0, lotAverage: 0 },
    ],
    offers: [
      { lot: 0, store: 0, price: 10, quantity: 4, bulk: 1, ...offer },
      { lot: 0, store: 0, price: 12, quantity: 4, bulk: 1, ...also },
      { lot: 1, store: 0, price: 30, quantity: 2, bulk: 1 },
      { lot: 0, store: 1, price: 25, quantity: 3, bulk: 1 },
    ],
    ...(maxStores === undefined ? {} : { maxStores }),
  }
}

function plan(...takes: [number, number][]) {
  return { takes: takes.map(([offer, quantity]) => ({ offer, quantity })) }
}
