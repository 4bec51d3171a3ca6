import type { MipSolver } from '../core/mip.js'
import type { Plan, PlanCost } from './plan.js'

export interface SolveOptions {
  /** Enough is proven when the cheapest order can be cheaper by this share of the total at most: 0.005. */
  gap: number
  /** Two runs with the same seed that are not cut short give the same plan. */
  seed: number
  /**
   * Whether to stop now, with what there is: time is up, or the user wants it. Asked often, a thousand times a second or
   * more. This is the only way in which the clock comes in.
   */
  isOver: () => boolean
  /** Told of every better plan and every better bound, and of how the work goes on. */
  onProgress?: (progress: Progress) => void
  /** Solves small mixed integer programs exactly; without one, larger orders come out somewhat dearer. */
  mip?: MipSolver
  /** What is known from solving almost the same before: with one store more or less. */
  start?: { plan?: Plan; multipliers?: readonly number[] }
}

/** Where the work stands. */
export interface Progress {
  phase: 'bound' | 'search' | 'branch' | 'polish'
  /** The best plan so far; the same object as before where it has not changed. */
  plan: Plan
  /** Its total. */
  total: number
  /** What no plan with as few missing pieces can be below. */
  bound: number
}

export interface Outcome {
  plan: Plan
  cost: PlanCost
  /** No plan that misses as few pieces has a total below this; never above the total of the plan. */
  bound: number
  /** (total - bound) / total; 0 when nothing is bought. */
  gap: number
  /** Whether it is proven that no plan misses fewer pieces (of lots without `giveUp`). */
  isComplete: boolean
  /** What one more wanted piece of each lot would cost, about: the multiplier of the lot at the root. Which lots make it dear. */
  multipliers: readonly number[]
}
