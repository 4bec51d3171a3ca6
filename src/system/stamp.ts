import * as fs from 'node:fs'

/** How a file or folder stands: who changes what is in it, changes this. */
export interface Stamp {
  /** To be compared with another only. */
  text: string
  /** When it was changed last, in milliseconds since 1970. */
  changed: number
  bytes: number
}

/** Undefined where there is none. */
export function stampOf(full: string): Stamp | undefined {
  try {
    const stat = fs.statSync(full, { throwIfNoEntry: false })
    if (!stat) return undefined
    const { size, mtimeMs, ctimeMs, ino } = stat
    // A program may set the time of a change as it likes, but not the time when that was done.
    return { text: `${size} ${mtimeMs} ${ctimeMs} ${ino}`, changed: Math.max(mtimeMs, ctimeMs), bytes: size }
  } catch {
    return undefined
  }
}

/**
 * In milliseconds: what was changed less long ago may be changed once more without another stamp, as clocks of file
 * systems are slow.
 */
export const UNSETTLED = 2000
