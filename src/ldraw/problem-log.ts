import type { Problem, ProblemCode } from '../core/problem.js'
import { bendOf, type Bend } from './shape.js'

/** So many problems of one kind are listed one by one; beyond it a broken file of 100 MB would fill the memory. */
const MOST = 5000

/** Collects the problems of one file. */
export function problemLog(file: string, start: Problem[]) {
  const problems = start
  const counts = new Map<ProblemCode, number>()
  const bends = new Map<Bend, Map<string, { count: number; line: number }>>()
  return { problems, add, bent, close }

  function add(problem: Problem): void {
    const count = (counts.get(problem.code) ?? 0) + 1
    counts.set(problem.code, count)
    if (count <= MOST) problems.push({ file, ...problem })
  }

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
    for (const [code, count] of counts) {
      if (count <= MOST) continue
      const message = `${count - MOST} more lines like these`
      problems.push({ level: 'warning', code, file, message, quantity: count - MOST })
    }
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

const WORDS: Record<Bend, string> = {
  mirrored: 'mirrored; a part that is not symmetrical may not exist that way round',
  flat: 'flattened to nothing by its matrix; counted all the same',
  scaled: 'of another size than the real part; often the segments of a hose; counted all the same',
}
