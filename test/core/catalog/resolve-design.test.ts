import { describe, expect, it } from 'vitest'
import { describe as describeAll } from '../../../src/core/translate/describe.js'
import { isPrint, resolveDesign } from '../../../src/core/catalog/resolve-design.js'
import { translate } from '../../../src/core/translate/translate.js'
import { translateHome } from '../../../src/core/translate/translate-home.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('resolveDesign', () => {
  it.each([
    ['3001', '3001', 'the same number'],
    ['3062', '3062', 'a number that LDraw split into moulds, which is followed later'],
    ['35382', '35382', 'a newer design, which LDraw has as another number of the part'],
    ['28556', '30153', 'a newer mould that has a number of its own with LEGO only'],
    ['73200', '3815c01', 'what LDraw has in yellow only'],
    ['54715', '54715', 'a piece that is never sold alone, if nothing else'],
  ])('%s is %s: %s', (part, expected) => {
    expect(resolveDesign({ part, color: 21 }, facts)).toEqual({ part: expected, byElement: false })
  })

  it.each(['1234567', '0', 'stud', 's/3001s01', '', '99999999x'])('knows no design %j', (part) => {
    expect(resolveDesign({ part, color: 21 }, facts)).toBeUndefined()
  })

  it.each([
    { part: '3001', color: 21, element: '300121', expected: { part: '3001', byElement: true }, title: 'agrees' },
    { part: '3001', color: 0, element: '300121', expected: { part: '3001', byElement: true }, title: 'has no color' },
    { part: '3001', color: 23, element: '300121', expected: { part: '3001', byElement: false }, title: 'other color' },
    { part: '3005', color: 21, element: '300121', expected: { part: '3005', byElement: false }, title: 'other part' },
    { part: '3001', color: 21, element: '7', expected: { part: '3001', byElement: false }, title: 'no element' },
    { part: '9999999', color: 21, element: '300121', expected: { part: '3001', byElement: true }, title: 'new design' },
  ])('believes an element as far as it fits: $title', ({ expected, ...lot }) => {
    expect(resolveDesign(lot, facts)).toEqual(expected)
  })

  it('knows the numbers of prints', () => {
    expect(['3069bpr0030', '973c27h01pr0171', '49656pat0007'].map(isPrint)).toEqual([true, true, true])
    expect(['3069b', '3815c01', '76382', 'sprue', ''].map(isPrint)).toEqual([false, false, false, false, false])
  })
})

describe("translateHome, of LEGO's numbers", () => {
  it('keeps what nobody knows, of which the list says that it is unknown', () => {
    const lots = [{ part: '74042', color: 194, quantity: 2, places: [{ file: 'a', line: 7, quantity: 2 }] }]
    const home = translateHome({ system: 'lego', lots }, facts)
    expect(home.inventory.lots).toMatchObject([{ part: 'lego:74042', color: 71, quantity: 2 }])
    const { rows, problems } = describeAll(home.inventory, facts)
    expect(rows[0]?.status).toBe('unknown')
    expect(problems).toMatchObject([{ code: 'part.unknown', file: 'a', line: 7 }])
  })

  it('keeps an element that fits, and no other', () => {
    const lots = ['300121', '300126'].map((element, index) => ({
      part: '3001',
      color: 21,
      quantity: 1 + index,
      element,
    }))
    const one = translateHome({ system: 'lego', lots: lots.slice(0, 1) }, facts).inventory.lots
    const other = translateHome({ system: 'lego', lots: lots.slice(1) }, facts).inventory.lots
    expect([one[0]?.element, other[0]?.element]).toEqual(['300121', undefined])
  })

  it('leads to what BrickLink sells', () => {
    const lots = [
      { part: '3062', color: 194, quantity: 1 },
      { part: '15561', color: 23, quantity: 1 },
      { part: '73200', color: 23, quantity: 1 },
      { part: '4070', color: 26, quantity: 1 },
    ]
    const home = translateHome({ system: 'lego', lots }, facts)
    const { inventory } = translate(home.inventory, 'bricklink', facts)
    expect(inventory.lots.map(({ part, color }) => `${part} ${color}`)).toEqual([
      '3062 86',
      '2412b 7',
      '970c00 7',
      '4070 11',
    ])
  })
})
