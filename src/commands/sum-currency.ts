import { BrickError } from '../core/error.js'
import type { Rates } from '../core/trade/exchange.js'
import type { Io } from '../system/io.js'
import { ratesFor, type TradeFlags } from './trade-options.js'

/**
 * In which currency to add up, and by which rates: the one that the user names, else the only one in which there are amounts.
 * @throws {BrickError} when there are several, and the user names none.
 */
export async function sumCurrency(
  io: Io,
  flags: TradeFlags,
  wanted: string | undefined,
  found: Iterable<string>,
): Promise<{ currency: string; rates?: Rates }> {
  const currencies = [...new Set(found)]
  if (wanted === undefined && currencies.length > 1)
    throw new BrickError(`prices are in ${currencies.join(' and ')}: nobody says in which the sum should be`, {
      hint: 'name one, --currency EUR, and rates: --rate USD=1.08, or --rates eurofxref-daily.xml',
    })
  const currency = wanted ?? currencies[0] ?? 'EUR'
  const rates = await ratesFor(io, flags, currency)
  return { currency, ...(rates && { rates }) }
}
