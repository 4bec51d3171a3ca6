import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectLots, inventory, piecesIn, placeOf, type Lot } from '../../src/core/inventory.js'

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

  it('forgets what lots say differently, however many they are', () => {
    const lots = Array.from({ length: 300 }, (_, i) => {
      const carried = { price: i % 2 === 0 ? '0.5' : '0.1', comments: 'boxed' }
      return { ...brick, element: i === 1 ? '300126' : '300121', written: i === 1 ? '3001old' : '3001a', carried }
    })
    expect(inventory('bricklink', lots).lots).toEqual([{ ...brick, quantity: 300, carried: { comments: 'boxed' } }])
  })

  it('has each remark once, however many say it, and of a thousand the first', () => {
    const remarked = (length: number, remark: (i: number) => string) =>
      inventory(
        'bricklink',
        Array.from({ length }, (_, i) => ({ ...brick, remarks: remark(i) })),
      ).lots[0]?.remarks
    expect(remarked(300, (i) => `box ${i % 3}`)).toBe('box 0; box 1; box 2')
    expect(remarked(3, (i) => (i === 1 ? 'roof; wall' : 'wall'))).toBe('wall; roof')
    expect(remarked(255, (i) => `box ${i}`)).toMatch(/; box 254$/)
    expect(remarked(1000, (i) => `box ${i}`)).toMatch(/; box 254; …$/)
  })

  it('takes no time for a lot in very many rows', () => {
    const collector = collectLots()
    const start = process.cpuUsage()
    for (let i = 0; i < 100_000; i++) collector.add({ ...brick, remarks: `row ${i}` })
    expect(collector.lots()[0]?.quantity).toBe(100_000)
    // Of the processor, in microseconds: other programs at work must not fail this.
    expect(process.cpuUsage(start).user).toBeLessThan(3_000_000)
  })

  it('leaves the lots that it adds up as they are', () => {
    const lot = fc.record(
      {
        quantity: fc.nat(9),
        remarks: fc.constantFrom('', 'a', 'b', 'a; b'),
        maxPrice: fc.constantFrom('0.1', '0.2'),
        have: fc.nat(3),
        condition: fc.constantFrom('N' as const, 'U' as const),
        carried: fc.record({ price: fc.constantFrom('1', '2') }, { requiredKeys: [] }),
        via: fc.subarray(['x', 'y']),
      },
      { requiredKeys: ['quantity'] },
    )
    const one = () => 'one'
    fc.assert(
      fc.property(fc.array(lot, { minLength: 1 }), (said) => {
        const lots = said.map((more) => ({ ...brick, ...more }))
        const collector = collectLots(one)
        const before = structuredClone(lots)
        for (const each of lots) collector.add(each)
        collector.lots()
        expect(lots).toEqual(before)
      }),
    )
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

  it('knows places apart, however many there are', () => {
    const lots = Array.from({ length: 300 }, (_, i) => {
      return { ...brick, places: [{ file: 'a.mpd', model: `m${i % 30}`, line: 300 - i, quantity: 1 }] }
    })
    const places = inventory('ldraw', lots).lots[0]?.places
    expect(places).toHaveLength(30)
    expect(places?.[29]).toEqual({ file: 'a.mpd', model: 'm29', line: 1, quantity: 10 })
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
