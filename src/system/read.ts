import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import { BrickError, EXIT } from '../core/error.js'
import { HEAD_BYTES, sourceOf, type Source } from '../core/source.js'
import { pause } from './pause.js'
import { reason } from './reason.js'

/** Larger inputs are refused: no model that people built is a tenth of this. */
export const MAX_INPUT_BYTES = 1024 ** 3

/**
 * The bytes of a file, a pipe, a device, or of standard input where `name` is `-`.
 * `name` is what the user typed, for the message.
 * @throws {BrickError} when it cannot be read, or is larger than `limit`.
 */
export function readFile(full: string, name: string, limit = MAX_INPUT_BYTES): Uint8Array {
  return explained(name, () => {
    if (name === '-') return drain(0, name, limit)
    const stat = fs.statSync(full)
    if (stat.isDirectory()) throw new BrickError(`${name} is a folder, not a file`, { exit: EXIT.input })
    return stat.isFile() ? whole(full, name, stat.size, limit) : opened(full, (open) => drain(open, name, limit))
  })
}

/** Pieces of this size stay in the processor's cache; a whole large file would first have to be given memory. */
const CHUNK_BYTES = 1 << 18

/**
 * A file to read piece by piece. Small ones, pipes and devices are read at once.
 * @throws {BrickError} as `readFile`, also while the pieces are taken.
 */
export function openFile(full: string, name: string, limit = MAX_INPUT_BYTES): Source {
  const stat = explained(name, () => fs.statSync(full))
  if (!stat.isFile() || stat.size <= CHUNK_BYTES) return sourceOf(readFile(full, name, limit))
  if (stat.size > limit) throw tooLarge(name, limit)
  const [first = new Uint8Array()] = chunks()
  return { head: new Uint8Array(first.subarray(0, HEAD_BYTES)), chunks, bytes: () => readFile(full, name, limit) }

  function* chunks(): Generator<Uint8Array> {
    const descriptor = explained(name, () => fs.openSync(full, 'r'))
    try {
      const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES)
      for (;;) {
        const length = explained(name, () => readSome(descriptor, chunk))
        if (length === 0) return
        yield chunk.subarray(0, length)
      }
    } finally {
      fs.closeSync(descriptor)
    }
  }
}

/**
 * The bytes of a regular file, or undefined where there is none. Pipes and devices count as none: the name may
 * come from a model of a stranger, and reading them could take for ever.
 * @throws {BrickError} when the file is there but cannot be read.
 */
export function tryReadFile(full: string, name: string, limit = MAX_INPUT_BYTES): Uint8Array | undefined {
  return explained(name, () => {
    const stat = statOrNothing(full)
    return stat?.isFile() ? whole(full, name, stat.size, limit) : undefined
  })
}

/** So many bytes of a file, or as many as are left. @throws {Error} of the system, when that cannot be. */
export function readPiece(full: string, start: number, length: number): Uint8Array {
  return opened(full, (descriptor) => {
    const piece = Buffer.allocUnsafeSlow(length)
    let filled = 0
    for (let count = -1; count !== 0 && filled < length; filled += count)
      count = fs.readSync(descriptor, piece, filled, length - filled, start + filled)
    return piece.subarray(0, filled)
  })
}

function whole(full: string, name: string, size: number, limit: number): Uint8Array {
  if (size > limit) throw tooLarge(name, limit)
  return fs.readFileSync(full)
}

/** Reads to the end. Pipes may not know their end, their size, or whether anything is there yet. */
function drain(descriptor: number, name: string, limit: number): Uint8Array {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 16)
    const length = readSome(descriptor, chunk)
    if (length === 0) return Buffer.concat(chunks, size)
    size += length
    if (size > limit) throw tooLarge(name, limit)
    chunks.push(chunk.subarray(0, length))
  }
}

function readSome(descriptor: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, chunk)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // Windows reports the end of a pipe as an error.
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      pause()
    }
  }
}

function opened<T>(full: string, use: (descriptor: number) => T): T {
  const descriptor = fs.openSync(full, 'r')
  try {
    return use(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

function statOrNothing(full: string): fs.Stats | undefined {
  try {
    return fs.statSync(full)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

function explained<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof BrickError) throw error
    const what = name === '-' ? 'standard input' : name
    throw new BrickError(`cannot read ${what}: ${reason(error)}`, { exit: EXIT.input, cause: error })
  }
}

function tooLarge(name: string, limit: number): BrickError {
  const what = name === '-' ? 'standard input' : name
  return new BrickError(`${what} is larger than ${limit / 1024 ** 2} MB`, {
    exit: EXIT.input,
    hint: 'brick reads models and lists; is this one?',
  })
}
