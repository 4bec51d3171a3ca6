import type { Route } from './bricklink.js'
import { invalid, ok, unparseable } from './bricklink-envelope.js'
import { typeOf, type Item, type ItemIndex } from './bricklink-items.js'
import { colorIdOf, timestamp, wordOf } from './bricklink-values.js'
import { groupBy } from './groups.js'
import { decimal, USER, type Sale, type SellerLot, type World } from './world.js'

/** Statistics of the seller table, which itself is never served: no store, no lot number, no minimum. */
export function priceRoutes(world: World, items: ItemIndex): Route[] {
  const lots = groupBy(world.lots, (lot) => lot.pair ?? lot.set ?? lot.minifig)
  const sales = groupBy(world.sales, ({ pair }) => pair)
  return [
    {
      path: /^\/items\/([^/]+)\/([^/]+)\/price$/,
      methods: {
        GET({ ask: { query } }, type = '', no = '') {
          const question = questionOf(query, world)
          const item = items.find(typeOf(type), no)
          const rows = question.isSold ? soldRows(item, question) : stockRows(item, question)
          return ok(guide({ no: item?.no ?? no, type: typeOf(type) }, question, rows))
        },
      },
    },
  ]

  function stockRows(item: Item | undefined, question: Question): Row[] {
    const keys = [...pairsOf(item, question), wholeOf(item)]
    const found = keys.flatMap((key) => (key ? (lots.get(key) ?? []) : []))
    const kept = found.filter(
      (lot) => lot.store.open && lot.condition === question.condition && question.isFrom(lot.store.country),
    )
    return kept.map((lot) => stockRow(lot, question)).toSorted((a, b) => a.price - b.price)
  }

  function soldRows(item: Item | undefined, question: Question): Row[] {
    const found = pairsOf(item, question).flatMap((pair) => sales.get(pair) ?? [])
    const kept = found.filter((sale) => sale.condition === question.condition && question.isFrom(sale.sellerCountry))
    return kept.toSorted((a, b) => a.time - b.time).map((sale) => soldRow(sale, question))
  }

  function wholeOf(item: Item | undefined) {
    const isSame = (no: string) => no === item?.no
    if (item?.type === 'SET') return world.sets.find(({ no }) => isSame(no))
    return item?.type === 'MINIFIG' ? world.minifigs.find(({ bricklink }) => isSame(bricklink)) : undefined
  }
}

interface Question {
  color: number | undefined
  isSold: boolean
  condition: 'new' | 'used'
  currency: string
  vat: 'N' | 'Y' | 'O'
  isFrom(country: string): boolean
  /** To the currency that was asked for, with VAT or without, rounded up as BrickLink does. */
  convert(price: number, from: { currency: string; vatRate: number }): number
}

interface Row {
  /** Ten-thousandths. */
  price: number
  quantity: number
  answer: object
}

function questionOf(query: URLSearchParams, { rates }: World): Question {
  const color = colorIdOf(query)
  const isSold = wordOf(query, 'guide_type', ['stock', 'sold']) === 'sold'
  const condition = wordOf(query, 'new_or_used', ['N', 'U']) === 'U' ? 'used' : 'new'
  const currency = query.get('currency_code')?.toUpperCase() ?? USER.currency
  const [rate, vat] = [rates[currency], query.get('vat')?.toUpperCase() ?? 'N']
  if (rate === undefined) throw unparseable(currency, 'currency_code')
  if (vat !== 'N' && vat !== 'Y' && vat !== 'O') throw invalid(`Unparseable data [${vat}] for [vat].`, 400)
  return {
    ...{ color, isSold, condition, currency, vat, isFrom: originOf(query) },
    convert(price, from) {
      const percent = vat === 'Y' || from.vatRate === 0 ? 100 : 100 + from.vatRate
      const added = vat === 'O' && from.vatRate > 0 ? 125 : 100
      return Math.ceil((price * rate * added) / ((rates[from.currency] ?? 1_000_000) * percent))
    },
  }
}

const REGIONS: Record<string, string[]> = {
  ...{ asia: [], africa: [], middle_east: [], south_america: [], north_america: ['US', 'CA'], oceania: ['AU'] },
  ...{ europe: ['DE', 'NL', 'FR', 'ES', 'AT', 'GB'], eu: ['DE', 'NL', 'FR', 'ES', 'AT'] },
}

/** With a country the region is ignored; a region that there is not is, too. BrickLink says UK. */
function originOf(query: URLSearchParams): (country: string) => boolean {
  const wanted = query.get('country_code')?.toUpperCase()
  const region = REGIONS[query.get('region')?.toLowerCase() ?? '']
  if (wanted) return (country) => bricklinkCountry(country) === wanted
  return (country) => region?.includes(country) ?? true
}

/** ISO 3166-1 except for one. */
export function bricklinkCountry(country: string): string {
  return country === 'GB' ? 'UK' : country
}

function pairsOf(item: Item | undefined, { color }: Question) {
  return item?.pairs.filter((pair) => color === undefined || pair.color.bricklink === color) ?? []
}

function stockRow({ price, quantity, store }: SellerLot, { convert }: Question): Row {
  const cost = convert(price, { currency: store.currency, vatRate: store.withoutVat ? 0 : store.vatRate })
  const ships = store.shipsTo.length === 0 || store.shipsTo.includes(USER.country)
  const answer = { quantity, qunatity: quantity, unit_price: decimal(cost, 4), shipping_available: ships }
  return { price: cost, quantity, answer }
}

function soldRow({ price, quantity, currency, vatRate, ...sale }: Sale, { convert }: Question): Row {
  const cost = convert(price, { currency, vatRate })
  const answer = {
    ...{ quantity, unit_price: decimal(cost, 4), seller_country_code: bricklinkCountry(sale.sellerCountry) },
    ...{ buyer_country_code: bricklinkCountry(sale.buyerCountry), date_ordered: timestamp(sale.time) },
    qunatity: quantity,
  }
  return { price: cost, quantity, answer }
}

/** Nothing for sale is no error: all is zero. */
function guide(item: { no: string; type: string }, { condition, currency }: Question, rows: Row[]): object {
  const prices = rows.map(({ price }) => price)
  const pieces = rows.reduce((sum, { quantity }) => sum + quantity, 0)
  const total = prices.reduce((sum, price) => sum + price, 0)
  const worth = rows.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  const shown = (price: number) => decimal(rows.length > 0 ? Math.ceil(price) : 0, 4)
  return {
    ...{ item, new_or_used: condition === 'new' ? 'N' : 'U', currency_code: currency },
    ...{ min_price: shown(Math.min(...prices)), max_price: shown(Math.max(...prices)) },
    ...{ avg_price: shown(total / rows.length), qty_avg_price: shown(worth / pieces) },
    ...{ unit_quantity: rows.length, total_quantity: pieces, price_detail: rows.map(({ answer }) => answer) },
  }
}
