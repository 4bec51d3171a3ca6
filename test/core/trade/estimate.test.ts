import { describe, expect, it } from 'vitest'
import { dearest, estimate } from '../../../src/core/trade/estimate.js'
import { parseMoney, type Money } from '../../../src/core/trade/money.js'
import type { PriceGuide } from '../../../src/core/trade/price-guide.js'

const lots = [
  { part: '3001', color: 5, quantity: 10 },
  { part: '3023', color: 11, quantity: 4 },
  { part: '2454', color: 48, quantity: 2 },
]

describe('estimate', () => {
  const sum = estimate(
    lots,
    [[guide('0.10', '0.05', '0.30')], [], [guide('7.1', undefined, undefined, '2026-11-01')]],
    {
      currency: 'EUR',
    },
  )

  it('adds up prices of pieces, and says for how many they are', () => {
    expect(sum.total).toEqual(eur('15.2'))
    expect(sum.least).toEqual(eur('14.7'))
    expect(sum.most).toEqual(eur('17.2'))
    expect(sum.priced).toEqual({ lots: 2, pieces: 12 })
    expect(sum.unpriced).toEqual({ lots: 1, pieces: 4 })
    expect([sum.oldest, sum.newest]).toEqual(['2026-11-01', '2026-11-18'])
  })

  it('names the dearest lots first', () => {
    expect(dearest(sum, 1).map(({ lot, total }) => [lot.part, total])).toEqual([['2454', eur('14.2')]])
  })

  it('marks what is a guess, and does not count it as priced', () => {
    const guessed = estimate(lots, [[], [], []], { currency: 'EUR', assumed: eur('0.15') })
    expect(guessed.total).toEqual(eur('2.4'))
    expect(guessed.priced.lots).toBe(0)
    expect(guessed.guessed).toEqual({ lots: 3, pieces: 16 })
    expect(guessed.rows.every(({ isGuess }) => isGuess)).toBe(true)
  })

  it('takes no sales for no price, not for a price of nothing', () => {
    const { weighted: _, ...empty } = guide('1')
    expect(estimate(lots.slice(0, 1), [[empty]], { currency: 'EUR' }).unpriced.lots).toBe(1)
  })

  it('refuses to add what has no rate', () => {
    expect(() => estimate(lots, [[guide('1')]], { currency: 'USD' })).toThrow('prices are in EUR, not in USD')
  })
})

function guide(weighted: string, least?: string, most?: string, asOf = '2026-11-18'): PriceGuide {
  return {
    ...{
      basis: 'sold',
      condition: 'N',
      currency: 'EUR',
      vat: 'included',
      lots: 3,
      pieces: 30,
      asOf,
      source: 'mine.csv',
    },
    weighted: eur(weighted),
    ...(least && { least: eur(least) }),
    ...(most && { most: eur(most) }),
  }
}

function eur(text: string): Money {
  const money = parseMoney(text, 'EUR')
  if (!money) throw new Error(text)
  return money
}
