import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Offer, Store } from '../../../src/core/trade/offer.js'
import { priceFor, takesOf } from '../../../src/core/trade/takes.js'

const STORE: Store = { market: 'file', id: 'a', name: 'A', currency: 'EUR' }
const RATES = { base: 'EUR', source: 'me', per: new Map([['JPY', '160']]) }

describe('takesOf', () => {
  it.each([
    {
      what: 'loose pieces before a hundred',
      want: 4,
      all: [offer(0.1, 1000, { bulk: 100 }), offer(0.11, 1000)],
      is: 0.44,
    },
    {
      what: 'a tier that so many pieces reach',
      want: 100,
      all: [offer(0.1, 100), offer(0.12, 100, { tiers: [{ from: 100, price: eur(0.05) }] })],
      is: 5,
    },
    { what: 'yen before euros', want: 10, all: [offer(0.1, 10), offer(1, 10, { price: yen(1) })], is: 0.0625 },
    {
      what: 'one dozen rather than leftovers and a dozen',
      want: 12,
      all: [offer(0.01, 1), offer(0.02, 24, { bulk: 12 })],
      is: 0.24,
    },
    { what: 'what there is', want: 12, all: [offer(0.1, 5), offer(0.2, 3)], is: 1.1 },
  ])('buys $what', ({ want, all, is }) => {
    expect(cost(all, want)).toBeCloseTo(is, 6)
  })

  it('is never dearer than any single offer that has enough, and has all that there is', () => {
    const some = fc.record({
      price: fc.integer({ min: 1, max: 99 }),
      currency: fc.constantFrom('EUR', 'JPY'),
      stock: fc.nat(60),
      bulk: fc.integer({ min: 1, max: 9 }),
      from: fc.integer({ min: 1, max: 40 }),
      less: fc.integer({ min: 1, max: 99 }),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), (rows, want) => {
        const all = rows.map(({ price, currency, stock, bulk, from, less }) => {
          const unit = currency === 'EUR' ? 10_000 : 1_600_000
          const tier = { from, price: { currency, micros: Math.min(price, less) * unit } }
          return offer(0, stock, { bulk, price: { currency, micros: price * unit }, tiers: [tier] })
        })
        const alone = all.filter((one) => bought([one], want) >= want).map((one) => cost([one], want))
        if (alone.length > 0) expect(cost(all, want)).toBeLessThanOrEqual(Math.min(...alone))
        const there = all.reduce((sum, one) => sum + Math.floor(one.quantity / one.bulk) * one.bulk, 0)
        expect(Math.min(want, bought(all, want))).toBe(Math.min(want, there))
      }),
    )
  })

  it('buys of very many offers in no time, none twice', () => {
    const all = Array.from({ length: 20_000 }, (_, index) => offer(0.01 + (index % 90) / 100, 1))
    const takes = takesOf(all, 15_000, OPTIONS)
    expect(new Set(takes.map(({ offer }) => offer)).size).toBe(15_000)
    expect(cost(all, 200)).toBeCloseTo(2, 6)
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

const OPTIONS = { currency: 'EUR', rates: RATES, position: 0, left: ({ quantity }: Offer) => quantity }

function cost(all: Offer[], want: number): number {
  return takesOf(all, want, OPTIONS).reduce((sum, { price }) => sum + price.micros, 0) / 1_000_000
}

function bought(all: Offer[], want: number): number {
  return takesOf(all, want, OPTIONS).reduce((sum, { quantity }) => sum + quantity, 0)
}

function offer(price: number, quantity: number, more: Partial<Offer> = {}): Offer {
  return {
    ...{ store: STORE, part: '3001', color: 5, itemType: 'P', condition: 'N', quantity, bulk: 1, price: eur(price) },
    ...{ asOf: '2026-11-21', vat: 'unknown', ...more },
  }
}

function eur(amount: number) {
  return { currency: 'EUR', micros: Math.round(amount * 1_000_000) }
}

function yen(amount: number) {
  return { currency: 'JPY', micros: amount * 1_000_000 }
}
