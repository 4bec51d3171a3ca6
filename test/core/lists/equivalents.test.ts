import { describe, expect, it } from 'vitest'
import { ANY_COLOR } from '../../../src/core/catalog/color-code.js'
import { noDecisions, type Decisions } from '../../../src/core/catalog/decisions.js'
import type { Lot } from '../../../src/core/inventory.js'
import { lotName, openEquivalents, type Freedom } from '../../../src/core/lists/equivalents.js'
import { openLotKeys } from '../../../src/core/lists/lot-keys.js'
import { openLotRules } from '../../../src/core/lists/lot-rules.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('openEquivalents', () => {
  it.each<{ title: string; lot: Lot; freedom?: Partial<Freedom>; has?: string[]; lacks?: string[] }>([
    {
      title: 'other moulds',
      lot: lot('3794b', 0),
      has: ['15573/Black', '3794a/Black'],
      lacks: ['3794b/Black', '15573/White'],
    },
    {
      title: 'no other mould where these matter',
      lot: lot('3794b', 0),
      freedom: { moulds: 'exact' },
      lacks: ['15573/Black'],
    },
    { title: 'no alternate that nobody asked for', lot: lot('2780', 0), has: ['4459/Black'], lacks: ['3673/Black'] },
    { title: 'alternates', lot: lot('2780', 0), freedom: { alternates: true }, has: ['4459/Black', '3673/Black'] },
    { title: 'no plain part that nobody asked for', lot: lot('3069bp0a', 4), lacks: ['3069b/Red'] },
    { title: 'the plain part', lot: lot('3069bp0a', 4), freedom: { prints: true }, has: ['3069b/Red'] },
    { title: 'nothing of what may have any color anyway', lot: lot('3794b', ANY_COLOR), lacks: ['15573/Black'] },
    { title: 'nothing of a set', lot: { ...lot('3794b', 0), itemType: 'S' }, lacks: ['15573/Black'] },
  ])('finds $title', ({ lot: of, freedom, has = [], lacks = [] }) => {
    const names = equivalents(of, freedom).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(has))
    expect(names.filter((name) => lacks.includes(name))).toEqual([])
  })

  it('says how each is related, the nearest way', () => {
    const found = equivalents(lot('2780', 0), { alternates: true }, { inAnyColor: true })
    const of = (name: string) => found.find((one) => one.name === name)
    expect(of('4459/Black')).toMatchObject({ relation: 'same', rebrickable: ['M'] })
    expect(of('2780/Red')).toMatchObject({ relation: 'color', rebrickable: [] })
    expect(of('4459/Red')).toMatchObject({ relation: 'color', rebrickable: ['M'] })
    expect(of('3673/Black')).toMatchObject({ relation: 'alternate', rebrickable: ['A'] })
  })

  it('offers no color that brick.toml excepts, and no second name of the same thing', () => {
    const decisions: Decisions = { ...noDecisions(), anyColor: { models: [], parts: [], except: ['trans', 4] } }
    const found = equivalents(lot('3005', 0), {}, { inAnyColor: true, decisions })
    expect(found.map(({ name }) => name)).toContain('3005/White')
    expect(found.filter(({ name }) => /Trans|^3005\/(Red|Black)$/.test(name))).toEqual([])
  })

  it('knows which of many colors LEGO has numbered', () => {
    const found = equivalents(lot('3005', 0), {}, { inAnyColor: true })
    expect(found.find(({ name }) => name === '3005/White')?.isNumbered).toBe(true)
    expect(found.some(({ isNumbered }) => !isNumbered)).toBe(true)
  })
})

describe('lotName', () => {
  it.each<[string, Lot, string | undefined]>([
    ['as the model has it', lot('3794b', 0), '3794b/Black'],
    ['by an older number that shops know better', { ...lot('3660a', 4), written: '3660' }, '3660/Red'],
    ['by its number where the name of a color is not enough', lot('3005', 0x2ff8800), `3005/ld:${0x2ff8800}`],
    ['not at all where there is a stroke in it', lot('s/3005s01', 4), undefined],
  ])('names a lot %s', (_title, of, name) => {
    expect(lotName(of, { facts, keys: openLotKeys(facts) })).toBe(name)
  })
})

function equivalents(of: Lot, freedom: Partial<Freedom> = {}, { inAnyColor = false, decisions = noDecisions() } = {}) {
  const keys = openLotKeys(facts, decisions)
  const rules = openLotRules(decisions, facts, keys)
  return openEquivalents({ moulds: 'same', ...freedom }, { facts, decisions, keys, rules })(of, { inAnyColor })
}

function lot(part: string, color: number): Lot {
  return { part, color, quantity: 1 }
}
