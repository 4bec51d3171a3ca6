import type { Compiled } from './compiled.js'
import { fix } from './fix.js'
import { cutoffOf, draftOf, type Incumbent } from './incumbent.js'
import { CLOSED, copyState, FREE, type NodeState } from './node-state.js'
import { restrict, type Restricted } from './restrict.js'
import { openNeeded } from './supply.js'
import type { AscentResult } from './volume.js'

/**
 * The stores and offers that a plan below the cutoff can use, by what using each adds to a bound, and those of the best plan.
 * No plan with others is below the cutoff.
 */
export function remaining(compiled: Compiled, root: AscentResult, state: NodeState, incumbent: Incumbent): Restricted {
  const cutoff = cutoffOf(incumbent)
  const decided = copyState(state)
  fix(compiled, decided, root, cutoff)
  openNeeded(compiled, decided)
  const { lots, take } = draftOf(compiled, incumbent.plan)
  const stores = Int32Array.from(decided.status.keys()).filter(
    (store) => decided.status[store] !== CLOSED || (lots[store] as number) > 0,
  )
  const isKept = Uint8Array.from(take, (pieces) => (pieces > 0 ? 1 : 2))
  for (const offer of compiled.segmentOffer) if (isKept[offer] === 2) isKept[offer] = 0
  for (const store of stores) keepUseful(compiled, root, store, decided.status[store] === FREE, cutoff, isKept)
  return restrict(compiled, stores, isKept)
}

/**
 * Keeps the offers of a store of which a plan below the cutoff may have a piece. For each share t of the minimum, what a store
 * adds is at least its fee + t minimum + what all pieces add that are worth more than the rest of their price; a piece of which
 * that is not true comes on top.
 */
function keepUseful(
  { segmentStart, segmentLot, segmentOffer, segments, levelStart, levelCost, minimum }: Compiled,
  { bound, values, reduced }: AscentResult,
  store: number,
  isFree: boolean,
  cutoff: number,
  isKept: Uint8Array,
): void {
  const from = segmentStart[store] as number
  const to = segmentStart[store + 1] as number
  const added = reduced[store] as number
  const others = bound - (isFree ? Math.min(0, added) : added)
  const fee = others + (levelCost[levelStart[store] as number] as number)
  const most = new Float64Array(to - from).fill(-Infinity)
  for (const share of minimum[store] === 0 ? [0] : SHARES) {
    let sum = fee + share * (minimum[store] as number)
    for (let segment = from; segment < to; segment++)
      sum += (segments[4 * segment] as number) * Math.min(0, loss(segment, share))
    for (let segment = from; segment < to; segment++) {
      most[segment - from] = Math.max(most[segment - from] as number, sum + Math.max(0, loss(segment, share)))
    }
  }
  for (let segment = from; segment < to; segment++) {
    if ((most[segment - from] as number) < cutoff) isKept[segmentOffer[segment] as number] = 1
  }

  /** What a piece adds when only that share of the minimum is paid for. */
  function loss(segment: number, share: number): number {
    const at = 4 * segment
    const goods = segments[at + 1] as number
    return (1 - share) * goods + (segments[at + 2] as number) - (values[segmentLot[segment] as number] as number)
  }
}

const SHARES = [0, 0.25, 0.5, 0.75, 1]
