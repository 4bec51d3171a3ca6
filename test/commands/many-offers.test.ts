import { expect, it } from 'vitest'
import { askOffers } from '../../src/commands/ask-offers.js'
import { sellersAsText } from '../../src/commands/sellers-text.js'
import { inventory } from '../../src/core/inventory.js'
import { offerList } from '../../src/core/trade/offer-list.js'
import type { Offer } from '../../src/core/trade/offer.js'
import { sellersOf } from '../../src/core/trade/sellers.js'
import { columnWidths } from '../../src/formats/view/column-widths.js'
import { machine } from '../../src/system/io.js'
import { shippedFacts } from '../../src/system/facts.js'

/** More than a call can take as its arguments. */
const MANY = 150_000

it('tells of more stores than a call can take arguments', async () => {
  const lots = [{ part: '3001', color: 5, quantity: 1 }]
  const all = Array.from({ length: MANY }, (_, index) => offerOf(index))
  const { offers } = await askOffers(machine(), lots, [offerList('a.csv', all)], '')
  expect(offers[0]).toHaveLength(MANY)
  const sold = sellersOf(lots, offers, { currency: 'EUR' })
  const catalog = shippedFacts()
  const loaded = { ...{ inventory: inventory('ldraw', []), sources: [], files: [], problems: [] }, catalog } as never
  const list = { ...{ loaded, lots, sold, asked: ['a.csv'], unresolved: [], currency: 'EUR' }, top: MANY, today: TODAY }
  const text = sellersAsText({ terminal: { output: false, error: false, columns: 80 } }, list)
  expect(text.split('\n')).toHaveLength(MANY + 4)
})

it('measures as many rows', () => {
  expect(columnWidths(Array.from({ length: MANY }, (_, index) => [String(index), '\u5b57']))).toEqual([6, 2])
})

const TODAY = '2026-11-22'

function offerOf(index: number): Offer {
  const store = { market: 'file', id: `s${index}`, name: `s${index}`, currency: 'EUR' }
  const price = { currency: 'EUR', micros: 100_000 + index }
  return {
    ...{ store, part: '3001', color: 5, itemType: 'P', condition: 'N', quantity: 1, bulk: 1, price },
    ...{ asOf: TODAY, vat: 'unknown' },
  }
}
