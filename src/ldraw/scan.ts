import { CR, LF, SPACE, TAB } from './ascii.js'
import { wholeLines } from './lines.js'
import { INPUT, INPUT_BYTES, NEW, openLoop, SLOW, TURNED, type Spelling } from './loop.js'
import { readShape, SHAPE } from './shape.js'

/**
 * Reads the lines of an LDraw file at the speed of the machine: a million references in a twentieth of a second.
 *
 * A plain type-1 line (one blank between the words, as all programs write it) never becomes a string: a loop in
 * WebAssembly checks it, and counts it by color and name. All other lines, and whatever is not quite plain, go to
 * the slow reader as text; it may be careful, for they are few.
 */
export function scan(chunks: Iterable<Uint8Array>, reader: LineReader): void {
  const loop = openLoop()
  for (const piece of wholeLines(chunks)) {
    for (let start = 0; start < piece.length;) {
      const end = windowEnd(piece, start)
      if (end - start > INPUT_BYTES) longLine(piece.subarray(start, end))
      else scanWindow(piece.subarray(start, end))
      start = end
    }
  }
  flush()
  loop.close()

  /** Where the last line ends that fits into the loop's memory; a single longer line is taken alone. */
  function windowEnd(piece: Uint8Array, start: number): number {
    if (piece.length - start <= INPUT_BYTES) return piece.length
    const last = piece.lastIndexOf(LF, start + INPUT_BYTES - 1)
    if (last >= start) return last + 1
    const next = piece.indexOf(LF, start)
    return next < 0 ? piece.length : next + 1
  }

  function scanWindow(window: Uint8Array): void {
    let memory = loop.load(window)
    reader.chunk(memory)
    // The last line of a file may have no end.
    const end = INPUT + window.lastIndexOf(LF) + 1
    for (let at = INPUT; at < end;) {
      const reason = reader.careful ? SLOW : loop.run(at, end)
      if (!reader.careful) at = loop.stopped()
      if (reason === SLOW) at = slowLine(memory, at)
      else if (reason === NEW) {
        memory = loop.accept(reader.spelling)
        reader.chunk(memory)
      } else if (reason === TURNED) {
        const { key, shape } = loop.turned((start, nameStart) => readShape(memory, start, nameStart))
        if (shape !== SHAPE.plain) reader.bent(key, shape, loop.line.value - 1)
      }
    }
    if (end < INPUT + window.length) otherLines(memory, end, INPUT + window.length)
  }

  /** Reads one line up to its LF, and says where the next one begins. */
  function slowLine(memory: Uint8Array, at: number): number {
    const end = memory.indexOf(LF, at)
    otherLines(memory, at, end)
    loop.line.value++
    return end + 1
  }

  /** A line that is longer than the memory of the loop. */
  function longLine(bytes: Uint8Array): void {
    reader.chunk(bytes)
    otherLines(bytes, 0, bytes[bytes.length - 1] === LF ? bytes.length - 1 : bytes.length)
    loop.line.value++
  }

  function flush(): void {
    loop.flush(reader.references)
  }

  /** What stands between two line feeds: one line, or several where carriage returns end them. */
  function otherLines(bytes: Uint8Array, start: number, end: number): void {
    let from = start
    for (let p = start; p < end; p++) {
      if (bytes[p] !== CR) continue
      otherLine(bytes, from, p)
      from = p + 1
      if (from < end) loop.line.value++
    }
    otherLine(bytes, from, end)
  }

  function otherLine(bytes: Uint8Array, start: number, end: number): void {
    let p = start
    while (p < end && (bytes[p] === SPACE || bytes[p] === TAB)) p++
    if (p === end) return
    const type = bytes[p] as number
    const next = p + 1 < end ? (bytes[p + 1] as number) : SPACE
    if (type >= TWO && type <= FIVE && (next === SPACE || next === TAB)) reader.drawing()
    else reader.slow(p, end, loop.line.value, flush)
  }
}

/** What the scanner hands over. Lines count from 1. */
interface LineReader {
  /** While set, type-1 lines are read slowly, too. */
  careful: boolean
  /** The bytes that the following positions are in. */
  chunk(bytes: Uint8Array): void
  /** A color and name not met before, with their number, from 0 on. False: lines with them must be read slowly. */
  spelling(spelling: Spelling): boolean
  /** So many plain type-1 lines of one spelling since the last flush, the first of them here. */
  references(key: number, count: number, line: number): void
  /** One of these lines has a matrix that does more than turn the part. */
  bent(key: number, shape: number, line: number): void
  /** Line types 2 to 5. */
  drawing(): void
  /** Any other line that is not empty, without the blanks before it. `flush` hands over what was counted before it. */
  slow(start: number, end: number, line: number, flush: () => void): void
}

const TWO = 50
const FIVE = 53
