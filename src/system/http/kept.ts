import type { Call } from './call.js'
import type { Dialect } from './dialect.js'
import { fingerprint } from './fingerprint.js'
import type { KeptAnswer, Means } from './means.js'
import { unsigned } from './attempts.js'
import { openReadAhead } from './read-ahead.js'

/** What is kept of the answers to one service. */
export interface Kept {
  /** An answer that is young enough for this call. */
  find(call: Call<unknown>): KeptAnswer | undefined
  /** Hears which calls will most likely be made, in their order, so that what is kept of them is read many at once. */
  expect(calls: readonly Call<unknown>[]): void
  /** Which of these calls have one, without reading them. */
  known(calls: readonly Call<unknown>[]): Set<Call<unknown>>
  /** What the same calls have in common. */
  keyOf(call: Call<unknown>): string
  /** Puts by what came, if this call allows it. */
  keep(call: Call<unknown>, answer: KeptAnswer): void
  /** How many it has put by. */
  count(): number
}

type Options = Pick<Means, 'cache' | 'clock' | 'offline' | 'refresh' | 'maxAge'>

export function openKept(dialect: Dialect, { cache, clock, offline, refresh, maxAge }: Options): Kept {
  const opened = clock.now()
  const keys = new WeakMap<Call<unknown>, string>()
  const mine = new Set<string>()
  const ahead = openReadAhead(cache)
  let count = 0
  return { find, expect, known, keyOf, keep, count: () => count }

  function find(call: Call<unknown>): KeptAnswer | undefined {
    if (call.keep === undefined) return undefined
    const kept = ahead.find(keyOf(call))
    return kept && isGood(call, kept.fetchedAt, kept.text === undefined) ? kept : undefined
  }

  function expect(calls: readonly Call<unknown>[]): void {
    ahead.expect(calls.filter(({ keep }) => keep !== undefined).map(keyOf))
  }

  function known(calls: readonly Call<unknown>[]): Set<Call<unknown>> {
    const may = calls.filter(({ keep }) => keep !== undefined)
    if (may.length === 0) return new Set()
    const ages = cache.ages(may.map(keyOf))
    return new Set(
      may.filter((call) => {
        const age = ages.get(keyOf(call))
        return age && isGood(call, age.fetchedAt, age.isAbsent)
      }),
    )
  }

  /** What came in this run is always young enough: nothing is asked twice. */
  function isGood(call: Call<unknown>, fetchedAt: number, isAbsent: boolean): boolean {
    const { keep = 0, keepAbsent = Math.min(DAY, keep) } = call
    return offline === true || mine.has(keyOf(call)) || isYoung(fetchedAt, isAbsent ? keepAbsent : keep)
  }

  /** Asked for several times of each call, and slow to make. */
  function keyOf(call: Call<unknown>): string {
    const key = keys.get(call) ?? keyFor(call, dialect)
    keys.set(call, key)
    return key
  }

  function keep(call: Call<unknown>, answer: KeptAnswer): void {
    if (call.keep === undefined) return
    mine.add(keyOf(call))
    ahead.forget(keyOf(call))
    cache.keep(keyOf(call), dialect.policy.service, answer)
    count++
  }

  /** As young as this run is what another process was told meanwhile, unless the clock was set back since. */
  function isYoung(fetchedAt: number, most: number): boolean {
    const now = clock.now()
    if (fetchedAt >= opened && fetchedAt <= now) return true
    return !refresh && Math.abs(now - fetchedAt) <= (maxAge ?? most)
  }
}

const DAY = 86_400_000

/** All that an answer depends on, without credentials; the same call has the same key in whatever order it is written. */
function keyFor(call: Call<unknown>, { policy, account, baseUrl }: Dialect): string {
  const { origin, path, query, body } = unsigned(call, baseUrl)
  const sorted = query.map((pair) => JSON.stringify(pair)).sort()
  return fingerprint(
    ...[policy.service, account, call.method, origin, path, ...sorted],
    ...[JSON.stringify(body ?? null), call.vary ?? ''],
    ...(call.keepAs ? [call.keepAs.name] : []),
  )
}
