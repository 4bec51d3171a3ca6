import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { lotKey, piecesIn, type Lot } from '../../../src/core/inventory.js'
import { assign } from '../../../src/core/lists/assign.js'
import { neededLots, needTotals } from '../../../src/core/lists/needed.js'
import { picksOf } from '../../../src/core/lists/picks.js'
import { matchingOf } from '../../../src/core/lists/rules.js'
import type { Holding } from '../../../src/core/lists/holding.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const matching = matchingOf({ moulds: 'same', purpose: 'supply' }, facts, noDecisions())

describe('what lists need', () => {
  it('names each thing once, with the share of each list', () => {
    const lists = [[lot('3005', 4, 4)], [lot('3005', 4, 8), lot('3001', 4, 1)]]
    const needed = neededLots(lists, assign(lists, [lot('3005', 4, 6)], matching), lotKey)
    expect(needed.map(({ lot: { part, quantity }, missing, shares }) => [part, quantity, missing, shares])).toEqual([
      [
        '3005',
        12,
        6,
        [
          { needed: 4, missing: 2 },
          { needed: 8, missing: 4 },
        ],
      ],
      [
        '3001',
        1,
        1,
        [
          { needed: 0, missing: 0 },
          { needed: 1, missing: 1 },
        ],
      ],
    ])
    expect(needTotals(needed)).toEqual({ parts: 13, have: 6, missing: 7, lots: 2, complete: 0 })
    expect(needTotals(needed, 0)).toEqual({ parts: 4, have: 2, missing: 2, lots: 1, complete: 0 })
  })

  it('is what is there and what is missing, for each thing and each list', () => {
    fc.assert(
      fc.property(fc.array(lots, { minLength: 1, maxLength: 3 }), lots, (lists, own) => {
        const found = assign(lists, own, matching)
        const needed = neededLots(lists, found, lotKey)
        for (const {
          lot: { quantity },
          missing,
          matches,
          shares,
        } of needed) {
          expect(piecesIn(matches) + missing).toBe(quantity)
          expect(shares.reduce((sum, share) => sum + share.needed, 0)).toBe(quantity)
          expect(shares.reduce((sum, share) => sum + share.missing, 0)).toBe(missing)
        }
        lists.forEach((list, index) => {
          const { parts, missing } = needTotals(needed, index)
          expect([parts, missing]).toEqual([piecesIn(list), piecesIn(found.missing[index] ?? [])])
        })
      }),
    )
  })
})

describe('where to find it', () => {
  it('takes from each place no more than is there, and all that was matched', () => {
    fc.assert(
      fc.property(lots, fc.array(fc.tuple(anyLot, fc.constantFrom('', 'A-3', 'A-10'))), (needs, stock) => {
        const own = stock.map(([one]) => one)
        const places = new Map(stock.map(([one, place]) => [one, { ...HOLDING, place }]))
        const { matches } = assign([needs], own, matching)
        const picks = picksOf(matches, own, places)
        expect(piecesIn(picks.map((pick) => pick.lot))).toBe(piecesIn(matches))
        for (const pick of picks) {
          expect(piecesIn(pick.matches)).toBe(pick.lot.quantity)
          expect(pick.lot.quantity).toBeLessThanOrEqual(pick.of)
        }
        const names = picks.map((pick) => `${lotKey(pick.lot)} ${pick.place}`)
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })
})

const HOLDING: Holding = {
  ...{ itemType: 'P', part: '', color: '', condition: 'X', place: '', state: 'loose', source: 'a.csv' },
  ...{ written: '', quantity: 0 },
}

const anyLot = fc
  .tuple(fc.constantFrom('3005', '3794a', '3794b', '15573'), fc.constantFrom(0, 4), fc.integer({ min: 1, max: 9 }))
  .map(([part, color, quantity]) => lot(part, color, quantity))
const lots = fc.array(anyLot, { maxLength: 8 })

function lot(part: string, color: number, quantity: number): Lot {
  return { part, color, quantity }
}
