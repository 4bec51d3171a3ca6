import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactDecimal, exactInteger } from '../../../src/system/http/decimal.js'

describe('a decimal', () => {
  it.each([
    { value: '0.0500', text: '0.0500' },
    { value: ' +1. ', text: '1' },
    { value: 0.05, text: '0.05' },
    { value: -3, text: '-3' },
    { value: 1e-7, text: '0.0000001' },
    { value: 1.25e-7, text: '0.000000125' },
    { value: 123e20, text: '12300000000000000000000' },
    { value: 0, text: '0' },
  ])('$value is $text', ({ value, text }) => {
    expect(exactDecimal(value)).toBe(text)
  })

  it.each([
    '',
    '1,20',
    'free',
    '1e3',
    '0x10',
    '.',
    NaN,
    Infinity,
    null,
    undefined,
    {},
    true,
    0.12345678901234568,
    2 ** 53,
  ])('is not %j', (value) => {
    expect(() => exactDecimal(value)).toThrow(Error)
  })

  it('is what was written in JSON, if it has at most 15 digits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
        fc.nat(20),
        fc.boolean(),
        (digits, places, isNegative) => {
          const padded = String(digits).padStart(places + 1, '0')
          const point = padded.length - places
          const written =
            (isNegative ? '-' : '') + padded.slice(0, point) + (places > 0 ? `.${padded.slice(point)}` : '')
          expect(plain(exactDecimal(JSON.parse(written)))).toBe(plain(written))
        },
      ),
    )
  })
})

describe('an integer', () => {
  it.each([
    [3, 3],
    ['3', 3],
    ['-12', -12],
  ])('%j is %j', (value, number) => {
    expect(exactInteger(value)).toBe(number)
  })

  it.each(['', '3.0', 0.5, 2 ** 53, '9007199254740993', null])('is not %j', (value) => {
    expect(() => exactInteger(value)).toThrow(Error)
  })
})

/** Without zeros at the end, and without the sign of zero, which a number does not keep. */
function plain(decimal: string): string {
  const short = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
  return short === '-0' ? '0' : short
}
