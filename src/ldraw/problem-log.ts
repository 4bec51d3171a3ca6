import type { Problem } from '../core/problem.js'
import { problemLog } from '../core/problem-log.js'
import { bendOf, type Bend } from './shape.js'

/** Collects the problems of one model; what its matrices do is told once for each part. */
export function modelLog(file: string, start: Problem[]) {
  const { problems, tell, close: closeLog } = problemLog({ file, most: MOST, things: 'lines', problems: start })
  const bends = new Map<Bend, Map<string, { count: number; line: number }>>()
  return { problems, add: tell, bent, close }

  /** A reference whose matrix does more than turn the part; told once for each part. */
  function bent(name: string, shape: number, line: number): void {
    const bend = bendOf(shape)
    const parts = bends.get(bend) ?? new Map<string, { count: number; line: number }>()
    bends.set(bend, parts)
    const part = parts.get(name)
    if (part) part.count++
    else parts.set(name, { count: 1, line })
  }

  function close(): void {
    closeLog()
    for (const [bend, parts] of bends) problems.push(bentProblem(bend, parts))
  }

  function bentProblem(bend: Bend, parts: Map<string, { count: number; line: number }>): Problem {
    const entries = [...parts]
    const shown = entries.slice(0, 5).map(([name, { count }]) => `${count}x ${name}`)
    const more = entries.length > 5 ? `, and ${entries.length - 5} more parts` : ''
    const quantity = entries.reduce((sum, [, { count }]) => sum + count, 0)
    return {
      level: 'note',
      code: `ref.${bend}`,
      file,
      line: entries[0]?.[1].line ?? 1,
      quantity,
      message: `${WORDS[bend]}: ${shown.join(', ')}${more}`,
    }
  }
}

/** Models have more lines than lists. */
const MOST = 5000

const WORDS: Record<Bend, string> = {
  mirrored: 'mirrored; a part that is not symmetrical may not exist that way round',
  flat: 'flattened to nothing by its matrix; counted all the same',
  scaled: 'of another size than the real part; often the segments of a hose; counted all the same',
}
