import { describe, expect, it } from 'vitest'
import { ANY_COLOR, foreignColor, MAIN_COLOR } from '../../../src/core/catalog/color-code.js'
import { colorFromKey, colorKey } from '../../../src/core/catalog/color-key.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('the key of a color', () => {
  it.each([
    { title: 'red', code: 4, key: '4' },
    { title: 'none chosen', code: MAIN_COLOR, key: '16' },
    { title: 'any', code: ANY_COLOR, key: 'any' },
    { title: 'mixed by the author', code: 0x2ff8800, key: '0x2FF8800' },
    { title: 'mixed, transparent', code: 0x3ff8800, key: '0x3FF8800' },
  ])('of $title is $key, and leads back', ({ code, key }) => {
    expect(colorKey(code, facts)).toBe(key)
    expect(colorFromKey(key, facts)).toEqual({ code })
  })

  it.each(['bl:9001', 'rb:98765', 'bo:9001', 'lego:9001'])(
    '%s of a color that LDraw has not leads to itself',
    (key) => {
      const { code, fact } = colorFromKey(key, facts) ?? { code: 0 }
      expect(fact?.name).toMatch(/^(BrickLink|Rebrickable|Brick Owl|LEGO) color \d+$/)
      expect(colorKey(code, { color: (system, id) => (system === 'ldraw' && id === code ? fact : undefined) })).toBe(
        key,
      )
    },
  )

  it('of another system leads to the LDraw color, once there is one', () => {
    expect(colorFromKey('bl:5', facts)).toEqual({ code: 4 })
  })

  it.each(['', 'red', 'bl:', 'bl:x', 'el:300121', '0x2', '4.5', '1e3'])('%j is none', (key) => {
    expect(colorFromKey(key, facts)).toBeUndefined()
  })

  it('does not make up a number for a color of which nothing is known', () => {
    expect(() => colorKey(foreignColor('bricklink', 9001), facts)).toThrow('nobody named')
  })
})
