import { count } from '../core/count.js'
import type { Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { usualPrice } from '../core/trade/estimate.js'
import type { PriceGuide } from '../core/trade/price-guide.js'
import type { PriceSource, PriceWish } from '../core/trade/sources.js'
import type { Io } from '../system/io.js'

/** What sources say of a list. */
export interface AskedPrices {
  /** Of each lot, by its position. */
  guides: PriceGuide[][]
  problems: Problem[]
}

/** Asks one source after the other, each only for what those before it have no price for. */
export async function askPrices(
  io: Io,
  lots: readonly Lot[],
  sources: readonly PriceSource[],
  wish: PriceWish,
): Promise<AskedPrices> {
  const guides: PriceGuide[][] = lots.map(() => [])
  const problems: Problem[] = []
  for (const source of sources) {
    const open = [...lots.keys()].filter((position) => !guides[position]?.some((guide) => usualPrice(guide)))
    const asked = open.flatMap((position) => lots[position] ?? [])
    if (asked.length === 0) break
    const calls = await source.calls(asked, wish)
    if (calls > MANY_CALLS) io.say(`asking ${source.title} for prices: ${count(calls, 'call')}`)
    const odd = new Map<number, Problem>()
    for await (const { position, guides: found, problem } of source.prices(asked, wish)) {
      guides[open[position] ?? -1]?.push(...found)
      if (problem) odd.set(position, problem)
    }
    // Answers come in any order, and are told of in that of the list.
    problems.push(...asked.flatMap((_, position) => odd.get(position) ?? []))
  }
  return { guides, problems }
}

/** Fewer calls are over before one has read that they are made. */
export const MANY_CALLS = 20
