import type { LineReader } from './scan.js'

/** What a record of the tally holds: four numbers that spell color and name, and what is known of them. */
const KEY = 4
const COUNT = 5
const FIRST_LINE = 6
const RECORD = 8
/** In place of a color: the next number is that of a long spelling. */
const LONG = -1
/** The key of a spelling that must be read slowly, plus one; 0 is an empty record. */
const REFUSED = -1

/**
 * Counts lines by color and name. A color of at most 4 bytes and a name of at most 12 are four numbers, compared as
 * such; longer ones are numbered by a map first. All that is known of a spelling lies together in one open hash
 * table: the lines of a large file push everything else out of the processor's cache, so each look must be the only one.
 */
export function openTally(bytes: Uint8Array, view: DataView, reader: LineReader) {
  let mask = 0x7ff
  let table = new Int32Array((mask + 1) * RECORD)
  let known = 0
  const long = new Map<string, number>()
  let counted: number[] = []
  return { add, flush }

  /** The number of the spelling, or -1 when the line must be read slowly. */
  function add(colorStart: number, colorEnd: number, nameStart: number, nameEnd: number, line: number): number {
    const length = nameEnd - nameStart
    let a = LONG
    let b: number
    let c = 0
    let d = 0
    if (length > 12 || colorEnd - colorStart > 4 || nameStart + 12 > bytes.length) {
      b = longNumber(colorStart, colorEnd, nameStart, nameEnd)
    } else {
      a = view.getInt32(colorStart, true) & (FIRST[colorEnd - colorStart] as number)
      b = view.getInt32(nameStart, true) & (FIRST[length] as number)
      c = view.getInt32(nameStart + 4, true) & (SECOND[length] as number)
      d = view.getInt32(nameStart + 8, true) & (THIRD[length] as number)
    }
    let at = (hashOf(a, b, c, d) & mask) * RECORD
    while (table[at + KEY] !== 0) {
      if (table[at + 1] === b && table[at] === a && table[at + 2] === c && table[at + 3] === d) {
        return count(at, line)
      }
      at = at + RECORD === table.length ? 0 : at + RECORD
    }
    const accepted = reader.spelling(known, colorStart, colorEnd, nameStart, nameEnd)
    table.set([a, b, c, d, accepted ? known + 1 : REFUSED, 0, 0], at)
    known++
    if (known * 4 > mask * 3) return (rehash(), add(colorStart, colorEnd, nameStart, nameEnd, line))
    return count(at, line)
  }

  function count(at: number, line: number): number {
    const key = table[at + KEY] as number
    if (key < 0) return -1
    const before = table[at + COUNT] as number
    table[at + COUNT] = before + 1
    if (before === 0) {
      table[at + FIRST_LINE] = line
      counted.push(at)
    }
    return key - 1
  }

  function flush(): void {
    for (const at of counted) {
      reader.references((table[at + KEY] as number) - 1, table[at + COUNT] as number, table[at + FIRST_LINE] as number)
      table[at + COUNT] = 0
    }
    counted = []
  }

  function rehash(): void {
    const old = table
    mask = mask * 2 + 1
    table = new Int32Array((mask + 1) * RECORD)
    counted = []
    for (let from = 0; from < old.length; from += RECORD) {
      if (old[from + KEY] === 0) continue
      const [a = 0, b = 0, c = 0, d = 0] = old.subarray(from, from + 4)
      let at = (hashOf(a, b, c, d) & mask) * RECORD
      while (table[at + KEY] !== 0) at = at + RECORD === table.length ? 0 : at + RECORD
      table.set(old.subarray(from, from + RECORD), at)
      if (table[at + COUNT] !== 0) counted.push(at)
    }
  }

  function longNumber(colorStart: number, colorEnd: number, nameStart: number, nameEnd: number): number {
    const spelled = `${latin(bytes, colorStart, colorEnd)} ${latin(bytes, nameStart, nameEnd)}`
    const number = long.get(spelled) ?? long.size
    long.set(spelled, number)
    return number
  }
}

/** Spreads numbers over the table: the golden ratio of 2^32. */
export const PRIME = 0x9e3779b1 | 0

function hashOf(a: number, b: number, c: number, d: number): number {
  const hash = Math.imul(a ^ Math.imul(b ^ Math.imul(c ^ Math.imul(d, PRIME), PRIME), PRIME), PRIME)
  return hash ^ (hash >>> 15)
}

/** Which bytes of the first, second and third four belong to a word of so many. */
const FIRST = Int32Array.from({ length: 13 }, (_, n) => (n < 4 ? 2 ** (8 * n) - 1 : -1))
const SECOND = Int32Array.from({ length: 13 }, (_, n) => (n < 4 ? 0 : (FIRST[n - 4] as number)))
const THIRD = Int32Array.from({ length: 13 }, (_, n) => (n < 8 ? 0 : (FIRST[n - 8] as number)))

function latin(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let p = start; p < end; p++) text += String.fromCharCode(bytes[p] as number)
  return text
}
