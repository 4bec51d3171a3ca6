import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOf } from '../../../src/core/trade/money.js'
import { amountOf } from '../../../src/formats/trade/amount.js'

describe('amountOf', () => {
  it.each([
    ['0.105', '0.105'],
    ['0,105', '0.105'],
    ['.5', '0.50'],
    ['EUR 0.10', '0.10'],
    ['€0,10', '0.10'],
    ['0.10 each', '0.10'],
    ['~EUR 12', '12.00'],
    ['1,234,567', '1234567.00'],
    ['1.234.567', '1234567.00'],
    ['1,234.50', '1234.50'],
    ['1.234,50 EUR', '1234.50'],
    ['1 234,50', '1234.50'],
    ['1\u00a0234\u00a0567', '1234567.00'],
    ["1'234.50", '1234.50'],
    ['1,234', '1.234'],
  ])('reads %s as %s', (text, decimal) => {
    const money = amountOf(text, 'EUR')
    expect(money && decimalOf(money)).toBe(decimal)
  })

  it.each([
    ...['', 'free', '-1', 'EUR -1.50', '1.50-', '\u22121', '3 for 1.50', '5e-7', '5e7', '1e3', '1.2.3', '1,23,4'],
    ...['1,234.567.8', '1.5/2', '0x10', '.', ','],
  ])('refuses %j', (text) => {
    expect(amountOf(text, 'EUR')).toBeUndefined()
  })

  it('means the same with a point or a comma, with thousands apart or not', () => {
    const size = fc.integer({ min: 0, max: 9_000_000_000 })
    fc.assert(
      fc.property(size, fc.constantFrom(...WAYS), (cents, [thousands, point]) => {
        const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, thousands)
        const text = `${whole}${point}${String(cents % 100).padStart(2, '0')}`
        expect(amountOf(text, 'EUR')).toEqual({ currency: 'EUR', micros: cents * 10_000 })
      }),
    )
  })
})

const WAYS: [string, string][] = [
  [',', '.'],
  ['.', ','],
  [' ', ','],
  ["'", '.'],
  ['', '.'],
  ['', ','],
]
