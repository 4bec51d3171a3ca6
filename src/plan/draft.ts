import type { Compiled } from './compiled.js'
import { basketCost, takeGoods } from './evaluate.js'

/** A plan in the making, with all that changes with a take kept up to date. */
export interface Draft {
  /** Pieces taken of each offer. */
  take: Float64Array
  /** Pieces of each lot. */
  cover: Float64Array
  goods: Float64Array
  weight: Float64Array
  /** Different lots of each store. */
  lots: Int32Array
  /** What each basket costs. */
  cost: Float64Array
  groupTaken: Float64Array
  groupOffers: Int32Array
  /** Baskets, penalties and what is not bought, which counts as its worth. */
  total: number
  /** Stores used. */
  used: number
  /** Where changes are written down while it may be that they are taken back: offer and pieces before, in turn. */
  log?: number[] | undefined
}

export function emptyDraft(compiled: Compiled): Draft {
  const { lots, stores, demand, worth, offerLot, groupStock } = compiled
  let total = 0
  for (let lot = 0; lot < lots; lot++) total += (demand[lot] as number) * (worth[lot] as number)
  return {
    take: new Float64Array(offerLot.length),
    cover: new Float64Array(lots),
    goods: new Float64Array(stores),
    weight: new Float64Array(stores),
    lots: new Int32Array(stores),
    cost: new Float64Array(stores),
    groupTaken: new Float64Array(groupStock.length),
    groupOffers: new Int32Array(groupStock.length),
    total,
    used: 0,
  }
}

/** The most that can be taken of an offer, what is taken already included. */
export function roomOf({ stock, group, groupStock, bulk }: Compiled, draft: Draft, offer: number): number {
  const number = group[offer] as number
  if (number < 0) return stock[offer] as number
  const left = (groupStock[number] as number) - (draft.groupTaken[number] as number) + (draft.take[offer] as number)
  const pack = bulk[offer] as number
  return Math.min(stock[offer] as number, Math.floor(left / pack) * pack)
}

/** Changes a take, whatever it costs; what cannot be sent costs `Infinity`. */
export function setTake(compiled: Compiled, draft: Draft, offer: number, quantity: number): void {
  const before = draft.take[offer] as number
  if (before === quantity) return
  draft.log?.push(offer, before)
  const store = compiled.offerStore[offer] as number
  const lot = compiled.offerLot[offer] as number
  const lots = (draft.lots[store] as number) + lotChange(compiled, draft, offer, quantity)
  draft.total += coverChange(compiled, draft, lot, quantity - before)
  draft.total += (quantity - before) * (compiled.offerPenalty[offer] as number)
  const number = compiled.group[offer] as number
  if (number >= 0) {
    draft.groupTaken[number] = (draft.groupTaken[number] as number) + quantity - before
    const change = (quantity > 0 ? 1 : 0) - (before > 0 ? 1 : 0)
    draft.groupOffers[number] = (draft.groupOffers[number] as number) + change
  }
  draft.take[offer] = quantity
  draft.cover[lot] = (draft.cover[lot] as number) + quantity - before
  draft.used += (lots > 0 ? 1 : 0) - ((draft.lots[store] as number) > 0 ? 1 : 0)
  draft.lots[store] = lots
  draft.weight[store] = (draft.weight[store] as number) + (quantity - before) * (compiled.lotWeight[lot] as number)
  const goods = takeGoods(compiled, offer, quantity) - takeGoods(compiled, offer, before)
  draft.goods[store] = (draft.goods[store] as number) + goods
  const cost = costWith(compiled, draft, store, 0, 0, 0)
  draft.total += cost - (draft.cost[store] as number)
  draft.cost[store] = cost
}

/** Makes changes that are kept only if the draft is cheaper then; answers whether it is. */
export function attempt(compiled: Compiled, draft: Draft, change: () => void): boolean {
  const outer = draft.log
  const total = draft.total
  const log: number[] = []
  draft.log = log
  change()
  draft.log = outer
  if (draft.total < total) {
    if (outer) for (const entry of log) outer.push(entry)
    return true
  }
  for (let at = log.length - 2; at >= 0; at -= 2) setTakeBack(compiled, draft, log[at] as number, log[at + 1] as number)
  draft.total = total
  return false
}

function setTakeBack(compiled: Compiled, draft: Draft, offer: number, quantity: number): void {
  const outer = draft.log
  draft.log = undefined
  setTake(compiled, draft, offer, quantity)
  draft.log = outer
}

/** What a basket would cost with so much more in it. */
export function costWith(
  compiled: Compiled,
  draft: Draft,
  store: number,
  weight: number,
  goods: number,
  lots: number,
): number {
  const heavy = (draft.weight[store] as number) + weight
  return basketCost(
    compiled,
    store,
    heavy,
    (draft.goods[store] as number) + goods,
    (draft.lots[store] as number) + lots,
  )
}

/** How much dearer everything gets when a take is changed to so many pieces, but for what its lot then lacks or not. */
export function takeChange(compiled: Compiled, draft: Draft, offer: number, quantity: number): number {
  const before = draft.take[offer] as number
  const store = compiled.offerStore[offer] as number
  const goods = takeGoods(compiled, offer, quantity) - takeGoods(compiled, offer, before)
  const weight = (quantity - before) * (compiled.lotWeight[compiled.offerLot[offer] as number] as number)
  const cost = costWith(compiled, draft, store, weight, goods, lotChange(compiled, draft, offer, quantity))
  return cost - (draft.cost[store] as number) + (quantity - before) * (compiled.offerPenalty[offer] as number)
}

/** How much dearer everything gets when so many more pieces of a lot are there, for what it lacks only. */
export function coverChange({ demand, worth }: Compiled, draft: Draft, lot: number, more: number): number {
  const wanted = demand[lot] as number
  const before = Math.max(0, wanted - (draft.cover[lot] as number))
  const after = Math.max(0, wanted - (draft.cover[lot] as number) - more)
  return (after - before) * (worth[lot] as number)
}

/** How many different lots more a store has when a take is changed. */
function lotChange({ group }: Compiled, draft: Draft, offer: number, quantity: number): number {
  const change = (quantity > 0 ? 1 : 0) - ((draft.take[offer] as number) > 0 ? 1 : 0)
  const number = group[offer] as number
  if (number < 0 || change === 0) return change
  const others = (draft.groupOffers[number] as number) - ((draft.take[offer] as number) > 0 ? 1 : 0)
  return others > 0 ? 0 : change
}
