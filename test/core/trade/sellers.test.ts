import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Offer, Store } from '../../../src/core/trade/offer.js'
import { priceFor, sellersOf } from '../../../src/core/trade/sellers.js'

const haus: Store = { market: 'file', id: 'haus', name: 'BrickHaus', country: 'DE', currency: 'EUR', minimum: eur(5) }
const stein: Store = { market: 'file', id: 'stein', name: 'Stein&Co', country: 'NL', currency: 'EUR' }
const lots = [
  { part: '3001', color: 5, quantity: 10 },
  { part: '3023', color: 11, quantity: 4, condition: 'N' as const },
  { part: '2454', color: 48, quantity: 2 },
]

describe('sellersOf', () => {
  const offers = [
    [offer(haus, 0.1, 6), offer(haus, 0.05, 3), offer(stein, 0.2, 100)],
    [offer(haus, 0.01, 40, { condition: 'U' }), offer(stein, 0.03, 40, { bulk: 10 })],
    [],
  ]
  const found = sellersOf(lots, offers, { currency: 'EUR' })

  it('counts complete and partial lots, and buys the cheapest first', () => {
    expect(found.sellers.map(({ store, complete, partial, pieces }) => [store.id, complete, partial, pieces])).toEqual([
      ['stein', 2, 0, 14],
      ['haus', 0, 1, 9],
    ])
    expect(found.sellers[1]?.price).toEqual(eur(3 * 0.05 + 6 * 0.1))
  })

  it('pays for whole multiples, and counts what is asked for', () => {
    expect(found.sellers[0]?.takes.find(({ position }) => position === 1)).toMatchObject({
      quantity: 10,
      price: eur(0.3),
    })
  })

  it('tells how much is short of the least that a store sells for', () => {
    expect(found.sellers[1]?.short).toEqual(eur(4.25))
    expect(found.sellers[0]?.short).toBeUndefined()
  })

  it('names what nobody has, and of what there is too little', () => {
    expect(found.nobody).toEqual([2])
    const scarce = sellersOf(lots.slice(0, 1), [[offer(haus, 0.1, 6)]], { currency: 'EUR' }).scarce
    expect(scarce).toEqual([{ position: 0, pieces: 6 }])
  })

  it('leaves out other countries', () => {
    expect(
      sellersOf(lots, offers, { currency: 'EUR', countries: ['DE'] }).sellers.map(({ store }) => store.id),
    ).toEqual(['haus'])
  })

  it('never sells what a store has not, nor counts more than is asked for', () => {
    const some = fc.record({
      price: fc.integer({ min: 1, max: 99 }),
      stock: fc.nat(30),
      bulk: fc.integer({ min: 1, max: 7 }),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (all, quantity) => {
        const list = all.map(({ price, stock, bulk }) => offer(haus, price / 100, stock, { bulk }))
        const [seller] = sellersOf([{ part: '3001', color: 5, quantity }], [list], { currency: 'EUR' }).sellers
        for (const { offer: one, quantity: bought } of seller?.takes ?? []) {
          expect(bought).toBeLessThanOrEqual(one.quantity)
          expect(bought % one.bulk).toBe(0)
        }
        expect(seller?.pieces ?? 0).toBeLessThanOrEqual(quantity)
      }),
    )
  })
})

it.each([
  [1, 0.1],
  [10, 0.08],
  [99, 0.08],
  [100, 0.05],
])('the price for %d pieces goes by tiers', (quantity, price) => {
  const tiers = [
    { from: 10, price: eur(0.08) },
    { from: 100, price: eur(0.05) },
  ]
  expect(priceFor({ price: eur(0.1), tiers }, quantity)).toEqual(eur(price))
})

function offer(store: Store, price: number, quantity: number, more: Partial<Offer> = {}): Offer {
  return {
    ...{ store, part: '3001', color: 5, itemType: 'P', condition: 'N', quantity, bulk: 1, price: eur(price) },
    ...{ asOf: '2026-11-21', vat: 'unknown', ...more },
  }
}

function eur(amount: number) {
  return { currency: 'EUR', micros: Math.round(amount * 1_000_000) }
}
