/** How bad: an error loses something, a warning may, a note is worth knowing. */
export type Level = 'error' | 'warning' | 'note'

/** Trouble in the data. It is returned beside the result, never thrown, and never stops the reading. */
export interface Problem {
  level: Level
  /** A stable word that people grep for and silence, as in `ref.no-name`. */
  code: string
  /** The file as the user named it, or undefined where no file is at fault. */
  file?: string
  /** Counted from 1. */
  line?: number
  /** What is wrong, in words; without the place. */
  message: string
  /** What to do about it, where we know. */
  fix?: string
  part?: string
  color?: string
  quantity?: number
}

/** A value, and all that was wrong on the way to it. */
export interface Parsed<T> {
  value: T
  problems: Problem[]
}
