import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apportion } from '../../../src/core/lists/apportion.js'

describe('apportion', () => {
  it.each([
    { pieces: 10, asked: [10, 10], shares: [5, 5] },
    { pieces: 7, asked: [10, 10], shares: [4, 3] },
    { pieces: 10, asked: [1, 2, 30], shares: [0, 1, 9] },
    { pieces: 9, asked: [4, 4], shares: [4, 4] },
    { pieces: 3, asked: [], shares: [] },
    { pieces: 3, asked: [0, 5], shares: [0, 3] },
  ])('divides $pieces among $asked', ({ pieces, asked, shares }) => {
    expect(apportion(pieces, asked)).toEqual(shares)
  })

  it('divides all, gives nobody more than it asks for, and is less than a piece off', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.array(fc.nat(300), { minLength: 1, maxLength: 8 }), (pieces, asked) => {
        const all = asked.reduce((sum, one) => sum + one, 0)
        const shares = apportion(pieces, asked)
        expect(shares.reduce((sum, one) => sum + one, 0)).toBe(Math.min(pieces, all))
        shares.forEach((share, index) => {
          expect(share).toBeLessThanOrEqual(asked[index] ?? 0)
          if (pieces < all) expect(Math.abs(share - (pieces * (asked[index] ?? 0)) / all)).toBeLessThan(1)
        })
      }),
    )
  })
})
