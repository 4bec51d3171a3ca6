import type { IdSystem, ItemType, Lot } from '../inventory.js'
import { usualPrice } from './estimate.js'
import { itemIndex } from './item-index.js'
import { exact, type Money } from './money.js'
import type { Basis, PriceGuide } from './price-guide.js'
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
  const rowsOf = itemIndex(prices)
  return {
    title,
    calls: () => Promise.resolve(0),
    async *prices(lots, wish) {
      for (const [position, lot] of lots.entries()) {
        await Promise.resolve()
        yield { position, guides: guidesOf(rowsOf(lot), lot, wish) }
      }
    },
  }
}

/** The basis that is wished for first; the other is better than nothing. */
function guidesOf(rows: readonly QuotedPrice[], { condition }: Lot, wish: PriceWish): PriceGuide[] {
  const wanted = condition === 'N' || condition === 'U' ? condition : wish.condition
  const fitting = rows.filter((row) => row.condition === undefined || row.condition === wanted)
  const guides = fitting.flatMap(({ guide }) => (isWhere(guide, wish) ? [{ ...guide, condition: wanted }] : []))
  const bases: Basis[] = [wish.basis, wish.basis === 'sold' ? 'stock' : 'sold']
  return bases.flatMap((basis) =>
    together(
      guides.filter((guide) => guide.basis === basis),
      wish,
    ),
  )
}

/** A price that does not say where its sellers are may be of any. */
function isWhere({ country, region }: PriceGuide, wish: PriceWish): boolean {
  return (
    (wish.country === undefined || country === undefined || country === wish.country) &&
    (wish.region === undefined || region === undefined || region === wish.region)
  )
}

/** Prices of the same currency, VAT and country as one; of those that fit the wish best, the first count. */
function together(guides: PriceGuide[], wish: PriceWish): PriceGuide[] {
  const [first] = guides.toSorted((a, b) => distance(a, wish) - distance(b, wish))
  if (!first) return []
  const same = guides.filter(
    ({ currency, vat, country, region }) =>
      currency === first.currency && vat === first.vat && country === first.country && region === first.region,
  )
  return [same.length === 1 ? first : joined(first, same)]
}

/** How far a price is from what is wished for: a wrong currency weighs more than wrong VAT, and that more than a place. */
function distance({ currency, vat, country }: PriceGuide, wish: PriceWish): number {
  const isForeign = wish.currency !== undefined && currency !== wish.currency
  const tax = vat === wish.vat ? 0 : vat === 'unknown' ? 1 : 2
  return (isForeign ? 6 : 0) + tax * 2 + (country === wish.country ? 0 : 1)
}

/** Each price weighs as many pieces as it stands for, one at least: on a list of wishes a quantity may be 0. */
function joined(first: PriceGuide, same: PriceGuide[]): PriceGuide {
  let [lots, pieces, weight, worth] = [0, 0, 0n, 0n]
  let [least, most]: (Money | undefined)[] = []
  let { asOf } = first
  for (const guide of same) {
    lots += guide.lots
    pieces += guide.pieces
    if (guide.asOf < asOf) asOf = guide.asOf
    const usual = usualPrice(guide)
    if (!usual) continue
    const many = BigInt(Math.max(1, guide.pieces))
    weight += many
    worth += BigInt(usual.micros) * many
    const [low, high] = [guide.least ?? usual, guide.most ?? usual]
    if (least === undefined || low.micros < least.micros) least = low
    if (most === undefined || high.micros > most.micros) most = high
  }
  if (weight === 0n) return first
  const weighted = exact(first.currency, (worth * 2n + weight) / (weight * 2n))
  return { ...first, lots, pieces, weighted, asOf, ...(least && { least }), ...(most && { most }) }
}
