import { nameKey } from '../core/catalog/part-id.js'
import { sourceOf } from '../core/source.js'
import { CR, LF, SPACE } from './ascii.js'
import { endOfText, joinBytes } from './bytes.js'
import type { Block } from './document.js'
import { openText } from './encoding.js'
import { parseStructure } from './header.js'
import { extension } from './name.js'
import { parseDocument } from './parse.js'
import { PLAIN_LINE, readReference, STUDIO_LINES } from './reference.js'

/** A type-1 line of a model, as it stands. */
export interface WrittenReference {
  /** Counted from 1. */
  line: number
  /** The submodel, as its `0 FILE` line names it; empty in files without any. */
  model: string
  name: string
  color: number
}

interface ColorChange extends WrittenReference {
  to: number
}

interface Recolored {
  bytes: Uint8Array
  /** In the order of the file. */
  changes: ColorChange[]
}

/**
 * Gives type-1 lines of models other colors, and leaves every other byte as it is: blanks, line ends, comments, numbers.
 * `colorOf` says which color a line shall have; undefined leaves it. Lines that draw a part that the file brings along
 * are not asked for. Undefined for UTF-16, whose bytes are others.
 */
export function recolor(
  bytes: Uint8Array,
  file: string,
  colorOf: (reference: WrittenReference) => number | undefined,
): Recolored | undefined {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return undefined
  const text = openText(sourceOf(bytes), file, false)
  const blocks = new Map(parseDocument(bytes, file, { mend: true, steps: false }).blocks.map((one) => [one.line, one]))
  const first = blocks.get(1)
  let block = first?.name === '' ? first : undefined
  const changes: ColorChange[] = []
  const pieces: Uint8Array[] = []
  let kept = 0
  for (const { start, end, line } of linesOf(bytes)) {
    const content = bytes.subarray(start, end)
    if (!STARTS.has(content.find((byte) => byte > SPACE) ?? 0)) continue
    const letters = lettersOf(content)
    const opening = STRUCTURE.exec(letters)?.[1]
    if (opening !== undefined && parseStructure(opening.trim())) block = blocks.get(line)
    if (!block || !isModel(block)) continue
    const found = referenceIn(letters, (from) => text.decode(bytes, start + from, end))
    if (!found) continue
    const { name, color, at, length } = found
    const reference = { line, model: block.name, name, color }
    const to = colorOf(reference)
    if (to === undefined || to === color) continue
    changes.push({ ...reference, to })
    pieces.push(bytes.subarray(kept, start + at), new TextEncoder().encode(String(to)))
    kept = start + at + length
  }
  pieces.push(bytes.subarray(kept))
  return { bytes: joinBytes(pieces), changes }
}

/** `0` and `1`: no other line places a part. */
const STARTS = new Set([0x30, 0x31])

/** Blanks, in letters that are a byte each: those of ASCII, and the hard one in Windows-1252 and UTF-8. */
const BLANK = '(?:[ \\t\\v\\f]|\\u00c2?\\u00a0)'
const STRUCTURE = new RegExp(`^${BLANK}*0${BLANK}+([^]*)$`)
/** Also behind a word that says what is special about the line. */
const REFERENCE = new RegExp(
  `^${BLANK}*(?:0${BLANK}+(?:GHOST|MLCAD${BLANK}+HIDE|!:)${BLANK}*)?(1[01]?)${BLANK}+((?:[^ \\t\\u00a0\\u00c2]|\\u00c2(?!\\u00a0))+)`,
)

interface Found {
  name: string
  color: number
  /** Where the color stands, in bytes of the line. */
  at: number
  length: number
}

function referenceIn(letters: string, textFrom: (start: number) => string): Found | undefined {
  const [all, type = '', written] = REFERENCE.exec(letters) ?? []
  if (all === undefined || written === undefined) return undefined
  const at = all.length - written.length
  const reference = readReference(textFrom(at), STUDIO_LINES[type] ?? PLAIN_LINE)
  if (reference.kind === 'broken') return undefined
  return { name: reference.name, color: reference.color, at, length: written.length }
}

/** Lines as the reader of models counts them: LF, CR LF and a lone CR end one. What DOS left at the end is none. */
function* linesOf(bytes: Uint8Array): Iterable<{ start: number; end: number; line: number }> {
  const last = endOfText(bytes)
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let line = 1
  for (let at = start; at <= last; at++) {
    const byte = at === last ? LF : bytes[at]
    if (byte !== LF && byte !== CR) continue
    yield { start, end: at, line: line++ }
    if (byte === CR && bytes[at + 1] === LF) at++
    start = at + 1
  }
}

/** A block of pieces, and not one that is drawn as a piece itself. */
function isModel({ header, flexible, standsFor, draws, name }: Block): boolean {
  if (flexible || standsFor !== undefined) return false
  return header === undefined ? !(draws && extension(nameKey(name)) === '.dat') : header === 'model'
}

function lettersOf(bytes: Uint8Array): string {
  let letters = ''
  for (const byte of bytes) letters += String.fromCharCode(byte)
  return letters
}
