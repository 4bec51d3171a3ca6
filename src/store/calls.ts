import type { CallLedger, Reservation, Usage, Wish } from '../system/http/means.js'
import { concerns, usable, type Limit } from '../system/http/policy.js'
import { openRows, type Rows } from './calls-rows.js'
import { learnLead, stampAt } from './calls-stamps.js'
import { CALLS_SCHEMA } from './calls-schema.js'
import { openPrivateDatabase } from './private-database.js'
import type { DatabaseOptions } from './sqlite.js'

/** A ledger of calls in a file. */
export interface CallsFile extends CallLedger {
  close(): void
}

/**
 * Opens the ledger of calls, or makes one. It belongs among what cannot be got again, and not into the cache: no service
 * tells how much of its quota is left, and whoever empties a cache must not lose count.
 * @throws {BrickError} when it cannot be read or written, is damaged, or of a later version.
 */
export async function openCalls(file: string, { patience }: { patience?: number } = {}): Promise<CallsFile> {
  const options = { ...OPTIONS, ...(patience !== undefined && { patience }) }
  const database = await openPrivateDatabase(file, CALLS_SCHEMA, options)
  const rows = openRows(database)
  return {
    reserve: (wish) => database.transaction(() => reserve(rows, wish)),
    finish: (call, now) => rows.finish(call, now),
    release: (call) => rows.release(call),
    holdUntil: (service, time, now) => database.transaction(() => hold(rows, service, { time, now })),
    stampTaken: (token, lead) => rows.stampTaken(token, lead),
    stampRefused: (token, lead, now) => database.transaction(() => learnLead(rows, token, { lead, now })),
    stampLost: (token, last) => rows.stamp(token, last),
    used: (ask) => ask.limits.map((limit) => usage(rows, ask, limit)),
    close: () => database.close(),
  }
}

const OPTIONS: DatabaseOptions = {
  title: 'the count of calls to services',
  remedy: (file) => `remove it: rm ${file}; then brick no longer knows what of today's quotas is used`,
}

/**
 * A call that would start later than this is not written down yet: until then, others may end, or be given up.
 * In milliseconds.
 */
const SOON = 2000

/** For clocks and timers that are not exact to the millisecond. */
const MARGIN = 10

/** How often to look again while others are under way, in milliseconds. */
const AGAIN = 20

/** Calls that are over later than this were written before the clock was set back. */
const LONGEST_AHEAD = 600_000

function reserve(rows: Rows, wish: Wish): Reservation {
  const { service, now, concurrency } = wish
  const held = rows.heldUntil(service)
  if (held > now && held <= now + LONGEST_HOLD) return { askAt: held, why: 'asked' }
  if (rows.underWay(service, { now, latest: now + LONGEST_AHEAD }) >= concurrency)
    return { askAt: now + AGAIN, why: 'pace' }
  let start = now
  for (const limit of wish.limits) {
    if (!concerns(limit, wish.kind)) continue
    const fits = fitsAt(rows, wish, limit)
    if (limit.then === 'stop' && fits.time > now) return exhausted(rows, wish, limit, fits.time)
    if (!fits.isSure) return { askAt: fits.time, why: 'pace' }
    start = Math.max(start, fits.time)
  }
  const stamped = stampAt(rows, wish, start)
  if (start > now + SOON || stamped.start > now + SOON)
    return { askAt: Math.max(start, stamped.start) - SOON / 2, why: stamped.start > start ? 'stamp' : 'pace' }
  const { timestamp } = stamped
  if (wish.stamps && timestamp !== undefined) rows.stamp(wish.stamps.token, timestamp)
  return { call: rows.add(wish, stamped.start), ...stamped }
}

/** Two days: longer than any service has asked to be left alone. In milliseconds. */
const LONGEST_HOLD = 172_800_000

/** The latest counts, but for what nobody can mean: that came of a clock that was wrong, and swallows nothing. */
function hold(rows: Rows, service: string, { time, now }: { time: number; now: number }): void {
  const latest = now + LONGEST_HOLD
  const held = rows.heldUntil(service)
  if (time <= latest && (time > held || held > latest)) rows.hold(service, time)
}

/**
 * When a limit has room. Not sure: the calls that fill it are under way, and then it is not known yet when they will be
 * forgotten, only that it is not before this time.
 */
function fitsAt(rows: Rows, wish: Wish, limit: Limit): { time: number; isSure: boolean } {
  const { now } = wish
  const most = usable(limit)
  const latest = latestSeen(limit, now)
  if (most === 0) return { time: now + limit.window, isSure: true }
  if (limit.calls === 1) {
    const last = rows.lastStart(wish, limit, limit.then === 'wait' ? now + SOON * 2 : latest)
    return { time: last === undefined ? now : Math.max(now, last + limit.window), isSure: true }
  }
  const call = rows.nthSeen(wish, limit, { n: most, latest })
  if (!call) return { time: now, isSure: true }
  const isKnown = call.isOver || call.seen <= now
  const time = (isKnown ? call.seen : Math.max(now, call.start)) + limit.window + MARGIN
  return { time: Math.max(now, time), isSure: isKnown }
}

/** What was written by a clock that was far ahead counts for nothing; a quota counts what may still be of its window. */
function latestSeen({ then, window }: Limit, now: number): number {
  return now + (then === 'wait' ? LONGEST_AHEAD : Math.max(LONGEST_AHEAD, window))
}

function exhausted(rows: Rows, wish: Wish, limit: Limit, frees: number): Reservation {
  return { exhausted: limit, used: usage(rows, wish, limit).used, frees }
}

function usage(rows: Rows, ask: Pick<Wish, 'service' | 'account' | 'now'>, limit: Limit): Usage {
  const { count, oldest } = rows.since(ask, limit, {
    earliest: ask.now - limit.window - MARGIN,
    latest: latestSeen(limit, ask.now),
  })
  const frees = oldest === undefined ? undefined : oldest + limit.window + MARGIN
  return { limit, used: count, left: Math.max(0, usable(limit) - count), frees }
}
