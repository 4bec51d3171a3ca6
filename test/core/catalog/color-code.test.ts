import { expect, it } from 'vitest'
import { directColor, isDirect, writtenColor } from '../../../src/core/catalog/color-code.js'

it.each([
  [0x2ff8000, '#FF8000', 255],
  [0x200000e, '#00000E', 255],
  [0x3ff0000, '#FF0000', 128],
  [14, undefined, undefined],
  [-1, undefined, undefined],
])('%i shows as %j', (code, rgb, alpha) => {
  expect(directColor(code)?.rgb).toBe(rgb)
  expect(directColor(code)?.alpha).toBe(alpha)
  expect(isDirect(code)).toBe(rgb !== undefined)
})

it.each([
  [0x2ff8000, '0x2FF8000'],
  [0x200000e, '0x200000E'],
  [14, '14'],
  [-1, '-1'],
])('%i is written as %s, and read as the same', (code, text) => {
  expect(writtenColor(code)).toBe(text)
  expect(Number(text)).toBe(code)
})

it.each([
  [0x2ff8801, '#FF8801', 255],
  [0x3ff8801, '#FF8801', 128],
  [0x4f00f02, '#FF0011', 255],
  [0x4f000f2, '#808011', 255],
  [0x5f000f2, '#00FF22', 128],
  [0x6fe0fe0, '#FFEE00', 128],
  [0x7f000f2, '#808011', 0],
])('the code %i has the value %s, %i opaque', (code, rgb, alpha) => expect(directColor(code)).toEqual({ rgb, alpha }))

it.each([4, 256, 0x1ffffff, 0x8ff8801])('the code %i has no value of its own', (code) =>
  expect(directColor(code)).toBeUndefined(),
)
