import { SaxesParser } from 'saxes'
import { BrickError, EXIT } from '../../core/error.js'
import type { Source } from '../../core/source.js'
import type { Rates } from '../../core/trade/exchange.js'
import { readRecords, type TradeField } from './records.js'

const FIELDS = {
  currency: ['currency', 'code', 'currencycode'],
  rate: ['rate', 'value', 'obsvalue'],
  day: ['date', 'day', 'timeperiod', 'asof'],
} as const satisfies Record<string, TradeField>

/**
 * Reads rates of exchange: the daily or historical XML of the European Central Bank, of which the newest day counts, or a
 * table with the columns `currency` and `rate`, and perhaps `date`, for one euro.
 * @throws {BrickError} when the file has no rate.
 */
export async function readRates(source: Source, file: string): Promise<Rates> {
  const rates: Rates = { base: 'EUR', source: file, per: new Map() }
  if (/^\s*</.test(new TextDecoder().decode(source.head).replace(/^\ufeff/, ''))) readCubes(source, file, rates)
  else
    await readRecords(source, file, {
      take: (record) => keep(rates, record.says(FIELDS.day), record.says(FIELDS.currency), record.says(FIELDS.rate)),
    })
  if (rates.per.size > 0) return rates
  throw new BrickError(`${file} has no rates of exchange`, {
    exit: EXIT.input,
    hint: 'it must be eurofxref-daily.xml of the European Central Bank, or a table: currency,rate',
  })
}

/** Elements of the ECB stand in each other and are all called so: one with a day has those with rates. */
function readCubes(source: Source, file: string, rates: Rates): void {
  let day = ''
  const parser = new SaxesParser({ position: false, xmlns: false })
  parser.on('opentag', ({ attributes: { time, currency, rate } }) => {
    day = time ?? day
    if (currency !== undefined && rate !== undefined) keep(rates, day, currency, rate)
  })
  try {
    parser.write(new TextDecoder().decode(source.bytes())).close()
  } catch (error) {
    const hint = 'it may be cut off: download it again'
    throw new BrickError(`${file} cannot be read as XML`, { exit: EXIT.input, hint, cause: error })
  }
}

function keep(rates: Rates, day: string, currency: string, rate: string): void {
  const code = currency.trim().toUpperCase()
  if (!/^[A-Z]{3}$/.test(code) || !/^\d+(\.\d+)?$/.test(rate.trim())) return
  if (day !== '' && rates.day !== undefined && day < rates.day) return
  if (day !== '' && day !== rates.day) rates.per.clear()
  if (day !== '') rates.day = day
  rates.per.set(code, rate.trim())
}
