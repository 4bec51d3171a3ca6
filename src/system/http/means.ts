import type { Stamps } from './dialect.js'
import type { Limit } from './policy.js'

/** All that calls need of the machine, so that tests may give another one. */
export interface Means {
  ledger: CallLedger
  cache: AnswerCache
  clock: Clock
  /** Between 0 and 1, 1 excluded: `Math.random`. */
  random(): number
  /** For `HTTPS_PROXY` and `NO_PROXY`. */
  env: Record<string, string | undefined>
  /** Ctrl-C: what waits and what is under way is given up. */
  signal?: AbortSignal
  /** Only what is kept, of any age. */
  offline?: true
  /** Takes nothing that was kept before now, but keeps what comes. */
  refresh?: true
  /** The user's word on how old kept answers may be, in milliseconds, in place of `keep` of each call. */
  maxAge?: number
  /** Hears how it goes. */
  told?(progress: CallProgress): void
}

export interface Clock {
  /** In milliseconds since 1970. */
  now(): number
  /** Rejects when the signal says so. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export interface CallProgress {
  /** Of the service. */
  title: string
  /** Since the service was opened. */
  sent: number
  cached: number
  /** What its scarcest quota leaves. */
  left?: number
  /** How long it will do nothing, in milliseconds, and why. */
  waiting?: { time: number; why: 'pace' | 'asked' | 'trouble' }
}

/**
 * Counts the calls of all processes, so that limits hold for all of them together. What it says is written down before
 * it is said. Implemented with SQLite by `openCalls` of the store. All times are in milliseconds since 1970.
 */
export interface CallLedger {
  reserve(wish: Wish): Reservation
  /** The call is over, well or not; until then, it counts as being under way. */
  finish(call: number, now: number): void
  /** The call was not sent after all. */
  release(call: number): void
  /** No process calls this service before that time, unless it is farther away than anybody can mean. */
  holdUntil(service: string, time: number, now: number): void
  /** A call was taken that was signed so far before the clock. */
  stampTaken(token: string, lead: number): void
  /** One was refused because of that: no call is signed so far before the clock for some days. */
  stampRefused(token: string, lead: number, now: number): void
  /** What was signed later than at this time, in seconds, was refused because the clock was wrong. */
  stampLost(token: string, last: number): void
  /** How many calls each of these limits has counted in its window; see `Limit` for whose. */
  used(ask: Pick<Wish, 'service' | 'account' | 'limits' | 'now'>): Usage[]
}

export interface Wish {
  service: string
  account: string
  kind: string | undefined
  limits: Limit[]
  /** Where each call must be signed at a later time than the one before. */
  stamps?: Stamps | undefined
  /** Most calls under way at once, of all processes. */
  concurrency: number
  /** When a call that was never heard of again is surely over, in milliseconds after its start. */
  patience: number
  now: number
}

export type Reservation =
  /** Start it at that time, now or soon. `call` is its number here; `timestamp` is in seconds, for `stamps`. */
  | { call: number; start: number; timestamp?: number }
  /** Not yet: ask again at that time. `stamp`: times of signing are too far before the clock. */
  | { askAt: number; why: 'pace' | 'asked' | 'stamp' }
  /** A limit that does not wait is used up; `frees` is when it has room again. */
  | { exhausted: Limit; used: number; frees: number }

export interface Usage {
  limit: Limit
  used: number
  /** Of what we allow ourselves. */
  left: number
  /** When the oldest call that counts is forgotten; undefined where none counts. */
  frees: number | undefined
}

/** Answers that came before. Implemented with SQLite by `openAnswers` of the store. */
export interface AnswerCache {
  find(key: string): KeptAnswer | undefined
  /** The same for many, by key, which is much faster than one by one. */
  findAll(keys: readonly string[]): Map<string, KeptAnswer>
  /** Of those that are kept, only how old they are: to tell beforehand what a run will cost. */
  ages(keys: readonly string[]): Map<string, KeptAge>
  keep(key: string, service: string, answer: KeptAnswer): void
}

export interface KeptAge {
  fetchedAt: number
  isAbsent: boolean
}

export interface KeptAnswer {
  fetchedAt: number
  status: number
  /** As it came, or in the form that the call wants it kept in; undefined: there is no such thing. */
  text: string | undefined
}
