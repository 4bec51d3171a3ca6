import { describe, expect, it } from 'vitest'
import type { Lot } from '../../../src/core/inventory.js'
import { openLotKeys } from '../../../src/core/lists/lot-keys.js'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const keys = openLotKeys(facts)

describe('the key of a thing', () => {
  it.each([
    ['the number of today for that of the file', lot('3068b/4'), { ...lot('3068b/4'), written: '3068' }],
    ['the plain color for rubber', lot('92912/256'), lot('92912/0')],
    ['a part whatever its condition', { ...lot('3005/4'), condition: 'N' as const }, lot('3005/4')],
  ])('is the same with %s', (_title, a, b) => {
    expect(keys.thing(a)).toBe(keys.thing(b))
  })

  it.each([
    ['another mould', lot('3794a/0'), lot('3794b/0')],
    ['a print', lot('3069bp0a/4'), lot('3069b/4')],
    ['a direct color', lot(`3005/${0x2ff0000}`), lot('3005/4')],
    ['a set of the same number', { ...lot('3005/4'), itemType: 'S' as const }, lot('3005/4')],
    ['two parts that nobody knows', lot('zzz/4'), lot('zzy/4')],
  ])('differs for %s', (_title, a, b) => {
    expect(keys.thing(a)).not.toBe(keys.thing(b))
  })

  it('is what the user says that it is', () => {
    const decisions = { ...noDecisions(), map: new Map([['zzz', 'bl:3005']]), color: new Map([['ld:9999', 'bl:5']]) }
    const ruled = openLotKeys(facts, decisions)
    expect(ruled.thing(lot('zzz/9999'))).toBe(ruled.thing(lot('3005/4')))
  })

  it('stays apart however many colors and parts there are', () => {
    const own = openLotKeys(facts)
    const lots = Array.from({ length: 5_000 }, (_, index) => lot(`zz${index % 3}/${0x2000000 + index}`))
    expect(new Set(lots.map(own.thing)).size).toBe(5_000)
    expect(new Set(lots.map(own.identity)).size).toBe(5_000)
    expect(lots.map(own.thing)).toEqual(lots.map(own.thing))
  })
})

describe('the identity', () => {
  it.each([
    ['the number of today for that of the file', lot('3068b/4'), { ...lot('3068b/4'), written: '3068' }, true],
    ['a part whatever its condition', { ...lot('3005/4'), condition: 'N' as const }, lot('3005/4'), true],
    ['the plain color for rubber', lot('92912/256'), lot('92912/0'), false],
    ['a set of the same number', { ...lot('3005/4'), itemType: 'S' as const }, lot('3005/4'), false],
  ])('of %s', (_title, a, b, expected) => {
    expect(keys.identity(a) === keys.identity(b)).toBe(expected)
  })
})

describe('the key of a mould', () => {
  it.each([
    ['3794a', '15573', { exact: false, same: true, any: true }],
    ['3068a', '3068b', { exact: false, same: true, any: true }],
    ['zz1a', 'zz1b', { exact: false, same: false, any: true }],
    ['3005', '3004', { exact: false, same: false, any: false }],
  ])('of %s and %s', (a, b, expected) => {
    for (const moulds of ['exact', 'same', 'any'] as const)
      expect(keys.mould(lot(`${a}/4`), moulds) === keys.mould(lot(`${b}/4`), moulds)).toBe(expected[moulds])
  })
})

describe('alternates', () => {
  it('go both ways', () => {
    const [a, b] = [lot('2780/0'), lot('3673/0')]
    expect(keys.alternates(a, 'same')).toContain(keys.mould(b, 'same'))
    expect(keys.alternates(b, 'same')).toContain(keys.mould(a, 'same'))
  })

  it('are none of a part that nobody knows', () => {
    expect(keys.alternates(lot('zzz/4'), 'any')).toEqual([])
  })
})

function lot(text: string): Lot {
  const [part = '', color] = text.split('/')
  return { part, color: Number(color), quantity: 1 }
}
