import type { Level, Problem, ProblemCode } from './problem.js'

/** Collects the problems of one file: of each kind so many, and how many more there were. */
interface ProblemLog {
  problems: Problem[]
  tell(problem: Problem): void
  /** Says how many were left out, once all is told. */
  close(): void
}

interface LogOptions {
  /** Stands in problems that name none. */
  file: string
  /** So many of one kind are told one by one: a broken file of 100 MB would fill the memory. */
  most?: number
  /** What has the problems: rows, lines. */
  things?: string
  /** Those that were found before. */
  problems?: Problem[]
}

export function problemLog({ file, most = 1000, things = 'rows', problems = [] }: LogOptions): ProblemLog {
  const told = new Map<ProblemCode, number>()
  const left = new Map<ProblemCode, { count: number; level: Level }>()
  return { problems, tell, close }

  function tell(problem: Problem): void {
    const { code, level } = problem
    const count = (told.get(code) ?? 0) + 1
    if (count <= most) {
      told.set(code, count)
      problems.push({ file, ...problem })
      return
    }
    const known = left.get(code)
    if (known === undefined) left.set(code, { count: 1, level })
    else {
      known.count++
      if (LEVELS.indexOf(level) < LEVELS.indexOf(known.level)) known.level = level
    }
  }

  function close(): void {
    for (const [code, { count, level }] of left)
      problems.push({ level, code, file, message: `${count} more ${things} like these`, quantity: count })
    left.clear()
  }
}

/** The worst first. */
const LEVELS: Level[] = ['error', 'warning', 'note']
