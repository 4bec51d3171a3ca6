import type { Compiled } from './compiled.js'
import { coverChange, roomOf, setTake, takeChange, type Draft } from './draft.js'

/**
 * Improves a draft by single changes until none is left that makes it cheaper: pieces of a lot go from one offer to
 * another, are bought where some lack, or are left out. Stores that are not used yet are begun with only if `mayOpen`.
 */
export function relocate(
  compiled: Compiled,
  draft: Draft,
  { mayOpen, rounds, lots }: { mayOpen: boolean; rounds: number; lots?: Iterable<number> },
): void {
  let waiting = [...(lots ?? draft.cover.keys())]
  for (let round = 0; round < rounds && waiting.length > 0; round++) {
    const improved: number[] = []
    for (const lot of waiting) {
      let times = 0
      while (times < 20 && improveLot(compiled, draft, lot, mayOpen)) times++
      if (times > 0) improved.push(lot)
    }
    waiting = improved.length === 0 ? [] : lots ? improved : [...draft.cover.keys()]
  }
}

/** The best single change of one lot. */
interface Change {
  gain: number
  offer: number
  quantity: number
  /** -1: none. */
  other: number
  otherQuantity: number
}

function improveLot(compiled: Compiled, draft: Draft, lot: number, mayOpen: boolean): boolean {
  const { lotStart, lotOffers, bulk, offerStore, demand } = compiled
  const best: Change = { gain: -1e-6, offer: -1, quantity: 0, other: -1, otherQuantity: 0 }
  const from = lotStart[lot] as number
  const to = lotStart[lot + 1] as number
  const wanted = demand[lot] as number
  const cover = draft.cover[lot] as number
  for (let at = from; at < to; at++) {
    const offer = lotOffers[at] as number
    const taken = draft.take[offer] as number
    if (taken > 0) tryLess(compiled, draft, offer, best)
    if (cover < wanted && (mayOpen || (draft.lots[offerStore[offer] as number] as number) > 0)) {
      tryMore(compiled, draft, offer, best)
    }
    if (taken === 0) continue
    for (let place = from; place < to; place++) {
      const other = lotOffers[place] as number
      if (other === offer) continue
      if (!mayOpen && (draft.lots[offerStore[other] as number] as number) === 0) continue
      const room = roomOf(compiled, draft, other)
      const has = draft.take[other] as number
      if (room <= has) continue
      const pack = bulk[other] as number
      const needed = wanted - (cover - taken) + has
      const all = Math.min(room, Math.max(has, Math.ceil(Math.min(needed, has + taken) / pack) * pack))
      tryMove(compiled, draft, offer, other, all, best)
      if (all > has + pack) tryMove(compiled, draft, offer, other, has + pack, best)
      if (all > has + 3 * pack) {
        tryMove(compiled, draft, offer, other, has + Math.round((all - has) / 2 / pack) * pack, best)
        tryMove(compiled, draft, offer, other, all - pack, best)
      }
      tryTier(compiled, draft, offer, other, room, best)
    }
  }
  if (best.offer < 0) return false
  setTake(compiled, draft, best.offer, best.quantity)
  if (best.other >= 0) setTake(compiled, draft, best.other, best.otherQuantity)
  return true
}

/** Takes fewer pieces: those beyond what is wanted, or all. */
function tryLess(compiled: Compiled, draft: Draft, offer: number, best: Change): void {
  const lot = compiled.offerLot[offer] as number
  const taken = draft.take[offer] as number
  const pack = compiled.bulk[offer] as number
  const spare = Math.floor(((draft.cover[lot] as number) - (compiled.demand[lot] as number)) / pack) * pack
  for (const quantity of [taken - Math.max(spare, 0), taken - pack, 0]) {
    if (quantity < taken && quantity >= 0) weigh(compiled, draft, best, offer, quantity, -1, 0)
  }
}

