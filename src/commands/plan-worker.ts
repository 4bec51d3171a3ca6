import type { MipSolver } from '../core/mip.js'
import type { Instance } from '../plan/instance.js'
import { solve } from '../plan/solve.js'
import type { Outcome, Progress, SolveOptions } from '../plan/solve-options.js'
import { serveTasks } from '../system/background.js'
import { loadMipSolver } from '../system/highs.js'

/** What is to be planned, and how far. */
export interface PlanTask extends Pick<SolveOptions, 'gap' | 'seed' | 'start'> {
  instance: Instance
  /** Milliseconds from now. */
  time: number
}

/** What the thread does that `planner.ts` starts. */
export function servePlans(): void {
  let mip: Promise<MipSolver | undefined> | undefined
  serveTasks<PlanTask, Progress, Outcome>(async ({ instance, time, ...options }, { tell, isHurried }) => {
    const end = performance.now() + time
    // Small orders are solved before it is loaded.
    const solver = isLarge(instance) ? await (mip ??= loadMipSolver()) : undefined
    return solve(instance, {
      ...options,
      ...(solver && { mip: solver }),
      isOver: () => isHurried() || performance.now() > end,
      onProgress: tell,
    })
  })
}

function isLarge({ offers }: Instance): boolean {
  return offers.length > 200
}
