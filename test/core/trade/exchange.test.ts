import { expect, it } from 'vitest'
import { exchange, isExchangeable, type Rates } from '../../../src/core/trade/exchange.js'

const rates: Rates = {
  base: 'EUR',
  day: '2026-11-20',
  source: 'eurofxref-daily.xml',
  per: new Map([
    ['USD', '1.0837'],
    ['GBP', '0.8351'],
    ['XXX', '0'],
  ]),
}

it.each([
  [{ currency: 'EUR', micros: 1_000_000 }, 'USD', 1_083_700],
  [{ currency: 'USD', micros: 1_083_700 }, 'EUR', 1_000_000],
  [{ currency: 'USD', micros: 10_000_000 }, 'GBP', 7_706_007],
  [{ currency: 'CHF', micros: 5 }, 'CHF', 5],
])('exchanges %j for %s', (money, currency, micros) => {
  expect(exchange(money, currency, rates)).toEqual({ currency, micros })
})

it('names the currency that has no rate', () => {
  expect(() => exchange({ currency: 'CHF', micros: 1 }, 'EUR', rates)).toThrow(
    'eurofxref-daily.xml has no rate for CHF',
  )
  expect(() => exchange({ currency: 'USD', micros: 1 }, 'EUR', undefined)).toThrow('prices are in USD, not in EUR')
  expect(isExchangeable('XXX', 'EUR', rates)).toBe(false)
})

it('refuses an amount that is too large in the other currency', () => {
  const yen: Rates = { base: 'EUR', source: 'me', per: new Map([['JPY', '160']]) }
  expect(() => exchange({ currency: 'EUR', micros: 8_000_000_000_000_000 }, 'JPY', yen)).toThrow('prices come to more')
})
