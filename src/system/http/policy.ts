/** How much a service may be asked. All times are in milliseconds. */
export interface Policy {
  /** As in commands and in the configuration: `bricklink`. */
  service: string
  /** As it writes itself: `BrickLink`. */
  title: string
  /** Most calls under way at once, of all processes together. One where calls must arrive in the order of their times. */
  concurrency: number
  limits: Limit[]
  /** Until the connection stands; until the last byte of the answer is here. */
  timeouts: { connect: number; whole: number }
  /** The largest answer that is taken, packed or unpacked. */
  mostBytes: number
  /** How often a safe call is sent at most, the first time included. */
  tries: number
  /** Before try n + 1, it waits between 0 and `base` · 2ⁿ⁻¹, at most `cap`. */
  backoff: { base: number; cap: number }
}

/**
 * At most `calls` in any `window`.
 *
 * With one call, as in `{ calls: 1, window: 150, then: 'wait' }`, it is the pace: the time from start to start. With more,
 * it holds as the service counts: a call is forgotten only `window` after its answer came, because nobody knows when
 * between start and answer the service saw it.
 */
export interface Limit {
  /** Counts, and stops, calls of this kind only. */
  kind?: string
  calls: number
  window: number
  /** So many of `calls` are left for other programs with the same key. */
  reserve?: number
  /**
   * `wait` until it fits, or `stop` with an error that says when. Limits that wait are the pace of this computer, so that
   * calls with all keys count: services ban addresses. Those that stop are quotas, and count for each key by itself.
   */
  then: 'wait' | 'stop'
}

/** How many calls we allow ourselves. */
export function usable({ calls, reserve = 0 }: Limit): number {
  return Math.max(0, calls - reserve)
}

/** Whether a limit is about calls of this kind. */
export function concerns(limit: Limit, kind: string | undefined): boolean {
  return limit.kind === undefined || limit.kind === kind
}
