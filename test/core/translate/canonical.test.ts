import { describe, expect, it } from 'vitest'
import { canonical, shopKey, type Assemblies } from '../../../src/core/translate/canonical.js'
import type { Catalog, PartFact } from '../../../src/core/catalog/catalog.js'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { inventory, type Lot } from '../../../src/core/inventory.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('canonical', () => {
  it.each<[string, string, string, Assemblies]>([
    ['a moved part', '3040/4', '3040b/4', 'auto'],
    ['a moved part with a color of its own', '86037a/16', '4548064a/15', 'auto'],
    ['a part that moved twice', '970c00/4', '3815c01/4', 'auto'],
    ['an alias', '35382/4', '3005/4', 'auto'],
    ['a part in one color', '371026/4', '3710/0', 'auto'],
    ['an assembly in one color', '73200/4', '3815c01/14', 'auto'],
    ['a part in two colors', '9352/4', '3679/7 3680/0', 'auto'],
    ['a part in two colors, kept', '9352/4', '9352/7', 'keep'],
    ['a part in a pose', '73200b-f2/1', '73200b/1', 'auto'],
    ['an assembly that shops sell', '3829c01/7', '3829c01/7', 'auto'],
    ['an assembly that shops sell, taken apart', '3829c01/7', '3829a/7 3828/0', 'split'],
    ['a wheel with two tyres, to the end', '122c01/4', '422/4 20/4x2 u9132/494', 'split'],
    ['a stickered part', '3678ad22/0', '3678a/0 191485bc01/0', 'split'],
    ['a part that nobody knows', 'zzz-f1/4', 'zzz-f1/4', 'auto'],
  ])('%s: %s is %s', (_title, before, after, assemblies) => {
    const { lots, split } = canonical(parsed(before), facts, assemblies)
    expect(written(lots)).toEqual(written(parsed(after)))
    expect(split).toBe(total(lots) - total(parsed(before)))
  })

  it('adds up what becomes the same, and says once what was done', () => {
    const lots = parsed('3040/4x2 3040b/4x3 3040/1')
    const { lots: found, problems } = canonical(lots, facts, 'auto')
    expect(written(found)).toEqual(written(parsed('3040b/4x5 3040b/1')))
    expect(problems).toMatchObject([{ code: 'part.renamed', message: '3040 is now 3040b' }])
  })

  it('multiplies the places of what it takes apart', () => {
    const places = [{ file: 'a', line: 3, quantity: 2 }]
    const { lots } = canonical([{ part: '122c01', color: 4, quantity: 2, places }], facts, 'split')
    expect(lots.find(({ part }) => part === '20')?.places).toEqual([{ file: 'a', line: 3, quantity: 4 }])
  })

  it('follows the word of the user first', () => {
    const decisions = { ...noDecisions(), map: new Map([['35382', 'ld:3001']]) }
    expect(written(canonical(parsed('35382/4'), facts, 'auto', decisions).lots)).toEqual(['3001/4x1'])
    expect([...decisions.fired]).toEqual(['[map] 35382'])
  })

  it.each([
    ['normalises what the user writes', '4073', { '4073': 'ld: Parts\\3005.DAT' }, '3005/4x1'],
    ['follows it to its current number', '4073', { '4073': 'ld:3040' }, '3040b/4x1'],
    ['follows a second word', '4073', { '4073': 'ld:35382', '35382': 'ld:3001' }, '3001/4x1'],
    ['ends when words go round in a circle', '4073', { '4073': 'ld:3005', '3005': 'ld:4073' }, '6141/4x1'],
  ])('%s', (_title, part, words, expected) => {
    const decisions = { ...noDecisions(), map: new Map(Object.entries(words)) }
    expect(written(canonical(parsed(`${part}/4`), facts, 'auto', decisions).lots)).toEqual([expected])
  })

  it('forgets what the file wrote when the user says what it is', () => {
    const decisions = { ...noDecisions(), map: new Map([['3040b', 'ld:3001']]) }
    const { lots } = canonical(parsed('3040/4'), facts, 'auto', decisions)
    expect(lots).toMatchObject([{ part: '3001' }])
    expect(lots[0]?.written).toBeUndefined()
  })

  it('keeps a number that the user gives a shop number, but follows a move', () => {
    const decisions = {
      ...noDecisions(),
      map: new Map([
        ['35382', 'bl:1'],
        ['3040', 'bl:2'],
      ]),
    }
    expect(written(canonical(parsed('35382/4 3040/4'), facts, 'auto', decisions).lots)).toEqual([
      '3040b/4x1',
      '35382/4x1',
    ])
  })

  it('ends with a library that goes round in a circle', () => {
    const circle: Record<string, PartFact> = { a: fact('a', 'moved', 'b'), b: fact('b', 'alias', 'a') }
    const catalog: Catalog = { part: (id) => circle[id], color: () => undefined }
    expect(total(canonical(parsed('a/4'), catalog, 'split').lots)).toBe(1)
  })
})

describe('shopKey', () => {
  it('keeps apart what shops know by an older number', () => {
    const lots: Lot[] = [
      { part: '3660a', color: 4, quantity: 1, written: '3660' },
      { part: '3660a', color: 4, quantity: 1 },
      { part: '3660a', color: 4, quantity: 2 },
    ]
    const numbers: Record<string, string> = { '3660': '3660', '3660a': '3660a' }
    const catalog = (shop: Record<string, string>): Catalog => ({
      part: (id) => ({ ...fact(id, 'part'), numbers: { bricklink: shop[id] ?? id } }),
      color: () => undefined,
    })
    const merged = (known: Catalog) => inventory('ldraw', lots, shopKey(known)).lots
    expect(merged(catalog(numbers)).map(({ quantity }) => quantity)).toEqual([1, 3])
    expect(merged(catalog({ '3660': '3660a' })).map(({ quantity }) => quantity)).toEqual([4])
  })
})

function fact(id: string, kind: PartFact['kind'], ...parts: string[]): PartFact {
  const content = parts.map((part) => ({ part, color: 16, quantity: 1 }))
  return { id, kind, title: '', category: '', content, numbers: {}, confidence: 'unknown' }
}

/** `3001/4x2 3005/1` */
function parsed(text: string): Lot[] {
  return text.split(' ').map((word) => {
    const [, part = '', color, quantity = '1'] = /^(.+)\/(-?\d+)(?:x(\d+))?$/.exec(word) ?? []
    return { part, color: Number(color), quantity: Number(quantity) }
  })
}

function written(lots: Lot[]): string[] {
  return lots.map(({ part, color, quantity }) => `${part}/${color}x${quantity}`).sort()
}

function total(lots: Lot[]): number {
  return lots.reduce((sum, { quantity }) => sum + quantity, 0)
}
