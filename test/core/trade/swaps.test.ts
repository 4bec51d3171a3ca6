import { describe, expect, it } from 'vitest'
import type { Lot } from '../../../src/core/inventory.js'
import type { Equivalent, Relation } from '../../../src/core/lists/equivalents.js'
import { bestSwaps, type Swappable } from '../../../src/core/trade/swaps.js'

/** Prices in cents, by part and color. */
const PRICES: Record<string, number> = { 'a/0': 30, 'b/0': 20, 'c/0': 10, 'a/4': 5, 'd/0': 30, 'e/0': 40, 'z/0': 1 }

describe('bestSwaps', () => {
  it.each<{ title: string; some: Swappable[]; swaps: [from: string, to: string, cents: number | undefined][] }>([
    {
      title: 'the cheapest of several',
      some: [thing('a/0', 2, same('b/0'), same('c/0'))],
      swaps: [['a/0', 'c/0', 40]],
    },
    { title: 'nothing that costs as much', some: [thing('a/0', 2, same('d/0'), same('e/0'))], swaps: [] },
    { title: 'nothing that has no price', some: [thing('a/0', 2, same('x/0'))], swaps: [] },
    { title: 'nothing for what has no price', some: [thing('x/0', 2, same('a/0'))], swaps: [] },
    {
      title: 'nothing that no row could name',
      some: [{ ...thing('a/0', 2, same('b/0')), name: undefined }],
      swaps: [],
    },
    {
      title: 'also the stricter swap, behind the looser one that saves more',
      some: [thing('e/0', 1, same('d/0'), related('alternate', 'b/0'), related('print', 'a/0'))],
      swaps: [
        ['e/0', 'b/0', 20],
        ['e/0', 'd/0', 10],
      ],
    },
    {
      title: 'the largest saving first',
      some: [thing('a/0', 1, same('b/0')), thing('e/0', 5, same('a/0'))],
      swaps: [
        ['e/0', 'a/0', 50],
        ['a/0', 'b/0', 10],
      ],
    },
    {
      title: 'hidden pieces apart, in their submodels only',
      some: [hidden('a/0', 3, same('b/0'), related('color', 'a/4')), thing('a/0', 1, same('b/0'))],
      swaps: [
        ['a/0/core.ldr', 'a/4', 75],
        ['a/0', 'b/0', 10],
      ],
    },
    {
      title: 'hidden pieces with the others, where no color is cheaper',
      some: [hidden('a/0', 3, same('b/0')), thing('a/0', 1, same('b/0'))],
      swaps: [['a/0', 'b/0', 40]],
    },
  ])('finds $title', ({ some, swaps }) => {
    const found = bestSwaps(some, { currency: 'EUR', priceOf })
    expect(found.map(({ rows: [row], saving }) => [row?.key, row?.value, saving && saving.micros / 10_000])).toEqual(
      swaps,
    )
  })

  it('says which swap a stricter one would come instead of', () => {
    const [first, second] = bestSwaps([thing('e/0', 1, same('d/0'), related('alternate', 'b/0'))], {
      currency: 'EUR',
      priceOf,
    })
    expect([first?.insteadOf, second?.insteadOf]).toEqual([undefined, first])
  })

  it('swaps what has no price when that is asked for, last and without a saving', () => {
    const some = [thing('x/0', 9, same('e/0'), same('a/0')), thing('a/0', 1, same('b/0'))]
    const found = bestSwaps(some, { currency: 'EUR', priceOf, unpriced: true })
    expect(found.map(({ to, saving, after }) => [to.name, saving?.micros, after.micros])).toEqual([
      ['b/0', 100_000, 200_000],
      ['a/0', undefined, 2_700_000],
    ])
  })

  it('swaps pieces of all conditions, or none', () => {
    const both = {
      ...thing('a/0', 1, same('b/0')),
      lots: [lot('a/0', 1), { ...lot('a/0', 1), condition: 'U' as const }],
    }
    const onlyNew = (one: Lot) => (one.condition === 'U' ? undefined : priceOf(one))
    expect(bestSwaps([both], { currency: 'EUR', priceOf: onlyNew })).toEqual([])
    expect(bestSwaps([both], { currency: 'EUR', priceOf })).toHaveLength(1)
  })
})

function priceOf({ part, color }: Lot) {
  const cents = PRICES[`${part}/${color}`]
  return cents === undefined ? undefined : { currency: 'EUR', micros: cents * 10_000 }
}

function thing(name: string, quantity: number, ...equivalents: Equivalent[]): Swappable {
  return { thing: name, name, lots: [lot(name, quantity)], equivalents }
}

function hidden(name: string, quantity: number, ...equivalents: Equivalent[]): Swappable {
  return { ...thing(name, quantity, ...equivalents), anyColor: { because: 'it is hidden', models: ['core.ldr'] } }
}

function same(name: string): Equivalent {
  return related('same', name)
}

function related(relation: Relation, name: string): Equivalent {
  return { name, lot: lot(name, 1), relation, rebrickable: [], isNumbered: true }
}

function lot(name: string, quantity: number): Lot {
  const [part = '', color] = name.split('/')
  return { part, color: Number(color), quantity }
}
