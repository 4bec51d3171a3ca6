import { BrickError, EXIT } from '../../core/error.js'
import type { Problem } from '../../core/problem.js'
import type { Source } from '../../core/source.js'
import { windows1252 } from '../../ldraw/windows-1252.js'

/** Without a tag for so long, in bytes or characters, it is no list. */
export const MAX_TEXT = 1 << 20

/**
 * The text of an XML file in pieces that end with `>`, so that marks and entities stay whole; only the end of the file
 * may be cut off, and what has no `>` for too long. It is read in the encoding that its first bytes or its declaration
 * name, else in UTF-8; what claims to be UTF-8 and is not is taken for Windows-1252, which old programs write.
 * @throws {BrickError} when it is in an encoding that nobody here can read.
 */
export function xmlPieces(source: Source, file: string, tell: (problem: Problem) => void): Iterable<string> {
  const [a, b, c, d] = source.head
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0 && d === 0)) return wide(source, streaming('utf-16le'))
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c && c === 0)) return wide(source, streaming('utf-16be'))
  const declared = declaredIn(source.head)
  // Who can read the declaration byte by byte does not read UTF-16: programs for Windows often declare it and save UTF-8.
  if (declared === undefined || /^utf-?(8|16|16le|16be)$/.test(declared)) return utf8OrOlder(source, file, tell)
  if (LATIN.test(declared)) return decoded(source, (bytes) => windows1252.decode(bytes))
  try {
    return wide(source, streaming(declared))
  } catch (cause) {
    throw new BrickError(`${file} is in an encoding that brick cannot read: ${declared.slice(0, 30)}`, {
      exit: EXIT.input,
      hint: 'save it as UTF-8',
      cause,
    })
  }
}

/** In lower case, as `<?xml ... encoding="..."?>` has it. */
function declaredIn(head: Uint8Array): string | undefined {
  const start = windows1252.decode(head.subarray(0, 256))
  return /^(?:ï»¿)?\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1]?.toLowerCase()
}

/** Names of Windows-1252 and of its subsets, for which the Encoding standard takes it. */
const LATIN = /^(windows-?1252|cp1252|iso-?8859-?1|latin-?1|us-ascii|ascii)$/

/** UTF-8 until the first bytes that it cannot be. */
function utf8OrOlder(source: Source, file: string, tell: (problem: Problem) => void): Iterable<string> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  const lenient = new TextDecoder()
  let hasLetters = source.head[0] === 0xef
  let decode = (bytes: Uint8Array): string => {
    try {
      const text = strict.decode(bytes)
      if (text.length < bytes.length) hasLetters = true
      return text
    } catch {
      const isDamaged = hasLetters || /[^\0-\x7f\ufffd]/.test(lenient.decode(bytes))
      decode = isDamaged ? (more) => lenient.decode(more) : (more) => windows1252.decode(more)
      const message = isDamaged ? 'some letters are damaged; they show as \ufffd' : 'not in UTF-8; read as Windows-1252'
      tell({ level: 'warning', code: 'file.encoding', file, message, fix: 'save it as UTF-8' })
      return decode(bytes)
    }
  }
  return decoded(source, (bytes) => decode(bytes))
}

/** For encodings in which `>` is one byte that stands for nothing else. */
function* decoded(source: Source, decode: (bytes: Uint8Array) => string): Iterable<string> {
  let rest = NOTHING
  for (const chunk of slices(source)) {
    const isLong = rest.length + chunk.length > MAX_TEXT
    const end = chunk.lastIndexOf(0x3e) + 1 || (isLong ? chunk.length : 0)
    if (end > 0) yield decode(rest.length > 0 ? joined(rest, chunk.subarray(0, end)) : chunk.subarray(0, end))
    rest = joined(end > 0 ? NOTHING : rest, chunk.subarray(end))
  }
  if (rest.length > 0) yield decode(rest)
}

const NOTHING = new Uint8Array(0)

/** A copy of both: the memory of a chunk is used again for the next one. */
function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}

function* wide(source: Source, decode: Decode): Iterable<string> {
  let rest = ''
  for (const chunk of slices(source)) {
    const text = rest + decode(chunk)
    const cut = text.length > MAX_TEXT ? text.length : text.lastIndexOf('>') + 1
    if (cut > 0) yield text.slice(0, cut)
    rest = text.slice(cut)
  }
  yield rest + decode(undefined)
}

/** Turns the next bytes into text; without any, what is left. */
type Decode = (bytes: Uint8Array | undefined) => string

function streaming(encoding: string): Decode {
  const decoder = new TextDecoder(encoding)
  return (bytes) => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode())
}

/** What comes through a pipe is one chunk, which may be longer than any text. */
function* slices(source: Source): Iterable<Uint8Array> {
  for (const chunk of source.chunks())
    for (let start = 0; start < chunk.length; start += SLICE) yield chunk.subarray(start, start + SLICE)
}

const SLICE = 1 << 18
