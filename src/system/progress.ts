import { writeSync } from 'node:fs'
import type { Io } from './io.js'

/** Says on one line of the terminal what is being done, and takes the line away at the end. */
export interface Progress {
  tell(text: string): void
  end(): void
}

/** Only where a person watches, and not before half a second: most work is done by then. */
export function openProgress({ terminal, quiet }: Pick<Io, 'terminal' | 'quiet'>): Progress {
  const start = performance.now()
  let told = -Infinity
  return { tell, end }

  function tell(text: string): void {
    const time = performance.now()
    if (!terminal.error || quiet || time - start < PATIENCE || time - told < PAUSE) return
    told = time
    show(`\r${text.slice(0, Math.max(10, terminal.columns - 1))}\x1b[K`)
  }

  function end(): void {
    if (told >= 0) show('\r\x1b[K')
    told = -Infinity
  }
}

/** In milliseconds. */
const PATIENCE = 500
const PAUSE = 100

/** A terminal that is gone must not stop the work. */
function show(text: string): void {
  try {
    writeSync(2, text)
  } catch {
    return
  }
}
