import type { Decisions } from '../core/catalog/decisions.js'
import { printable } from '../core/printable.js'
import type { Io } from '../system/io.js'

/** A lot of a list in any numbers, as far as its way there is told. */
interface Step {
  part: string
  color: string
  via: string[]
}

/** For who wants to know all: which rules of `brick.toml` were used, and what was done with which lot. */
export function tellSteps(io: Io, { file, fired }: Decisions, steps: Step[]): void {
  if (fired.size > 0) io.say(printable(`${file}: used ${[...fired].sort().join(', ')}`))
  for (const { part, color, via } of steps) {
    if (via.length > 0) io.say(printable(`${[part, color].filter(Boolean).join(' ')}: ${via.join('; ')}`))
  }
}
