import { describe, expect, it } from 'vitest'
import { sourceOf } from '../../../src/core/source.js'
import type { Offer } from '../../../src/core/trade/offer.js'
import { readOffers, type OfferFileOptions } from '../../../src/formats/trade/offers.js'
import { shippedFacts } from '../../../src/system/facts.js'

const HEAD = 'store,country,part,color,condition,qty,price,currency,min_buy,lot_limit,bulk,ship'

describe('readOffers', () => {
  it('reads the short table', async () => {
    const [offer] = await offersOf(`${HEAD}\nBrickHaus,DE,3001,5,N,12,0.105,EUR,10,50,1,4.50\n`)
    expect(offer).toEqual({
      store: {
        ...{ market: 'file', id: 'BrickHaus', name: 'BrickHaus', country: 'DE', currency: 'EUR', lotLimit: 50 },
        ...{ minimum: eur(10), postage: eur(4.5) },
      },
      ...{ part: '3001', color: 5, itemType: 'P', condition: 'N', quantity: 12, bulk: 1, price: eur(0.105) },
      ...{ asOf: '2026-11-21', vat: 'unknown' },
    })
  })

  it('reads the long table, with tiers, lot numbers and VAT', async () => {
    const table = [
      'service,store_id,store_name,store_country,currency,min_lot_average,item_type,item_no,color_id,color_scheme,condition,quantity,bulk,unit_price,tier1_qty,tier1_price,lot_id,url,as_of,vat',
      'brickowl,7,Stein & Co,UK,gbp,0.25,P,3001,4,rebrickable,usedg,40,10,0.03,100,0.02,L1,https://stein.example/1,2026-11-01,incl',
    ].join('\n')
    const { offers } = await read(table)
    expect(offers[0]).toMatchObject({
      store: { market: 'brickowl', id: '7', name: 'Stein & Co', country: 'GB', currency: 'GBP' },
      ...{ color: 4, condition: 'U', bulk: 10, lotId: 'L1', asOf: '2026-11-01', vat: 'included' },
      tiers: [{ from: 100, price: { currency: 'GBP', micros: 20_000 } }],
    })
  })

  it('reads the same as JSON', async () => {
    const row = { store: 'A', part: '3001', color: 'Red', qty: 3, price: 0.05, currency: 'EUR' }
    const { offers } = await read(JSON.stringify({ schema: 'brick-offers/1', offers: [row] }))
    expect(offers[0]).toMatchObject({ color: 5, quantity: 3, price: eur(0.05) })
  })

  it('makes one store of many rows, whose stricter terms count, and says so once', async () => {
    const { offers, problems } = await read(
      `${HEAD}\nA,DE,3001,5,N,1,1,EUR,10,,,\nA,DE,3002,5,N,1,1,EUR,15,,,\nA,DE,3003,5,N,1,1,EUR,5,,,\n`,
    )
    const stores = new Set(offers.map(({ store }) => store))
    expect([...stores].map(({ minimum }) => minimum)).toEqual([eur(15)])
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [3, 'A has two different least amounts to buy for'],
    ])
  })

  it.each([
    ['A,DE,3001,5,N,4,,EUR,,,,', 'no price for 3001'],
    ['A,DE,3001,5,N,4,-1,EUR,,,,', 'no price for 3001: -1'],
    ['A,DE,3001,5,N,-4,1,EUR,,,,', '-4 is no quantity of 3001'],
    ['A,DE,3001,5,Q,4,1,EUR,,,,', 'Q is neither new nor used'],
    ['A,DE,,5,N,4,1,EUR,,,,', 'a row without the number of a part'],
    ['A,DE,3001,Puce,N,4,1,EUR,,,,', 'nobody knows the color Puce of 3001'],
    ['A,DE,3001,5,N,4,1,EURO,,,,', 'EURO is no currency: they have three letters, as in EUR'],
    ['A,DE,3001,5,N,4,1,EUR,,,0,', '0 is no multiple in which 3001 is sold'],
  ])('reports a row that is no offer: %s', async (row, message) => {
    const { offers, problems } = await read(`${HEAD}\n${row}\n`)
    expect(offers).toEqual([])
    expect(problems).toMatchObject([{ line: 2, code: 'offer.row', message }])
  })

  it('asks for the currency once, when no row says it', async () => {
    const table = 'store,part,color,qty,price\nA,3001,5,1,0.1\n'
    await expect(read(table)).rejects.toThrow('offers.csv does not say in which currency its prices are')
    expect((await read(table, { currency: 'EUR' })).problems).toEqual([])
  })

  it('takes columns as the user names them', async () => {
    const table = 'wer,teil,farbe,anzahl,kostet\nA,3001,5,2,0.1\n'
    const columns = 'store=wer,part=2,color=farbe,quantity=4,price=kostet'
    const { offers } = await read(table, { currency: 'EUR', columns })
    expect(offers[0]).toMatchObject({ store: { name: 'A' }, quantity: 2, price: eur(0.1) })
    await expect(read(table, { columns: 'stroe=1' })).rejects.toThrow('of the columns, "stroe=1" means nothing')
    await expect(read(table, { columns: 'price=9' })).rejects.toThrow('column "9" is not in the table')
  })

  it('keeps what is asked for, under the name that it is asked for by, and counts the rest', async () => {
    const callsIt = ({ part }: { part: string }) =>
      part === '3001' ? { part: '3001old', color: 5, itemType: 'P' as const } : undefined
    const table = `${HEAD}\nA,DE,3001,5,N,1,1,EUR,,,,\nA,DE,3002,5,N,1,1,EUR,,,,\n`
    const { offers, rows } = await read(table, { callsIt })
    expect([offers.map(({ part }) => part), rows]).toEqual([['3001old'], 2])
  })

  it.each(['2026-99-99', 'yesterday'])('takes the time of the file for a day that is none: %s', async (day) => {
    const table = `store,part,color,qty,price,currency,date\nA,3001,5,1,1,€,${day}\n`
    expect(await offersOf(table)).toMatchObject([{ asOf: '2026-11-21', price: eur(1) }])
  })

  it('reads numbers of JSON exactly, however small', async () => {
    const row = { store: 'A', part: '3001', color: 5, qty: 3, price: 5e-7, currency: 'EUR', minimum: 1e3 }
    const [offer] = await offersOf(JSON.stringify([row]))
    expect([offer?.price.micros, offer?.store.minimum]).toEqual([1, eur(1000)])
  })

  it.each(['[{]', '{"a": 1}'])('refuses JSON that is no list: %s', async (text) => {
    await expect(read(text)).rejects.toThrow(/begins like JSON and is none|is JSON, but no list/)
  })
})

async function offersOf(text: string): Promise<Offer[]> {
  return (await read(text)).offers
}

function read(text: string, more: Partial<OfferFileOptions> = {}) {
  const source = sourceOf(new TextEncoder().encode(text))
  return readOffers(source, 'offers.csv', {
    facts: shippedFacts(),
    asOf: '2026-11-21',
    callsIt: (item) => item,
    ...more,
  })
}

function eur(amount: number) {
  return { currency: 'EUR', micros: Math.round(amount * 1_000_000) }
}
