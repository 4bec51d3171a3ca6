import { count } from '../core/count.js'
import type { Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import type { Offer } from '../core/trade/offer.js'
import type { OfferSource } from '../core/trade/sources.js'
import type { Io } from '../system/io.js'
import { MANY_CALLS } from './ask-prices.js'

/** What sources say of a list. */
export interface AskedOffers {
  /** Of each lot, by its position. */
  offers: Offer[][]
  /** What Brick Owl calls each lot that it was asked for, by its position. */
  boids: Map<number, string>
  problems: Problem[]
}

/** Asks all sources for all lots. */
export async function askOffers(
  io: Io,
  lots: readonly Lot[],
  sources: readonly OfferSource[],
  shipTo: string,
): Promise<AskedOffers> {
  const asked: AskedOffers = { offers: lots.map(() => []), boids: new Map(), problems: [] }
  for (const source of sources) {
    const calls = await source.calls(lots, { shipTo })
    if (calls > MANY_CALLS) io.say(`asking ${source.title} for sellers: ${count(calls, 'call')}`)
    const odd = new Map<number, Problem>()
    for await (const { position, offers, number, problem } of source.offers(lots, { shipTo })) {
      // There may be more than a call can pass on.
      asked.offers[position] = asked.offers[position]?.concat(offers) ?? offers
      if (number !== undefined) asked.boids.set(position, number)
      if (problem) odd.set(position, problem)
    }
    // Answers come in any order, and are told of in that of the list.
    asked.problems = [...asked.problems, ...lots.flatMap((_, position) => odd.get(position) ?? [])]
  }
  return asked
}
