import type { Compiled } from './compiled.js'
import { coverChange, emptyDraft, roomOf, setTake, takeChange, type Draft } from './draft.js'
import { openLagrangian } from './lagrange.js'
import { freeState, type NodeState } from './node-state.js'
import { relocate } from './relocate.js'
import { ascend } from './volume.js'

export interface Assigned {
  draft: Draft
  /** No order from these stores only is cheaper. */
  bound: number
  values: Float64Array
}

/**
 * Shares all lots out among the stores of a small instance: a bound for it tells at which prices, its averaged solution how
 * much of what, and single changes mend what rounding left. Stops early, without a draft, when the bound reaches `enough`.
 */
export function assign(
  compiled: Compiled,
  values: Float64Array,
  { iterations, target, enough }: { iterations: number; target: number; enough: number },
): Assigned | { draft?: undefined; bound: number; values: Float64Array } {
  const average = new Float64Array(compiled.segmentLot.length)
  const levelUse = new Float64Array(compiled.levelCost.length)
  const lagrangian = openLagrangian(compiled)
  const state = freeState(compiled)
  const options = { target, enough, period: 1, isOver: () => false, average, levelUse }
  let result = ascend(compiled, lagrangian, state, values, { ...options, iterations })
  const { bound } = result
  if (bound >= enough) return { bound, values: result.values }
  for (let round = 0; round < compiled.stores && settleLevels(compiled, state, levelUse); round++) {
    result = ascend(compiled, lagrangian, state, result.values, { ...options, iterations: Math.ceil(iterations / 8) })
  }
  const draft = emptyDraft(compiled)
  fill(compiled, draft, averageByOffer(compiled, average))
  relocate(compiled, draft, { mayOpen: true, rounds: 6 })
  return { draft, bound, values: result.values }
}

/** Decides on the level of those stores that have nearly one only; of one at least. Answers whether any was left. */
function settleLevels({ stores, levelStart }: Compiled, { low, high }: NodeState, levelUse: Float64Array): boolean {
  let surest = -1
  let most = -1
  let isAny = false
  for (let store = 0; store < stores; store++) {
    if (low[store] === high[store] || levelStart[store] === levelStart[store + 1]) continue
    let best = low[store] as number
    let sum = 0
    for (let level = low[store] as number; level <= (high[store] as number); level++) {
      sum += levelUse[level] as number
      if ((levelUse[level] as number) > (levelUse[best] as number)) best = level
    }
    const share = sum > 0 ? (levelUse[best] as number) / sum : 0
    isAny = true
    if (share > 0.95) {
      low[store] = best
      high[store] = best
    } else if (share > most) {
      most = share
      surest = store
    }
  }
  if (surest < 0) return isAny
  let best = low[surest] as number
  for (let level = best; level <= (high[surest] as number); level++) {
    if ((levelUse[level] as number) > (levelUse[best] as number)) best = level
  }
  low[surest] = best
  high[surest] = best
  return true
}

/** Pieces of each offer in an averaged solution. */
function averageByOffer({ segmentOffer, offerLot }: Compiled, average: Float64Array): Float64Array {
  const byOffer = new Float64Array(offerLot.length)
  segmentOffer.forEach((offer, segment) => {
    byOffer[offer] = (byOffer[offer] as number) + (average[segment] as number)
  })
  return byOffer
}

/** Takes of each lot first what is wished for most, then what makes the order dearer by least. */
export function fill(compiled: Compiled, draft: Draft, wish: Float64Array): void {
  const { lots, lotStart, lotOffers } = compiled
  for (let lot = 0; lot < lots; lot++) {
    const offers = lotOffers.slice(lotStart[lot], lotStart[lot + 1])
    offers.sort((a, b) => (wish[b] as number) - (wish[a] as number) || a - b)
    for (const offer of offers) {
      const pieces = Math.round(wish[offer] as number)
      if (pieces > 0) takeUpTo(compiled, draft, offer, pieces)
    }
  }
  for (let lot = 0; lot < lots; lot++) complete(compiled, draft, lot)
}

/** Buys what lacks of a lot where it makes the order dearer by least for each piece, as long as it is worth it, but not in one store. */
export function complete(compiled: Compiled, draft: Draft, lot: number, without = -1): void {
  const { lotStart, lotOffers, demand, bulk, offerStore } = compiled
  for (;;) {
    const lacking = (demand[lot] as number) - (draft.cover[lot] as number)
    if (lacking <= 0) return
    let best = -1
    let least = 0
    let quantity = 0
    for (let at = lotStart[lot] as number; at < (lotStart[lot + 1] as number); at++) {
      const offer = lotOffers[at] as number
      if (offerStore[offer] === without) continue
      const taken = draft.take[offer] as number
      const pack = bulk[offer] as number
      const most = Math.min(roomOf(compiled, draft, offer), taken + Math.ceil(lacking / pack) * pack)
      if (most <= taken || isBeyondStores(compiled, draft, offer)) continue
      const change = takeChange(compiled, draft, offer, most) + coverChange(compiled, draft, lot, most - taken)
      const each = change / Math.min(lacking, most - taken)
      if (each >= least) continue
      least = each
      best = offer
      quantity = most
    }
    if (best < 0) return
    setTake(compiled, draft, best, quantity)
  }
}

function takeUpTo(compiled: Compiled, draft: Draft, offer: number, pieces: number): void {
  const lot = compiled.offerLot[offer] as number
  const pack = compiled.bulk[offer] as number
  const lacking = (compiled.demand[lot] as number) - (draft.cover[lot] as number)
  const wanted = Math.ceil(Math.min(pieces, Math.max(0, lacking)) / pack) * pack
  const quantity = Math.min(roomOf(compiled, draft, offer), wanted)
  if (quantity <= 0 || isBeyondStores(compiled, draft, offer)) return
  if (takeChange(compiled, draft, offer, quantity) < Infinity) setTake(compiled, draft, offer, quantity)
}

/** Whether an offer is of a store that would be one too many. */
function isBeyondStores({ maxStores, offerStore }: Compiled, draft: Draft, offer: number): boolean {
  return draft.used >= maxStores && (draft.lots[offerStore[offer] as number] as number) === 0
}
