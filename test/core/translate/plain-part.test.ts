import { describe, expect, it } from 'vitest'
import { plainPart } from '../../../src/core/translate/plain-part.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('plainPart', () => {
  it.each([
    ['a print', '3069bp0a', ['3069b']],
    ['a stickered part', '3678ad22', ['3678a']],
    ['a print of BrickLink', 'bl:3069pb9999', ['3069b']],
    ['a print of Rebrickable', 'rb:3069bpr9999', ['3069b']],
    ['a plain part', '3069b', []],
    ['a print of nothing that is known', '99999999p01', []],
    ['a torso, which is no print of a part alone', 'bl:973pb0001c01', []],
  ])('of %s, %s', (_title, part, expected) => {
    expect(plainPart({ part, color: 4, quantity: 2 }, facts)).toEqual(
      expected.map((plain) => ({ part: plain, color: 4, quantity: 2 })),
    )
  })

  it('of a set is nothing', () => {
    expect(plainPart({ part: '3069bp0a', color: 4, quantity: 1, itemType: 'S' }, facts)).toEqual([])
  })
})
