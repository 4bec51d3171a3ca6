/** What the process answers with. Codes are only ever added. */
export const EXIT = {
  done: 0,
  /** The answer is no: a check failed. */
  negative: 1,
  usage: 2,
  /** An input cannot be read, is circular, or (with `--strict`) has any problem. */
  input: 3,
  /** Something could not be translated and is missing from the written file. */
  unresolved: 4,
  service: 5,
  credentials: 6,
  catalog: 7,
  bug: 70,
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What each code says, for the manual page and README. */
export const EXIT_WORDS: Record<keyof typeof EXIT, string> = {
  done: 'done',
  negative: 'the answer is no: a check failed',
  usage: 'wrong usage, or the output cannot be written',
  input: 'an input cannot be read, is circular, or (with --strict) has any problem',
  unresolved: 'something could not be translated and is missing from the written file',
  service: 'a service refused, or the network failed',
  credentials: 'credentials are missing or refused',
  catalog: 'the catalog is missing or too old',
  bug: 'a bug in brick',
  interrupted: 'interrupted',
}

/**
 * A mistake of the user or the surroundings: one line of words, an exit code, and what to do about it. `others` are
 * mistakes that were found with it, to be told in the same breath.
 */
export class BrickError extends Error {
  readonly exit: ExitCode
  readonly hint: string | undefined
  readonly others: BrickError[]

  constructor(
    message: string,
    options: { exit?: ExitCode; hint?: string; cause?: unknown; others?: BrickError[] } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'BrickError'
    this.exit = options.exit ?? EXIT.usage
    this.hint = options.hint
    this.others = options.others ?? []
  }
}
