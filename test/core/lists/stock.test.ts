import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdingsOf, type Holding } from '../../../src/core/lists/holding.js'
import { inventory, pieces, piecesIn, type Lot } from '../../../src/core/inventory.js'
import { matchingOf } from '../../../src/core/lists/rules.js'
import type { PartFact } from '../../../src/core/catalog/catalog.js'
import { extendFacts } from '../../../src/core/catalog/extend-facts.js'
import { stockOf } from '../../../src/core/lists/stock.js'
import { takeFrom } from '../../../src/core/lists/take.js'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { translateHome } from '../../../src/core/translate/translate-home.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('a list that is written down and read again', () => {
  it.each([
    { title: 'a part of LDraw', system: 'bricklink', lot: { part: '3001', color: 5 } },
    { title: 'an older mould', system: 'bricklink', lot: { part: '3660', color: 5 } },
    { title: 'a print that LDraw has not', system: 'bricklink', lot: { part: '973pb9999c01', color: 11 } },
    { title: 'a number with capitals', system: 'bricklink', lot: { part: 'Mx9999A', color: 5 } },
    { title: 'a color that LDraw has not', system: 'rebrickable', lot: { part: '3001', color: 98765 } },
    { title: 'a figure', system: 'bricklink', lot: { part: 'SW9999', color: 0, itemType: 'M' } },
    { title: 'an element that nobody knows', system: 'element', lot: { part: '9999999', color: 0 } },
    { title: 'a piece in any color, new', system: 'bricklink', lot: { part: '3001', color: 0, condition: 'N' } },
  ] as const)('has the same lot again: $title', ({ system, lot }) => {
    const home = translateHome({ system, lots: [{ ...lot, quantity: 3 }] }, facts)
    const learnt = extendFacts(facts, home.facts, home.colors)
    const holdings = holdingsOf(home.inventory.lots, { place: '', state: 'loose', source: '' }, learnt)
    const again = stockOf(holdings, facts)
    expect(again.lots).toEqual(
      home.inventory.lots.map(({ via: _via, element: _element, given: _given, ...same }) => same),
    )
    expect(again.parts).toEqual(home.facts)
    expect(again.colors).toEqual(home.colors)
  })

  it('has an LDraw number, once our tables know one', () => {
    const holding = { ...HOLDING, part: 'bl:3001', color: 'bl:5' }
    expect(stockOf([holding], facts)).toMatchObject({ lots: [{ part: '3001', color: 4 }], parts: [], colors: [] })
  })
})

describe('holdings with numbers of several systems', () => {
  it('are what each is by itself', () => {
    const parts = [
      'bl:3001',
      'bl:973pb9999c01',
      'rb:3069bpr9999',
      'rb:3001',
      'bo:zzz',
      'el:9999999',
      'lego:99999',
      '3005',
    ]
    const variants: Partial<Holding>[] = [{}, { written: 'ZZZ9' }, { written: 'zzz9' }, { itemType: 'M' }]
    const holdings = parts.flatMap((part) => variants.map((variant): Holding => ({ ...HOLDING, part, ...variant })))
    const alone = holdings.map((holding) => stockOf([holding], facts))
    const all = stockOf(holdings, facts)
    expect(all.lots).toEqual(alone.flatMap(({ lots: own }) => own))
    const byId = (found: readonly PartFact[]) => new Map(found.map((fact) => [fact.id, fact]))
    expect(byId(all.parts)).toEqual(byId(alone.flatMap((one) => one.parts)))
  })
})

describe('taking out of what there is', () => {
  it('uses each piece once: taken + missing = needed, and no more than there is', () => {
    fc.assert(
      fc.property(lots, fc.array(lots, { maxLength: 3 }), (there, wants) => {
        const holdings = holdingsOf(there, { place: '', state: 'loose', source: '' }, facts)
        const lists = wants.map((some) => inventory('ldraw', some))
        const matching = (catalog: typeof facts) =>
          matchingOf({ moulds: 'same', purpose: 'supply' }, catalog, noDecisions())
        const { taken, missing } = takeFrom(holdings, lists, facts, matching)
        lists.forEach((list, index) => {
          expect(piecesIn(taken[index] ?? []) + piecesIn(missing[index] ?? [])).toBe(pieces(list))
        })
        const left = new Map(holdings.map(({ part, color, quantity }) => [`${part} ${color}`, quantity]))
        for (const { part, color, quantity } of taken.flat()) {
          const key = `${part} ${color}`
          left.set(key, (left.get(key) ?? 0) - quantity)
        }
        expect([...left.values()].filter((quantity) => quantity < 0)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})

const HOLDING: Holding = {
  ...{ itemType: 'P', part: '3001', color: '4', condition: 'X', place: '', state: 'loose', source: '', written: '' },
  quantity: 1,
}

const lots: fc.Arbitrary<Lot[]> = fc.array(
  fc.record({
    part: fc.constantFrom('3001', '3005', '3794a', '3794b', '15573'),
    color: fc.constantFrom(0, 4),
    quantity: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 6 },
)
