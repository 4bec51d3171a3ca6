import type { Compiled } from './compiled.js'
import { complete } from './assign.js'
import { coverChange, roomOf, setTake, takeChange, type Draft } from './draft.js'
import { takeGoods } from './evaluate.js'

/** Takes everything out of a store, and buys it where it makes the rest dearer by least. Answers the lots concerned. */
export function leaveStore(compiled: Compiled, draft: Draft, store: number): number[] {
  const { offerStart, offerLot } = compiled
  const lots: number[] = []
  for (let offer = offerStart[store] as number; offer < (offerStart[store + 1] as number); offer++) {
    if ((draft.take[offer] as number) === 0) continue
    lots.push(offerLot[offer] as number)
    setTake(compiled, draft, offer, 0)
  }
  for (const lot of lots) complete(compiled, draft, lot, store)
  return lots
}

/**
 * Makes a parcel lighter, down to the given weight, by moving to other stores that are used what costs least there for its
 * weight. Stops where nothing can be moved. Answers the lots concerned.
 */
export function lightenStore(compiled: Compiled, draft: Draft, store: number, weight: number): number[] {
  const { offerStart, offerLot, bulk } = compiled
  const lots: number[] = []
  while ((draft.weight[store] as number) > weight) {
    const excess = (draft.weight[store] as number) - weight
    const best: Move = { rate: Infinity, from: -1, to: -1, pieces: 0 }
    for (let offer = offerStart[store] as number; offer < (offerStart[store + 1] as number); offer++) {
      if ((draft.take[offer] as number) > 0) lightestMove(compiled, draft, offer, excess, best)
    }
    const { from, to, pieces } = best
    if (from < 0) return lots
    const pack = bulk[to] as number
    setTake(compiled, draft, from, (draft.take[from] as number) - pieces)
    setTake(compiled, draft, to, (draft.take[to] as number) + Math.ceil(pieces / pack) * pack)
    lots.push(offerLot[from] as number)
  }
  return lots
}

/** Pieces that go from one offer to another, and what that costs for their weight. */
interface Move {
  rate: number
  from: number
  to: number
  pieces: number
}

/** Looks for a better move out of an offer, of as many pieces as are too heavy. */
function lightestMove(compiled: Compiled, draft: Draft, offer: number, excess: number, best: Move): void {
  const { offerLot, lotStart, lotOffers, lotWeight, bulk, offerStore } = compiled
  const lot = offerLot[offer] as number
  const each = lotWeight[lot] as number
  if (each === 0) return
  const pack = bulk[offer] as number
  const taken = draft.take[offer] as number
  const pieces = Math.min(taken, Math.ceil(excess / each / pack) * pack)
  const saved = takeGoods(compiled, offer, taken) - takeGoods(compiled, offer, taken - pieces)
  for (let at = lotStart[lot] as number; at < (lotStart[lot + 1] as number); at++) {
    const other = lotOffers[at] as number
    const target = offerStore[other] as number
    if (target === offerStore[offer] || (draft.lots[target] as number) === 0) continue
    const size = bulk[other] as number
    const quantity = (draft.take[other] as number) + Math.ceil(pieces / size) * size
    if (quantity > roomOf(compiled, draft, other)) continue
    const rate = (takeChange(compiled, draft, other, quantity) - saved) / (pieces * each)
    if (rate < best.rate) Object.assign(best, { rate, from: offer, to: other, pieces })
  }
}

/**
 * Begins with a store: moves there what costs less there than where it is, as much as the lightest parcels hold, the best for its
 * weight first. Answers the lots concerned.
 */
export function enterStore(compiled: Compiled, draft: Draft, store: number): number[] {
  const { offerStart, offerLot, lotWeight, bulk } = compiled
  const gains: { offer: number; rate: number }[] = []
  for (let offer = offerStart[store] as number; offer < (offerStart[store + 1] as number); offer++) {
    const gain = pull(compiled, draft, offer, false)
    const weight = lotWeight[offerLot[offer] as number] as number
    if (gain > 0) gains.push({ offer, rate: gain / Math.max(1, weight * (bulk[offer] as number)) })
  }
  gains.sort((a, b) => b.rate - a.rate || a.offer - b.offer)
  const lots: number[] = []
  for (const { offer } of gains) {
    if (pull(compiled, draft, offer, true) > 0) lots.push(offerLot[offer] as number)
  }
  return lots
}

/** What is saved when an offer takes over from the dearest takes of its lot, the fee of the store aside; and does so. */
function pull(compiled: Compiled, draft: Draft, offer: number, isDone: boolean): number {
  const { offerLot, offerStore, lotStart, lotOffers, bulk, demand } = compiled
  const lot = offerLot[offer] as number
  const store = offerStore[offer] as number
  const pack = bulk[offer] as number
  const lacking = Math.max(0, (demand[lot] as number) - (draft.cover[lot] as number))
  let gain = 0
  if (isDone && (draft.lots[store] as number) === 0 && draft.used >= compiled.maxStores) return 0
  if (lacking > 0) {
    const quantity = Math.min(roomOf(compiled, draft, offer), Math.ceil(lacking / pack) * pack)
    if (quantity > 0) gain -= coverChange(compiled, draft, lot, quantity)
    if (isDone && quantity > 0 && takeChange(compiled, draft, offer, quantity) < Infinity) {
      setTake(compiled, draft, offer, quantity)
    }
  }
  for (let at = lotStart[lot] as number; at < (lotStart[lot + 1] as number); at++) {
    const other = lotOffers[at] as number
    const taken = draft.take[other] as number
    if (taken === 0 || offerStore[other] === store) continue
    const has = isDone ? (draft.take[offer] as number) : 0
    const quantity = Math.min(roomOf(compiled, draft, offer), has + Math.ceil(taken / pack) * pack)
    if (quantity <= has) continue
    const removed = Math.min(taken, Math.floor((quantity - has) / (bulk[other] as number)) * (bulk[other] as number))
    if (removed <= 0) continue
    const isBegun = (draft.lots[store] as number) > 0
    const paid = isBegun
      ? takeChange(compiled, draft, offer, quantity)
      : takeGoods(compiled, offer, quantity) -
        takeGoods(compiled, offer, has) +
        (quantity - has) * (compiled.offerPenalty[offer] as number)
    const saved = -takeChange(compiled, draft, other, taken - removed)
    if (saved <= paid) continue
    gain += saved - paid
    if (!isDone || takeChange(compiled, draft, offer, quantity) === Infinity) continue
    setTake(compiled, draft, other, taken - removed)
    setTake(compiled, draft, offer, quantity)
  }
  return gain
}
