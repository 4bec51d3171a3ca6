import { BrickError } from '../core/error.js'
import type { OpenMarket } from '../markets/market.js'
import type { Io } from '../system/io.js'
import type { TradeFlags } from './trade-options.js'

interface SourceOptions<Source> {
  /** What is wanted of a market; undefined for one that has no such thing. */
  of(market: OpenMarket): Source | undefined
  /** What a market without it does, behind its name. */
  without: string
}

/**
 * What the markets that the user names have of a kind; without a name, those of which the user has keys. They are open
 * until the work is done.
 * @throws {BrickError} when one that is named has no such thing, or does not know the user.
 */
export async function withMarketSources<Source, T>(
  io: Io,
  flags: TradeFlags,
  { of, without }: SourceOptions<Source>,
  work: (sources: Source[]) => Promise<T>,
): Promise<T> {
  const { wantedMarkets, withMarkets } = await import('./open-markets.js')
  const wanted = await wantedMarkets(io, flags.market)
  if (wanted.length === 0) return work([])
  return withMarkets(io, wanted, flags, (open) => {
    const other = open.find((one) => of(one) === undefined)
    if (other && flags.market !== undefined)
      throw new BrickError(`${other.market.title} ${without}`, { hint: 'brick markets says what each gives' })
    return work(open.flatMap((one) => of(one) ?? []))
  })
}
