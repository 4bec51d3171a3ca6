import type { Compiled } from './compiled.js'
import { emptyDraft, setTake, type Draft } from './draft.js'
import type { Plan } from './plan.js'
import type { Progress, SolveOptions } from './solve-options.js'

/** The best plan so far and what is proven, all in one count: the total, and pieces that are missing for much more than any total. */
export interface Incumbent {
  compiled: Compiled
  plan: Plan
  /** Total of the plan, with what is missing. */
  total: number
  /** What of the total is missing pieces of lots that must be had. */
  lacking: number
  /** No plan has less. */
  bound: number
  phase: Progress['phase']
  gap: number
  isOver: () => boolean
  /** Takes a draft of a part of the instance when it is better. */
  offer(part: Compiled, draft: Draft): boolean
  /** Notes what is proven. */
  raise(bound: number): void
}

export function openIncumbent(compiled: Compiled, { gap, isOver, onProgress }: SolveOptions): Incumbent {
  const nothing = emptyDraft(compiled).total
  const incumbent = {
    compiled,
    plan: { takes: [] } as Plan,
    total: nothing,
    lacking: missingWorth(compiled, { takes: [] }),
    bound: 0,
    phase: 'bound' as Progress['phase'],
    gap,
    isOver,
    offer,
    raise,
  }
  return incumbent

  function offer(part: Compiled, draft: Draft): boolean {
    if (!(draft.total < incumbent.total)) return false
    const takes: { offer: number; quantity: number }[] = []
    draft.take.forEach((quantity, offer) => {
      if (quantity > 0) takes.push({ offer: part.offerOrigin[offer] as number, quantity })
    })
    takes.sort((a, b) => a.offer - b.offer)
    incumbent.plan = { takes }
    incumbent.total = draft.total
    incumbent.lacking = missingWorth(compiled, incumbent.plan)
    report()
    return true
  }

  function raise(bound: number): void {
    const whole = Math.min(incumbent.total, Math.ceil(bound - DUST))
    if (whole <= incumbent.bound) return
    incumbent.bound = whole
    report()
  }

  function report(): void {
    if (!onProgress) return
    const { plan, phase } = incumbent
    onProgress({ phase, plan, ...realTotals(incumbent) })
  }
}

/** What adding up may have made of nothing. All totals are whole numbers, so bounds are rounded up beyond it. */
const DUST = 1e-5

/** A bound without what adding up may have made too much of it. */
export function safe(bound: number): number {
  return bound - DUST - 2e-11 * Math.abs(bound)
}

/** A bound that is enough: what is not below it need not be looked at. */
export function cutoffOf({ total, lacking, gap }: Incumbent): number {
  return Math.min(total - 1 + 3 * DUST, total - 0.9 * gap * (total - lacking))
}

/** Whether enough is proven. */
export function isProven(incumbent: Incumbent): boolean {
  return incumbent.bound >= cutoffOf(incumbent)
}

/** Total and bound as the user counts them: without the price of what is missing, with what is given up anyway. */
export function realTotals({ compiled, total, lacking, bound }: Incumbent): { total: number; bound: number } {
  const without = lacking - compiled.forgone
  return { total: total - without, bound: Math.min(total - without, Math.max(0, bound - without)) }
}

/** What counts for the pieces of lots without `giveUp` that could be had and are not in a plan. */
export function missingWorth(compiled: Compiled, plan: Plan): number {
  const cover = coverOf(compiled, plan)
  let sum = 0
  compiled.demand.forEach((wanted, lot) => {
    if (compiled.isHard[lot]) sum += Math.max(0, wanted - (cover[lot] as number)) * (compiled.worth[lot] as number)
  })
  return sum
}

function coverOf(compiled: Compiled, { takes }: Plan): Float64Array {
  const quantities = new Map(takes.map(({ offer, quantity }) => [offer, quantity]))
  const cover = new Float64Array(compiled.lots)
  compiled.offerOrigin.forEach((origin, offer) => {
    const quantity = quantities.get(origin)
    const lot = compiled.offerLot[offer] as number
    if (quantity) cover[lot] = (cover[lot] as number) + quantity
  })
  return cover
}

/** A plan as a draft of a part of the instance; what the part does not have is left out. */
export function draftOf(part: Compiled, { takes }: Plan): Draft {
  const quantities = new Map(takes.map(({ offer, quantity }) => [offer, quantity]))
  const draft = emptyDraft(part)
  part.offerOrigin.forEach((origin, offer) => {
    const quantity = quantities.get(origin)
    if (quantity) setTake(part, draft, offer, quantity)
  })
  return draft
}
