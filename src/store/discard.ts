import * as fs from 'node:fs'

/** Removes a file that is no use any more. Where that cannot be, it does no harm, and the error before it counts. */
export function discard(file: string): void {
  try {
    fs.rmSync(file, { force: true })
  } catch {
    return
  }
}
