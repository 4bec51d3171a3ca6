import { attempts, type Outcome } from './attempts.js'
import type { Answer, Call } from './call.js'
import { complaint, offlineComplaint } from './complaint.js'
import { openConnections } from './connections.js'
import type { Dialect, RawAnswer } from './dialect.js'
import { estimate, type Estimate } from './estimate.js'
import { judge } from './judge.js'
import { openKept } from './kept.js'
import type { CallProgress, KeptAnswer, Means, Usage } from './means.js'
import { openQueue } from './queue.js'
import { rawAnswer } from './send.js'
import { openStamping } from './stamping.js'
import { openTurns } from './turns.js'

/** A service that can be asked. */
export interface Service {
  /**
   * What the service answers, or answered not long ago. Waits for its turn, and tries again where that is safe.
   * @throws {BrickError} when it cannot be reached, refuses, or answers what cannot be understood; see `troubleOf`.
   */
  call<T>(call: Call<T>): Promise<Answer<T>>
  /** Hears which calls will most likely be made, in their order: then what is kept of them is found faster. */
  expect(calls: readonly Call<unknown>[]): void
  /** What is left by each of its limits. */
  remaining(): Usage[]
  /** What calls would cost, without calling. */
  estimate(calls: Iterable<Call<unknown>>): Estimate
  /** How much the clock of the service was before ours when it last answered, in milliseconds. */
  skew(): number | undefined
  /** Closes its connections. */
  close(): Promise<void>
}

/** Nothing is sent by opening. */
export function openService(dialect: Dialect, means: Means): Service {
  const { policy } = dialect
  const { ledger, clock, told } = means
  const kept = openKept(dialect, means)
  const connections = openConnections({
    env: means.env,
    timeout: policy.timeouts.connect,
    most: policy.concurrency,
  })
  const turns = openTurns({ ...means, dialect, waiting })
  const stamping = openStamping(dialect, means)
  const queue = openQueue(policy.concurrency)
  const underWay = new Map<string, Promise<Answer<unknown>>>()
  const met = new WeakSet<Call<unknown>>()
  const read = new WeakMap<Call<unknown>, { answer: Answer<unknown>; at: number }>()
  let [sent, cached, changes] = [0, 0, 0]
  let skew: number | undefined
  let left: number | undefined
  const { expect } = kept
  return { call, expect, remaining, estimate: costs, skew: () => skew, close: () => connections.close() }

  async function call<T>(call: Call<T>): Promise<Answer<T>> {
    const known = fromKept(call)
    if (known) return known
    if (means.offline) throw offlineComplaint(dialect)
    if (call.keep === undefined) return ask(call)
    const key = kept.keyOf(call)
    const same = underWay.get(key)
    if (same) return (await same) as Answer<T>
    const asked = ask(call).finally(() => underWay.delete(key))
    underWay.set(key, asked)
    return asked
  }

  /** What is kept and can no longer be understood, as after an update of ours, is asked anew. */
  function fromKept<T>(call: Call<T>): Answer<T> | undefined {
    const before = read.get(call)
    const isFresh = before !== undefined && Math.abs(clock.now() - before.at) < SHORT
    const answer = isFresh ? (before.answer as Answer<T>) : readKept(call)
    if (!answer) return undefined
    // A list of all colors is asked for again and again, by the same call; all others only once or twice.
    if (met.has(call) && !isFresh) read.set(call, { answer, at: clock.now() })
    met.add(call)
    cached++
    tell()
    return answer
  }

  function readKept<T>(call: Call<T>): Answer<T> | undefined {
    const answer = kept.find(call)
    if (!answer) return undefined
    try {
      const value = answer.text === undefined ? undefined : decodedAgain(call, { ...answer, text: answer.text })
      return { value, fetchedAt: answer.fetchedAt, cached: true }
    } catch {
      return undefined
    }
  }

  function decodedAgain<T>(call: Call<T>, { status, text }: KeptAnswer & { text: string }): T | undefined {
    if (call.keepAs) return call.keepAs.read(text)
    const raw = rawAnswer({ method: call.method, status, headers: {}, text, skew: undefined })
    const verdict = judge(raw, dialect, call, clock.now())
    if ('absent' in verdict) return undefined
    if ('ok' in verdict) return call.decode(verdict.ok)
    throw new Error('it is not what was kept')
  }

  async function ask<T>(call: Call<T>): Promise<Answer<T>> {
    const answer = await attempts(call, {
      ...{ dialect, means, turns, stamping, connections, queue, past },
      known: () => fromKept(call),
      arrived: (outcome) => arrived(call, outcome),
      changed: () => changes++,
      sent: heard,
      waiting: (time) => waiting({ time, why: 'trouble' }),
    })
    return answer as Answer<T>
  }

  function arrived<T>(call: Call<T>, outcome: Outcome): Answer<T> {
    const value = decoded(call, outcome)
    const { raw, fetchedAt } = outcome
    if (call.keep !== undefined) kept.keep(call, { fetchedAt, status: raw.status, text: keptText(call, value, raw) })
    return { value, fetchedAt, cached: false }
  }

  function keptText<T>({ keepAs }: Call<T>, value: T | undefined, { text }: RawAnswer): string | undefined {
    if (value === undefined) return undefined
    return keepAs ? keepAs.write(value) : text
  }

  function decoded<T>(call: Call<T>, { ok }: Outcome): T | undefined {
    if (!ok) return undefined
    try {
      return call.decode(ok.body)
    } catch (error) {
      const why = `answers what is not as it must be: ${(error as Error).message}`
      const failure = { kind: 'malformed' as const, why, cause: error }
      throw complaint(failure, { dialect, call, tries: 1, ...past() })
    }
  }

  function past() {
    return { kept: kept.count(), changes }
  }

  function remaining(): Usage[] {
    const { service, limits } = policy
    return ledger.used({ service, account: dialect.account, limits, now: clock.now() })
  }

  function costs(calls: Iterable<Call<unknown>>): Estimate {
    return estimate(calls, { kept, remaining })
  }

  function heard(raw: RawAnswer | undefined): void {
    sent++
    skew = raw?.skew ?? skew
    if (told) left = scarcest(remaining())
    tell()
  }

  function waiting(waiting: NonNullable<CallProgress['waiting']>): void {
    tell({ waiting })
  }

  function tell(more: Pick<CallProgress, 'waiting'> = {}): void {
    told?.({ title: policy.title, sent, cached, ...(left !== undefined && { left }), ...more })
  }
}

/** How long what was decoded is not decoded again, in milliseconds. */
const SHORT = 30_000

function scarcest(usages: Usage[]): number | undefined {
  const quotas = usages.filter(({ limit }) => limit.then === 'stop')
  return quotas.length > 0 ? Math.min(...quotas.map(({ left }) => left)) : undefined
}
