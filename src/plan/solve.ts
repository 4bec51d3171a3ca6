import { assign, complete, fill } from './assign.js'
import { branch } from './branch.js'
import { chanceOf } from './chance.js'
import { compile, type Compiled } from './compiled.js'
import { dive } from './dive.js'
import { emptyDraft, setTake, type Draft } from './draft.js'
import { firstValues } from './first-values.js'
import { improve, lightenAll, usedStores } from './improve.js'
import { draftOf, isProven, openIncumbent, realTotals, safe, type Incumbent } from './incumbent.js'
import type { Instance } from './instance.js'
import { openKernel } from './kernel.js'
import { openLagrangian, type Lagrangian } from './lagrange.js'
import { CLOSED, copyState, FREE, freeState, OPEN, type NodeState } from './node-state.js'
import { planCost } from './plan-cost.js'
import { polish } from './polish.js'
import { restrict, type Restricted } from './restrict.js'
import type { Outcome, SolveOptions } from './solve-options.js'
import { openNeeded } from './supply.js'
import { ascend, periodFor, type AscentResult } from './volume.js'
import { openWhole } from './whole.js'
import { solveRelaxed } from './whole-relaxed.js'

/**
 * Finds the cheapest order: first as few missing pieces as possible, then the smallest total. Goes on until the gap is
 * proven or it is over; then answers the best plan so far, which keeps all rules, and what is proven.
 */
export function solve(instance: Instance, options: SolveOptions): Outcome {
  const compiled = compile(instance)
  const incumbent = openIncumbent(compiled, options)
  const state = freeState(compiled)
  const values = search(compiled, state, incumbent, options)
  const { plan } = incumbent
  const cost = planCost(instance, compiled, plan)
  const { bound } = realTotals(incumbent)
  const least = Math.min(cost.total, bound)
  const { lacking } = incumbent
  const isComplete = lacking === 0 || (compiled.isDearEnough && incumbent.bound >= lacking)
  const gap = cost.total > 0 ? (cost.total - least) / cost.total : 0
  return { plan, cost, bound: least, gap, isComplete, multipliers: [...values] }
}

function search(compiled: Compiled, state: NodeState, incumbent: Incumbent, options: SolveOptions): Float64Array {
  const { isOver, seed, start } = options
  if (start?.plan) incumbent.offer(compiled, draftOf(compiled, start.plan))
  const chance = chanceOf(seed)
  const lagrangian = openLagrangian(compiled)
  const needed = copyState(state)
  if (!openNeeded(compiled, needed)) needed.status.set(state.status)
  const known = start?.multipliers?.length === compiled.lots ? Float64Array.from(start.multipliers) : undefined
  const first = known?.map((value, lot) => Math.min(Math.max(0, value), compiled.worth[lot] as number))
  let root = climb(compiled, needed, first ?? firstValues(compiled, needed), lagrangian, incumbent, 60)
  incumbent.raise(safe(lagrangian.evaluate(root.values, state)))
  offerSoon(compiled, needed, root, incumbent)
  root = climb(compiled, needed, root.values, lagrangian, incumbent, 240)
  incumbent.raise(safe(lagrangian.evaluate(root.values, state)))
  if (gapOf(incumbent) < 0.01) solveRelaxed(compiled, root, needed, incumbent, options.mip)
  if (isProven(incumbent)) return root.values
  const part = candidates(compiled, root, needed)
  plunge(part, freeState(part), root.values, incumbent, { chance, noise: 0, entries: 100, target: 1.05 * root.bound })
  // Stores without which something would be missing are used only if nothing has to be missing.
  const isFull = incumbent.lacking === 0
  if (!isFull) root = climb(compiled, state, root.values, lagrangian, incumbent, 300)
  incumbent.raise(safe(root.bound))
  let isTried = !isProven(incumbent) && gapOf(incumbent) < 0.01
  if (isTried) solveRelaxed(compiled, root, needed, incumbent, options.mip)
  if (isProven(incumbent)) return root.values
  const top = { state: copyState(isFull ? needed : state), values: root.values, bound: root.bound }
  const tree = branch(compiled, top, incumbent, { iterations: 40, isFull, mip: options.mip })
  const intensify = intensification(part, root.values, incumbent, chance, options)
  const kernel = openKernel(part, incumbent, options.mip)
  const wholly = openWhole(compiled, incumbent, options.mip)
  incumbent.phase = 'search'
  for (let round = 0; round < 3 && !isOver() && !isProven(incumbent); round++)
    nearby(part, root.values, incumbent, chance)
  if (gapOf(incumbent) > 0.05) {
    isTried = true
    solveRelaxed(compiled, root, needed, incumbent, options.mip)
  }
  let turns = 0
  while (!isOver() && !isProven(incumbent) && !tree.isDone()) {
    // Far from proven, better plans are easier to come by than a better bound.
    const isFar = gapOf(incumbent) > 0.01
    incumbent.phase = 'branch'
    tree.run(isFar ? 10 : 40)
    incumbent.phase = 'search'
    if (!isProven(incumbent)) intensify()
    incumbent.phase = 'polish'
    if (!isProven(incumbent) && ++turns % 6 === 0) wholly()
    if (turns % 8 === 5 && gapOf(incumbent) > 0.015) kernel()
    if (turns === 2 && !isTried) solveRelaxed(compiled, root, needed, incumbent, options.mip)
  }
  return root.values
}

