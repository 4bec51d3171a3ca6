import { BrickError } from '../error.js'
import { exact, type Money } from './money.js'

/** What one unit of a base currency is worth in others, on one day. */
export interface Rates {
  base: string
  /** ISO 8601, a day; absent for rates that a user names. */
  day?: string
  /** Who says so. */
  source: string
  /** Decimal text, by currency: `1.0837`. */
  per: Map<string, string>
}

/**
 * The same amount in another currency, rounded half up to a millionth. Rates of one table are combined by way of its base,
 * exactly: nothing passes through a binary fraction.
 * @throws {BrickError} when the table lacks one of both, or the amount is more than can be calculated with.
 */
export function exchange(money: Money, currency: string, rates: Rates | undefined): Money {
  if (money.currency === currency) return money
  const [from, to] = [rateOf(rates, money.currency), rateOf(rates, currency)]
  if (from === undefined || to === undefined)
    throw noRate(from === undefined ? money.currency : currency, currency, rates)
  // Amount / from * to, where each rate is a whole number of 10^-12.
  const divisor = from * 2n
  return exact(currency, (BigInt(money.micros) * to * 2n + from) / divisor)
}

/** Whether amounts in both currencies can be compared. */
export function isExchangeable(a: string, b: string, rates: Rates | undefined): boolean {
  return a === b || (rateOf(rates, a) !== undefined && rateOf(rates, b) !== undefined)
}

/** In 10^-12 of the base; undefined where the table does not say. */
function rateOf(rates: Rates | undefined, currency: string): bigint | undefined {
  if (rates?.base === currency) return SCALE
  const text = rates?.per.get(currency)
  if (text === undefined) return undefined
  const known = READ.get(text)
  if (known !== undefined) return known
  const rate = rateIn(text)
  if (rate !== undefined) READ.set(text, rate)
  return rate
}

/** A few rates are asked for thousands of times. */
const READ = new Map<string, bigint>()

function rateIn(text: string): bigint | undefined {
  const match = /^(\d+)(?:\.(\d{1,12})\d*)?$/.exec(text)
  if (!match) return undefined
  const rate = BigInt(match[1] ?? '0') * SCALE + BigInt((match[2] ?? '').padEnd(12, '0'))
  return rate > 0n ? rate : undefined
}

const SCALE = 10n ** 12n

function noRate(missing: string, wanted: string, rates: Rates | undefined): BrickError {
  const hint = `name one, --rate ${missing}=1.08 for 1 ${wanted}, or a table: --rates eurofxref-daily.xml`
  if (rates) return new BrickError(`${rates.source} has no rate for ${missing}`, { hint })
  return new BrickError(`prices are in ${missing}, not in ${wanted}`, { hint })
}
