import { describe, expect, it } from 'vitest'
import { compile } from '../../src/plan/compiled.js'
import { emptyDraft, setTake } from '../../src/plan/draft.js'
import type { Instance } from '../../src/plan/instance.js'
import { relocate } from '../../src/plan/relocate.js'

const store = { postage: [{ upTo: Infinity, cost: 0 }], minimum: 0, lotAverage: 0 }
const offer = { price: 10, quantity: 5, bulk: 1 }
const market: Instance = {
  lots: [
    { quantity: 1, weight: 0 },
    { quantity: 1, weight: 0 },
  ],
  stores: [store, store],
  offers: [
    { ...offer, lot: 0, store: 0, stock: 7 },
    { ...offer, lot: 1, store: 0, stock: 7 },
    { ...offer, lot: 0, store: 1, price: 1 },
  ],
}

describe('relocate', () => {
  it.each([
    { maxStores: 2, used: 2, total: 11 },
    { maxStores: 1, used: 1, total: 20 },
  ])('leaves no store for another while the same pieces serve two lots there: $maxStores allowed', (expected) => {
    const compiled = compile({ ...market, maxStores: expected.maxStores })
    const draft = emptyDraft(compiled)
    setTake(compiled, draft, 0, 1)
    setTake(compiled, draft, 1, 1)
    relocate(compiled, draft, { mayOpen: true, rounds: 3 })
    expect({ maxStores: expected.maxStores, used: draft.used, total: draft.total }).toEqual(expected)
  })
})
