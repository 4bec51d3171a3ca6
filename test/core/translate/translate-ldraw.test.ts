import { describe, expect, it } from 'vitest'
import { ANY_COLOR, foreignColor } from '../../../src/core/catalog/color-code.js'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import type { Lot } from '../../../src/core/inventory.js'
import { translateToLDraw } from '../../../src/core/translate/translate-ldraw.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('translateToLDraw', () => {
  it('keeps parts and colors that LDraw has, with what they are called', () => {
    const { inventory, unresolved } = list([lot('3001', 4), lot('3005', 0x2ff8800)])
    expect(inventory.lots).toMatchObject([
      { part: '3001', color: 4, carried: { name: 'Brick 2 x 4', colorName: 'Red' } },
      { part: '3005', color: 0x2ff8800, carried: { colorName: '#FF8800' } },
    ])
    expect(unresolved).toEqual([])
  })

  it.each<{ title: string; lot: Lot; code: string }>([
    { title: 'what LDraw has no file for', lot: lot('bl:973pb0001c01', 4), code: 'part.unknown' },
    { title: 'a set', lot: { ...lot('6080-1', ANY_COLOR), itemType: 'S' }, code: 'part.unknown' },
    { title: 'what the model drew itself', lot: lot('mine', 4), code: 'part.unknown' },
    { title: 'any color', lot: lot('3001', ANY_COLOR), code: 'color.unmapped' },
    { title: 'the color of another system', lot: lot('3001', foreignColor('bricklink', 500)), code: 'color.unmapped' },
    { title: 'a color that is not chosen', lot: lot('3001', 16), code: 'color.main' },
  ])('leaves $title unresolved, and says what to do', ({ lot, code }) => {
    const { inventory, unresolved } = list([lot])
    expect(inventory.lots).toEqual([])
    expect(unresolved).toMatchObject([{ lot, problem: { level: 'error', code } }])
    expect(unresolved[0]?.problem.fix).toBeTruthy()
  })

  it('knows the parts that official models bring along', () => {
    const lots = [lot('6279 - 2551', 4)]
    const { inventory } = translateToLDraw(
      { system: 'ldraw', lots },
      facts,
      noDecisions(),
      new Map([['6279 - 2551', 'custom']]),
    )
    expect(inventory.lots).toMatchObject([{ part: '2551', color: 4 }])
  })

  it('lets the user name a file, or leave a part out', () => {
    const map = new Map([
      ['bl:973pb0001c01', 'ld:973p01.dat'],
      ['3005', 'skip'],
      ['3001', 'bl:3001old'],
    ])
    const lots = [lot('bl:973pb0001c01', 4), lot('3005', 4), lot('3001', 4)]
    const { inventory, skipped } = list(lots, map)
    expect(inventory.lots.map(({ part }) => part)).toEqual(['973p01', '3001'])
    expect(skipped).toEqual([lots[1]])
  })
})

function lot(part: string, color: number): Lot {
  return { part, color, quantity: 2 }
}

function list(lots: Lot[], map = new Map<string, string>()) {
  const decisions = { ...noDecisions(), map }
  return translateToLDraw({ system: 'ldraw', lots }, facts, decisions, new Map([['mine', 'custom']]))
}
