import type { Problem } from '../core/problem.js'
import { sourceOf, type Source } from '../core/source.js'
import { windows1252, type Decoder } from '../core/windows-1252.js'

/** A text file: its bytes without byte order mark, and a way to read pieces of them. */
interface Text {
  chunks(): Iterable<Uint8Array>
  /** The text of some bytes. */
  decode(bytes: Uint8Array, start: number, end: number): string
  problems: Problem[]
}

/**
 * Finds out how a file is written: UTF-8 by the specification, with or without a mark; else Windows-1252, as old
 * editors wrote. UTF-16 with a mark is read too where `mend` is set, with a warning: nothing else reads it.
 */
export function openText(input: Source, file: string, mend: boolean): Text {
  const wide = mend ? utf16(input) : undefined
  const source = wide ?? input
  const problems: Problem[] = []
  if (wide) {
    problems.push({
      level: 'warning',
      code: 'file.encoding',
      file,
      message: 'written in UTF-16, which other LDraw programs cannot read',
      fix: 'save it as UTF-8',
    })
  }
  let decoder: Decoder | undefined
  return { chunks, decode, problems }

  function* chunks(): Iterable<Uint8Array> {
    let skip = hasMark(source.head) ? 3 : 0
    for (const chunk of source.chunks()) {
      yield skip === 0 ? chunk : chunk.subarray(skip)
      skip = Math.max(0, skip - chunk.length)
    }
  }

  /** Most names are ASCII; only the first other byte makes us look at the whole file. */
  function decode(bytes: Uint8Array, start: number, end: number): string {
    let ascii = ''
    for (let i = start; i < end; i++) {
      const byte = bytes[i] ?? 0
      if (byte >= 0x80 || end - start > LONG) {
        decoder ??= decoderOf(source)
        return decoder.decode(bytes.subarray(start, end))
      }
      ascii += String.fromCharCode(byte)
    }
    return ascii
  }
}

/** From here on a decoder is faster than adding up characters. */
const LONG = 256

function hasMark(head: Uint8Array): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
}

function decoderOf(source: Source): Decoder {
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const chunk of source.chunks()) strict.decode(chunk, { stream: true })
    strict.decode()
    return new TextDecoder('utf-8', { ignoreBOM: true })
  } catch {
    return windows1252
  }
}

function utf16(source: Source): Source | undefined {
  const [first, second] = source.head
  const little = first === 0xff && second === 0xfe
  const big = first === 0xfe && second === 0xff
  if (!little && !big) return undefined
  return sourceOf(new TextEncoder().encode(new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(source.bytes())))
}
