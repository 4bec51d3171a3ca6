import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { isatty } from 'node:tty'
import { BrickError, EXIT, type ExitCode } from '../core/error.js'
import type { Level } from '../core/problem.js'
import { sourceOf, type Source } from '../core/source.js'
import { openFile, readFile, tryReadFile } from './read.js'
import { makeFolder, saveFile } from './save.js'
import { reason } from './reason.js'
import { pause } from './pause.js'

/** Everything outside the program that a command may touch. Tests pass another one. */
export interface Io {
  env: Record<string, string | undefined>
  cwd: string
  /** Whether standard output and standard error are a terminal, and how many characters fit in a line. */
  terminal: { output: boolean; error: boolean; columns: number }
  /** The user wants to hear of errors only. */
  quiet: boolean
  /** The result, and only it. @throws {BrickError} when the disk behind it is full; EPIPE when nobody reads it. */
  write(text: string | Uint8Array): void
  /** For the person: messages, sums, hints. Silent when `quiet`, unless it is an error. Never fails. */
  say(text: string, level?: Level): void
  /** The bytes of a file, or of standard input for `-`. @throws {BrickError} when it cannot be read. */
  read(file: string): Uint8Array
  /** An input to read piece by piece: large files never lie in memory whole. @throws {BrickError} as `read`. */
  open(file: string): Source
  /** The bytes of a file that need not exist; undefined also for folders, pipes and devices. */
  tryRead(file: string): Uint8Array | undefined
  /** Writes beside the target and renames, so that nobody sees half a file. @throws {BrickError} when it cannot. */
  save(file: string, content: string | Uint8Array): void
  /** Makes a folder, and those that it is in. @throws {BrickError} when it cannot. */
  makeFolder(folder: string): void
  exitCode: ExitCode
}

/** The real machine. */
export function machine(): Io {
  const io: Io = {
    env: process.env,
    cwd: process.cwd(),
    terminal: {
      output: isatty(1),
      error: isatty(2),
      // Asking the stream costs a millisecond or two, and few commands ask.
      get columns() {
        return width(io.env)
      },
    },
    quiet: false,
    exitCode: EXIT.done,
    write: (text) => writeResult(text),
    say: (text, level) => {
      if (level === 'error' || !io.quiet) tell(text)
    },
    read: (file) => {
      if (file === '-' && isatty(0)) io.say('reading from the terminal: paste a model or list, then press Ctrl-D')
      return readFile(path.resolve(io.cwd, file), file)
    },
    open: (file) => {
      if (file === '-') return sourceOf(io.read(file))
      return openFile(path.resolve(io.cwd, file), file)
    },
    tryRead: (file) => tryReadFile(path.resolve(io.cwd, file), file),
    makeFolder: (folder) => makeFolder(path.resolve(io.cwd, folder), folder),
    save: (file, content) => saveFile(path.resolve(io.cwd, file), file, content),
  }
  return io
}

/** `COLUMNS` comes first, as in other tools, so that a person can set it. Some terminals say 0, which means nothing. */
function width(env: Io['env']): number {
  const wanted = Number(env['COLUMNS'])
  if (Number.isInteger(wanted) && wanted > 0) return wanted
  return process.stdout.columns || process.stderr.columns || 80
}

function writeResult(text: string | Uint8Array): void {
  try {
    writeAll(1, text)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw error
    throw new BrickError(`cannot write to standard output: ${reason(error)}`, { cause: error })
  }
}

/** A message that nobody can receive must not stop the work: the result and the exit code still count. */
function tell(text: string): void {
  try {
    writeAll(2, `${text}\n`)
  } catch {
    return
  }
}

/** Writes synchronously, waiting for a slow reader, so that process.exit cannot cut the output. */
function writeAll(descriptor: number, text: string | Uint8Array): void {
  let rest = typeof text === 'string' ? Buffer.from(text) : text
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      pause()
    }
  }
}
