import { BrickError, EXIT } from '../core/error.js'
import type { Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import type { OfferSource } from '../core/trade/sources.js'
import type { Io } from '../system/io.js'
import { askOffers, type AskedOffers } from './ask-offers.js'
import type { Loaded } from './load.js'
import { openOfferFiles } from './offer-files.js'
import { withOfferMarkets } from './offer-markets.js'
import type { TradeFlags } from './trade-options.js'

export interface OfferFlags extends TradeFlags {
  offers?: string[]
  offerColumns?: string
  shipTo?: string
}

/** What files and markets offer of a list. */
export interface FoundOffers extends AskedOffers {
  /** Who was asked. */
  asked: string[]
  /** In which currency the user wants to know sums; undefined where nobody says. */
  wanted: string | undefined
  problems: Problem[]
}

/**
 * Asks the user's files and markets for a list.
 * @throws {BrickError} when there is nobody to ask, or one of them fails.
 */
export async function offersFor(io: Io, loaded: Loaded, lots: readonly Lot[], flags: OfferFlags): Promise<FoundOffers> {
  const { defaults } = loaded.decisions
  const wanted = flags.currency ?? defaults.currency
  const files = await openOfferFiles(io, flags.offers ?? [], {
    ...{ facts: loaded.catalog, lots },
    ...(flags.offerColumns !== undefined && { columns: flags.offerColumns }),
    ...(wanted !== undefined && { currency: wanted }),
  })
  const shipTo = flags.shipTo ?? defaults.country
  const asking = { ...flags, ...(shipTo !== undefined && { shipTo }) }
  const { answers, asked } = await withOfferMarkets(io, asking, async (markets) => {
    const sources: OfferSource[] = [...files.sources, ...markets]
    return { answers: await askOffers(io, lots, sources, shipTo ?? ''), asked: sources.map(({ title }) => title) }
  })
  if (asked.length === 0) throw nobodyAsked(loaded)
  return { ...answers, asked, wanted, problems: [...files.problems, ...answers.problems] }
}

function nobodyAsked({ sources }: Loaded): BrickError {
  return new BrickError(`nobody says who sells ${sources.join(', ')}: there is no file of offers, and no key`, {
    exit: EXIT.credentials,
    hint: 'name a file, --offers offers.csv; brick markets says whose key lists sellers; without, brick export bl makes a list for Buy All',
  })
}
