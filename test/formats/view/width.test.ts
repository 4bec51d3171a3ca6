import { describe, expect, it } from 'vitest'
import { cut, displayWidth, pad } from '../../../src/formats/view/width.js'

it.each([
  ['Brick', 5],
  ['Gerüst', 6],
  ['Geru\u0308st', 6],
  ['積木', 4],
  ['ブリック', 8],
  ['ﾌﾞﾘｯｸ', 5],
  ['ＡＢ', 4],
  ['🧱', 2],
  ['', 0],
])('%s takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width)
})

describe('cut', () => {
  it.each([
    ['Brick 1 x 1', 11, 'Brick 1 x 1'],
    ['Brick 1 x 1', 8, 'Brick 1…'],
    ['Brick 1 x 1', 7, 'Brick…'],
    ['積木積木', 6, '積木…'],
    ['積木積木', 4, '積…'],
    ['Brick', 1, '…'],
    ['Brick', 0, ''],
  ])('%s to %i columns', (text, width, result) => {
    expect(cut(text, width)).toBe(result)
    expect(displayWidth(result)).toBeLessThanOrEqual(width)
  })
})

it('pads by columns', () => {
  expect([pad('積木', 6), pad('12', 4, 'left'), pad('too long', 3)]).toEqual(['積木  ', '  12', 'too long'])
})
