import { openTally, PRIME } from './tally.js'

/**
 * Reads the lines of an LDraw file at the speed of the machine: a million references in a tenth of a second.
 *
 * A plain type-1 line (one blank between the words, as all programs write it) is checked four bytes at a time and
 * never becomes a string: equal colors and names get equal numbers, and the reader counts those. All other lines,
 * and whatever is not quite plain, go to the slow reader as text; it may be careful, for they are few.
 */
export function scan(bytes: Uint8Array, reader: LineReader): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const tally = openTally(bytes, view, reader)
  const shapes = shapeIndex(bytes, view)
  let line = 1
  let at = 0
  while (at < bytes.length) {
    const found = bytes.indexOf(LF, at)
    const end = found < 0 ? bytes.length : found
    if (!(bytes[at] === ONE && bytes[at + 1] === SPACE && !reader.careful && plainReference(at + 2, end)))
      otherLines(at, end)
    line++
    at = end + 1
  }
  tally.flush()

  function plainReference(start: number, lineEnd: number): boolean {
    let nameEnd = lineEnd
    while ((bytes[nameEnd - 1] as number) <= SPACE && nameEnd > start) nameEnd--
    let nameStart = nameEnd
    while ((bytes[nameStart - 1] as number) > SPACE) nameStart--
    let colorEnd = start
    while ((bytes[colorEnd] as number) > SPACE) colorEnd++
    if (nameStart + 4 > bytes.length || !isTwelveNumbers(view, colorEnd, nameStart)) return false
    const key = tally.add(start, colorEnd, nameStart, nameEnd, line)
    if (key < 0) return false
    const shape = shapes(colorEnd, nameStart)
    if (shape !== SHAPE.plain) reader.bent(key, shape, line)
    return true
  }

  /** What stands between two line feeds: one line, or several where carriage returns end them. */
  function otherLines(start: number, end: number): void {
    let from = start
    for (let p = start; p < end; p++) {
      if (bytes[p] !== CR) continue
      otherLine(from, p)
      from = p + 1
      if (from < end) line++
    }
    otherLine(from, end)
  }

  function otherLine(start: number, end: number): void {
    let p = start
    while (p < end && (bytes[p] === SPACE || bytes[p] === TAB)) p++
    if (p === end) return
    const type = bytes[p] as number
    const next = p + 1 < end ? (bytes[p + 1] as number) : SPACE
    if (type >= TWO && type <= FIVE && (next === SPACE || next === TAB)) reader.drawing()
    else reader.slow(p, end, line, tally.flush)
  }
}

/** What the scanner hands over. Lines count from 1. */
export interface LineReader {
  /** While set, type-1 lines are read slowly, too. */
  careful: boolean
  /** A color and name not met before; their number, from 0 on. False: lines with it must be read slowly. */
  spelling(key: number, colorStart: number, colorEnd: number, nameStart: number, nameEnd: number): boolean
  /** So many plain type-1 lines of one spelling since the last flush, the first of them here. */
  references(key: number, count: number, line: number): void
  /** One of these lines has a matrix that does more than turn the part. */
  bent(key: number, shape: number, line: number): void
  /** Line types 2 to 5. */
  drawing(): void
  /** Any other line that is not empty, without the blanks before it. `flush` hands over what was counted before it. */
  slow(start: number, end: number, line: number, flush: () => void): void
}

/** How a matrix bends a part: as it is (turned at most), mirrored, flat, or of another size. */
export const SHAPE = { plain: 0, mirrored: 1, flat: 2, scaled: 3 } as const

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const ONE = 49
const TWO = 50
const FIVE = 53

/** The same byte four times. */
const EACH = 0x01010101
const HIGH = 0x80 * EACH
/** Which bytes of a last word count. */
const MASKS = [0, 0xff, 0xffff, 0xffffff]

/**
 * Whether twelve words of digits, `-` and `.` stand between two places, with one blank before, after and between.
 * Four bytes at a time: a byte's high bit tells what it is, after an addition that carries into it.
 */
function isTwelveNumbers(view: DataView, start: number, end: number): boolean {
  let blanks = 0
  let strange = 0
  let before = 0
  for (let p = start; p < end; p += 4) {
    let four = view.getInt32(p, true)
    if (end - p < 4) four = (four & (MASKS[end - p] as number)) | (0x30303030 & ~(MASKS[end - p] as number))
    const blank = ~(((four ^ (SPACE * EACH)) & (0x7f * EACH)) + 0x7f * EACH) & ~four & HIGH
    const fromMinus = ((four & (0x7f * EACH)) + (0x80 - 0x2d) * EACH) & HIGH
    const aboveNine = ((four & (0x7f * EACH)) + (0x80 - 0x3a) * EACH) & HIGH
    strange |= four | (blank & (blank << 8)) | (blank & before) | (~blank & (aboveNine | ~fromMinus))
    before = blank >>> 24
    blanks += Math.imul(blank >>> 7, EACH) >>> 24
  }
  return blanks === 13 && (strange & HIGH) === 0
}

/**
 * The shapes of matrices, remembered by the 20 bytes before the name: with a matrix of 0, 1 and -1, they hold it
 * whole. Other matrices are worked out each time.
 */
function shapeIndex(bytes: Uint8Array, view: DataView) {
  const known = new Int32Array(6 * 1024)
  return (start: number, end: number): number => {
    const from = end - 20
    if (from < start) return shapeOf(bytes, start, end)
    const a = view.getInt32(from, true)
    const b = view.getInt32(from + 4, true)
    const c = view.getInt32(from + 8, true)
    const d = view.getInt32(from + 12, true)
    const e = view.getInt32(from + 16, true)
    const hash = Math.imul(
      a ^ Math.imul(b ^ Math.imul(c ^ Math.imul(d ^ Math.imul(e, PRIME), PRIME), PRIME), PRIME),
      PRIME,
    )
    const at = (hash >>> 22) * 6
    if (known[at] === a && known[at + 1] === b && known[at + 2] === c && known[at + 3] === d && known[at + 4] === e) {
      return known[at + 5] as number
    }
    const shape = shapeOf(bytes, start, end)
    if (holdsMatrix(bytes, from, end)) known.set([a, b, c, d, e, shape], at)
    return shape
  }
}

/** Whether nine whole words, with the blank before the first, end here. */
function holdsMatrix(bytes: Uint8Array, from: number, end: number): boolean {
  let blanks = 0
  for (let p = from; p < end; p++) if (bytes[p] === SPACE) blanks++
  return blanks >= 10 || (blanks === 9 && bytes[from - 1] === SPACE)
}

function shapeOf(bytes: Uint8Array, start: number, end: number): number {
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 400)))
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = text.trim().split(' ').slice(3).map(Number)
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  if (Math.abs(determinant) < 1e-6) return SHAPE.flat
  const lengths = [a * a + d * d + g * g, b * b + e * e + h * h, c * c + f * f + i * i]
  if (lengths.some((length) => Math.abs(length - 1) > 0.02)) return SHAPE.scaled
  return determinant < 0 ? SHAPE.mirrored : SHAPE.plain
}
