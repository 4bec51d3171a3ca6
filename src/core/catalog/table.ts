/**
 * Rows of text, sorted by their first column, found by bisection in the bytes: opening costs nothing,
 * however long the table is. Columns are separated by tabs; the rows are sorted by UTF-16 code units
 * and the keys are ASCII.
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
  let whole: string | undefined
  return {
    row(key) {
      const start = find(bytes, key)
      if (start === undefined) return undefined
      return decoder.decode(bytes.subarray(start, lineEnd(bytes, start))).split('\t')
    },
    text: () => (whole ??= decoder.decode(bytes)),
  }
}

/** The columns of all rows, for short tables that are read whole. */
export function rowsOf(bytes: Uint8Array): string[][] {
  const text = new TextDecoder().decode(bytes).trimEnd()
  return text === '' ? [] : text.split('\n').map((line) => line.split('\t'))
}

/** Where the row with this key starts. */
function find(bytes: Uint8Array, key: string): number | undefined {
  let low = 0
  let high = bytes.length
  while (low < high) {
    const start = lineStart(bytes, low, (low + high) >> 1)
    const order = compare(bytes, start, key)
    if (order === 0) return start
    if (order < 0) low = lineEnd(bytes, start) + 1
    else high = start
  }
  return undefined
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
