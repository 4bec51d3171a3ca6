import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { pieces, type Inventory, type Lot } from '../../../src/core/inventory.js'
import { overBudget, piecesOver } from '../../../src/core/lists/check-budget.js'
import { matchingOf } from '../../../src/core/lists/rules.js'
import { reconcile } from '../../../src/core/lists/reconcile.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const matching = matchingOf({ moulds: 'same', purpose: 'supply' }, facts, noDecisions())

describe('a budget', () => {
  it.each([
    { what: 'all of it is there', there: 3, over: [] },
    { what: 'more than it is there', there: 9, over: [] },
    { what: 'one is too many', there: 2, over: [{ there: 2, missing: 1, first: { line: 30 } }] },
    { what: 'nothing is there', there: 0, over: [{ there: 0, missing: 3, first: { line: 10 } }] },
  ])('when $what', ({ there, over }) => {
    const need = list({ ...lot('3001', 3), places: [place(30, 1), place(10, 2)] })
    expect(overBudget(need, list(lot('3001', there)), matching)).toMatchObject(over)
  })

  it('names the lot first whose piece too many comes first', () => {
    const need = list({ ...lot('3002', 1), places: [place(20, 1)] }, lot('3005', 1), {
      ...lot('3001', 2),
      places: [place(10, 1), place(15, 1)],
    })
    const over = overBudget(need, list(lot('3001', 1)), matching)
    expect(over.map(({ lot: { part }, first }) => [part, first?.line])).toEqual([
      ['3001', 15],
      ['3002', 20],
      ['3005', undefined],
    ])
  })

  it('is over by what is missing, for any lists', () => {
    const lots = fc.array(fc.record({ part: fc.constantFrom('3001', '3794a', '3794b', '15573'), quantity: fc.nat(5) }))
    fc.assert(
      fc.property(lots, lots, (need, own) => {
        const [a, b] = [
          list(...need.map(({ part, quantity }) => lot(part, quantity))),
          list(...own.map((one) => lot(one.part, one.quantity))),
        ]
        expect(piecesOver(overBudget(a, b, matching))).toBe(pieces(reconcile(a, b, matching).missing))
      }),
    )
  })
})

function lot(part: string, quantity: number): Lot {
  return { part, color: 4, quantity }
}

function list(...lots: Lot[]): Inventory<'ldraw'> {
  return { system: 'ldraw', lots }
}

function place(line: number, quantity: number) {
  return { file: 'a.ldr', line, quantity }
}
