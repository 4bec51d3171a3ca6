import type { Compiled } from './compiled.js'
import type { Lagrangian } from './lagrange.js'
import { CLOSED, OPEN, type NodeState } from './node-state.js'

export interface Ascent {
  iterations: number
  /** A total that the bound aims at: of a plan, or a guess. */
  target: number
  /** Ends as soon as the bound is at least this. */
  enough?: number
  /** Every so often all stores are looked at; in between only those that were near to being used. */
  period: number
  isOver: () => boolean
  /** Pieces of each segment in the averaged solution go here. */
  average?: Float64Array
  /** In what share of the averaged solution each level is used goes here. */
  levelUse?: Float64Array
}

/** The best values found and what they prove. */
export interface AscentResult {
  bound: number
  values: Float64Array
  /** Of each store, in what share of the averaged solution it is used. */
  use: Float64Array
  /** At the best values: what each store adds when used. */
  reduced: Float64Array
  /** At the best values: the level of each store. */
  level: Int32Array
}

/**
 * Raises the bound by the volume algorithm: a step from the best values along what the averaged solution still lacks of each
 * lot. The average comes near to a solution of the linear program, so it tells which stores are in doubt.
 * Source: F. Barahona, R. Anbil, The volume algorithm, Mathematical Programming 87 (2000), 385-399.
 */
export function ascend(
  compiled: Compiled,
  lagrangian: Lagrangian,
  state: NodeState,
  start: Float64Array,
  { iterations, target, enough = Infinity, period, isOver, average, levelUse }: Ascent,
): AscentResult {
  const { lots, stores, demand, worth } = compiled
  const trial = new Float64Array(lots)
  const lack = new Float64Array(lots)
  const now = new Float64Array(lots)
  let active: Int32Array | undefined
  let bound = lagrangian.evaluate(start, state)
  let center = bound
  let best = start.slice()
  const values = start.slice()
  let reduced = lagrangian.reduced.slice()
  let level = lagrangian.level.slice()
  const use = Float64Array.from(lagrangian.isUsed)
  if (period > 1) active = nearStores(compiled, lagrangian, state)
  for (let lot = 0; lot < lots; lot++) lack[lot] = (demand[lot] as number) - (lagrangian.bought[lot] as number)
  if (average) addTaken(compiled, lagrangian, average, 1)
  if (levelUse) addLevels(lagrangian, levelUse, 1)
  let step = 0.1
  let greens = 0
  let reds = 0
  let aim = target
  let stuck = 0
  for (let iteration = 1; iteration <= iterations && bound < enough && !isOver(); iteration++) {
    let norm = 0
    for (let lot = 0; lot < lots; lot++) {
      const value = values[lot] as number
      const l = lack[lot] as number
      if ((value > 0 || l > 0) && (value < (worth[lot] as number) || l < 0)) norm += l * l
    }
    if (norm < 1e-12) break
    const size = (step * Math.max(aim - center, 1e-3 * Math.abs(center), 1e-9)) / norm
    for (let lot = 0; lot < lots; lot++) {
      const moved = (values[lot] as number) + size * (lack[lot] as number)
      trial[lot] = Math.min(worth[lot] as number, Math.max(0, moved))
    }
    const found = lagrangian.evaluate(trial, state, active)
    let along = 0
    let nowNorm = 0
    let lackNorm = 0
    let both = 0
    for (let lot = 0; lot < lots; lot++) {
      const l = (demand[lot] as number) - (lagrangian.bought[lot] as number)
      const average = lack[lot] as number
      now[lot] = l
      along += l * average
      nowNorm += l * l
      lackNorm += average * average
      both += l * average
    }
    // The mix of the average and the new solution that lacks least, kept small so that the average stays one.
    const least = nowNorm + lackNorm - 2 * both
    const mix = Math.min(
      Math.max(0.05, 0.4 * 0.985 ** iteration),
      Math.max(0.01, least > 0 ? (lackNorm - both) / least : 0.1),
    )
    for (let lot = 0; lot < lots; lot++) {
      lack[lot] = mix * (now[lot] as number) + (1 - mix) * (lack[lot] as number)
    }
    for (let store = 0; store < stores; store++) {
      use[store] = mix * (lagrangian.isUsed[store] as number) + (1 - mix) * (use[store] as number)
    }
    if (average) addTaken(compiled, lagrangian, average, mix)
    if (levelUse) addLevels(lagrangian, levelUse, mix)
    if (!active && found > bound) {
      bound = found
      best = trial.slice()
      reduced = lagrangian.reduced.slice()
      level = lagrangian.level.slice()
    }
    if (found > center) {
      center = found
      values.set(trial)
      stuck = 0
      // A target that is passed was too low.
      if (center >= aim) aim = center + 0.02 * Math.abs(center)
      reds = 0
      if (along > 0 && ++greens >= 1) {
        step = Math.min(2, step * 1.1)
        greens = 0
      }
    } else {
      greens = 0
      stuck++
      if (++reds >= 4) {
        step = Math.max(0.001, step * 0.66)
        reds = 0
      }
    }
    if (stuck >= STUCK) {
      // The average no longer tells the way: begin anew from the best values, with smaller steps.
      stuck = 0
      aim = center + 0.25 * (aim - center)
      step = 0.1
      lagrangian.evaluate(values, state, active)
      for (let lot = 0; lot < lots; lot++) lack[lot] = (demand[lot] as number) - (lagrangian.bought[lot] as number)
    }
    if (active && (iteration % period === 0 || iteration === iterations || center >= enough)) {
      center = lagrangian.evaluate(values, state)
      active = nearStores(compiled, lagrangian, state, center > bound ? undefined : active)
      if (center > bound) {
        bound = center
        best = values.slice()
        reduced = lagrangian.reduced.slice()
        level = lagrangian.level.slice()
      } else {
        // Stores that were not looked at had more to say: back to the best values, with them.
        values.set(best)
        center = bound
      }
    }
  }
  return { bound, values: best, use, reduced, level }
}

