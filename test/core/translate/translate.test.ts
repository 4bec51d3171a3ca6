import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { extendFacts } from '../../../src/core/catalog/extend-facts.js'
import { inventory, lotKey, pieces, type Lot } from '../../../src/core/inventory.js'
import { translate } from '../../../src/core/translate/translate.js'
import { translateHome } from '../../../src/core/translate/translate-home.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const RED = 4

describe('translate', () => {
  it('loses no piece, whatever the list, and names each thing once', () => {
    const parts = [
      '3001',
      '3023',
      '3660a',
      '3068b',
      '6141',
      '4073',
      '754',
      '191485b',
      '191485c',
      '003238a',
      'x',
      '3001p99',
      '99999',
      '12825',
    ]
    const colors = [4, 16, 24, 256, 9999, -1, 0x2123456, 32, 71]
    const lot = fc.record({
      part: fc.oneof(fc.constantFrom(...parts), fc.constantFrom(...facts.ids()), fc.string()),
      color: fc.oneof(fc.constantFrom(...colors), fc.integer()),
      quantity: fc.integer({ min: 1, max: 1e9 }),
    })
    fc.assert(
      fc.property(fc.array(lot), fc.constantFrom('bricklink', 'rebrickable', 'brickowl'), (lots, to) => {
        const list = inventory('ldraw', lots)
        const decisions = { ...noDecisions(), map: new Map([['12825', 'skip']]) }
        const { inventory: out, unresolved, skipped, onSheets } = translate(list, to, facts, decisions)
        const left = sum(unresolved.map((missing) => missing.lot)) + sum(skipped) + onSheets
        expect(pieces(out) + left).toBe(pieces(list))
        expect(new Set(out.lots.map(lotKey)).size).toBe(out.lots.length)
        for (const { problem } of unresolved) expect(problem.fix).toBeTruthy()
      }),
    )
  })

  it('adds up what is the same there', () => {
    const { inventory: out } = bricklink(brick('3040b', 2), brick('3040', 3))
    expect(out.lots).toMatchObject([{ part: '3040', color: 5, quantity: 5 }])
  })

  it('looks a part up by the number in the file', () => {
    expect(bricklink({ ...brick('3660a', 1), written: '3660' }).inventory.lots[0]?.part).toBe('3660')
    expect(bricklink(brick('3660a', 1)).inventory.lots[0]?.part).toBe('3660old')
  })

  it('counts sheets, not stickers', () => {
    const { inventory: out, onSheets } = bricklink(
      brick('191485b', 2),
      { ...brick('191485c', 1), color: 16 },
      brick('191485g', 1),
    )
    expect(out.lots).toMatchObject([{ part: '1554stk01', color: 0, quantity: 2 }])
    expect(onSheets).toBe(2)
  })

  it('never writes a color that nobody chose', () => {
    const { inventory: out, unresolved } = bricklink(
      { ...brick('3001', 1), color: 16 },
      { ...brick('3001', 1), color: 9999 },
    )
    expect(out.lots).toEqual([])
    expect(unresolved.map(({ problem }) => problem.code)).toEqual(['color.main', 'color.unmapped'])
  })

  it.each([
    ['3001p99', 'part.print-dropped', 'warning'],
    ['3678ad22', 'part.sticker-dropped', 'warning'],
    ['3245a', 'part.mould', 'warning'],
    ['99999', 'part.assumed', 'warning'],
    ['3001-f2', 'part.flexible', 'note'],
    ['90509', 'part.ambiguous', 'note'],
  ])('says what it left away or assumed: %s', (part, code, level) => {
    expect(bricklink(brick(part, 1)).problems).toMatchObject([{ code, level, part }])
  })

  it('says that a part is not made by LEGO, and what to do', () => {
    const { unresolved } = bricklink(brick('t1041', 1))
    expect(unresolved).toMatchObject([{ reason: 'part', problem: { code: 'part.unknown' } }])
    expect(unresolved[0]?.problem.message).toMatch(/^t1041 is not made by LEGO/)
    expect(unresolved[0]?.problem.fix).toMatch(/^try: brick id t1041 --similar, or add to brick.toml/)
  })

  it('says once that rubber became the plain color', () => {
    const rubber = { color: 256, quantity: 1 }
    const { problems } = bricklink({ part: '3001', ...rubber }, { part: '3002', ...rubber })
    expect(problems).toMatchObject([{ code: 'color.merged', level: 'note' }])
  })

  it('keeps what the list says of a lot', () => {
    const said = {
      condition: 'N',
      maxPrice: '0.10',
      remarks: 'roof',
      places: [{ file: 'a.ldr', line: 3, quantity: 1 }],
    } as const
    const { inventory: out } = bricklink({ ...brick('6141', 1), ...said, places: [...said.places] })
    expect(out.lots[0]).toMatchObject({ part: '4073', ...said })
  })
})

function bricklink(...lots: Lot[]) {
  return translate(inventory('ldraw', lots), 'bricklink', facts)
}

function brick(part: string, quantity: number): Lot {
  return { part, color: RED, quantity }
}

function sum(lots: Lot[]): number {
  return lots.reduce((total, { quantity }) => total + quantity, 0)
}

describe('a list that goes back to where it came from', () => {
  it.each([
    { title: 'two numbers that are one part at home', parts: ['44301', '44301a'] },
    { title: 'a number that no table has', parts: ['3009pb9999'] },
    { title: 'a number of a thing with poses', parts: ['2772'] },
  ])('keeps its numbers: $title', ({ parts }) => {
    const lots = parts.map((part) => ({ part, color: 5, quantity: 2 }))
    const home = translateHome({ system: 'bricklink', lots }, facts)
    const back = translate(home.inventory, 'bricklink', extendFacts(facts, home.facts))
    expect(back.unresolved).toEqual([])
    expect(back.problems).toEqual([])
    expect(back.inventory.lots.map(({ part, color, quantity }) => ({ part, color, quantity }))).toEqual(lots)
  })

  it('takes the word of the user before its own', () => {
    const home = translateHome({ system: 'bricklink', lots: [{ part: '3005', color: 5, quantity: 2 }] }, facts)
    const rules = { ...noDecisions(), map: new Map([['3005', 'bl:35382']]) }
    expect(translate(home.inventory, 'bricklink', facts, rules).inventory.lots[0]?.part).toBe('35382')
  })
})
