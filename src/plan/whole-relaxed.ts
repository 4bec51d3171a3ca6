import type { MipSolver } from '../core/mip.js'
import type { Compiled } from './compiled.js'
import { exactModel } from './exact-model.js'
import { cutoffOf, draftOf, isProven, type Incumbent } from './incumbent.js'
import type { NodeState } from './node-state.js'
import { polish } from './polish.js'
import { remaining } from './remaining.js'
import { restrict } from './restrict.js'
import { usedStores } from './improve.js'
import type { AscentResult } from './volume.js'
import { draftFrom } from './whole.js'

/** So many offers are not too many for one program: more where little is left to prove, as it takes few steps then. */
const MOST_OFFERS = { near: 26_000, far: 16_000 }
const MOST_NODES = 1000

/**
 * Solves what is left of an instance whose parcels cost the same at any weight as one mixed integer program in which pieces may be
 * parted: a bound for all, and stores to order from.
 */
export function solveRelaxed(
  compiled: Compiled,
  root: AscentResult,
  state: NodeState,
  incumbent: Incumbent,
  mip: MipSolver | undefined,
): void {
  if (!mip || incumbent.lacking > 0 || compiled.maxStores < compiled.stores || isProven(incumbent)) return
  const part = remaining(compiled, root, state, incumbent)
  const isNear = incumbent.total - incumbent.bound < 0.01 * incumbent.total
  const most = isNear ? MOST_OFFERS.near : MOST_OFFERS.far
  if (part.levelCost.length > part.stores || part.offerLot.length > most) return
  const { isOver, gap } = incumbent
  const draft = draftOf(part, incumbent.plan)
  const {
    mip: program,
    start,
    unit,
    takes,
  } = exactModel(part, draft, { isWhole: false, reach: Infinity, goal: 'total' })
  const { values, bound } = mip(program, { gap: gap / 2, nodes: MOST_NODES, isOver, start })
  // The plan that it starts from is possible: whatever says that nothing is, is wrong.
  if (bound === Infinity) return
  const proven = Math.min(cutoffOf(incumbent), bound * unit - 1e-6 * Math.abs(bound * unit))
  const rough = values && draftFrom(part, takes(values))
  if (rough) incumbent.offer(part, rough)
  incumbent.raise(proven)
  if (rough && !isProven(incumbent)) {
    const chosen = restrict(part, Int32Array.from(usedStores(rough)))
    const again = draftFrom(
      chosen,
      Float64Array.from(chosen.wholeOffer, (offer) => rough.take[offer] as number),
    )
    const polished = polish(chosen, again, mip, { gap: gap / 2, nodes: 5, reach: Infinity, isRounded: true, isOver })
    incumbent.offer(chosen, polished.draft)
  }
}
