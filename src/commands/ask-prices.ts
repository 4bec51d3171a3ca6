import { count } from '../core/count.js'
import type { Lot } from '../core/inventory.js'
import { usualPrice } from '../core/trade/estimate.js'
import type { PriceGuide } from '../core/trade/price-guide.js'
import type { PriceSource, PriceWish } from '../core/trade/sources.js'
import type { Io } from '../system/io.js'

/**
 * Asks one source after the other, each only for what those before it have no price for.
 * @returns what is known of each lot, by its position.
 */
export async function askPrices(
  io: Io,
  lots: readonly Lot[],
  sources: readonly PriceSource[],
  wish: PriceWish,
): Promise<PriceGuide[][]> {
  const guides: PriceGuide[][] = lots.map(() => [])
  for (const source of sources) {
    const open = [...lots.keys()].filter((position) => !guides[position]?.some((guide) => usualPrice(guide)))
    const asked = open.flatMap((position) => lots[position] ?? [])
    if (asked.length === 0) break
    const calls = await source.calls(asked, wish)
    if (calls > MANY_CALLS) io.say(`asking ${source.title} for prices: ${count(calls, 'call')}`)
    for await (const { position, guides: found } of source.prices(asked, wish))
      guides[open[position] ?? -1]?.push(...found)
  }
  return guides
}

/** Fewer calls are over before one has read that they are made. */
export const MANY_CALLS = 20
