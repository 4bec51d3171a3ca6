import * as fs from 'node:fs'
import * as path from 'node:path'
import { now } from './clock.js'
import type { Io } from './io.js'

/** When a file was last written, in ISO 8601; of what has no date, such as standard input, the time now. */
export function fileTime(io: Pick<Io, 'cwd' | 'env'>, file: string): string {
  try {
    if (file !== '-')
      return fs
        .statSync(path.resolve(io.cwd, file))
        .mtime.toISOString()
        .replace(/\.\d+Z$/, 'Z')
  } catch {
    // Whoever opens it says what is wrong with it.
  }
  return now(io)
}