function gapOf({ total, lacking, bound }: Incumbent): number {
  return (total - bound) / (total - lacking)
}

/** A first plan from the stores that the averaged solution uses, so that there is one. */
function offerSoon(compiled: Compiled, { status }: NodeState, { use }: AscentResult, incumbent: Incumbent): void {
  const stores = Int32Array.from(use.keys()).filter(
    (store) => status[store] === OPEN || (status[store] === FREE && (use[store] as number) > 0.1),
  )
  const part = restrict(compiled, stores)
  const draft = emptyDraft(part)
  fill(part, draft, new Float64Array(part.offerLot.length))
  const whole = emptyDraft(compiled)
  copyTakes(compiled, whole, part, draft)
  for (let lot = 0; lot < compiled.lots; lot++) complete(compiled, whole, lot)
  incumbent.offer(compiled, whole)
}

function copyTakes(whole: Compiled, draft: Draft, part: Restricted, from: Draft): void {
  from.take.forEach((quantity, offer) => {
    if (quantity > 0) setTake(whole, draft, part.wholeOffer[offer] as number, quantity)
  })
}

/** A bound for all, from the best values that so many rounds find. */
function climb(
  compiled: Compiled,
  state: NodeState,
  values: Float64Array,
  lagrangian: Lagrangian,
  { total, lacking, isOver }: Incumbent,
  iterations: number,
): AscentResult {
  const guess = 1.3 * lagrangian.evaluate(values, state)
  const target = lacking > 0 ? guess : Math.min(total, guess)
  return ascend(compiled, lagrangian, state, values, { iterations, target, period: periodFor(compiled), isOver })
}

/** The stores that may be of use, the most promising first. */
function candidates(compiled: Compiled, { use, reduced, bound }: AscentResult, { status }: NodeState): Restricted {
  const rank = (store: number): number => (status[store] === OPEN ? -Infinity : (reduced[store] as number))
  const stores = Int32Array.from(reduced.keys()).filter(
    (store) =>
      status[store] === OPEN ||
      (status[store] === FREE && ((use[store] as number) > 0.001 || (reduced[store] as number) < 0.03 * bound)),
  )
  return restrict(compiled, stores.sort((a, b) => rank(a) - rank(b) || a - b).subarray(0, 400))
}

interface Plunge {
  chance: () => number
  noise: number
  /** How many of the most promising stores are tried beside those decided on. */
  entries: number
  /** A total to aim at. */
  target: number
}

