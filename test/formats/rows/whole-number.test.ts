import { describe, expect, it } from 'vitest'
import { wholeNumber } from '../../../src/formats/rows/whole-number.js'

describe('a number of pieces', () => {
  it.each([
    { text: '4', number: 4 },
    { text: '+4', number: 4 },
    { text: '4.0', number: 4 },
    { text: '4,00', number: 4 },
    { text: '1,500', number: 1500 },
    { text: '1 500', number: 1500 },
    { text: '1,234,567', number: 1234567 },
    { text: '999999999', number: 999_999_999 },
    { text: '2.000', number: undefined },
    { text: '2.500', number: undefined },
    { text: '1.5', number: undefined },
    { text: '-1', number: undefined },
    { text: '', number: undefined },
    { text: 'few', number: undefined },
    { text: '1000000000', number: undefined },
    { text: '99999999999', number: undefined },
    { text: '1,000,000,000', number: undefined },
  ])('is $number where a list with commas says $text', ({ text, number }) => {
    expect(wholeNumber(text)).toBe(number)
  })

  it.each([
    { text: '2.000', number: 2000 },
    { text: '1.234.567', number: 1234567 },
    { text: '4,0', number: 4 },
    { text: '2,000', number: undefined },
    { text: '1.5', number: undefined },
  ])('is $number where a table with semicolons says $text', ({ text, number }) => {
    expect(wholeNumber(text, { delimiter: ';' })).toBe(number)
  })
})
