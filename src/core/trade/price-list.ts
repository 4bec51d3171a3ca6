import type { IdSystem, ItemType, Lot } from '../inventory.js'
import { addMoney, nothing, times, type Money } from './money.js'
import type { PriceGuide } from './price-guide.js'
import type { PriceSource, PriceWish } from './sources.js'

/** A price that somebody wrote down, and of what. */
export interface QuotedPrice {
  system: IdSystem
  part: string
  /** In the same system. */
  color: number
  itemType: ItemType
  /** Absent: both new and used. */
  condition?: 'N' | 'U'
  guide: PriceGuide
}

/** A list of prices in BrickLink's numbers as a source of them. Rows of one item are put together. */
export function priceList(title: string, prices: readonly QuotedPrice[]): PriceSource {
  const items = new Map<string, QuotedPrice[]>()
  for (const price of prices) {
    const key = itemKey(price)
    const rows = items.get(key)
    if (rows) rows.push(price)
    else items.set(key, [price])
  }
  return {
    title,
    calls: () => Promise.resolve(0),
    async *prices(lots, wish) {
      for (const [position, lot] of lots.entries()) {
        await Promise.resolve()
        yield { position, guides: guidesOf(items.get(itemKey(lot)) ?? [], lot, wish) }
      }
    },
  }
}

/** Same item, same key, whatever the condition. */
export function itemKey({ part, color, itemType = 'P' }: Pick<Lot, 'part' | 'color' | 'itemType'>): string {
  return `${itemType}${part.toLowerCase()}\t${itemType === 'P' ? color : ''}`
}

/** The basis that is wished for first; the other is better than nothing. */
function guidesOf(rows: QuotedPrice[], { condition }: Lot, wish: PriceWish): PriceGuide[] {
  const wanted = condition === 'N' || condition === 'U' ? condition : wish.condition
  const fitting = rows.filter((row) => row.condition === undefined || row.condition === wanted)
  const bases = [wish.basis, wish.basis === 'sold' ? 'stock' : 'sold'] as const
  return bases.flatMap((basis) => together(fitting.flatMap(({ guide }) => (guide.basis === basis ? [guide] : []))))
}

/** Prices of the same currency as one; those of the first currency count. */
function together(guides: PriceGuide[]): PriceGuide[] {
  const [first] = guides
  const same = guides.filter(({ currency }) => currency === first?.currency)
  if (first === undefined || same.length < 2) return guides.slice(0, 1)
  const pieces = same.reduce((sum, guide) => sum + guide.pieces, 0)
  const worth = same.reduce(
    (sum, guide) => addMoney(sum, times(guide.weighted ?? nothing(sum.currency), guide.pieces)),
    nothing(first.currency),
  )
  const all = same.flatMap(({ least, most, weighted }) =>
    [least ?? weighted, most ?? weighted].flatMap((one) => one ?? []),
  )
  const sorted = all.toSorted((a, b) => a.micros - b.micros)
  const [least, most] = [sorted[0], sorted.at(-1)]
  const weighted: Money = { currency: first.currency, micros: Math.round(worth.micros / Math.max(1, pieces)) }
  const asOf = same.map((guide) => guide.asOf).sort()[0] ?? first.asOf
  const lots = same.reduce((sum, guide) => sum + guide.lots, 0)
  return [{ ...first, lots, pieces, weighted, asOf, ...(least && { least }), ...(most && { most }) }]
}
