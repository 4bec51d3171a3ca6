import { describe, expect, it } from 'vitest'
import type { Offer, Store } from '../../src/core/trade/offer.js'
import { termsOf, type TermsRow } from '../../src/core/trade/terms.js'
import { orderInstance, type OrderOffer, type OrderOptions } from '../../src/plan/order-instance.js'

const LOTS = [
  { quantity: 3, weight: 1500 },
  { quantity: 2, weight: 400 },
]

describe('orderInstance', () => {
  it('counts amounts in millionths, weights in milligrams, and handling as postage', () => {
    const rows: TermsRow[] = [
      { step: { upTo: 50, cost: eur(1.85) }, handling: eur(0.5), minimum: eur(10), lotLimit: 4 },
    ]
    expect(made([offered(0, { price: eur(0.105), bulk: 2 })], rows).instance).toEqual({
      lots: LOTS,
      stores: [{ postage: [{ upTo: 50_000, cost: 2_350_000 }], minimum: 10_000_000, lotAverage: 0, lotLimit: 4 }],
      offers: [{ lot: 0, store: 0, price: 105_000, quantity: 10, bulk: 2 }],
    })
  })

  it('counts a tax into prices, tiers, postage and what is the least', () => {
    const rows: TermsRow[] = [{ step: { upTo: Infinity, cost: eur(5) }, tax: 20, minimum: eur(10) }]
    const { instance } = made([offered(0, { price: eur(0.1), tiers: [{ from: 5, price: eur(0.05) }] })], rows)
    expect(instance.offers[0]).toMatchObject({ price: 120_000, tiers: [{ from: 5, price: 60_000 }] })
    expect(instance.stores[0]).toMatchObject({ minimum: 12_000_000, postage: [{ upTo: Infinity, cost: 6_000_000 }] })
  })

  it('counts what is paid in another currency by its rate', () => {
    const rates = { base: 'EUR', source: 'test', per: new Map([['USD', '1.25']]) }
    const store = storeOf('A', 'USD')
    const offers = [offered(0, { store, price: { currency: 'USD', micros: 1_000_000 } })]
    expect(made(offers, [], { rates }).instance.offers[0]?.price).toBe(800_000)
    expect(() => made(offers, [])).toThrow('prices are in USD, not in EUR')
  })

  it('knows pieces that serve two lots as the same pieces', () => {
    const one = offered(0, {})
    const { instance } = made([one, { ...one, lot: 1 }, offered(1, { store: storeOf('B') })], [])
    expect(instance.offers.map(({ stock }) => stock)).toEqual([0, 0, undefined])
  })

  it('knows them at a market by the number of the lot, as it is asked for each lot anew', () => {
    const store = { ...storeOf('A'), market: 'brickowl' }
    const { instance } = made([offered(0, { store, lotId: '7' }), offered(1, { store, lotId: '7' })], [])
    expect(instance.offers.map(({ stock }) => stock)).toEqual([0, 0])
  })

  it('weighs substitutes and stores that the user likes less', () => {
    const rather = { is: ({ name }: Store) => name === 'B', worth: 1_000_000 }
    const substitute = { ...offered(0, { price: eur(0.1) }), isSubstitute: true }
    const { instance } = made([substitute, offered(0, { store: storeOf('B') })], [], { preferred: rather })
    expect(instance.offers.map(({ penalty }) => penalty)).toEqual([5000, undefined])
    expect(instance.stores.map(({ penalty }) => penalty)).toEqual([1_000_000, undefined])
  })
})

function made(offers: OrderOffer[], rows: TermsRow[], more: Partial<OrderOptions> = {}) {
  const terms = (store: Store) => termsOf(store, rows)
  return orderInstance(LOTS, offers, { currency: 'EUR', terms, substituteShare: 0.05, ...more })
}

function offered(lot: number, more: Partial<Offer>): OrderOffer {
  const item = { part: '3001', color: 5, itemType: 'P', condition: 'N', vat: 'unknown' } as const
  const offer: Offer = {
    ...item,
    store: storeOf('A'),
    quantity: 10,
    bulk: 1,
    price: eur(1),
    asOf: '2026-11-20',
    ...more,
  }
  return { lot, offer, isSubstitute: false }
}

function storeOf(name: string, currency = 'EUR'): Store {
  return { market: 'file', id: name, name, currency }
}

function eur(amount: number) {
  return { currency: 'EUR', micros: Math.round(amount * 1e6) }
}
