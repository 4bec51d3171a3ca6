import { json, type Answer, type Switches } from './service.js'

/**
 * Lets through what the service allows: `rate` calls a second on average, `burst` at once. Who asks again before the
 * stated seconds are over ignores it; after `ban_after` of those within a minute the key is banned for an hour,
 * and its connections are refused.
 */
export interface Throttle {
  /** The refusal of this call, or nothing when it may pass. */
  refusal(time: number, switches: Switches, isEvery: boolean): Answer | undefined
  counters(): Record<string, number>
}

export function throttle(): Throttle {
  let tokens: number | undefined
  let refilled = 0
  let blockedUntil = 0
  let bannedUntil = 0
  let turns = 0
  let ignored: number[] = []
  const counts = { throttled: 0, ignored: 0, bans: 0 }

  function refuse(time: number, switches: Switches): Answer {
    counts.throttled += 1
    if (time < blockedUntil) {
      counts.ignored += 1
      ignored = [...ignored.filter((moment) => time - moment < MINUTE), time]
    }
    if (ignored.length >= Number(switches['ban_after'])) {
      counts.bans += 1
      ignored = []
      bannedUntil = time + HOUR
      return BANNED
    }
    if (time >= blockedUntil) blockedUntil = time + Number(switches['throttle_seconds']) * 1000
    const seconds = Math.max(1, Math.ceil((blockedUntil - time) / 1000))
    const detail = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`
    return json(429, { detail }, { 'Retry-After': String(seconds) })
  }

  return {
    refusal(time, switches, isEvery) {
      if (time < bannedUntil) return BANNED
      if (time < blockedUntil) return refuse(time, switches)
      turns += 1
      if (isEvery) return turns % 2 === 0 ? refuse(time, switches) : undefined
      const burst = Number(switches['burst'])
      const fresh = ((time - refilled) / 1000) * Number(switches['rate'])
      tokens = Math.min(burst, (tokens ?? burst) + Math.max(0, fresh))
      refilled = time
      // A thousandth of slack: sums of fractions fall short of a whole.
      if (tokens < 0.999) return refuse(time, switches)
      tokens -= 1
      return undefined
    },
    counters: () => ({ ...counts }),
  }
}

const MINUTE = 60_000
const HOUR = 3_600_000

const BANNED: Answer = { status: 403, trouble: { reset: 'before' } }
