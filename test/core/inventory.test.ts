import { describe, expect, it } from 'vitest'
import { inventory, piecesIn, placeOf, type Lot } from '../../src/core/inventory.js'

const brick: Lot = { part: '3001', color: 4, quantity: 1 }

describe('inventory', () => {
  it('adds up all that lots say', () => {
    const { lots } = inventory('bricklink', [
      { ...brick, quantity: 2, have: 1, maxPrice: '0.20', remarks: 'roof', via: ['a'], written: '3001old' },
      { ...brick, quantity: 3, maxPrice: '0.10', remarks: 'wall', via: ['a', 'b'] },
      { ...brick, quantity: 4, have: 2, remarks: 'roof' },
    ])
    expect(lots).toEqual([{ ...brick, quantity: 9, have: 3, maxPrice: '0.10', remarks: 'roof; wall', via: ['a', 'b'] }])
  })

  it('keeps what is of another type or condition apart', () => {
    const { lots } = inventory('bricklink', [brick, { ...brick, itemType: 'S' }, { ...brick, condition: 'N' }])
    expect(lots).toHaveLength(3)
  })

  it('makes one place of what stands in one step of one submodel, from the least line on', () => {
    const place = { file: 'a.mpd', model: 'roof', line: 9, quantity: 1 }
    const lots = [
      { ...brick, places: [place] },
      {
        ...brick,
        places: [
          { ...place, line: 3, quantity: 4 },
          { ...place, step: 2 },
        ],
      },
      {
        ...brick,
        places: [
          { ...place, model: 'wall' },
          { ...place, file: 'b.mpd' },
        ],
      },
    ]
    expect(inventory('ldraw', lots).lots[0]?.places).toEqual([
      { ...place, line: 3, quantity: 5 },
      { ...place, step: 2 },
      { ...place, model: 'wall' },
      { ...place, file: 'b.mpd' },
    ])
    expect(place).toMatchObject({ line: 9, quantity: 1 })
  })

  it('takes another view of what is the same', () => {
    const { lots } = inventory('ldraw', [brick, { ...brick, color: 1 }], ({ part }) => part)
    expect(lots).toEqual([{ ...brick, quantity: 2 }])
  })
})

it('counts pieces', () => {
  expect(piecesIn([brick, { quantity: 7 }])).toBe(8)
})

it('says what a lot is and where it first stands', () => {
  const places = [{ file: 'a.ldr', line: 3, quantity: 1 }]
  expect(placeOf({ ...brick, places })).toEqual({ file: 'a.ldr', line: 3, part: '3001', color: '4', quantity: 1 })
  expect(placeOf(brick)).toEqual({ part: '3001', color: '4', quantity: 1 })
})
