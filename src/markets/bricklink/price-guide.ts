import type { Lot } from '../../core/inventory.js'
import type { Money } from '../../core/trade/money.js'
import type { Basis, PriceGuide } from '../../core/trade/price-guide.js'
import type { PriceWish } from '../../core/trade/sources.js'
import type { Call, KeptForm } from '../../system/http/call.js'
import { itemPath } from './item-types.js'
import { condition, flag, integer, list, money, object, optional, rowOf, text, type Row } from '../members.js'

/** What BrickLink says of the prices of an item. */
export interface Prices {
  no: string
  type: string
  condition: 'N' | 'U' | undefined
  currency: string
  /** Lots on sale, or sales. */
  lots: number
  pieces: number
  /** All absent where nothing is on sale, or was sold: BrickLink writes 0.0000 then. */
  least?: Money
  most?: Money
  average?: Money
  weighted?: Money
  /**
   * Each lot or sale. Nobody knows whose. There may be thousands, so that they are read only when asked for; absent in what
   * was kept.
   */
  rows?(): PriceRow[]
}

export interface PriceRow {
  quantity: number
  price: Money
  /** Of what is on sale: whether it would be sent to the owner of the key. */
  isSentHere?: boolean
  /** Of what was sold: when, and between which countries, as BrickLink writes them. */
  sold?: { at: string; from: string | undefined; to: string | undefined }
}

/** `qunatity` is an old slip of the pen, with the same value. */
export const IGNORED_OF_PRICES = ['price_detail.qunatity']

/** In milliseconds. */
const HOUR = 3_600_000

const KEEP: Record<Basis, number> = { sold: 48 * HOUR, stock: 12 * HOUR }

/** Prices of a lot, in the condition of the lot, or in that of the wish. */
export function pricesCall(lot: Lot, wish: PriceWish): Call<Prices> {
  const { basis, currency, country, region, vat } = wish
  const { part, color, itemType = 'P' } = lot
  return {
    ...{ method: 'GET', repeat: 'safe', path: `${itemPath(itemType, part)}/price`, decode: pricesOf },
    query: {
      // Without a color, all colors count together: right for what has none, and for what may have any.
      ...(color > 0 && { color_id: color }),
      guide_type: basis,
      new_or_used: conditionOf(lot, wish),
      ...(country === undefined ? { region } : { country_code: bricklinkCountry(country) }),
      currency_code: currency,
      vat: vat === 'included' ? 'Y' : 'N',
    },
    ...{ keep: KEEP[basis], keepAs: KEPT_PRICES, keepAbsent: 24 * HOUR },
  }
}

/** Without each lot or sale. */
const KEPT_PRICES: KeptForm<Prices> = {
  name: 'prices 1',
  write: (prices) => JSON.stringify(prices),
  read: (text) => JSON.parse(text) as Prices,
}

export function pricesOf(data: unknown): Prices {
  const row = rowOf(data)
  const [item, currency] = [object(row, 'item'), text(row, 'currency_code')]
  const [lots, pieces] = [integer(row, 'unit_quantity'), integer(row, 'total_quantity')]
  const amount = money(currency)
  const [least, most] = [amount(row, 'min_price'), amount(row, 'max_price')]
  const [average, weighted] = [amount(row, 'avg_price'), amount(row, 'qty_avg_price')]
  return {
    ...{ no: text(item, 'no'), type: text(item, 'type'), condition: condition(row, 'new_or_used'), currency },
    ...{ lots, pieces, rows: () => list(row, 'price_detail', (detail) => priceRow(detail, currency)) },
    ...(lots > 0 && pieces > 0 && { least, most, average, weighted }),
  }
}

/** The same in the words that all sources share. */
export function guideOf(prices: Prices, { lot, wish, fetchedAt }: Asked): PriceGuide {
  const { basis, vat, country, region } = wish
  const { condition = conditionOf(lot, wish), currency, lots, pieces, least, most, average, weighted } = prices
  return {
    ...{ basis, condition, currency, vat, lots, pieces },
    ...(least && { least }),
    ...(average && { average }),
    ...(weighted && { weighted }),
    ...(most && { most }),
    ...(country === undefined ? region !== undefined && { region } : { country }),
    ...{ asOf: new Date(fetchedAt).toISOString(), source: 'BrickLink' },
  }
}

/** What was asked, and when it was answered, in milliseconds since 1970. */
interface Asked {
  lot: Lot
  wish: PriceWish
  fetchedAt: number
}

function conditionOf({ condition }: Lot, wish: PriceWish): 'N' | 'U' {
  return condition === 'N' || condition === 'U' ? condition : wish.condition
}

/** ISO 3166-1 but for one. */
function bricklinkCountry(country: string): string {
  return country === 'GB' ? 'UK' : country
}

function priceRow(row: Row, currency: string): PriceRow {
  const at = optional(text, row, 'date_ordered')
  const isSentHere = optional(flag, row, 'shipping_available')
  const [from, to] = [optional(text, row, 'seller_country_code'), optional(text, row, 'buyer_country_code')]
  return {
    ...{ quantity: integer(row, 'quantity', 'qunatity'), price: money(currency)(row, 'unit_price') },
    ...(isSentHere !== undefined && { isSentHere }),
    ...(at !== undefined && { sold: { at, from, to } }),
  }
}
