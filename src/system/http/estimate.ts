import type { Call } from './call.js'
import type { Kept } from './kept.js'
import type { Usage } from './means.js'
import { concerns, type Limit } from './policy.js'

/** What calls would cost. */
export interface Estimate {
  /** How many of them must be sent, and how many answers are kept. */
  calls: number
  cached: number
  /** How long it takes at least by the limits, in milliseconds. */
  time: number
  /** The quota that is too small for it. */
  short?: { limit: Limit; left: number; needed: number; frees: number | undefined }
}

export function estimate(
  calls: Iterable<Call<unknown>>,
  { kept, remaining }: { kept: Kept; remaining(): Usage[] },
): Estimate {
  const all = [...calls]
  const known = kept.known(all)
  const seen = new Set<string>()
  const kinds: (string | undefined)[] = []
  let cached = 0
  for (const call of all) {
    const key = call.keep === undefined ? undefined : kept.keyOf(call)
    if (known.has(call) || (key !== undefined && seen.has(key))) cached++
    else kinds.push(call.kind)
    if (key !== undefined) seen.add(key)
  }
  if (kinds.length === 0) return { calls: 0, cached, time: 0 }
  const needs = remaining().map((usage) => {
    return { ...usage, needed: kinds.filter((kind) => concerns(usage.limit, kind)).length }
  })
  const time = Math.max(0, ...needs.map(({ limit, needed }) => leastTime(limit, needed)))
  const short = needs.find(({ limit, needed, left }) => limit.then === 'stop' && needed > left)
  return { calls: kinds.length, cached, time, ...(short && { short }) }
}

function leastTime({ calls, window, then }: Limit, needed: number): number {
  return then === 'stop' || needed === 0 ? 0 : Math.floor((needed - 1) / calls) * window
}
