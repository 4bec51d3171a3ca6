import { expect, it } from 'vitest'
import { CONFIDENCES, isSure } from '../../../src/core/catalog/catalog.js'

it('trusts what is the very thing, and is tried', () => {
  const sure = CONFIDENCES.filter((confidence) => isSure(confidence))
  expect(sure.at(-1)).toBe('element')
  expect(isSure('unknown')).toBe(false)
})

it('takes another measure', () => {
  expect([isSure('exact-ambiguous', 'sticker'), isSure('mould-variant', 'sticker')]).toEqual([true, false])
})
