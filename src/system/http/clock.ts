import { setTimeout } from 'node:timers/promises'
import type { Clock } from './means.js'

/** The clock of this machine. */
export const machineClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, signal && { signal })
  },
}
