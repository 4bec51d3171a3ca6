import { EXIT, type ExitCode } from '../core/error.js'
import type { Problem } from '../core/problem.js'
import type { Io } from '../system/io.js'
import { exitFor, tellProblems, withoutAllowed } from './tell-problems.js'
import { nothingWritten } from './save-list.js'

/** Whether a list may be written, decided before anything is. */
export interface Verdict {
  /** What is to be told. */
  problems: Problem[]
  exit: ExitCode
  /** The user wants no faulty list. */
  refused: boolean
  /** An empty list, of inputs that are worth nothing, would replace a good one. */
  isLost: boolean
}

interface Flags {
  strict?: true
  allow?: string[]
  allowUnresolved?: true
  /** Absent where no file is written. */
  output?: string
}

interface Outcome {
  isEmpty?: boolean
  /** How many lots have no place in the list. */
  unresolved?: number
}

/** What follows from all that is wrong with a list. */
export function verdict(found: Problem[], flags: Flags, { isEmpty = false, unresolved = 0 }: Outcome = {}): Verdict {
  const problems = withoutAllowed(found, flags.allow)
  const first = exitFor(problems, flags)
  const isMissed = unresolved > 0 && !flags.allowUnresolved
  return {
    problems,
    exit: first === EXIT.done && isMissed ? EXIT.unresolved : first,
    refused: flags.strict === true && (first !== EXIT.done || unresolved > 0),
    isLost: first === EXIT.input && isEmpty && (flags.output ?? '-') !== '-',
  }
}

/** What follows, told to the user and to whoever called; for commands that say themselves what was not done. */
export async function judge(io: Io, found: Problem[], flags: Flags & { verbose?: true }): Promise<Verdict> {
  const all = verdict(found, flags)
  io.exitCode = all.exit
  await tellProblems(io, all.problems, flags)
  return all
}

/** Whether anything is written. */
export function isWritten({ refused, isLost }: Verdict): boolean {
  return !refused && !isLost
}

/** Tells all that is wrong with a list, and why nothing was written if nothing was. */
export async function tellVerdict(
  io: Io,
  { problems, exit, refused, isLost }: Verdict,
  { output, verbose }: { output: string; verbose?: true },
): Promise<void> {
  io.exitCode = exit
  await tellProblems(io, problems, { ...(verbose && { verbose }) })
  if (refused) io.say('brick: nothing was written, because of --strict', 'error')
  else if (isLost) io.say(nothingWritten(output), 'error')
}
