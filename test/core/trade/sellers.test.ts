import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Offer, Store } from '../../../src/core/trade/offer.js'
import { sellersOf } from '../../../src/core/trade/sellers.js'

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

describe('stock that two lots want', () => {
  const red = { part: '3001', color: 5, quantity: 6 }

  it('is counted once, and lots that leave the condition or the color open choose last', () => {
    const lots = [{ ...red, color: 0 }, red, { ...red, condition: 'N' as const }]
    const all = [offer(haus, 0.1, 8), offer(haus, 0.2, 5, { condition: 'U' })]
    const { sellers, nobody, scarce } = sellersOf(lots, [all, all, all], { currency: 'EUR' })
    expect(sellers[0]?.takes.map(({ position, quantity }) => [position, quantity])).toEqual([
      [0, 1],
      [1, 2],
      [1, 4],
      [2, 6],
    ])
    expect([nobody, scarce]).toEqual([[], [{ position: 0, pieces: 1 }]])
  })

  it('is known by its number where a market tells of it twice', () => {
    const owl: Store = { ...stein, market: 'brickowl' }
    const answer = () => [offer({ ...owl }, 0.1, 8, { lotId: '7' })]
    const lots = [red, { ...red, condition: 'N' as const }]
    const { sellers, scarce } = sellersOf(lots, [answer(), answer()], { currency: 'EUR' })
    expect(sellers.map(({ pieces, complete }) => [pieces, complete])).toEqual([[8, 1]])
    expect(scarce).toEqual([{ position: 0, pieces: 2 }])
  })

  it('is not that of another store or another thing, which may have the same number', () => {
    const [owl, other] = [stein, haus].map((store) => ({ ...store, market: 'brickowl' }))
    const found = [owl, other].flatMap((store) => (store ? [offer(store, 0.1, 8, { lotId: '7' })] : []))
    const used = found.map((one) => ({ ...one, condition: 'U' as const }))
    const lots = [red, { ...red, condition: 'U' as const }]
    const { sellers } = sellersOf(lots, [found, used], { currency: 'EUR' })
    expect(sellers.map(({ pieces }) => pieces)).toEqual([12, 12])
  })

  it('never is more than there is', () => {
    const wish = fc.record({
      quantity: fc.integer({ min: 1, max: 20 }),
      condition: fc.constantFrom('N' as const, 'U' as const, 'X' as const),
    })
    const have = fc.record({ quantity: fc.nat(20), condition: fc.constantFrom('N' as const, 'U' as const) })
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 4 }), fc.array(have, { maxLength: 4 }), (wishes, stock) => {
        const all = stock.map(({ quantity, condition }) => offer(haus, 0.1, quantity, { condition }))
        const lots = wishes.map((one) => ({ ...red, ...one }))
        const [seller] = sellersOf(
          lots,
          lots.map(() => all),
          { currency: 'EUR' },
        ).sellers
        for (const one of all) {
          const takes = seller?.takes.filter(({ offer }) => offer === one) ?? []
          expect(takes.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThanOrEqual(one.quantity)
        }
      }),
    )
  })
})

it('counts a store that sells in two currencies as two', () => {
  const rates = { base: 'EUR', source: 'me', per: new Map([['USD', '1.25']]) }
  const dollars: Store = { ...stein, currency: 'USD' }
  const all = [offer(stein, 0.2, 1), offer(dollars, 0.2, 1, { price: { currency: 'USD', micros: 100_000 } })]
  const { sellers } = sellersOf([{ part: '3001', color: 5, quantity: 1 }], [all], { currency: 'EUR', rates })
  expect(sellers.map(({ store, price }) => [store.currency, price])).toEqual([
    ['USD', eur(0.08)],
    ['EUR', eur(0.2)],
  ])
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
