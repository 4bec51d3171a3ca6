import { describe, expect, it } from 'vitest'
import { extension, mendName } from '../../src/ldraw/name.js'

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
