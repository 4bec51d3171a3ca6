import { describe, expect, it } from 'vitest'
import type { ColorFact, PartFact } from '../../../src/core/catalog/catalog.js'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { describe as describeLots } from '../../../src/core/translate/describe.js'
import { extendFacts } from '../../../src/core/catalog/extend-facts.js'
import type { IdSystem } from '../../../src/core/inventory.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

/** A color and a part as authors of models define them. */
const PINK: ColorFact = {
  ldraw: 700,
  name: 'My Pink',
  ldrawName: 'My_Pink',
  rgb: '#FF00AA',
  edge: '',
  alpha: 255,
  finish: '',
  kind: 'own',
  lego: [],
  legoName: '',
}
const DRAWING: Omit<PartFact, 'id' | 'title'> = {
  kind: 'part',
  category: 'Custom',
  content: [],
  numbers: {},
  confidence: 'unknown',
}

describe('describe', () => {
  it('fills a row with all that is known', () => {
    const lot = { part: '6141', color: 4, quantity: 3, places: [{ file: 'a.ldr', line: 1, quantity: 3 }] }
    const { rows, problems } = describeLots({ system: 'ldraw', lots: [lot] }, facts, undefined, { elements: true })
    expect(problems).toEqual([])
    expect(rows).toMatchObject([
      {
        quantity: 3,
        part: { ldraw: '6141', bricklink: '4073', rebrickable: '6141' },
        shown: '6141',
        colorName: 'Red',
        rgb: '#B40000',
        name: 'Plate 1 x 1 Round',
        category: 'Plates Round Curved and Dishes',
        confidence: 'renamed',
        status: 'ok',
        places: lot.places,
      },
    ])
    expect(rows[0]?.elements).toContain('614121')
  })

  it('takes the word of the user for a color, and counts its rule as used', () => {
    const decisions = { ...noDecisions(), color: new Map([['ld:9999', 'bl:5']]) }
    const lots = [{ part: '3001', color: 9999, quantity: 1 }]
    const { rows, problems } = describeLots({ system: 'ldraw', lots }, facts, decisions)
    expect(rows[0]?.color).toMatchObject({ ldraw: 9999, bricklink: 5, name: 'Red' })
    expect(problems).toEqual([])
    expect(decisions.fired).toContain('[color] ld:9999')
  })

  it('reads no table of elements unless asked', () => {
    const { rows } = describeLots({ system: 'ldraw', lots: [{ part: '3001', color: 4, quantity: 1 }] }, facts)
    expect(rows[0]?.elements).toEqual([])
  })

  it.each([
    ['the color that was not chosen', 16, '(main color)', undefined, 'color.main'],
    ['a direct color', 0x2ff8800, '#FF8800', '#FF8800', undefined],
    ['a color of the model', PINK.ldraw, 'My Pink', '#FF00AA', undefined],
    ['a color that nobody knows', 9999, 'color 9999', undefined, 'color.unmapped'],
    ['the color of edges', 24, 'Edge Colour', '#7F7F7F', 'color.unmapped'],
  ])('has a name for %s', (_title, color, colorName, rgb, code) => {
    const known = { ...facts, color: withPink }
    const { rows, problems } = describeLots({ system: 'ldraw', lots: [{ part: '3001', color, quantity: 1 }] }, known)
    expect(rows).toMatchObject([{ colorCode: color, colorName }])
    expect(rows[0]?.rgb).toBe(rgb)
    expect(problems.map((problem) => problem.code)).toEqual(code === undefined ? [] : [code])
  })

  it('does not take the drawing of an author for a part of that number', () => {
    const statuses = new Map([['99998', 'custom' as const]])
    const known = extendFacts(facts, [{ ...DRAWING, id: '99998', title: 'My own brick' }])
    const list = { system: 'ldraw' as const, lots: [{ part: '99998', color: 4, quantity: 1 }] }
    const { rows, problems } = describeLots(list, known, undefined, { statuses })
    expect(rows).toMatchObject([
      { status: 'custom', part: { ldraw: '99998' }, name: 'My own brick', confidence: 'unknown' },
    ])
    expect(rows[0]?.part.bricklink).toBeUndefined()
    expect(problems).toEqual([])
  })

  it('reports a part that is in no table, and what to do', () => {
    const { rows, problems } = describeLots(
      { system: 'ldraw', lots: [{ part: 'nosuch', color: 4, quantity: 1 }] },
      facts,
    )
    expect(rows[0]?.status).toBe('unknown')
    expect(problems).toMatchObject([{ code: 'part.unknown', part: 'nosuch' }])
    expect(problems[0]?.fix).toMatch(/brick id nosuch/)
  })

  it('gives rows only to those that are asked for, and tells what is wrong with all', () => {
    const decisions = { ...noDecisions(), map: new Map([['nosuch', 'bl:3005']]) }
    const lots = ['3005', 'nosuch', '3004'].map((part) => ({ part, color: 4, quantity: 1 }))
    const list = { system: 'ldraw' as const, lots }
    const all = describeLots(list, facts, decisions)
    const some = describeLots(
      list,
      facts,
      { ...decisions, fired: new Set<string>() },
      { only: ({ part }) => part < '4' },
    )
    expect(some.rows).toEqual([all.rows[0], all.rows[2]])
    expect(some.problems).toEqual(all.problems)
  })

  it('marks the rules of brick.toml as used, whoever is asked for', () => {
    const decisions = { ...noDecisions(), map: new Map([['3005', 'bl:3004']]) }
    describeLots({ system: 'ldraw', lots: [{ part: '3005', color: 4, quantity: 1 }] }, facts, decisions, {
      only: () => false,
    })
    expect([...decisions.fired]).toEqual(['[map] 3005'])
  })
})

function withPink(system: IdSystem, code: number): ColorFact | undefined {
  return system === 'ldraw' && code === PINK.ldraw ? PINK : facts.color(system, code)
}
