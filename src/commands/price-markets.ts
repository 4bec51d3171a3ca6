import { BrickError } from '../core/error.js'
import type { PriceSource } from '../core/trade/sources.js'
import type { Io } from '../system/io.js'
import type { TradeFlags } from './trade-options.js'

/**
 * The markets that give prices: those that the user names; without a name and without a file of prices, those of which the
 * user has keys.
 * @throws {BrickError} when one that is named gives none, or does not know the user.
 */
export async function withPriceMarkets<T>(
  io: Io,
  flags: TradeFlags & { prices?: string[] },
  work: (sources: PriceSource[]) => Promise<T>,
): Promise<T> {
  if (flags.market === undefined && flags.prices !== undefined) return work([])
  const { wantedMarkets, withMarkets } = await import('./open-markets.js')
  const wanted = await wantedMarkets(io, flags.market)
  if (wanted.length === 0) return work([])
  return withMarkets(io, wanted, flags, (open) => {
    const without = open.find(({ prices }) => prices === undefined)
    if (without && flags.market !== undefined) throw withoutPrices(without.market.title)
    return work(open.flatMap(({ prices }) => prices ?? []))
  })
}

function withoutPrices(title: string): BrickError {
  return new BrickError(`${title} gives no prices`, { hint: 'brick markets says what each gives' })
}
