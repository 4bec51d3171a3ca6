import type { Wish } from '../system/http/means.js'
import type { Rows } from './calls-rows.js'

/** When a call may start that must be signed at a later time than all before it, and at which time it is signed. */
export function stampAt(rows: Rows, { stamps, now }: Wish, start: number): { start: number; timestamp?: number } {
  if (!stamps) return { start }
  const { last, most, until } = rows.stamped(stamps.token)
  const isRemembered = most !== undefined && until > now && until <= now + REMEMBERED
  const ahead = isRemembered ? Math.min(most, stamps.ahead) : stamps.ahead
  const timestamp = Math.max(Math.floor(start / 1000), last + 1)
  return { start: Math.max(start, timestamp * 1000 - ahead), timestamp }
}

/**
 * Learns from a refusal. Most likely the service takes nothing so far before its clock. But where it took as much before,
 * or was never seen to take any, another program may have signed at a later time with the same token: then the same helps,
 * but is soon forgotten.
 */
export function learnLead(rows: Rows, token: string, { lead, now }: { lead: number; now: number }): void {
  const { taken } = rows.stamped(token)
  const isSure = taken > MARGIN && taken < lead
  const most = taken < lead ? taken - MARGIN : lead / 2
  rows.learn(token, Math.max(0, Math.floor(most)), now + (isSure ? REMEMBERED : SOON_FORGOTTEN))
}

/** Three days, in milliseconds. */
const REMEMBERED = 3 * 86_400_000

/** An hour, in milliseconds. */
const SOON_FORGOTTEN = 3_600_000

/** Calls are not always equally long on their way. In milliseconds. */
const MARGIN = 1000
