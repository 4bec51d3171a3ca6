import { count } from '../core/count.js'
import type { Instance } from '../plan/instance.js'
import type { Plan } from '../plan/plan.js'
import type { Outcome, Progress } from '../plan/solve-options.js'
import { verify } from '../plan/verify.js'
import { stopwatch } from '../system/clock.js'
import { openBackground } from '../system/background.js'
import { watchInterrupt } from '../system/interrupt.js'
import type { Io } from '../system/io.js'
import { openProgress } from '../system/progress.js'
import type { PlanTask } from './plan-worker.js'

/** Works out plans in a thread, with a line of progress; Ctrl-C ends what is under way with the best plan so far. */
export interface Planner {
  /** @param what it is about, for the line of progress */
  plan(instance: Instance, options: PlanOptions, what: string): Promise<Planned>
  /** Whether the user wants no more. */
  isStopped(): boolean
  end(): Promise<void>
}

export interface PlanOptions extends Pick<PlanTask, 'gap' | 'seed' | 'start'> {
  /** Milliseconds at most. */
  time: number
}

/** A plan that was checked by other means than it was found. */
export interface Planned extends Outcome {
  seconds: number
}

export function openPlanner(io: Io, currency: string): Planner {
  const background = openBackground<PlanTask, Progress, Outcome>('plan-worker')
  const progress = openProgress(io)
  const interrupt = watchInterrupt()
  interrupt.signal.addEventListener('abort', () => background.hurry())
  return {
    async plan(instance, { time, ...options }, what) {
      const seconds = stopwatch(io)
      let last: Progress | undefined
      const tell = () => last && progress.tell(inWords(last, { instance, what, currency, seconds: seconds() }))
      // Time goes on where nothing better is found.
      const timer = setInterval(tell, TICK)
      const told = (news: Progress) => {
        last = news
        tell()
      }
      const outcome = await background.run({ instance, time, ...options }, told).finally(() => {
        clearInterval(timer)
        progress.end()
      })
      return { ...outcome, cost: checked(instance, outcome), seconds: seconds() }
    },
    isStopped: () => interrupt.signal.aborted,
    async end() {
      progress.end()
      interrupt.end()
      await background.end()
    },
  }
}

/** Milliseconds. */
const TICK = 500

/** The cost of a plan as the verifier adds it up; a plan that breaks a rule, or costs something else, is a bug. */
function checked(instance: Instance, { plan, cost }: Outcome): Outcome['cost'] {
  const verdict = verify(instance, plan)
  if (verdict.errors.length > 0) throw new Error(`the plan breaks rules: ${verdict.errors.slice(0, 3).join('; ')}`)
  if (verdict.cost.total !== cost.total) throw new Error(`the plan costs ${verdict.cost.total}, not ${cost.total}`)
  return verdict.cost
}

/** `best plan: EUR 58.90 from 2 stores, at most 1.2 % too dear (3 s; Ctrl-C takes it)` */
function inWords(
  { plan, total, bound }: Progress,
  { instance, what, currency, seconds }: { instance: Instance; what: string; currency: string; seconds: number },
): string {
  const gap = total > 0 ? Math.max(0, (total - bound) / total) : 0
  const amount = `${currency} ${(total / 1_000_000).toFixed(2)}`
  const stores = count(storesIn(instance, plan), 'store')
  return `${what}: ${amount}, ${stores}, at most ${(gap * 100).toFixed(1)} % too dear; ${Math.floor(seconds)} s, Ctrl-C takes it`
}

function storesIn({ offers }: Instance, { takes }: Plan): number {
  return new Set(takes.map(({ offer }) => offers[offer]?.store)).size
}
