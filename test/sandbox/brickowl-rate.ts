import type { Switches } from './service.js'

/** How many calls a key made in the last minute, those of bulk methods once more by themselves. */
export interface Rate {
  /** Counts a call and says whether it may pass. A refused call is not counted. */
  passes(time: number, switches: Switches, call: { isBulk: boolean }): boolean
}

export function rate(): Rate {
  let [all, bulk]: [number[], number[]] = [[], []]
  return {
    passes(time, switches, { isBulk }) {
      const isRecent = (moment: number) => time - moment < MINUTE
      all = all.filter(isRecent)
      bulk = bulk.filter(isRecent)
      if (all.length >= Number(switches['rate_limit'])) return false
      if (isBulk && bulk.length >= Number(switches['bulk_limit'])) return false
      all.push(time)
      if (isBulk) bulk.push(time)
      return true
    },
  }
}

const MINUTE = 60_000
