import type { Compiled } from './compiled.js'
import { emptyDraft, roomOf, setTake, takeChange, type Draft } from './draft.js'

/**
 * Tries all whole takes, lot by lot, and leaves out what cannot come below `limit` at the given values of pieces. Answers the
 * cheapest takes below the limit, if any; not `isComplete` where there may be others.
 */
export function enumerate(
  compiled: Compiled,
  values: Float64Array,
  limit: number,
  { steps, isOver }: { steps: number; isOver: () => boolean },
): { take?: Float64Array; total: number; isComplete: boolean } {
  const { stores, lotStart, lotOffers, demand, worth, offerStore, offerPenalty } = compiled
  const { levelStart, levelCost, levelWeight, minimum } = compiled
  const lots = lotsInOrder(compiled)
  const { sale, profit, rest } = suffixes(compiled, values, lots)
  const draft = emptyDraft(compiled)
  /** Penalties of takes and what goes without, so far. */
  let beside = 0
  let left = steps
  const found: { take?: Float64Array; total: number; isComplete: boolean } = { total: limit, isComplete: true }
  visit(0, 0)
  return found

  /** The least that all can come to when the lots from `depth` on are bought as the values say. */
  function least(depth: number): number {
    let sum = beside + (rest[depth] as number)
    for (let store = 0; store < stores; store++) {
      const isUsed = (draft.lots[store] as number) > 0
      const at = depth * stores + store
      const free = (minimum[store] as number) - (sale[at] as number)
      const worthAtLeast = Math.max(free, (draft.goods[store] as number) - (profit[at] as number))
      let level = levelStart[store] as number
      const last = (levelStart[store + 1] as number) - 1
      if (last < level) continue
      while (level < last && (draft.weight[store] as number) > (levelWeight[level] as number)) level++
      const added = (levelCost[level] as number) + worthAtLeast
      sum += isUsed ? added : Math.min(0, added)
    }
    return sum - 1e-9 * Math.abs(sum)
  }

  /** Decides on the offers of one lot from `place` on, then on the next lots. */
  function visit(depth: number, place: number): void {
    if (--left < 0 || (left % 256 === 0 && isOver())) {
      found.isComplete = false
      return
    }
    const lot = lots[depth]
    if (lot === undefined) {
      if (draft.total >= found.total) return
      found.total = draft.total
      found.take = draft.take.slice()
      return
    }
    const lacking = Math.max(0, (demand[lot] as number) - (draft.cover[lot] as number))
    const at = (lotStart[lot] as number) + place
    if (lacking === 0 || at >= (lotStart[lot + 1] as number)) {
      beside += lacking * (worth[lot] as number)
      if (least(depth + 1) < found.total) visit(depth + 1, 0)
      beside -= lacking * (worth[lot] as number)
      return
    }
    const offer = lotOffers[at] as number
    const store = offerStore[offer] as number
    for (const quantity of choices(compiled, draft, offer, lacking)) {
      if (quantity > 0 && draft.lots[store] === 0 && draft.used >= compiled.maxStores) continue
      if (takeChange(compiled, draft, offer, quantity) === Infinity) continue
      setTake(compiled, draft, offer, quantity)
      beside += quantity * (offerPenalty[offer] as number)
      if (least(depth + 1) < found.total) visit(depth, place + 1)
      beside -= quantity * (offerPenalty[offer] as number)
      setTake(compiled, draft, offer, 0)
      if (!found.isComplete) return
    }
  }
}

/** Quantities of an offer that can be of use when so many pieces are lacking: most first. */
function choices(compiled: Compiled, draft: Draft, offer: number, lacking: number): number[] {
  const { bulk, tierStart, tierFrom } = compiled
  const pack = bulk[offer] as number
  const room = roomOf(compiled, draft, offer)
  const most = Math.min(room, Math.ceil(lacking / pack) * pack)
  const quantities: number[] = []
  for (let tier = tierStart[offer] as number; tier < (tierStart[offer + 1] as number); tier++) {
    const first = Math.ceil((tierFrom[tier] as number) / pack) * pack
    if (first > most && first <= room) quantities.push(first)
  }
  for (let quantity = most; quantity >= 0; quantity -= pack) quantities.push(quantity)
  return quantities
}

/** The lots that can be had: those with the fewest offers first. */
function lotsInOrder({ lots, lotStart, demand }: Compiled): number[] {
  const offers = (lot: number) => (lotStart[lot + 1] as number) - (lotStart[lot] as number)
  const wanted = [...Array(lots).keys()].filter((lot) => (demand[lot] as number) > 0)
  return wanted.sort((a, b) => offers(a) - offers(b) || a - b)
}

/**
 * What the lots from each place of the order on are worth, and what each store can gain with them at most: when goods cost
 * nothing (`sale`), and when they cost their price (`profit`).
 */
function suffixes(
  { stores, demand, segmentStart, segmentLot, segments }: Compiled,
  values: Float64Array,
  lots: readonly number[],
): { sale: Float64Array; profit: Float64Array; rest: Float64Array } {
  const rest = new Float64Array(lots.length + 1)
  const sale = new Float64Array((lots.length + 1) * stores)
  const profit = new Float64Array((lots.length + 1) * stores)
  const depthOf = new Map(lots.map((lot, depth) => [lot, depth]))
  for (let store = 0; store < stores; store++) {
    for (let segment = segmentStart[store] as number; segment < (segmentStart[store + 1] as number); segment++) {
      const depth = depthOf.get(segmentLot[segment] as number)
      if (depth === undefined) continue
      const at = depth * stores + store
      const gain = (values[segmentLot[segment] as number] as number) - (segments[4 * segment + 2] as number)
      const pieces = segments[4 * segment] as number
      sale[at] = (sale[at] as number) + pieces * Math.max(0, gain)
      profit[at] = (profit[at] as number) + pieces * Math.max(0, gain - (segments[4 * segment + 1] as number))
    }
  }
  for (let depth = lots.length - 1; depth >= 0; depth--) {
    const lot = lots[depth] as number
    rest[depth] = (rest[depth + 1] as number) + (values[lot] as number) * (demand[lot] as number)
    for (let store = 0; store < stores; store++) {
      const at = depth * stores + store
      sale[at] = (sale[at] as number) + (sale[at + stores] as number)
      profit[at] = (profit[at] as number) + (profit[at + stores] as number)
    }
  }
  return { sale, profit, rest }
}
