import { EXIT, type ExitCode } from '../core/error.js'
import { NO_PAINT, type Paint } from '../core/paint.js'
import { printable } from '../core/printable.js'
import type { Level, Problem } from '../core/problem.js'
import type { Io } from '../system/io.js'
import { paintFor } from '../system/terminal.js'

interface TellOptions {
  /** Show all, however many of one kind there are. */
  verbose?: boolean
}

/** Tells the person what was wrong: the worst first, of each kind only the first few. */
export async function tellProblems(io: Io, problems: Problem[], { verbose }: TellOptions = {}): Promise<void> {
  const paint = problems.length === 0 ? NO_PAINT : await paintFor(io, 'error')
  for (const [level, ofKind] of byKind(problems)) {
    const shown = verbose || ofKind.length <= SHOWN + 1 ? ofKind : ofKind.slice(0, SHOWN)
    let fix: string | undefined
    for (const problem of shown) {
      io.say(problemLine(problem, paint), level)
      if (problem.fix !== undefined && problem.fix !== fix) io.say(paint.faint(`  ${printable(problem.fix)}`), level)
      fix = problem.fix
    }
    const rest = ofKind.length - shown.length
    if (rest > 0) io.say(`... and ${rest} more of these (-v shows all)`, level)
  }
}

/** What the process answers for these problems, as long as the list itself could be made. */
export function exitFor(problems: Problem[], { strict }: { strict?: boolean }): ExitCode {
  if (problems.some(({ code }) => FATAL.includes(code))) return EXIT.input
  if (!strict) return EXIT.done
  const counted = problems.filter(({ level }) => level !== 'note')
  if (counted.some(({ code }) => code !== 'part.unknown')) return EXIT.input
  return problems.some(({ code }) => code === 'part.unknown') ? EXIT.unresolved : EXIT.done
}

/** Without those that the user allowed. What makes a list worthless cannot be allowed. */
export function withoutAllowed(problems: Problem[], allowed: string[] = []): Problem[] {
  return problems.filter(({ code }) => FATAL.includes(code) || !allowed.includes(code))
}

/** A model that contains itself, a model without a part, and a list of which nothing could be read. */
const FATAL = ['ref.cycle', 'model.empty', 'list.unread']

const SHOWN = 5

const LEVELS: Level[] = ['error', 'warning', 'note']

function byKind(problems: Problem[]): [Level, Problem[]][] {
  return LEVELS.flatMap((level) => {
    const kinds = new Map<string, Problem[]>()
    for (const problem of problems) {
      if (problem.level !== level) continue
      const known = kinds.get(problem.code)
      if (known) known.push(problem)
      else kinds.set(problem.code, [problem])
    }
    return [...kinds.values()].map((ofKind): [Level, Problem[]] => [level, ofKind])
  })
}

function problemLine({ file, line, level, message }: Problem, paint: Paint): string {
  const place = file === undefined ? '' : line === undefined ? `${file}: ` : `${file}:${line}: `
  return `${printable(place)}${paint.level(level, `${level}:`)} ${printable(message)}`
}
