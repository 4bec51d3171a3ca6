import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrickError } from '../../../src/core/error.js'
import { decimalOf, jsonAmount, MOST_MICROS, moneyText, parseMoney, times } from '../../../src/core/trade/money.js'

describe('parseMoney', () => {
  it.each([
    ['0.0500', 50_000],
    ['12', 12_000_000],
    ['.5', 500_000],
    ['0.1', 100_000],
    ['0.0000001', 1],
    ['1.2345671', 1_234_568],
    ['1.2345670', 1_234_567],
  ])('reads %s', (text, micros) => {
    expect(parseMoney(text, 'EUR')).toEqual({ currency: 'EUR', micros })
  })

  it.each(['', '.', '-1', '1,50', '1e3', 'NaN', '99999999999', '9999999999.99', '8589934592.000001', '1.2.3', '$1'])(
    'refuses %j',
    (text) => {
      expect(parseMoney(text, 'EUR')).toBeUndefined()
    },
  )

  it('is the way back of decimalOf', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8_000_000_000_000_000 }), (micros) => {
        expect(parseMoney(decimalOf({ currency: 'EUR', micros }), 'EUR')).toEqual({ currency: 'EUR', micros })
      }),
    )
  })
})

describe('moneyText', () => {
  it.each([
    [61_400_000, 'EUR 61.40'],
    [5_000, 'EUR 0.01'],
    [4_999, 'EUR 0.00'],
    [999_995_000, 'EUR 1000.00'],
  ])('rounds %d millionths half up', (micros, text) => {
    expect(moneyText({ currency: 'EUR', micros })).toBe(text)
  })
})

it('JSON has every amount exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MOST_MICROS }), (micros) => {
      const money = { currency: 'EUR', micros }
      expect(parseMoney(String(jsonAmount(money)).replace(/^(\d)e-6$/, '0.00000$1'), 'EUR')).toEqual(money)
    }),
  )
  expect(jsonAmount({ currency: 'EUR', micros: 8_589_934_591_999_999 })).toBe(8589934591.999999)
  expect(jsonAmount(undefined)).toBeNull()
})

it('times refuses what cannot be added up, as a mistake of the input', () => {
  expect(() => times({ currency: 'EUR', micros: 9_000_000_000_000 }, 10_000)).toThrow(BrickError)
})
