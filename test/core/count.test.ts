import { expect, it } from 'vitest'
import { count } from '../../src/core/count.js'

it.each([
  [0, '0 lots'],
  [1, '1 lot'],
  [2, '2 lots'],
])('%i', (amount, words) => {
  expect(count(amount, 'lot')).toBe(words)
})
