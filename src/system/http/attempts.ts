import { randomBytes } from 'node:crypto'
import type { BrickError } from '../../core/error.js'
import type { Answer, Call, Fields } from './call.js'
import { clean, complaint, quotaComplaint, type Circumstances } from './complaint.js'
import type { Connections } from './connections.js'
import type { Dialect, Outgoing, RawAnswer } from './dialect.js'
import type { Failure } from './failure.js'
import { judge, type Verdict } from './judge.js'
import type { Means } from './means.js'
import type { Queue } from './queue.js'
import { send } from './send.js'
import { span } from './span.js'
import type { Signed, Stamping } from './stamping.js'
import { trouble } from './trouble.js'
import { LONGEST_WAIT, type Turns } from './turns.js'

/** What a service answered at last. */
export interface Outcome {
  raw: RawAnswer
  /** Undefined: there is no such thing. */
  ok: { body: unknown } | undefined
  fetchedAt: number
}

export interface Attempting {
  dialect: Dialect
  means: Means
  turns: Turns
  stamping: Stamping
  connections: Connections
  /** Lets so many calls of this process be under way. */
  queue: Queue
  /** What another process may have been told while this one waited for its turn. */
  known(): Answer<unknown> | undefined
  /** Takes what came, and puts it by: the next process has its turn only then, and may want to know the same. */
  arrived(outcome: Outcome): Answer<unknown>
  /** What this run has come to so far. */
  past(): Pick<Circumstances, 'kept' | 'changes'>
  /** Hears that a call has changed something, or may have. */
  changed(): void
  /** Hears of each request, and of the answer if one came. */
  sent(raw: RawAnswer | undefined): void
  /** Hears how long it rests before it tries again, in milliseconds. */
  waiting(time: number): void
}

/**
 * Sends a call, and sends it again where that is safe and may help.
 * @throws {BrickError} when it came to nothing.
 */
export async function attempts(call: Call<unknown>, attempting: Attempting): Promise<Answer<unknown>> {
  const { dialect, means, turns, past, queue } = attempting
  const { policy } = dialect
  let [refusals, odd] = [0, 0]
  for (let tries = 1; ; tries++) {
    const result = await queue.run(() => attempt(call, attempting, tries - 1))
    if (!('failure' in result)) return result
    const { failure } = result
    if (failure.isTooFarAhead && call.repeat === 'safe' && refusals++ < MOST_REFUSALS) {
      // Its next turn comes when the clock allows.
      tries--
      continue
    }
    const circumstances = { dialect, call, tries, ...past() }
    const wait = Math.max(failure.after ?? 0, jitter(tries, policy.backoff, means.random()))
    if (failure.isTooFast) turns.slowDown(wait)
    if (failure.tries !== undefined) odd++
    const isEnough = call.repeat === 'once' || tries >= policy.tries || odd >= (failure.tries ?? Infinity)
    if (isEnough || wait > LONGEST_WAIT || failure.kind === 'interrupted')
      throw complaint(withTime(failure), circumstances)
    await rest(wait, failure, attempting, circumstances)
  }
}

/** So often a call may be signed too far before the clock: what is learned each time soon leaves nothing of that. */
const MOST_REFUSALS = 10

/** One request and what it came to. */
async function attempt(
  call: Call<unknown>,
  attempting: Attempting,
  before: number,
): Promise<Answer<unknown> | { failure: Failure }> {
  const { dialect, means, turns, past } = attempting
  const { clock, ledger } = means
  const circumstances: Circumstances = { dialect, call, tries: before, ...past() }
  const turn = await orInterrupted(turns.take(call.kind), attempting, circumstances)
  if ('exhausted' in turn)
    throw quotaComplaint(circumstances, { limit: turn.exhausted, used: turn.used, wait: turn.wait })
  if ('wait' in turn) throw complaint(asked(turn.wait), circumstances)
  if ('ahead' in turn) throw clockSetBack(dialect, turn.ahead)
  const known = attempting.known()
  if (known) {
    ledger.release(turn.call)
    return known
  }
  const at = clock.now()
  const signed = { timestamp: turn.timestamp ?? Math.floor(at / 1000), at }
  try {
    const raw = await sendSigned(call, attempting, signed)
    const verdict = verdictOn(raw, call, attempting)
    if (mayHaveChanged(call, verdict)) attempting.changed()
    return settle(attempting, { raw, verdict, signed })
  } finally {
    ledger.finish(turn.call, clock.now())
  }
}