/** How often it pays to look at all stores of an instance. */
export function periodFor({ segmentLot }: Compiled): number {
  return segmentLot.length < 4000 ? 1 : 10
}

/** After so many steps in vain the way is lost. */
const STUCK = 10

/** Mixes what the last evaluation buys into an average. */
function addTaken({ segments }: Compiled, lagrangian: Lagrangian, average: Float64Array, mix: number): void {
  for (let segment = 0; segment < average.length; segment++) average[segment] = (average[segment] as number) * (1 - mix)
  for (let at = 0; at < lagrangian.taken; at++) {
    if (!lagrangian.isUsed[lagrangian.storeOf[at] as number]) continue
    const segment = lagrangian.segments[at] as number
    const pieces = (lagrangian.shares[at] as number) * (segments[4 * segment] as number)
    average[segment] = (average[segment] as number) + mix * pieces
  }
}

/** Mixes which levels the last evaluation uses into an average. */
function addLevels({ isUsed, level }: Lagrangian, levelUse: Float64Array, mix: number): void {
  for (let at = 0; at < levelUse.length; at++) levelUse[at] = (levelUse[at] as number) * (1 - mix)
  isUsed.forEach((used, store) => {
    const at = level[store] as number
    if (used) levelUse[at] = (levelUse[at] as number) + mix
  })
}

/** Stores that are used or may soon be, at the values of the last evaluation of all; and others. */
function nearStores(
  { stores, levelCost, minimum, lotAverage }: Compiled,
  { reduced }: Lagrangian,
  { status, low }: NodeState,
  others?: Int32Array,
): Int32Array {
  const isNear = new Uint8Array(stores)
  others?.forEach((store) => (isNear[store] = 1))
  for (let store = 0; store < stores; store++) {
    if (status[store] === CLOSED) continue
    const fee = (levelCost[low[store] as number] as number) + (minimum[store] as number) + (lotAverage[store] as number)
    if (status[store] === OPEN || (reduced[store] as number) < 0.3 * fee) isNear[store] = 1
  }
  return Int32Array.from(isNear.keys()).filter((store) => isNear[store])
}
