/** What time it is in the sandbox. */
export interface SandboxClock {
  now(): number
  /** Stops it at this moment, or starts it again with `real`. */
  set(time: number | 'real'): void
  /** By so many milliseconds; the real one stays ahead by as much. */
  advance(milliseconds: number): void
}

/** `real` is the clock of this machine, which clients that look at it need; a number stands still until it is moved. */
export function openClock(start: number | 'real'): SandboxClock {
  let [standing, ahead] = [start, 0]
  return {
    now: () => (standing === 'real' ? Date.now() : standing) + ahead,
    set(time) {
      standing = time
      ahead = 0
    },
    advance(milliseconds) {
      ahead += milliseconds
    },
  }
}
