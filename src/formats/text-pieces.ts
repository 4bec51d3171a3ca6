import type { Source } from '../core/source.js'

/** Turns the next bytes into text; without any, what is left. */
export type Decode = (bytes: Uint8Array | undefined) => string

/** @throws {RangeError} when nobody knows the encoding. */
export function streaming(encoding: string, options: { fatal?: boolean } = {}): Decode {
  const decoder = new TextDecoder(encoding, options)
  return (bytes) => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode())
}

/** The text of a file in pieces. Small ones that live shortly are cheaper than one large one. */
export function* textPieces(source: Source, decode: Decode): Iterable<string> {
  for (const piece of slices(source)) yield decode(piece)
  yield decode(undefined)
}

/** What comes through a pipe is one chunk, which may be longer than any text. */
export function* slices(source: Source, size = PIECE_BYTES): Iterable<Uint8Array> {
  for (const chunk of source.chunks())
    for (let start = 0; start < chunk.length; start += size) yield chunk.subarray(start, start + size)
}

const PIECE_BYTES = 1 << 16

/** UTF-16, where a file begins with its mark. */
export function markedWide([one, two]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  return one === 0xfe && two === 0xff ? 'utf-16be' : undefined
}

/** Whether all of a file is UTF-8. */
export function isUtf8(source: Source): boolean {
  if (markedWide(source.head)) return false
  const decode = streaming('utf-8', { fatal: true })
  try {
    for (const piece of slices(source)) decode(piece)
    decode(undefined)
    return true
  } catch {
    return false
  }
}
