import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { piecesIn, type Lot } from '../../../src/core/inventory.js'
import {
  split,
  tenThousandths,
  type Assortment,
  type Offered,
  type SplitOptions,
} from '../../../src/core/lists/split.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

/** Elements of a red and a white 1 x 1 brick; of a black 1 x 2 plate with a stud, in two moulds. */
const [RED, WHITE, JUMPER_A, JUMPER] = ['300521', '300501', '379426', '6092585']

describe('split', () => {
  it('takes the newest element of all where nobody knows what LEGO sells', () => {
    const { elements, others } = divide([brick(4, 2), { part: 'zzz', color: 4, quantity: 1 }], {})
    expect(elements).toMatchObject([{ lot: brick(4, 2), assortment: 'any', otherMould: false }])
    expect(elements[0]?.candidates).toContain(RED)
    expect(elements[0]?.element).toBe(elements[0]?.candidates[0])
    expect(others).toMatchObject([{ lot: { part: 'zzz' }, reason: 'unknown' }])
  })

  it('takes the element that LEGO sells, of those that the part has', () => {
    const sold = offers({ [RED]: ['bestseller'], [WHITE]: ['standard'] })
    const { elements, others } = divide([brick(4, 2), brick(15, 3), brick(1, 1)], { sold })
    expect(elements.map(({ element, assortment }) => [element, assortment])).toEqual([
      [RED, 'bestseller'],
      [WHITE, 'standard'],
    ])
    expect(others).toMatchObject([{ lot: { color: 1 }, reason: 'unsold' }])
  })

  it('takes another mould of the part, and says so', () => {
    const sold = offers({ [JUMPER]: ['bestseller'] })
    const { elements } = divide([{ part: '3794b', color: 0, quantity: 1 }], { sold })
    expect(elements).toMatchObject([{ element: JUMPER, otherMould: true }])
    expect(elements[0]?.candidates).toContain(JUMPER_A)
  })

  it.each<{ title: string; lot: Lot; offered: [Assortment, number?]; options?: SplitOptions; reason?: string }>([
    { title: 'at LEGO when the list has no price', lot: brick(4, 1), offered: ['bestseller', 0.5] },
    { title: 'at LEGO at the same price', lot: priced('0.1'), offered: ['bestseller', 0.1] },
    { title: 'elsewhere when LEGO is dearer', lot: priced('0.1'), offered: ['bestseller', 0.101], reason: 'dearer' },
    {
      title: 'at LEGO when it is little dearer',
      lot: priced('0.1'),
      offered: ['standard', 0.11],
      options: { tolerance: 10 },
    },
    {
      title: 'elsewhere when it is more',
      lot: priced('0.1'),
      offered: ['any', 0.1101],
      options: { tolerance: 10 },
      reason: 'dearer',
    },
    { title: 'at LEGO when it has no price', lot: priced('0.1'), offered: ['any'] },
    {
      title: 'elsewhere by preference',
      lot: priced('0.1'),
      offered: ['any'],
      options: { prefersOther: true },
      reason: 'not-cheaper',
    },
    {
      title: 'at LEGO where it is cheaper, though',
      lot: priced('0.1'),
      offered: ['any', 0.09],
      options: { prefersOther: true },
    },
    { title: 'elsewhere when used', lot: { ...brick(4, 1), condition: 'U' }, offered: ['bestseller'], reason: 'used' },
    {
      title: 'elsewhere from the other assortment',
      lot: brick(4, 1),
      offered: ['standard'],
      options: { only: 'bestseller' },
      reason: 'assortment',
    },
    {
      title: 'at the price of a list without limits',
      lot: { ...brick(4, 1), carried: { price: '0.1' } },
      offered: ['any', 0.2],
      reason: 'dearer',
    },
  ])('is $title', ({ lot, offered, options, reason }) => {
    const { elements, others } = divide([lot], { ...options, sold: offers({ [RED]: offered }) })
    expect([elements.length, others[0]?.reason]).toEqual(reason === undefined ? [1, undefined] : [0, reason])
  })

  it('spends a budget where it saves most', () => {
    const sold = offers({ [RED]: ['any', 0.1], [WHITE]: ['any', 0.1] })
    const lots = [
      { ...brick(4, 6), maxPrice: '0.11' },
      { ...brick(15, 6), maxPrice: '0.3' },
    ]
    const { elements, others } = divide(lots, { sold, budget: 10_000 })
    expect(elements.map(({ element }) => element)).toEqual([WHITE])
    expect(others).toMatchObject([{ lot: { color: 4 }, reason: 'budget' }])
  })

  it('loses no lot and makes up none', () => {
    const lot = fc.record({
      part: fc.constantFrom('3005', '3794b', '15573', '3068b', 'zzz', '3023'),
      color: fc.constantFrom(0, 4, 15, 16),
      quantity: fc.integer({ min: 1, max: 2000 }),
      maxPrice: fc.constantFrom('0.05', '0.1', '0.2'),
    })
    const sold = fc.dictionary(
      fc.constantFrom(RED, WHITE, JUMPER, JUMPER_A),
      fc.tuple(fc.constantFrom<Assortment>('bestseller', 'standard'), fc.constantFrom(0.05, 0.1, 0.2)),
    )
    const budget = fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined })
    fc.assert(
      fc.property(fc.array(lot, { maxLength: 12 }), sold, budget, (lots, listed, most) => {
        const { elements, others } = divide(lots, { sold: offers(listed), ...(most !== undefined && { budget: most }) })
        const all = [...elements, ...others].map((one) => one.lot)
        expect(all).toHaveLength(lots.length)
        expect(new Set(all)).toEqual(new Set(lots))
        expect(piecesIn(all)).toBe(piecesIn(lots))
        const cost = elements.reduce((sum, { price = 0, lot: { quantity } }) => sum + price * quantity, 0)
        if (most !== undefined) expect(cost).toBeLessThanOrEqual(most)
      }),
    )
  })
})

describe('tenThousandths', () => {
  it.each([
    ['0.1234', 1234],
    ['55', 550_000],
    ['1.', 10_000],
    ['free', undefined],
    ['-1.0000', undefined],
  ])('%s is %s', (text, amount) => {
    expect(tenThousandths(text)).toBe(amount)
  })
})

function divide(lots: Lot[], options: SplitOptions) {
  return split(lots, options, facts, noDecisions())
}

function offers(listed: Record<string, [Assortment, number?]>): Map<string, Offered> {
  return new Map(
    Object.entries(listed).map(([element, [assortment, price]]) => {
      return [element, price === undefined ? { assortment } : { assortment, price: Math.round(price * 10_000) }]
    }),
  )
}

function brick(color: number, quantity: number): Lot {
  return { part: '3005', color, quantity }
}

function priced(maxPrice: string): Lot {
  return { ...brick(4, 1), maxPrice }
}
