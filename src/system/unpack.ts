import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { constants, crc32, createGunzip, createInflateRaw, inflateRawSync } from 'node:zlib'
import { BrickError, EXIT } from '../core/error.js'
import type { Source } from '../core/source.js'
import { makeFolders } from './make-folders.js'
import { MAX_INPUT_BYTES, openFile } from './read.js'
import { reason } from './reason.js'

/** Whether bytes are packed with gzip. */
export function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b
}

/** What is packed: a gzip file, or a file of a zip archive. */
export interface Packed {
  /** For messages. */
  name: string
  method: 'gzip' | 'deflate' | 'stored'
  chunks(): Iterable<Uint8Array>
  /** What a zip archive says of it. */
  size?: number
  crc32?: number
}

/**
 * What was packed, piece by piece; a piece is valid only until the next one is taken.
 * @throws {BrickError} when it is damaged, larger than any input may be, or was made to do harm.
 */
export async function* unpacked({ name, method, chunks, size, crc32: expected }: Packed): AsyncGenerator<Uint8Array> {
  let [packed, bytes, sum] = [0, 0, 0]
  try {
    for await (const chunk of opened(method, Readable.from(counted()))) {
      bytes += chunk.length
      if (bytes > MAX_INPUT_BYTES) throw unsound(name, 'it is too large')
      if (bytes > LARGE_BYTES && bytes > packed * MAX_RATIO) throw unsound(name, 'it was made to fill the disk')
      if (expected !== undefined) sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    if (error instanceof BrickError) throw error
    const isCut = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR'
    throw unsound(name, isCut ? 'it is cut off' : 'it is damaged', error)
  }
  if (size !== undefined && size !== bytes) throw unsound(name, 'it is not of the size that it says')
  if (expected !== undefined && expected !== sum) throw unsound(name, 'it is damaged')

  /** The stream keeps several pieces, and a source lends one at a time. */
  function* counted(): Generator<Buffer> {
    for (const chunk of chunks()) {
      packed += chunk.length
      yield Buffer.from(chunk)
    }
  }
}

/** Tables shrink to a tenth; what shrinks more than to this part, and is large, was made to be large. */
const MAX_RATIO = 200
const LARGE_BYTES = 16 * 1024 ** 2

/**
 * Unpacks beside a file, for as long as somebody works with what was packed: large tables are read several times, and
 * never lie in memory. What a killed process leaves has a name by which `buildCatalog` knows it.
 * @throws {BrickError} as `unpacked`; when it cannot be written; whatever `work` throws.
 */
export async function withUnpacked(packed: Packed, beside: string, work: (source: Source) => Promise<void>) {
  const file = path.join(path.dirname(beside), `.${path.basename(beside)}.unpacked.${process.pid}.part`)
  try {
    await write(packed, file)
    await work(openFile(file, packed.name))
  } finally {
    remove(file)
  }
}

/** What stood in the way of writing it may stand in the way of this, too, and is told already. */
function remove(file: string): void {
  try {
    fs.rmSync(file, { force: true })
  } catch {
    return
  }
}

async function write(packed: Packed, file: string): Promise<void> {
  let descriptor: number | undefined
  try {
    makeFolders(path.dirname(file))
    descriptor = fs.openSync(file, 'w')
    for await (const chunk of unpacked(packed)) fs.writeFileSync(descriptor, chunk)
  } catch (error) {
    if (error instanceof BrickError || !(error instanceof Error && 'syscall' in error)) throw error
    throw new BrickError(`cannot unpack ${packed.name} to ${file}: ${reason(error)}`, {
      hint: 'make room, change the permissions of its folder, or name another folder in BRICK_CACHE',
      cause: error,
    })
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor)
  }
}

/** What the files of zip archives are unpacked with; see `Unpacker` in `ldraw/archive-packed.ts`. */
export const unpacker = { inflate, inflateHead, crc32: (bytes: Uint8Array) => crc32(bytes) }

function inflate(packed: Uint8Array, size: number): Uint8Array {
  // Node wants room for something, and asks for memory in pieces of this size.
  return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize: clamp(size, 64, CHUNK_BYTES) })
}

/** Text shrinks at least to a half, so that mostly the first turn does. */
function inflateHead(packed: Uint8Array, most: number): Uint8Array {
  for (let length = Math.ceil(most / 2); ; length *= 4) {
    const isAll = length >= packed.length
    const bytes = inflateRawSync(packed.subarray(0, length), isAll ? {} : { finishFlush: constants.Z_SYNC_FLUSH })
    if (isAll || bytes.length >= most) return bytes
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}

function opened(method: Packed['method'], source: Readable): AsyncIterable<Buffer> {
  if (method === 'stored') return source
  const options = { chunkSize: CHUNK_BYTES }
  const inflating = method === 'gzip' ? createGunzip(options) : createInflateRaw(options)
  // Errors come out at its end.
  return pipeline(source, inflating, () => undefined)
}

/** Large tables grow by so much at once. */
const CHUNK_BYTES = 1 << 18

function unsound(name: string, why: string, cause?: unknown): BrickError {
  return new BrickError(`cannot unpack ${name}: ${why}`, { exit: EXIT.input, hint: 'download it again', cause })
}
