import { describe, expect, it } from 'vitest'
import { findByWords, identify, similar, type Meaning } from '../../../src/core/catalog/identify.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('identify', () => {
  it.each([
    ['an LDraw number', '6141', ['ldraw 6141']],
    ['one thing under two names', '3023', ['ldraw 3023']],
    ['a BrickLink number', 'bl:4073', ['bricklink 6141']],
    ['a part whose colors have files of their own', 'bl:3794', ['bricklink 3794a']],
    ['an old BrickLink number', 'bl:3068b', ['bricklink 3068b']],
    ['a number that means two things', '3192', ['ldraw 3192', 'rebrickable 3192a']],
    ['an element', '6270003', ['element 30176']],
    ['an old element, which is also short', 'el:71185', ['element']],
    ['a color by name', 'dark stone grey', ['color 72']],
    ['a color by name, not the rubber one', 'black', ['color 0']],
    ['a color by number', 'lego:199', ['color 72']],
    ['nothing', 'nosuch', []],
  ])('%s', (_title, query, expected) => {
    const found = identify(query, facts).map(text)
    expect(found.map((line, i) => line.slice(0, expected[i]?.length))).toEqual(expected)
  })

  it('lists a color once, however many systems give it that number', () => {
    const colors = identify('4', facts).filter(({ kind }) => kind === 'color')
    expect(colors.map((one) => one.kind === 'color' && `${one.system} ${one.color.name}`)).toEqual([
      'ldraw Red',
      'bricklink Orange',
      'brickowl Purple',
      'lego Fabuland Brown',
    ])
  })

  it('finds parts and colors by words', () => {
    expect(findByWords('plate 1 x 1 round', facts, 5).map(text)[0]).toMatch(/^ldraw/)
    expect(findByWords('bluish gray', facts, 9).map(text)).toContain('color 71')
    expect(findByWords('3001', facts, 5)).toEqual([])
  })

  it('offers what may have been meant', () => {
    expect(similar('3001x', facts, 3).map(({ id }) => id)).toContain('3001')
    expect(similar('03001', facts, 8).map(({ id }) => id)).toContain('3001')
  })
})

function text(meaning: Meaning): string {
  if (meaning.kind === 'part') return `${meaning.system} ${meaning.part.id}`
  return meaning.kind === 'color' ? `color ${meaning.color.ldraw}` : `element ${meaning.element.part}`
}
