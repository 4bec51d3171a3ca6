import { wholeNumber } from '../rows/whole-number.js'
import type { Money } from '../../core/trade/money.js'
import type { Store } from '../../core/trade/offer.js'
import { amountOf } from './amount.js'
import { countryIn } from './country.js'
import { currencyOf, noSuchCurrency } from './currency.js'
import { noCurrency } from './no-currency.js'
import type { TradeField, TradeRecord } from './records.js'

/** Columns that say who sells. */
export const STORE_FIELDS = {
  store: ['storename', 'store', 'shop', 'seller', 'sellername'],
  storeId: ['storeid', 'shopid', 'sellerid'],
  market: ['service', 'market', 'marketplace'],
  country: ['storecountry', 'country', 'sellercountry'],
  currency: ['currency', 'currencycode', 'basecurrency'],
  minimum: ['minorder', 'minbuy', 'minimum', 'minimumorder', 'minimumbuy'],
  lotAverage: ['minlotaverage', 'minimumlotaverage', 'lotaverage'],
  lotLimit: ['lotlimit', 'maxlots'],
  postage: ['shipcost', 'ship', 'shipping', 'postage'],
  handling: ['handling', 'handlingfee'],
  feedback: ['feedback', 'feedbackcount'],
  storeUrl: ['storeurl', 'shopurl'],
} as const satisfies Record<string, TradeField>

/**
 * Reads who sells; a text says why that cannot be told. Each store is one object, however many rows it has. A file
 * without a column of stores is one store's list, which is called as the file is.
 */
export function storeReader(
  file: string,
  usual: string | undefined,
  differs: (line: number, message: string) => void,
): (record: TradeRecord) => Store | string {
  const stores = new Map<string, Store>()
  const told = new Set<string>()
  return (record) => {
    const name = record.says(STORE_FIELDS.store)
    const id = record.says(STORE_FIELDS.storeId) || name || file
    const market = record.says(STORE_FIELDS.market).toLowerCase() || 'file'
    const word = record.says(STORE_FIELDS.currency) || usual
    if (word === undefined) throw noCurrency(file)
    const currency = currencyOf(word)
    if (currency === undefined) return noSuchCurrency(word)
    const key = `${market}:${id}:${currency}`
    const known = stores.get(key)
    const store: Store = { market, id, name: name || id, currency, ...terms(record, currency) }
    if (known) return merged(known, store, record.line)
    stores.set(key, store)
    return store
  }

  /** A store is told of once for each row; where rows differ, the stricter terms count. */
  function merged(known: Store, again: Store, line: number): Store {
    for (const term of ['minimum', 'lotAverage', 'postage', 'handling'] as const) {
      const [had, has] = [known[term], again[term]]
      if (has === undefined || had?.micros === has.micros) continue
      if (had) tell(known, line, TERMS[term])
      if (had === undefined || has.micros > had.micros) known[term] = has
    }
    const { country, lotLimit, feedback, url } = again
    if (country !== undefined && known.country !== undefined && country !== known.country)
      tell(known, line, 'countries')
    if (country !== undefined) known.country ??= country
    if (lotLimit !== undefined) known.lotLimit = Math.min(lotLimit, known.lotLimit ?? lotLimit)
    if (feedback !== undefined) known.feedback ??= feedback
    if (url !== undefined) known.url ??= url
    return known
  }

  function tell({ name }: Store, line: number, what: string): void {
    const message = `${name} has two different ${what}`
    if (!told.has(message)) differs(line, message)
    told.add(message)
  }
}

const TERMS = {
  minimum: 'least amounts to buy for',
  lotAverage: 'least averages of a lot',
  postage: 'costs of sending',
  handling: 'handling fees',
} as const

function terms(record: TradeRecord, currency: string): Partial<Store> {
  const country = countryIn(record.says(STORE_FIELDS.country))
  const [lotLimit, feedback] = [
    wholeNumber(record.says(STORE_FIELDS.lotLimit)),
    wholeNumber(record.says(STORE_FIELDS.feedback)),
  ]
  const url = record.says(STORE_FIELDS.storeUrl)
  return {
    ...(country !== '' && { country }),
    ...sum('minimum', STORE_FIELDS.minimum),
    ...sum('lotAverage', STORE_FIELDS.lotAverage),
    ...sum('postage', STORE_FIELDS.postage),
    ...sum('handling', STORE_FIELDS.handling),
    ...(lotLimit !== undefined && lotLimit > 0 && { lotLimit }),
    ...(feedback !== undefined && { feedback }),
    ...(/^https?:/i.test(url) && { url }),
  }

  function sum(name: keyof Store, field: TradeField): Record<string, Money> {
    const money = amountOf(record.says(field), currency)
    return money ? { [name]: money } : {}
  }
}
