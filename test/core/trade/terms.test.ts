import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/core/trade/offer.js'
import { termsOf, type TermsRow } from '../../../src/core/trade/terms.js'

describe('termsOf', () => {
  it('takes the table for what it says of the store itself, then the store, then its country, then all', () => {
    const rows: TermsRow[] = [
      { step: { upTo: Infinity, cost: eur(9) }, handling: eur(1), tax: 19 },
      { country: 'NL', minimum: eur(5), step: { upTo: 500, cost: eur(4) } },
      { country: 'NL', step: { upTo: 50, cost: eur(2) } },
      { store: 'stein', lotLimit: 3 },
    ]
    expect(termsOf(store({ country: 'NL', minimum: eur(7) }), rows)).toEqual({
      postage: [
        { upTo: 50, cost: eur(2) },
        { upTo: 500, cost: eur(4) },
      ],
      ...{ handling: eur(1), tax: 19, minimum: eur(7), lotLimit: 3 },
    })
    expect(termsOf(store({ country: 'DE' }), rows).postage).toEqual([{ upTo: Infinity, cost: eur(9) }])
  })

  it('takes the postage of the store before that of its country', () => {
    const rows: TermsRow[] = [{ country: 'NL', step: { upTo: 50, cost: eur(2) } }]
    expect(termsOf(store({ country: 'NL', postage: eur(3) }), rows).postage).toEqual([{ upTo: Infinity, cost: eur(3) }])
  })

  it('finds a store by its name and by its id, however they are written', () => {
    for (const name of ['stein', 'stein & co'])
      expect(termsOf(store({}), [{ store: name, tax: 7 }])).toEqual({ postage: [], tax: 7 })
  })

  it('says nothing of postage that nobody knows', () => {
    expect(termsOf(store({}), [{ country: 'DE', step: { upTo: 50, cost: eur(2) } }])).toEqual({ postage: [] })
  })
})

function store(more: Partial<Store>): Store {
  return { market: 'file', id: 'Stein', name: 'Stein & Co', currency: 'EUR', ...more }
}

function eur(amount: number) {
  return { currency: 'EUR', micros: Math.round(amount * 1e6) }
}
