import { describe, expect, it } from 'vitest'
import { conditionWords, refuseWishes, wishes } from '../../src/commands/wishes.js'
import type { Lot } from '../../src/core/inventory.js'
import { lotKey } from '../../src/core/trade/item-index.js'

const PLACES = [
  { file: 'a.mpd', model: 'leg.ldr', line: 3, quantity: 1 },
  { file: 'a.mpd', model: 'main.ldr', line: 9, quantity: 1 },
  { file: 'a.mpd', model: 'leg.ldr', line: 12, quantity: 1 },
]
const LOT: Lot = { part: '3001', color: 5, quantity: 3, places: PLACES }

describe('wishes', () => {
  it.each([
    { title: 'any without a word', flags: {}, usual: undefined, condition: 'X' },
    { title: 'what is usual', flags: {}, usual: 'used', condition: 'U' },
    { title: 'new', flags: { new: true }, usual: 'used', condition: 'N' },
    { title: 'used', flags: { used: true }, usual: undefined, condition: 'U' },
    { title: 'any, although new is usual', flags: { any: true }, usual: 'new', condition: 'X' },
  ] as const)('asks for $title', ({ flags, usual, condition }) => {
    expect(wishes([LOT], flags, usual)[0]?.condition).toBe(condition)
  })

  it('leaves the condition that a lot has', () => {
    expect(wishes([{ ...LOT, condition: 'U' }], { new: true })[0]?.condition).toBe('U')
  })

  it('limits new and used pieces of the same part each by its own price', () => {
    const lots: Lot[] = [
      { ...LOT, condition: 'N' },
      { ...LOT, condition: 'U' },
      { ...LOT, condition: 'X' },
    ]
    const limits = new Map(lots.map((lot, index) => [lotKey(lot), `0.${index + 1}`]))
    expect(wishes(lots, { limits }).map(({ maxPrice }) => maxPrice)).toEqual(['0.1', '0.2', '0.3'])
    expect(wishes([LOT], { limits, new: true })[0]?.maxPrice).toBe('0.3')
  })

  it('limits the price, and notes each place once', () => {
    expect(wishes([LOT], { maxPrice: '0.25', remark: 'model' })[0]).toMatchObject({
      maxPrice: '0.25',
      remarks: 'leg.ldr, main.ldr',
    })
    expect(wishes([LOT], { remark: 'file' })[0]?.remarks).toBe('a.mpd')
  })
})

it('tells the conditions of a list', () => {
  expect(conditionWords([{ ...LOT, condition: 'N' }])).toBe('New')
  expect(conditionWords([{ ...LOT, condition: 'N' }, LOT, LOT])).toBe('New (1 lot), Any (2 lots)')
  expect(conditionWords([])).toBe('Any')
})

describe('refuseWishes', () => {
  it('takes what the format has a place for', () => {
    expect(() => refuseWishes('bl', ['condition', 'maxLots'], { new: true, maxLots: 5 })).not.toThrow()
    expect(() => refuseWishes('csv', [], {})).not.toThrow()
  })

  it('names all that it has none for', () => {
    expect(() => refuseWishes('x', ['condition'], { used: true, maxPrice: '1', remark: 'file' })).toThrow(
      '--max-price, --remark',
    )
  })
})
