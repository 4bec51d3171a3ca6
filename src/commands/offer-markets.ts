import { BrickError } from '../core/error.js'
import type { OfferSource } from '../core/trade/sources.js'
import type { OpenMarket } from '../markets/market.js'
import type { Io } from '../system/io.js'
import { withMarketSources } from './market-sources.js'
import type { TradeFlags } from './trade-options.js'

/**
 * The markets that know sellers: those that the user names; without a name and without a file of offers, those of which
 * the user has keys.
 * @throws {BrickError} when one that is named knows none, or does not know the user, or nobody says where to send parts.
 */
export async function withOfferMarkets<T>(
  io: Io,
  flags: TradeFlags & { offers?: string[]; shipTo?: string },
  work: (sources: OfferSource[]) => Promise<T>,
): Promise<T> {
  if (flags.market === undefined && flags.offers !== undefined) return work([])
  const kind = { of: ({ offers }: OpenMarket) => offers, without: 'tells nobody who its sellers are' }
  return withMarketSources(io, flags, kind, (sources) => {
    if (sources.length > 0 && flags.shipTo === undefined) throw nowhere(sources)
    return work(sources)
  })
}

function nowhere(sources: OfferSource[]): BrickError {
  return new BrickError(`${sources.map(({ title }) => title).join(', ')} must know where parts are to be sent`, {
    hint: 'say it, --ship-to DE, or put it into brick.toml: [defaults] country = "DE"',
  })
}
