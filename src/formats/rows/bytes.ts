import { type Source } from '../../core/source.js'
import { windows1252 } from '../../ldraw/windows-1252.js'

/** A table as UTF-8 without a mark, whatever the file is written in. */
export interface CsvBytes {
  /** How it begins, decoded. */
  head: string
  /** All of it; a piece stays valid, as a parser may keep the end of one for the next. */
  pieces(): Iterable<Uint8Array>
}

/** Spreadsheets write UTF-8, with or without a mark, UTF-16 with one, or what Windows has been writing for ever. */
export function csvBytes(source: Source): CsvBytes {
  const decode = decoding(source)
  return { head: first(texts(source.head, decode())), pieces }

  function* pieces(): Iterable<Uint8Array> {
    const encoder = new TextEncoder()
    const decoder = decode()
    for (const chunk of source.chunks()) for (const text of texts(chunk, decoder)) yield encoder.encode(text)
    const rest = decoder(undefined)
    if (rest !== '') yield encoder.encode(rest)
  }
}

/** Turns the next bytes into text; without any, what is left. */
type Decode = (bytes: Uint8Array | undefined) => string

function* texts(chunk: Uint8Array, decode: Decode): Iterable<string> {
  for (let start = 0; start < chunk.length; start += PIECE_BYTES)
    yield decode(chunk.subarray(start, start + PIECE_BYTES))
}

/** What is read at once is parsed at once, so that this is what the rows in memory come from. */
const PIECE_BYTES = 1 << 16

function first(texts: Iterable<string>): string {
  for (const text of texts) return text
  return ''
}

function decoding(source: Source): () => Decode {
  const [one, two] = source.head
  if (one === 0xff && two === 0xfe) return () => streaming('utf-16le')
  if (one === 0xfe && two === 0xff) return () => streaming('utf-16be')
  if (isUtf8(source)) return () => streaming('utf-8')
  return () => (bytes) => (bytes ? windows1252.decode(bytes) : '')
}

function streaming(encoding: string): Decode {
  const decoder = new TextDecoder(encoding)
  return (bytes) => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode())
}

function isUtf8(source: Source): boolean {
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const chunk of source.chunks())
      for (let start = 0; start < chunk.length; start += PIECE_BYTES)
        strict.decode(chunk.subarray(start, start + PIECE_BYTES), { stream: true })
    strict.decode()
    return true
  } catch {
    return false
  }
}
