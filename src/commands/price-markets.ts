import type { PriceSource } from '../core/trade/sources.js'
import type { Io } from '../system/io.js'
import { withMarketSources } from './market-sources.js'
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
  return withMarketSources(io, flags, { of: ({ prices }) => prices, without: 'gives no prices' }, work)
}
