import type { Dialect } from './dialect.js'
import type { CallProgress, Means, Reservation } from './means.js'
import type { Limit } from './policy.js'

/** When the calls of one service may start. */
export interface Turns {
  /**
   * Waits until a call may start, and says its number in the ledger.
   * The caller finishes it there when it is over. Rejects when the signal says so.
   */
  take(kind: string | undefined): Promise<Turn>
  /** Nobody calls for so long, and this run is slower from now on. */
  slowDown(milliseconds: number): void
}

export type Turn =
  | { call: number; timestamp?: number }
  | { exhausted: Limit; used: number; wait: number }
  /** The service asked everybody to wait for longer than anybody wants to look on. */
  | { wait: number }
  /** Times of signing are so far before the clock that it was set back. In milliseconds. */
  | { ahead: number }

type Options = Pick<Means, 'ledger' | 'clock' | 'signal'> & {
  dialect: Dialect
  waiting(waiting: NonNullable<CallProgress['waiting']>): void
}

/** Longer than that, nobody waits for a service that asks to be left alone. In milliseconds. */
export const LONGEST_WAIT = 180_000

/** At the slowest, eight times slower than allowed. */
const SLOWEST = 8

export function openTurns({ dialect, ledger, clock, signal, waiting }: Options): Turns {
  const { service, limits, concurrency, timeouts } = dialect.policy
  let slowness = 1
  return { take, slowDown }

  async function take(kind: string | undefined): Promise<Turn> {
    for (;;) {
      signal?.throwIfAborted()
      const reservation = ask(kind)
      if ('exhausted' in reservation) {
        const { exhausted, used, frees } = reservation
        return { exhausted, used, wait: Math.max(0, frees - clock.now()) }
      }
      if ('call' in reservation) return started(reservation)
      const wait = reservation.askAt - clock.now()
      if (reservation.why === 'asked' && wait > LONGEST_WAIT) return { wait }
      if (reservation.why === 'stamp' && wait > LONGEST_WAIT) return { ahead: wait }
      await pause(wait, reservation.why === 'asked' ? 'asked' : 'pace')
    }
  }

  function ask(kind: string | undefined): Reservation {
    const slow = limits.map((limit) =>
      limit.then === 'wait' && slowness > 1 ? { ...limit, window: limit.window * slowness } : limit,
    )
    const patience = timeouts.whole
    return ledger.reserve({
      ...{ service, account: dialect.account, kind, limits: slow, concurrency, patience },
      stamps: dialect.stamps,
      now: clock.now(),
    })
  }

  async function started({ start, ...turn }: { call: number; start: number; timestamp?: number }): Promise<Turn> {
    try {
      // Timers may ring a little early.
      for (let wait = start - clock.now(); wait > 0; wait = start - clock.now()) await pause(wait, 'pace')
      return turn
    } catch (error) {
      ledger.release(turn.call)
      throw error
    }
  }

  async function pause(time: number, why: 'pace' | 'asked'): Promise<void> {
    if (time > WORTH_TELLING) waiting({ time, why })
    await clock.sleep(Math.max(1, time), signal)
  }

  function slowDown(milliseconds: number): void {
    const now = clock.now()
    ledger.holdUntil(service, now + milliseconds, now)
    slowness = Math.min(SLOWEST, slowness * 2)
  }
}

/** In milliseconds. */
const WORTH_TELLING = 1000
