import type { Lot } from '../core/inventory.js'
import type { LotShare } from '../core/lists/swap-lots.js'
import type { Estimate } from '../core/trade/estimate.js'
import type { Rates } from '../core/trade/exchange.js'
import type { PriceWish } from '../core/trade/sources.js'
import type { Swap } from '../core/trade/swaps.js'
import type { Unresolved } from '../core/translate/translate.js'
import type { Loaded } from './load.js'

/** What can be swapped in a list, and what that is worth. */
export interface SwapAnswer {
  /** As the model has it. */
  loaded: Loaded
  shares: LotShare[]
  /** All that is worth while, in the order of their numbers. */
  swaps: Swap[]
  /** What the second total counts with. */
  chosen: Swap[]
  unresolved: Unresolved[]
  wish: PriceWish
  asked: string[]
  today: string
  before: Estimate
  after: Estimate
  rates?: Rates
  isPriced(lot: Lot): boolean
  /** What it is at BrickLink. */
  shopLot(lot: Lot): Lot | undefined
  /** Tell of all lots. */
  all?: true
  /** What was written, and where. */
  accepted?: { file: string; rows: { key: string; value: string }[] }
}

export type Fate = 'swap' | 'accepted' | 'cheapest' | 'unpriced'

/** Of a lot that has several fates, the first of these counts. */
export const FATES: Fate[] = ['swap', 'accepted', 'unpriced', 'cheapest']

export function fateCounts(answer: SwapAnswer): Record<Fate, { lots: number; pieces: number }> {
  const counts = { swap: none(), accepted: none(), cheapest: none(), unpriced: none() }
  const fates = new Map<Lot, Fate>()
  const fateOf = fatesOf(answer)
  for (const share of answer.shares) {
    const fate = fateOf(share)
    counts[fate].pieces += share.lot.quantity
    const known = fates.get(share.of)
    if (!known || FATES.indexOf(fate) < FATES.indexOf(known)) fates.set(share.of, fate)
  }
  for (const fate of fates.values()) counts[fate].lots++
  return counts
}

/** What becomes of each share of a lot. */
export function fatesOf({ swaps, chosen, accepted, isPriced }: SwapAnswer): (share: LotShare) => Fate {
  const [named, taken] = [swaps, accepted ? chosen : []].map((some) => new Set(some.flatMap(({ from }) => from.lots)))
  return ({ lot, by }) => {
    if (by || taken?.has(lot)) return 'accepted'
    if (named?.has(lot)) return 'swap'
    return isPriced(lot) ? 'cheapest' : 'unpriced'
  }
}

/** Why one may stand in for the other, and who says so, so that a builder can veto it. */
export function reasonOf({ from: { anyColor, lots }, to: { lot, relation, rebrickable } }: Swap): string {
  const mould = rebrickable.includes('M') ? 'other mould (Rebrickable M)' : ''
  const alternate = rebrickable.includes('A') ? 'alternate (Rebrickable A)' : ''
  const plain = relation === 'print' ? 'plain instead of print' : ''
  const color = anyColor && lots[0]?.color !== lot.color ? `any color: ${anyColor.because}` : ''
  return [alternate, mould && (alternate === '' ? `same part, ${mould}` : mould), plain, color]
    .filter((word) => word !== '')
    .join('; ')
}

function none() {
  return { lots: 0, pieces: 0 }
}