function sendSigned(call: Call<unknown>, { dialect, means, connections }: Attempting, signed: Signed) {
  const { clock, env, signal } = means
  const { timeouts, mostBytes } = dialect.policy
  return send(complete(call, dialect, signed), {
    ...{ connections, deadline: timeouts.whole, mostBytes, signal, env },
    now: () => clock.now(),
    ...(call.repeat === 'once' && { fresh: true }),
  })
}

function verdictOn(raw: RawAnswer | Failure, call: Call<unknown>, { dialect, means }: Attempting): Verdict {
  return 'status' in raw ? judge(raw, dialect, call, means.clock.now()) : { failure: raw }
}

/** Answers to questions may be kept, however they are asked. */
function mayHaveChanged({ method, keep }: Call<unknown>, verdict: Verdict): boolean {
  if (method === 'GET' || keep !== undefined || 'refused' in verdict) return false
  return !('failure' in verdict && verdict.failure.undone)
}

/** What a request came to. */
function settle(
  { dialect, means: { clock }, stamping, sent, arrived }: Attempting,
  { raw, verdict, signed }: { raw: RawAnswer | Failure; verdict: Verdict; signed: Signed },
): Answer<unknown> | { failure: Failure } {
  sent('status' in raw ? raw : undefined)
  if ('refused' in verdict) throw clean(verdict.refused, dialect)
  if ('failure' in verdict) {
    const { failure } = verdict
    return { failure: failure.isStamp && 'status' in raw ? stamping.refused(signed, raw, failure) : failure }
  }
  stamping.taken(signed)
  const ok = 'ok' in verdict ? { body: verdict.ok } : undefined
  return arrived({ raw: raw as RawAnswer, ok, fetchedAt: clock.now() })
}

function complete(call: Call<unknown>, dialect: Dialect, { timestamp, at }: Signed) {
  const outgoing = unsigned(call, dialect.baseUrl)
  const complete = dialect.sign(outgoing, { now: at, timestamp, nonce: randomBytes(16).toString('hex') })
  if (complete.origin !== outgoing.origin) throw new Error('signing may not send a call elsewhere')
  return complete
}

/** Each time of signing must be later than the last, and one before the clock was set back was too late already. */
function clockSetBack({ policy: { title } }: Dialect, ahead: number): BrickError {
  return trouble('request', {
    message: `${title} was last called at a time that is ${span(ahead)} after now: the clock was set back`,
    hint: 'set the clock of this computer right; if it is right, wait until then',
  })
}

/** A call as it goes out, without credentials. */
export function unsigned({ method, path, query, form, json }: Call<unknown>, baseUrl: string): Outgoing {
  const { origin, pathname } = partsOf(baseUrl)
  const body = form ? { form: pairs(form) } : json === undefined ? undefined : { json: JSON.stringify(json) }
  return {
    ...{ method, origin, body, headers: {} },
    path: `${pathname.replace(/\/$/, '')}${path}`,
    query: pairs(query ?? {}),
  }
}

/** Taken apart once for all calls. */
function partsOf(baseUrl: string): URL {
  const parts = PARTS.get(baseUrl) ?? new URL(baseUrl)
  PARTS.set(baseUrl, parts)
  return parts
}

const PARTS = new Map<string, URL>()

function pairs(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
}

async function rest(wait: number, failure: Failure, attempting: Attempting, circumstances: Circumstances) {
  const { clock, signal } = attempting.means
  attempting.waiting(wait)
  // The others who were asked to slow down wait in the ledger, and so does this one when it is its turn.
  await orInterrupted(clock.sleep(failure.isTooFast ? 1 : wait, signal), attempting, circumstances)
}

/** Full jitter: those who fail together do not come again together. */
function jitter(tries: number, { base, cap }: { base: number; cap: number }, random: number): number {
  return random * Math.min(cap, base * 2 ** (tries - 1))
}

/** Nothing is under way while it waits. */
async function orInterrupted<T>(work: Promise<T>, { means }: Attempting, circumstances: Circumstances): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!means.signal?.aborted) throw error
    throw interruption(circumstances)
  }
}

function interruption(circumstances: Circumstances): BrickError {
  return complaint({ kind: 'interrupted', why: 'was not asked: interrupted', undone: true }, circumstances)
}

function asked(wait: number): Failure {
  return { kind: 'too-fast', why: `asked to be left alone for ${span(wait)} more`, undone: true }
}

function withTime(failure: Failure): Failure {
  const { after = 0, why } = failure
  return after > LONGEST_WAIT ? { ...failure, why: `${why}; it asks us to wait ${span(after)}` } : failure
}
