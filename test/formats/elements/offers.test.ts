import { describe, expect, it } from 'vitest'
import { BrickError } from '../../../src/core/error.js'
import { sourceOf } from '../../../src/core/source.js'
import { readElementOffers } from '../../../src/formats/elements/offers.js'

describe('readElementOffers', () => {
  it.each([
    { title: 'all columns', text: 'elementId,assortment,price\n300521,bestseller,0.12\n300501,Standard,0.05' },
    {
      title: 'other names and spellings',
      text: 'Element ID;Delivery channel;Price\n300521;pab;€ 0,12\n300501;bap;0,05',
    },
  ])('takes $title', async ({ text }) => {
    const { offers, problems } = await read(text)
    expect(problems).toEqual([])
    expect([...offers]).toEqual([
      ['300521', { assortment: 'bestseller', price: 1200 }],
      ['300501', { assortment: 'standard', price: 500 }],
    ])
  })

  it('needs no more than element numbers', async () => {
    expect([...(await read('element\n300521\n')).offers]).toEqual([['300521', { assortment: 'any' }]])
  })

  it('leaves out what is not there to be sold', async () => {
    expect([...(await read('element,in stock\n300521,no\n300501,12\n300523,out of stock')).offers.keys()]).toEqual([
      '300501',
    ])
  })

  it('takes the assortment that is sent sooner for what is in both', async () => {
    const { offers } = await read('element,assortment\n300521,standard\n300521,bestseller\n300521,standard')
    expect(offers.get('300521')).toEqual({ assortment: 'bestseller' })
  })

  it('names the rows that make no sense', async () => {
    const { offers, problems } = await read(
      'element,assortment\n3005a,standard\n300521,outlet\n,standard\n300501,standard',
    )
    expect([...offers.keys()]).toEqual(['300501'])
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '2: 3005a is no element number',
      '3: outlet is no assortment: bestseller or standard',
      '4: nothing is no element number',
    ])
  })

  it('refuses a table without element numbers', async () => {
    await expect(read('part,color\n3005,4')).rejects.toThrow(BrickError)
  })
})

function read(text: string) {
  return readElementOffers(sourceOf(Buffer.from(text)), 'pab.csv')
}