/** Decides on stores one after the other, shares the lots out, and improves that. */
function plunge(
  part: Restricted,
  state: NodeState,
  values: Float64Array,
  incumbent: Incumbent,
  { chance, noise, entries, target }: Plunge,
): void {
  openNeeded(part, state)
  const { isOver } = incumbent
  const dived = dive(part, state, values, { iterations: 30, target, sure: 0.9, chance, noise, isOver })
  const draft = emptyDraft(part)
  share(part, dived.stores, dived.values, draft, { incumbent, target })
  fill(part, draft, new Float64Array(part.offerLot.length))
  incumbent.offer(part, draft)
  if (draft.total > 1.02 * incumbent.total - 0.02 * incumbent.lacking) return
  const before = draft.total
  const stores = Int32Array.from({ length: Math.min(part.stores, entries) }, (_, store) => store)
  improve(part, draft, { stores, exchanges: 0, isOver })
  incumbent.offer(part, draft)
  if (draft.total === before) return
  const again = emptyDraft(part)
  share(part, Int32Array.from(usedStores(draft)), dived.values, again, { incumbent, target })
  lightenAll(part, again)
  incumbent.offer(part, again)
}

/** Shares the lots out among some stores, unless nothing better can come of it. */
function share(
  part: Restricted,
  stores: Int32Array,
  values: Float64Array,
  draft: Draft,
  { incumbent, target }: { incumbent: Incumbent; target: number },
): void {
  const chosen = restrict(part, stores)
  const { draft: shared } = assign(chosen, values, { iterations: 120, target, enough: incumbent.total })
  if (shared) copyTakes(part, draft, chosen, shared)
}

/** Keeps most of the stores of the best plan, and decides on the others anew. */
function nearby(part: Restricted, values: Float64Array, incumbent: Incumbent, chance: () => number): void {
  const state = freeState(part)
  const best = draftOf(part, incumbent.plan)
  const target = Math.min(incumbent.total, 1.05 * Math.max(1, incumbent.bound))
  const kept = 0.4 + 0.5 * chance()
  for (let store = 0; store < part.stores; store++) {
    if ((best.lots[store] as number) > 0 && state.status[store] !== CLOSED && chance() < kept)
      state.status[store] = OPEN
  }
  plunge(part, state, values, incumbent, { chance, noise: 0.6, entries: 40, target })
}

/** Looks for plans near the best one, harder the longer there are none. */
function intensification(
  part: Restricted,
  values: Float64Array,
  incumbent: Incumbent,
  chance: () => number,
  options: SolveOptions,
): () => void {
  let failures = 0
  return () => {
    const before = incumbent.total
    if (failures === 6) polishBest(part, incumbent, options, 0)
    else if (failures === 3) exchangeBest(part, incumbent)
    else if (failures === 12 && part.lots <= 150) polishBest(part, incumbent, options, 1)
    else nearby(part, values, incumbent, chance)
    if (incumbent.total < before && failures !== 6 && failures !== 12) failures = 0
    else failures++
  }
}

/** Tries to exchange stores of the best plan for others. */
function exchangeBest(part: Restricted, incumbent: Incumbent): void {
  const draft = draftOf(part, incumbent.plan)
  const stores = Int32Array.from({ length: Math.min(part.stores, 150) }, (_, store) => store)
  improve(part, draft, { stores, exchanges: 40, isOver: incumbent.isOver })
  incumbent.offer(part, draft)
}

/** Shares the lots of the best plan out anew among the same stores. */
function polishBest(part: Restricted, incumbent: Incumbent, { mip, isOver }: SolveOptions, reach: number): void {
  if (!mip || isOver()) return
  incumbent.phase = 'polish'
  const whole = draftOf(part, incumbent.plan)
  const chosen = restrict(part, Int32Array.from(usedStores(whole)))
  const { draft } = polish(chosen, draftOf(chosen, incumbent.plan), mip, {
    gap: Math.max(2e-4, incumbent.gap / 4),
    nodes: 5,
    reach,
    isRounded: true,
    isOver,
  })
  incumbent.offer(chosen, draft)
}
