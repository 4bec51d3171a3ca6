import type { MipSolver } from '../core/mip.js'
import { assign, fill } from './assign.js'
import { openChooser } from './choose-store.js'
import type { Compiled } from './compiled.js'
import { emptyDraft, setTake } from './draft.js'
import { enumerate } from './exact.js'
import { cutoffOf, safe, type Incumbent } from './incumbent.js'
import { openLagrangian } from './lagrange.js'
import { CLOSED, copyState, FREE, OPEN, type NodeState } from './node-state.js'
import { polish } from './polish.js'
import { restrict } from './restrict.js'
import { openNeeded } from './supply.js'
import { closeOthers, fix, fixLevels } from './fix.js'
import { ascend, periodFor, type AscentResult } from './volume.js'

interface Node {
  state: NodeState
  values: Float64Array
  bound: number
  depth: number
}

export interface BranchOptions {
  iterations: number
  /** Whether all pieces that can be had must be bought, as the best plan does. */
  isFull: boolean
  mip?: MipSolver | undefined
}

/** A branch and bound that goes on where it stopped. */
export interface Branching {
  run(nodes: number): void
  /** No plan of this part of the instance is below. */
  bound(): number
  isDone(): boolean
  nodes(): number
}

/** Branch and bound over which stores are used and up to which level. */
export function branch(
  compiled: Compiled,
  root: { state: NodeState; values: Float64Array; bound: number },
  incumbent: Incumbent,
  { iterations, isFull, mip }: BranchOptions,
): Branching {
  const lagrangian = openLagrangian(compiled)
  const period = periodFor(compiled)
  const chooser = openChooser(compiled, raise, { trials: 8, rounds: 10 })
  const open: Node[] = [{ ...root, depth: 0 }]
  /** Nodes that have to be looked at for longer. */
  const unsettled: Node[] = []
  let steps = compiled.lots > FEW ? 1000 : 20000
  let pruned = Infinity
  let count = 0
  return { run, bound: proven, isDone: () => open.length + unsettled.length === 0, nodes: () => count }

  function run(nodes: number): void {
    const last = count + nodes
    while (count < last && !incumbent.isOver()) {
      if (open.length === 0 && unsettled.length > 0) {
        open.push(...unsettled.splice(0))
        steps *= 8
      }
      if (open.length === 0) break
      const node = next(open, count)
      if (node.bound >= cutoffOf(incumbent)) {
        pruned = Math.min(pruned, node.bound)
        continue
      }
      count++
      visit(node)
      if (count % 8 === 0) incumbent.raise(proven())
    }
    incumbent.raise(proven())
  }

  function proven(): number {
    let least = Math.min(pruned, incumbent.total)
    for (const node of open) least = Math.min(least, node.bound)
    for (const node of unsettled) least = Math.min(least, node.bound)
    return least
  }

  function visit({ state, values, bound, depth }: Node): void {
    if (isFull && !openNeeded(compiled, state)) return
    if (!closeOthers(compiled, state)) return
    const result = raise(state, values, depth === 0 ? 3 * iterations : iterations)
    let better = Math.max(bound, safe(result.bound))
    if (isBeyond(better, state, result)) return
    if (count % 4 === 1) round(state, result)
    const isDecided = !state.status.includes(FREE)
    if (isDecided && compiled.lots > FEW) {
      const again = raise(state, result.values, 4 * iterations)
      if (again.bound > result.bound) Object.assign(result, again)
      better = Math.max(better, safe(result.bound))
      if (isBeyond(better, state, result)) return
    }
    const choice = chooser.choose(state, result, better, cutoffOf(incumbent))
    if (choice.isCut) pruned = Math.min(pruned, cutoffOf(incumbent))
    if (choice.store >= 0) {
      for (const child of choice.children) open.push({ ...child, depth: depth + 1 })
      return
    }
    const store = compiled.lots > FEW ? levelInDoubt(compiled, state) : -1
    if (store < 0 && isSettled(state, result.values, better)) return
    const undecided = store < 0 ? levelInDoubt(compiled, state) : store
    if (undecided < 0) {
      unsettled.push({ state, values: result.values, bound: better, depth })
      return
    }
    const { low, high } = state
    const middle = Math.max(result.level[undecided] as number, low[undecided] as number)
    const cut = Math.min(middle, (high[undecided] as number) - 1)
    for (const isLow of [true, false]) {
      const child = copyState(state)
      if (isLow) child.high[undecided] = cut
      else child.low[undecided] = cut + 1
      open.push({ state: child, values: result.values, bound: better, depth: depth + 1 })
    }
  }

  function raise(state: NodeState, values: Float64Array, rounds: number): AscentResult {
    const { isOver } = incumbent
    const target = Math.min(incumbent.total, 1.02 * Math.max(1, incumbent.bound))
    const enough = cutoffOf(incumbent)
    return ascend(compiled, lagrangian, state, values, { iterations: rounds, target, enough, period, isOver })
  }

  /** Whether nothing in a node can be better; otherwise decides what is sure in it. */
  function isBeyond(bound: number, state: NodeState, result: AscentResult): boolean {
    const cutoff = cutoffOf(incumbent)
    if (bound >= cutoff) {
      pruned = Math.min(pruned, bound)
      return true
    }
    if (fix(compiled, state, result, cutoff)) pruned = Math.min(pruned, cutoff)
    if (fixLevels(compiled, lagrangian, state, result, cutoff)) pruned = Math.min(pruned, cutoff)
    return false
  }

  /** Shares the lots out among the stores that the averaged solution of a node uses. */
  function round(state: NodeState, { use, values }: AscentResult): void {
    const stores = Int32Array.from(use.keys()).filter(
      (store) => state.status[store] === OPEN || (state.status[store] === FREE && (use[store] as number) > 0.3),
    )
    const part = restrict(compiled, stores)
    const { total: enough, bound } = incumbent
    const { draft } = assign(part, values, {
      iterations: 60,
      target: Math.min(enough, 1.05 * Math.max(1, bound)),
      enough,
    })
    if (draft) incumbent.offer(part, draft)
  }

  /** Where all stores are decided on, what is left is who sells what. Answers whether there is nothing better. */
  function isSettled(state: NodeState, values: Float64Array, bound: number): boolean {
    const stores = Int32Array.from(state.status.keys()).filter((store) => state.status[store] !== CLOSED)
    const part = restrict(compiled, stores)
    const { isOver } = incumbent
    const draft = emptyDraft(part)
    if (!mip || !isFull || compiled.lots <= FEW) {
      const { take, isComplete } = enumerate(part, values, incumbent.total, { steps, isOver })
      take?.forEach((quantity, offer) => setTake(part, draft, offer, quantity))
      incumbent.offer(part, draft)
      if (isComplete || !mip || !isFull) return isComplete
    }
    fill(part, draft, new Float64Array(part.offerLot.length))
    const polished = polish(part, draft, mip, {
      gap: incumbent.gap / 4,
      nodes: steps / 2,
      reach: Infinity,
      isRounded: false,
      isOver,
      cutoff: cutoffOf(incumbent),
    })
    incumbent.offer(part, polished.draft)
    const proven = Math.max(bound, polished.bound)
    if (proven < cutoffOf(incumbent)) return false
    pruned = Math.min(pruned, proven)
    return true
  }
}

/** So few lots are best gone through one by one. */
const FEW = 12

/** The node with the least bound; every fourth time the newest. */
function next(open: Node[], count: number): Node {
  if (count % 4 === 3) return open.pop() as Node
  let best = 0
  open.forEach(({ bound }, index) => {
    if (bound < (open[best] as Node).bound) best = index
  })
  const [node] = open.splice(best, 1)
  return node as Node
}

/** The store whose levels that are left differ most; -1 when all are decided. */
function levelInDoubt({ stores, levelCost }: Compiled, { status, low, high }: NodeState): number {
  let best = -1
  let most = -1
  for (let store = 0; store < stores; store++) {
    if (status[store] !== OPEN || low[store] === high[store]) continue
    const spread = (levelCost[high[store] as number] as number) - (levelCost[low[store] as number] as number)
    if (spread <= most) continue
    most = spread
    best = store
  }
  return best
}
