import { CR, HASH, LF, SPACE, ZERO } from '../ldraw/ascii.js'

/** Reads the words of one line at a time, straight from bytes: files of a library have a million numbers. */
export interface Words {
  /** Goes to the next line that is not blank; false at the end. */
  next(): boolean
  /** The next word as a number; NaN when it is none or there is none. */
  number(): number
  /** The next word as a color, which may be `0x2FF8800`; NaN when it is none. */
  color(): number
  /** The next word; empty at the end of the line. */
  word(): string
  /** What is left of the line, without blanks around it. */
  rest(): string
  /** The next byte that is not blank; 0 at the end of the line. */
  peek(): number
}

export function openWords(bytes: Uint8Array): Words {
  const decoder = new TextDecoder('utf-8')
  let at = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0
  let end = at
  return { next, number, color, word, rest, peek }

  function next(): boolean {
    for (;;) {
      at = end
      while (at < bytes.length && (bytes[at] as number) <= SPACE) at++
      if (at >= bytes.length) return false
      end = at
      while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end++
      return true
    }
  }

  function skip(): void {
    while (at < end && (bytes[at] as number) <= SPACE) at++
  }

  function peek(): number {
    skip()
    return at < end ? (bytes[at] as number) : 0
  }

  function number(): number {
    skip()
    const start = at
    let sign = 1
    let byte = bytes[at] as number
    if (byte === MINUS || byte === PLUS) {
      if (byte === MINUS) sign = -1
      byte = bytes[++at] as number
    }
    let value = 0
    let digits = 0
    let scale = 0
    for (; at < end; at++) {
      byte = bytes[at] as number
      if (byte >= ZERO && byte <= NINE) {
        value = value * 10 + (byte - ZERO)
        digits++
        scale++
      } else if (byte === POINT && scale >= 0) scale = AFTER_POINT
      else break
    }
    if (at < end && byte > SPACE) return slow(start)
    if (digits === 0) return NaN
    if (digits > 15) return slow(start)
    if (scale >= 0) return sign * value
    return (sign * value) / (POWERS[scale - AFTER_POINT] as number)
  }

  /** Powers of ten, and whatever else people write. */
  function slow(start: number): number {
    at = start
    const text = word()
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN
  }

  function word(): string {
    skip()
    const start = at
    while (at < end && (bytes[at] as number) > SPACE) at++
    return decoder.decode(bytes.subarray(start, at))
  }

  function color(): number {
    skip()
    if (bytes[at] !== HASH && !(bytes[at] === ZERO && ((bytes[at + 1] as number) | 32) === X)) return number()
    const text = word().replace(/^#/, '0x2')
    return /^0x[0-9a-f]{1,8}$/i.test(text) ? Number(text) : NaN
  }

  function rest(): string {
    skip()
    const text = decoder.decode(bytes.subarray(at, end)).trimEnd()
    at = end
    return text
  }
}

const PLUS = 43
const MINUS = 45
const POINT = 46
const NINE = 57
/** Behind the point, digits are counted from here. */
const AFTER_POINT = -1e6
const X = 120
const POWERS = Array.from({ length: 24 }, (_, power) => 10 ** power)
