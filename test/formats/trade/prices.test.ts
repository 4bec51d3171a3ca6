import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../../src/core/source.js'
import { priceList } from '../../../src/core/trade/price-list.js'
import type { PriceGuide } from '../../../src/core/trade/price-guide.js'
import type { PriceWish } from '../../../src/core/trade/sources.js'
import { readPrices } from '../../../src/formats/trade/prices.js'
import { shippedFacts } from '../../../src/system/facts.js'

const SOLD: PriceWish = { basis: 'sold', condition: 'N', vat: 'included' }

describe('readPrices and priceList', () => {
  it('reads what stands in a row', async () => {
    const [guide] = await guidesOf(
      'part,color,condition,price,min,max,lots,pieces,currency,basis,date,vat\n3001,5,N,0.1,0.05,0.3,4,90,EUR,sold,2026-11-18,incl\n',
    )
    expect(guide).toEqual({
      ...{ basis: 'sold', condition: 'N', currency: 'EUR', vat: 'included', lots: 4, pieces: 90, asOf: '2026-11-18' },
      ...{ source: 'mine.csv', weighted: eur(0.1), least: eur(0.05), most: eur(0.3) },
    })
  })

  it('puts rows of one item together', async () => {
    const [guide] = await guidesOf('part,color,qty,price,currency\n3001,5,10,0.10,EUR\n3001,5,30,0.20,EUR\n')
    expect(guide).toMatchObject({ lots: 2, pieces: 40, weighted: eur(0.175), least: eur(0.1), most: eur(0.2) })
  })

  it('takes the other basis where the wished one is not there, after it where it is', async () => {
    const both = await guidesOf('part,color,price,currency,basis\n3001,5,1,EUR,stock\n3001,5,2,EUR,sold\n')
    expect(both.map(({ basis }) => basis)).toEqual(['sold', 'stock'])
    expect((await guidesOf('part,color,price,currency\n3001,5,1,EUR\n')).map(({ basis }) => basis)).toEqual(['stock'])
  })

  it('never takes a used price for a new part', async () => {
    expect(await guidesOf('part,color,condition,price,currency\n3001,5,U,1,EUR\n')).toEqual([])
  })

  it('does not let a quantity of 0 make a price of 0', async () => {
    const [guide] = await guidesOf('part,color,qty,price,currency\n3001,5,0,0.10,EUR\n3001,5,0,0.20,EUR\n')
    expect(guide).toMatchObject({ pieces: 0, weighted: eur(0.15) })
  })

  it('adds up what no binary fraction can', async () => {
    const row = '3001,5,999999999,8000000000,EUR\n'
    const [guide] = await guidesOf(`part,color,qty,price,currency\n${row}${row}`)
    expect(guide?.weighted).toEqual(eur(8_000_000_000))
  })

  it('takes no price of another country, nor mixes those of several, or VAT', async () => {
    const table = [
      'part,color,price,currency,country,vat',
      '3001,5,9,EUR,US,incl',
      '3001,5,0.50,EUR,UK,excl',
      '3001,5,0.10,EUR,UK,incl',
      '3001,5,0.30,EUR,GB,incl',
    ].join('\n')
    const here = { country: 'GB', vat: 'included' as const }
    expect(await guidesOf(table, here)).toMatchObject([{ ...here, weighted: eur(0.2), lots: 2 }])
    expect(await guidesOf(table, { country: 'GB', vat: 'excluded' })).toMatchObject([{ weighted: eur(0.5) }])
    expect(await guidesOf(table, { country: 'DE' })).toEqual([])
  })

  it('says the condition that was asked for, where rows say none', async () => {
    const guides = await guidesOf('part,color,price,currency\n3001,5,1,EUR\n', { condition: 'U' })
    expect(guides.map(({ condition }) => condition)).toEqual(['U'])
  })

  it('finds a part in any color among all its colors', async () => {
    const source = priceList('mine.csv', (await read('part,color,price\n3001,5,0.1\n3001,11,0.3\n3002,5,9\n')).prices)
    for await (const { guides } of source.prices([{ part: '3001', color: 0, quantity: 1 }], SOLD))
      expect(guides).toMatchObject([{ weighted: eur(0.2), lots: 2 }])
  })

  it.each([
    ['3001,5,1,€', 'EUR'],
    ['3001,5,1,us$', 'USD'],
  ])('knows the signs of currencies: %s', async (row, currency) => {
    const { prices } = await read(`part,color,price,currency\n${row}\n`)
    expect(prices.map(({ guide }) => guide.currency)).toEqual([currency])
  })

  it('reports what is no currency', async () => {
    const { problems } = await read('part,color,price,currency\n3001,5,1,EURO\n')
    expect(problems).toMatchObject([{ message: 'EURO is no currency: they have three letters, as in EUR' }])
  })

  it.each([
    ['3001,5,', 'no price for 3001'],
    ['3001,5,free', 'no price for 3001: free'],
  ])('reports a row without a price: %s', async (row, message) => {
    const { problems } = await read(`part,color,price\n${row}\n`)
    expect(problems).toMatchObject([{ line: 2, code: 'price.row', message }])
  })
})

async function guidesOf(text: string, wish: Partial<PriceWish> = {}): Promise<PriceGuide[]> {
  const source = priceList('mine.csv', (await read(text)).prices)
  for await (const { guides } of source.prices([{ part: '3001', color: 5, quantity: 1 }], { ...SOLD, ...wish }))
    return guides
  return []
}

function read(text: string) {
  const source = sourceOf(new TextEncoder().encode(text))
  return readPrices(source, 'mine.csv', { facts: shippedFacts(), asOf: '2026-11-21', currency: 'EUR' })
}

function eur(amount: number) {
  return { currency: 'EUR', micros: Math.round(amount * 1_000_000) }
}
