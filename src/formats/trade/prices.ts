import type { Facts } from '../../core/catalog/facts.js'
import type { Problem } from '../../core/problem.js'
import { problemLog } from '../../core/problem-log.js'
import type { Source } from '../../core/source.js'
import type { QuotedPrice } from '../../core/trade/price-list.js'
import type { PriceGuide } from '../../core/trade/price-guide.js'
import { wholeNumber } from '../rows/whole-number.js'
import { amountOf } from './amount.js'
import { currencyOf, noSuchCurrency } from './currency.js'
import { dayOf } from './day.js'
import { ITEM_FIELDS, itemReader } from './item.js'
import { countryIn } from './country.js'
import { namedColumns, readRecords, type TradeField, type TradeRecord } from './records.js'
import { noCurrency } from './no-currency.js'
import { vatOf } from './vat.js'

/** What a user has written down of prices. */
export interface PriceFile {
  prices: QuotedPrice[]
  problems: Problem[]
}

export interface PriceFileOptions {
  facts: Facts
  columns?: string
  /** Of prices that do not say theirs. */
  currency?: string
  /** When the file was written: ISO 8601. */
  asOf: string
}

const FIELDS = {
  ...ITEM_FIELDS,
  price: ['price', 'unitprice', 'priceeach', 'each', 'qtyavgprice', 'qtyavg', 'average', 'avg', 'avgprice'],
  least: ['minprice', 'min', 'least', 'cheapest'],
  most: ['maxprice', 'max', 'most', 'dearest'],
  lots: ['lots', 'unitquantity', 'sales'],
  pieces: ['pieces', 'totalquantity', 'quantity', 'qty'],
  basis: ['basis', 'guidetype'],
  currency: ['currency', 'currencycode'],
  country: ['country', 'countrycode'],
  asOf: ['asof', 'date', 'updated'],
  vat: ['vat', 'tax'],
} as const satisfies Record<string, TradeField>

/**
 * Reads a table or a JSON list of prices. A row that makes no sense is reported and no price.
 * @throws {BrickError} when the file is neither, or `--columns` names what it has not.
 */
export async function readPrices(source: Source, file: string, options: PriceFileOptions): Promise<PriceFile> {
  const { facts, columns, currency: usual, asOf } = options
  const prices: QuotedPrice[] = []
  const { problems, tell, close } = problemLog({ file })
  const itemOf = itemReader(facts)
  await readRecords(source, file, { ...(columns !== undefined && { columns: namedColumns(columns, FIELDS) }), take })
  close()
  return { prices, problems }

  function take(record: TradeRecord): void {
    const wrong = price(record)
    if (wrong === undefined) return
    tell({ level: 'error', code: 'price.row', line: record.line, message: wrong, fix: 'correct it, or delete the row' })
  }

  /** Why the row is no price. */
  function price(record: TradeRecord): string | undefined {
    const item = itemOf(record)
    if (typeof item === 'string') return item
    const word = record.says(FIELDS.currency) || usual
    if (word === undefined) throw noCurrency(file)
    const currency = currencyOf(word)
    if (currency === undefined) return noSuchCurrency(word)
    const text = record.says(FIELDS.price)
    const weighted = amountOf(text, currency)
    if (!weighted) return text === '' ? `no price for ${item.part}` : `no price for ${item.part}: ${text}`
    const [least, most] = [FIELDS.least, FIELDS.most].map((field) => amountOf(record.says(field), currency))
    const country = countryIn(record.says(FIELDS.country))
    const { condition, ...what } = item
    const guide: PriceGuide = {
      basis: /sold/i.test(record.says(FIELDS.basis)) ? 'sold' : 'stock',
      ...{ condition: condition ?? 'N', currency, weighted, source: file },
      lots: wholeNumber(record.says(FIELDS.lots)) ?? 1,
      pieces: wholeNumber(record.says(FIELDS.pieces)) ?? 1,
      ...(least && { least }),
      ...(most && { most }),
      ...(country !== '' && { country }),
      asOf: dayOf(record.says(FIELDS.asOf), asOf),
      vat: vatOf(record.says(FIELDS.vat)),
    }
    prices.push({ ...what, ...(condition && { condition }), guide })
    return undefined
  }
}
