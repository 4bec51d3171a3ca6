import { expect, it } from 'vitest'
import { parseColor, parseColorDefinition } from '../../src/ldraw/color.js'

it.each([
  ['4', 4],
  ['010', 10],
  ['-1', -1],
  ['+4', 4],
  ['10026', 10026],
  ['0x2FF8000', 0x2ff8000],
  ['0X2ff8000', 0x2ff8000],
  ['0x02FF8000', 0x2ff8000],
  ['50298880', 0x2ff8000],
  ['4.0', undefined],
  ['red', undefined],
  ['#2FF8000', undefined],
  ['0x', undefined],
  ['0x2GG0000', undefined],
  ['', undefined],
])('the color %j is %j', (text, code) => {
  expect(parseColor(text)).toBe(code)
})

it.each([
  ['My_Pink CODE 4000 VALUE #ff00AA EDGE #000000', { code: 4000, name: 'My_Pink', rgb: '#FF00AA' }],
  ['X EDGE 0 ALPHA 128 VALUE 0x112233 CODE 7', { code: 7, name: 'X', rgb: '#112233' }],
  ['X CODE 7', undefined],
  ['X VALUE #112233', undefined],
  ['', undefined],
])('!COLOUR %s', (text, expected) => {
  expect(parseColorDefinition(text)).toEqual(expected)
})
