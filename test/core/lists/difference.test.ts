import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTo, differenceOf, type Amounts } from '../../../src/core/lists/difference.js'
import type { Holding } from '../../../src/core/lists/holding.js'
import { piecesIn } from '../../../src/core/inventory.js'

const BRICK: Holding = {
  ...{ itemType: 'P', part: '3001', color: '4', condition: 'X', place: 'wall', state: 'loose' },
  ...{ source: 'Site: wall', written: '', quantity: 5 },
}

describe('what changed at a site', () => {
  it.each([
    { title: 'more', there: 7, stock: [BRICK], come: [2], go: [], astray: [] },
    { title: 'the same', there: 5, stock: [], come: [], go: [], astray: [] },
    { title: 'less', there: 3, stock: [BRICK], come: [], go: [-2], astray: [] },
    { title: 'nothing any more', there: 0, stock: [BRICK], come: [], go: [-5], astray: [] },
    { title: 'less than is here', there: 0, stock: [{ ...BRICK, quantity: 1 }], come: [], go: [-1], astray: [4] },
    {
      ...{ title: 'less of what was moved in part', there: 1, come: [], go: [-3, -1], astray: [] },
      stock: [
        { ...BRICK, place: 'box', quantity: 2 },
        { ...BRICK, quantity: 3 },
      ],
    },
  ])('is $title', ({ there, stock, come, go, astray }) => {
    const now = there === 0 ? [] : [{ ...BRICK, quantity: there }]
    const difference = differenceOf(now, { brought: amounts(BRICK), stock, passed: [] })
    expect(difference.come.map(quantity)).toEqual(come)
    expect(difference.go.map(quantity)).toEqual(go)
    expect(difference.astray.map(quantity)).toEqual(astray)
  })

  it('is nothing of a source that is passed over', () => {
    const here = { brought: amounts(BRICK), stock: [BRICK], passed: ['Site: wall'] }
    expect(differenceOf([], here)).toEqual({ come: [], go: [], astray: [] })
  })

  it('leaves here what is there, when nothing was moved', () => {
    const holding = fc.record({ part: fc.constantFrom('3001', '3003'), quantity: fc.nat({ max: 9 }) })
    const many = fc.array(holding.map((some): Holding => ({ ...BRICK, ...some })))
    fc.assert(
      fc.property(many, many, (before, there) => {
        const brought = amounts(...before)
        const { come, go, astray } = differenceOf(there, { brought, stock: [...brought.values()], passed: [] })
        expect(piecesIn(before) + piecesIn(come) + piecesIn(go)).toBe(piecesIn(there))
        expect(astray).toEqual([])
      }),
    )
  })
})

function amounts(...holdings: Holding[]): Amounts {
  const all: Amounts = new Map()
  for (const holding of holdings) addTo(all, holding)
  return all
}

function quantity(holding: Holding): number {
  return holding.quantity
}
