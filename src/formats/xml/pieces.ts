import { BrickError, EXIT } from '../../core/error.js'
import type { Problem } from '../../core/problem.js'
import type { Source } from '../../core/source.js'
import { windows1252 } from '../../core/windows-1252.js'
import { markedWide, slices, streaming, type Decode } from '../text-pieces.js'

/** Without a tag for so long, in bytes or characters, it is no list. */
export const MAX_TEXT = 1 << 20

/**
 * The text of an XML file in pieces that end with `>`, so that marks and entities stay whole; only the end of the file
 * may be cut off, and what has no `>` for too long. It is read in the encoding that its first bytes or its declaration
 * name, else in UTF-8; what claims to be UTF-8 and is not is taken for Windows-1252, which old programs write.
 * @throws {BrickError} when it is in an encoding that nobody here can read.
 */
export function xmlPieces(source: Source, file: string, tell: (problem: Problem) => void): Iterable<string> {
  const wideEncoding = markedWide(source.head) ?? unmarkedWide(source.head)
  if (wideEncoding) return wide(source, streaming(wideEncoding))
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

/** UTF-16, where a file begins with a `<` of two bytes. */
function unmarkedWide([a, b, c, d]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (a === 0x3c && b === 0 && d === 0) return 'utf-16le'
  return a === 0 && b === 0x3c && c === 0 ? 'utf-16be' : undefined
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

const SLICE = 1 << 18

/** For encodings in which `>` is one byte that stands for nothing else. */
function* decoded(source: Source, decode: (bytes: Uint8Array) => string): Iterable<string> {
  // One memory for all pieces, in which each begins with what the last one left.
  let held = new Uint8Array(SLICE + (SLICE >> 2))
  let size = 0
  for (const chunk of slices(source, SLICE)) {
    if (size + chunk.length > held.length) held = longer(held.subarray(0, size), 2 * (size + chunk.length))
    held.set(chunk, size)
    const mark = chunk.lastIndexOf(0x3e) + 1
    const end = mark > 0 ? size + mark : size + chunk.length > MAX_TEXT ? size + chunk.length : 0
    size += chunk.length
    if (end > 0) yield decode(held.subarray(0, end))
    held.copyWithin(0, end, size)
    size -= end
  }
  if (size > 0) yield decode(held.subarray(0, size))
}

function longer(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(length)
  longer.set(bytes)
  return longer
}

function* wide(source: Source, decode: Decode): Iterable<string> {
  let rest = ''
  for (const chunk of slices(source, SLICE)) {
    const text = rest + decode(chunk)
    const cut = text.length > MAX_TEXT ? text.length : text.lastIndexOf('>') + 1
    if (cut > 0) yield text.slice(0, cut)
    rest = text.slice(cut)
  }
  yield rest + decode(undefined)
}
