import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MergedLot } from '../../../src/core/lists/merge.js'
import { capLots, topUp } from '../../../src/core/lists/top-up.js'

describe('topUp', () => {
  it.each([
    { title: 'rounds spares up', quantity: 1, spare: 2, sum: 2, more: 1, rounded: 0 },
    { title: 'counts percents exactly', quantity: 700, spare: 7, sum: 749, more: 49, rounded: 0 },
    { title: 'counts fractions of them', quantity: 400, spare: 0.25, sum: 401, more: 1, rounded: 0 },
    { title: 'fills up after spares', quantity: 25, spare: 2, round: 25, sum: 50, more: 1, rounded: 24 },
    { title: 'leaves what is a multiple', quantity: 50, round: 25, sum: 50, more: 0, rounded: 0 },
  ])('$title', ({ quantity, sum, more, rounded, ...options }) => {
    const [lot] = topUp([asked('3005', quantity)], { ...options, isSpared: () => true })
    expect(lot).toMatchObject({ lot: { quantity: sum }, spare: more, rounded })
  })

  it('has no spares of what is not to be spared', () => {
    const lots = topUp([asked('3005', 9)], { spare: 10, isSpared: () => false })
    expect(lots).toMatchObject([{ lot: { quantity: 9 }, spare: 0 }])
  })

  it('tells every piece that it adds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 99 }),
        (n, spare, round) => {
          const [lot] = topUp([asked('3005', n)], { spare, round, isSpared: () => true })
          expect((lot?.lot.quantity ?? 0) - (lot?.spare ?? 0) - (lot?.rounded ?? 0)).toBe(n)
          expect((lot?.lot.quantity ?? 1) % round).toBe(0)
          expect(lot?.rounded).toBeLessThan(round)
        },
      ),
    )
  })
})

describe('capLots', () => {
  it('keeps the lots that most pieces are asked of, in their order', () => {
    const lots = topUp([asked('a', 1), asked('b', 30), asked('c', 2), asked('d', 2)], {
      round: 50,
      isSpared: () => false,
    })
    const { kept, cut } = capLots(lots, 2)
    expect(kept.map(({ lot }) => lot.part)).toEqual(['b', 'c'])
    expect(cut.map(({ lot }) => lot.part)).toEqual(['d', 'a'])
  })

  it('cuts nothing where there is room', () => {
    const lots = topUp([asked('a', 1)], { isSpared: () => false })
    expect(capLots(lots, 85)).toEqual({ kept: lots, cut: [] })
  })
})

function asked(part: string, quantity: number): MergedLot {
  return { lot: { part, color: 4, quantity }, shares: [quantity], conflict: false }
}