/** Takes more pieces where some lack, or to reach a cheaper tier. */
function tryMore(compiled: Compiled, draft: Draft, offer: number, best: Change): void {
  const lot = compiled.offerLot[offer] as number
  const taken = draft.take[offer] as number
  const pack = compiled.bulk[offer] as number
  const room = roomOf(compiled, draft, offer)
  const lacking = (compiled.demand[lot] as number) - (draft.cover[lot] as number)
  const all = Math.min(room, taken + Math.ceil(lacking / pack) * pack)
  if (all > taken) weigh(compiled, draft, best, offer, all, -1, 0)
  if (all > taken + pack) weigh(compiled, draft, best, offer, taken + pack, -1, 0)
}

/** Moves to another offer what brings it to the given quantity. */
function tryMove(compiled: Compiled, draft: Draft, offer: number, other: number, quantity: number, best: Change): void {
  const lot = compiled.offerLot[offer] as number
  const pack = compiled.bulk[offer] as number
  const taken = draft.take[offer] as number
  const gained = quantity - (draft.take[other] as number)
  const spare = (draft.cover[lot] as number) + gained - (compiled.demand[lot] as number)
  const least = Math.max(0, taken - Math.floor(Math.max(0, spare) / pack) * pack)
  weigh(compiled, draft, best, offer, least, other, quantity)
}

/** Moves as much as reaches the next cheaper tier of the other offer. */
function tryTier(compiled: Compiled, draft: Draft, offer: number, other: number, room: number, best: Change): void {
  const has = draft.take[other] as number
  for (let tier = compiled.tierStart[other] as number; tier < (compiled.tierStart[other + 1] as number); tier++) {
    const pack = compiled.bulk[other] as number
    const first = Math.ceil((compiled.tierFrom[tier] as number) / pack) * pack
    if (first <= has || first > room) continue
    tryMove(compiled, draft, offer, other, first, best)
    return
  }
}

function weigh(
  compiled: Compiled,
  draft: Draft,
  best: Change,
  offer: number,
  quantity: number,
  other: number,
  otherQuantity: number,
): void {
  const lot = compiled.offerLot[offer] as number
  const less = quantity - (draft.take[offer] as number)
  const more = other < 0 ? 0 : otherQuantity - (draft.take[other] as number)
  let gain = coverChange(compiled, draft, lot, less + more)
  if (other >= 0 && compiled.offerStore[offer] === compiled.offerStore[other]) {
    gain += twoChanges(compiled, draft, offer, quantity, other, otherQuantity)
  } else {
    gain += takeChange(compiled, draft, offer, quantity)
    if (other >= 0) gain += takeChange(compiled, draft, other, otherQuantity)
  }
  if (gain >= best.gain) return
  if (opensTooMany(compiled, draft, offer, quantity, other)) return
  best.gain = gain
  best.offer = offer
  best.quantity = quantity
  best.other = other
  best.otherQuantity = otherQuantity
}

/** Two changes in one store, by making them and taking them back. */
function twoChanges(
  compiled: Compiled,
  draft: Draft,
  offer: number,
  quantity: number,
  other: number,
  otherQuantity: number,
): number {
  const before = draft.take[offer] as number
  const first = takeChange(compiled, draft, offer, quantity)
  if (first === Infinity) return Infinity
  const total = draft.total
  setTake(compiled, draft, offer, quantity)
  const isThere = otherQuantity <= roomOf(compiled, draft, other)
  const second = isThere ? takeChange(compiled, draft, other, otherQuantity) : Infinity
  setTake(compiled, draft, offer, before)
  draft.total = total
  return first + second
}

/** Whether a change would use more stores than allowed. */
function opensTooMany(compiled: Compiled, draft: Draft, offer: number, quantity: number, other: number): boolean {
  if (compiled.maxStores === Infinity) return false
  const opened = other >= 0 ? other : quantity > (draft.take[offer] as number) ? offer : -1
  if (opened < 0 || (draft.lots[compiled.offerStore[opened] as number] as number) > 0) return false
  const left = compiled.offerStore[offer] as number
  const number = compiled.group[offer] as number
  // Of what shares its stock several takes may be left, which are one lot.
  const isAlone = number < 0 || draft.groupOffers[number] === 1
  const closes = other >= 0 && quantity === 0 && draft.lots[left] === 1 && isAlone ? 1 : 0
  return draft.used + 1 - closes > compiled.maxStores
}
