import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../../src/core/source.js'
import { readTerms } from '../../../src/formats/trade/terms.js'

const HEAD =
  'store,country,up_to_grams,postage,handling,min_order,min_lot_average,lot_limit,tax,border_over,border,currency'

describe('readTerms', () => {
  it('reads a row for each step of postage, of a store, a country, or all', async () => {
    const rows = `${HEAD}\n,DE,50,1.85,,,,,,,,EUR\n,UK,,,,,,,20%,150,12.50,GBP\nStein & Co,,500,"4,50",0.3,10,0.25,50,,,,\n`
    const { value, problems } = await read(rows)
    expect(problems).toEqual([])
    expect(value).toEqual([
      { country: 'DE', step: { upTo: 50, cost: money(1.85) } },
      { country: 'GB', tax: 20, border: { over: money(150, 'GBP'), cost: money(12.5, 'GBP') } },
      {
        store: 'stein & co',
        step: { upTo: 500, cost: money(4.5) },
        ...{ handling: money(0.3), minimum: money(10), lotAverage: money(0.25), lotLimit: 50 },
      },
    ])
  })

  it('takes postage without a weight for any', async () => {
    expect((await read('country,postage\nDE,4.50\n')).value).toEqual([
      { country: 'DE', step: { upTo: Infinity, cost: money(4.5) } },
    ])
  })

  it.each([
    ['country,postage\nDE,much\n', 'much is no amount'],
    ['country,up_to_grams,postage\nDE,light,4\n', 'light is no weight in grams'],
    ['country,tax\nDE,high\n', 'high is no tax in percent'],
    ['country,postage,currency\nDE,4,Euros\n', /Euros/],
  ])('reports %j', async (text, message) => {
    const { value, problems } = await read(text)
    expect(value).toEqual([])
    expect(problems).toMatchObject([
      { code: 'offer.terms', line: 2, message: expect.stringMatching(message) as string },
    ])
  })

  it('refuses a table without a row, and one without a currency', async () => {
    await expect(read(`${HEAD}\n`)).rejects.toThrow('says nothing of what stores charge')
    await expect(read('country,postage\nDE,4\n', null)).rejects.toThrow('in which currency')
  })
})

function read(text: string, usual: string | null = 'EUR') {
  return readTerms(sourceOf(new TextEncoder().encode(text)), 'terms.csv', usual ?? undefined)
}

function money(amount: number, currency = 'EUR') {
  return { currency, micros: Math.round(amount * 1e6) }
}
