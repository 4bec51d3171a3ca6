import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noDecisions, type Decisions, type Substitution } from '../../../src/core/catalog/decisions.js'
import { piecesIn, type Lot, type Place } from '../../../src/core/inventory.js'
import { lotShares, swapLots } from '../../../src/core/lists/swap-lots.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const CORE = place('core.ldr', 3)
const WALL = place('wall.ldr', 2)

describe('swapLots', () => {
  it('puts another lot in place of one, under any of its names', () => {
    const lots = swapLots([lot('3794b', 0, 5)], accepting(['bl:3794b', 0, '15573', 4]), facts)
    expect(lots).toMatchObject([{ part: '15573', color: 4, quantity: 5, via: ['brick.toml: in place of 3794b'] }])
  })

  it('swaps only what stands in the submodel that a row names', () => {
    const lots = swapLots(
      [{ ...lot('3023b', 28, 5), places: [CORE, WALL] }],
      accepting(['3023b', 28, '3023b', 15, 'core']),
      facts,
    )
    expect(lots).toMatchObject([
      { color: 15, quantity: 3, places: [CORE] },
      { color: 28, quantity: 2, places: [WALL] },
    ])
  })

  it('goes by the row for a submodel first, and by that for all of it for the rest', () => {
    const rows = accepting(['3023b', 28, '3023b', 4], ['3023b', 28, '3023b', 15, 'core.ldr'])
    const lots = swapLots([{ ...lot('3023b', 28, 5), places: [CORE, WALL] }], rows, facts)
    expect(lots.map(({ color, quantity }) => [color, quantity])).toEqual([
      [15, 3],
      [4, 2],
    ])
  })

  it('follows no row from what another one put there, so that two may change places', () => {
    const rows = accepting(['3005', 4, '3005', 1], ['3005', 1, '3005', 4])
    const lots = swapLots([lot('3005', 4, 2), lot('3005', 1, 7)], rows, facts)
    expect(lots.map(({ color, quantity }) => [color, quantity])).toEqual([
      [1, 2],
      [4, 7],
    ])
  })

  it('adds up what becomes the same thing', () => {
    const lots = swapLots([lot('3005', 4, 2), lot('3005', 1, 7)], accepting(['3005', 4, '3005', 1]), facts)
    expect(lots).toMatchObject([{ color: 1, quantity: 9 }])
  })

  it('leaves behind what a list says of the old thing, but not what is wished', () => {
    const given = { system: 'bricklink' as const, part: '3005', color: 5 }
    const old: Lot = {
      ...lot('3005', 4, 2),
      given,
      element: '300521',
      carried: { price: '0.1' },
      condition: 'N',
      remarks: 'r',
    }
    const [swapped] = swapLots([old], accepting(['3005', 4, '3005', 1]), facts)
    expect(Object.keys(swapped ?? {}).sort()).toEqual(['color', 'condition', 'part', 'quantity', 'remarks', 'via'])
  })

  it('leaves a set alone that has the number of a part', () => {
    const set: Lot = { ...lot('3005', 4, 1), itemType: 'S' }
    expect(swapLots([set], accepting(['3005', 4, '3005', 1]), facts)).toEqual([set])
  })

  it('loses no piece and no place, whatever the rows say', () => {
    const parts = fc.constantFrom('3005', '3004', '3023b', '15573', '3794b')
    const colors = fc.constantFrom(0, 1, 4, 15)
    const models = fc.constantFrom('core.ldr', 'wall.ldr', 'roof')
    const places = fc.array(fc.tuple(models, fc.integer({ min: 1, max: 9 })), { maxLength: 4 })
    const lots = fc.array(
      fc.tuple(parts, colors, places, fc.integer({ min: 0, max: 3 })).map(([part, color, some, more]) => {
        const all = some.map(([model, quantity]) => place(model, quantity))
        return { ...lot(part, color, piecesIn(all) + more), places: all }
      }),
      { maxLength: 8 },
    )
    const rows = fc.array(fc.tuple(parts, colors, parts, colors, fc.option(models, { nil: undefined })), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(lots, rows, (list, words) => {
        const decisions = accepting(...words)
        const swapped = swapLots(list, decisions, facts)
        expect(piecesIn(swapped)).toBe(piecesIn(list))
        expect(piecesIn(swapped.flatMap(({ places: some = [] }) => some))).toBe(
          piecesIn(list.flatMap((one) => one.places)),
        )
        for (const one of list) {
          const shares = lotShares([one], decisions, facts)
          expect(piecesIn(shares.map((share) => share.lot))).toBe(one.quantity)
        }
      }),
    )
  })
})

function lot(part: string, color: number, quantity: number): Lot {
  return { part, color, quantity }
}

function place(model: string, quantity: number): Place {
  return { file: 'castle.mpd', model, line: 1, quantity }
}

type Row = [part: string, color: number, to: string, toColor: number, model?: string | undefined]

function accepting(...rows: Row[]): Decisions {
  const subs = rows.map(([part, color, to, toColor, model]): Substitution => {
    const names = { from: { part, color }, to: { part: to, color: toColor } }
    return { name: `${part}/${color}`, ...names, ...(model !== undefined && { model }) }
  })
  return { ...noDecisions(), subs }
}
