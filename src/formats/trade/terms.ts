import { BrickError, EXIT } from '../../core/error.js'
import type { Parsed } from '../../core/problem.js'
import { problemLog } from '../../core/problem-log.js'
import type { Source } from '../../core/source.js'
import type { Money } from '../../core/trade/money.js'
import type { TermsRow } from '../../core/trade/terms.js'
import { wholeNumber } from '../rows/whole-number.js'
import { amountOf } from './amount.js'
import { countryIn } from './country.js'
import { currencyOf, noSuchCurrency } from './currency.js'
import { noCurrency } from './no-currency.js'
import { readRecords, type TradeField, type TradeRecord } from './records.js'
import { STORE_FIELDS } from './store.js'

const FIELDS = {
  ...STORE_FIELDS,
  upTo: ['uptograms', 'upto', 'grams', 'maxgrams', 'weight'],
  tax: ['taxpercent', 'tax', 'vatpercent', 'vat'],
  borderOver: ['borderover', 'customsover'],
  border: ['border', 'bordercost', 'customs', 'customscost'],
} as const satisfies Record<string, TradeField>

/**
 * Reads a table of what stores charge beyond their prices: a row for each step of postage, of one store, of those in a
 * country, or of all. A row that makes no sense is reported and does not count.
 * @param usual the currency of rows that name none
 * @throws {BrickError} when the file is neither a table nor JSON, has no row, or does not say in which currency it is.
 */
export async function readTerms(source: Source, file: string, usual: string | undefined): Promise<Parsed<TermsRow[]>> {
  const rows: TermsRow[] = []
  const { problems, tell, close } = problemLog({ file })
  await readRecords(source, file, { take })
  close()
  if (rows.length > 0 || problems.length > 0) return { value: rows, problems }
  throw new BrickError(`${file} says nothing of what stores charge`, {
    exit: EXIT.input,
    hint: 'it must be a table such as: store,country,up_to_grams,postage,handling,min_order,currency',
  })

  function take(record: TradeRecord): void {
    const row = rowOf(record)
    if (typeof row !== 'string') rows.push(row)
    else tell({ level: 'error', code: 'offer.terms', line: record.line, message: row, fix: 'correct it' })
  }

  /** Or why it makes no sense. */
  function rowOf(record: TradeRecord): TermsRow | string {
    const word = record.says(FIELDS.currency) || usual
    if (word === undefined) throw noCurrency(file)
    const currency = currencyOf(word)
    if (currency === undefined) return noSuchCurrency(word)
    const wrong = AMOUNTS.find((name) => isWrong(record.says(FIELDS[name]), currency))
    if (wrong !== undefined) return `${record.says(FIELDS[wrong])} is no amount`
    const grams = record.says(FIELDS.upTo)
    if (grams !== '' && !/^\d{1,9}(\.\d+)?$/.test(grams)) return `${grams} is no weight in grams`
    const tax = record.says(FIELDS.tax).replace(/\s*%$/, '')
    if (tax !== '' && !/^\d{1,3}(\.\d+)?$/.test(tax)) return `${tax} is no tax in percent`
    const limit = wholeNumber(record.says(FIELDS.lotLimit))
    const amount = (name: (typeof AMOUNTS)[number]) => amountOf(record.says(FIELDS[name]), currency)
    const [postage, border] = [amount('postage'), amount('border')]
    const store = (record.says(FIELDS.storeId) || record.says(FIELDS.store)).toLowerCase()
    const country = countryIn(record.says(FIELDS.country))
    return {
      ...(store !== '' && { store }),
      ...(country !== '' && { country }),
      ...(postage && { step: { upTo: grams === '' ? Infinity : Number(grams), cost: postage } }),
      ...named('handling', amount('handling')),
      ...named('minimum', amount('minimum')),
      ...named('lotAverage', amount('lotAverage')),
      ...(limit !== undefined && limit > 0 && { lotLimit: limit }),
      ...(tax !== '' && { tax: Number(tax) }),
      ...(border && { border: { over: amount('borderOver') ?? { currency, micros: 0 }, cost: border } }),
    }
  }
}

const AMOUNTS = ['postage', 'handling', 'minimum', 'lotAverage', 'borderOver', 'border'] as const

function isWrong(text: string, currency: string): boolean {
  return text !== '' && amountOf(text, currency) === undefined
}

function named(name: 'handling' | 'minimum' | 'lotAverage', money: Money | undefined): Partial<TermsRow> {
  return money ? { [name]: money } : {}
}
