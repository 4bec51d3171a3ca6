import { lazy } from '../lazy.js'

/**
 * Rows of text, sorted by their first column, found by bisection in the bytes: opening costs nothing,
 * however long the table is; who asks often has some starts of rows noted first. Columns are separated by
 * tabs; the rows are sorted by UTF-16 code units and the keys are ASCII.
 */
interface Table {
  /** The columns of the row with this key. */
  row(key: string): string[] | undefined
  /** All rows as one text, for searches that must read everything. Decoded once. */
  text(): string
}

const TAB = 9
const NEWLINE = 10

export function openTable(bytes: Uint8Array): Table {
  const decoder = new TextDecoder()
  const starts = lazy(() => someStarts(bytes))
  let whole: string | undefined
  let asked = 0
  return {
    row(key) {
      const span = ++asked > FEW ? spanOf(key, starts(), bytes) : undefined
      const start = find(bytes, key, span)
      if (start === undefined) return undefined
      return decoder.decode(bytes.subarray(start, lineEnd(bytes, start))).split('\t')
    },
    text: () => (whole ??= decoder.decode(bytes)),
  }
}

/** To note where rows start takes as long as so many searches without. */
const FEW = 50

/** The columns of all rows, for short tables that are read whole. */
export function rowsOf(bytes: Uint8Array): string[][] {
  const text = new TextDecoder().decode(bytes).trimEnd()
  return text === '' ? [] : text.split('\n').map((line) => line.split('\t'))
}

/** Where the row with this key starts, which must be in the span if there is one. */
function find(bytes: Uint8Array, key: string, span?: Span): number | undefined {
  let low = span?.low ?? 0
  let high = span?.high ?? bytes.length
  while (low < high) {
    const start = lineStart(bytes, low, (low + high) >> 1)
    const order = compare(bytes, start, key)
    if (order === 0) return start
    if (order < 0) low = lineEnd(bytes, start) + 1
    else high = start
  }
  return undefined
}

/** From the start of a row to the start of another one. */
interface Span {
  low: number
  high: number
}

/** Of rows that stand so many bytes apart: by them, most of a search is done without looking for where rows start. */
const STEP = 512

function someStarts(bytes: Uint8Array): number[] {
  const starts: number[] = []
  for (let position = 0; position < bytes.length; position += STEP) starts.push(lineStart(bytes, 0, position))
  return starts
}

/** Between which two of the starts the row with this key must be. */
function spanOf(key: string, starts: readonly number[], bytes: Uint8Array): Span {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (compare(bytes, starts[middle] ?? 0, key) <= 0) low = middle
    else high = middle
  }
  return { low: starts[low] ?? 0, high: starts[high] ?? bytes.length }
}

function lineStart(bytes: Uint8Array, floor: number, position: number): number {
  let start = position
  while (start > floor && bytes[start - 1] !== NEWLINE) start--
  return start
}

function lineEnd(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(NEWLINE, start)
  return end < 0 ? bytes.length : end
}

/** Negative when the key of the row at `start` comes before `key`. */
function compare(bytes: Uint8Array, start: number, key: string): number {
  for (let i = 0; ; i++) {
    const byte = bytes[start + i]
    const ended = byte === undefined || byte === TAB || byte === NEWLINE
    if (i === key.length) return ended ? 0 : 1
    if (ended) return -1
    const difference = byte - key.charCodeAt(i)
    if (difference !== 0) return difference
  }
}
