import { describe, expect, it } from 'vitest'
import { extension, mendName, nameKey, partId, printable } from '../../src/ldraw/name.js'

describe('nameKey', () => {
  it.each([
    ['3001.DAT', '3001.dat'],
    ['S\\3001s01.dat', 's/3001s01.dat'],
    ['s/\\3001s01.dat', 's/3001s01.dat'],
    ['./././a.ldr', 'a.ldr'],
    ['.\\a.ldr', 'a.ldr'],
    ['../a.ldr', '../a.ldr'],
    ['My  Car.ldr', 'my  car.ldr'],
    ['GERU\u0308ST.LDR', 'ger\u00fcst.ldr'],
    ['\u0416.ldr', '\u0436.ldr'],
  ])('%s is %s', (name, key) => {
    expect(nameKey(name)).toBe(key)
  })
})

describe('partId', () => {
  it.each([
    ['3001.dat', '3001'],
    ['parts/3001.dat', '3001'],
    ['p/stud.dat', 'stud'],
    ['s/3001s01.dat', 's/3001s01'],
    ['a.ldr', 'a.ldr'],
    ['parts/', 'parts/'],
  ])('%s is %s', (key, id) => {
    expect(partId(key)).toBe(id)
  })
})

describe('extension', () => {
  it.each([
    ['a.ldr', '.ldr'],
    ['a.b.dat', '.dat'],
    ['a.l3b', '.l3b'],
    ['a.txt', ''],
    ['sub one', ''],
    ['ldr', ''],
  ])('of %s is %j', (key, ending) => {
    expect(extension(key)).toBe(ending)
  })
})

describe('mendName', () => {
  it.each([
    ['"3001.dat"', '3001.dat'],
    ["'my car.ldr'", 'my car.ldr'],
    ['3001.dat // red', '3001.dat'],
    ['3001.dat\u00a0', '3001.dat'],
    ['3001.dat.dat', '3001.dat'],
    ['C:\\LDraw\\PARTS\\s\\3001s01.dat', 's\\3001s01.dat'],
    ['..\\parts\\3005.dat', '3005.dat'],
    ['/3001.dat', '3001.dat'],
    ['3001.dat', undefined],
    ['my car.ldr', undefined],
    ['', undefined],
  ])('%j is meant as %j', (name, meant) => {
    expect(mendName(name)).toBe(meant)
  })
})

it('shows control characters as dots', () => {
  expect(printable('a\tb\u001b[31m\u0085c')).toBe('a\u00b7b\u00b7[31m\u00b7c')
})
