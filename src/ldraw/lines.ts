import { LF } from './ascii.js'

/**
 * The bytes of a file in pieces that end where a line ends, however they came in. Nothing large is copied: only the
 * line that two pieces share. NUL and Ctrl-Z at the very end are what DOS left behind, and go.
 */
export function* wholeLines(chunks: Iterable<Uint8Array>): Iterable<Uint8Array> {
  let rest: Uint8Array[] = []
  for (const chunk of chunks) {
    const last = chunk.lastIndexOf(LF)
    if (last < 0) {
      rest.push(copy(chunk))
      continue
    }
    const first = rest.length === 0 ? -1 : chunk.indexOf(LF)
    if (rest.length > 0) yield together([...rest, chunk.subarray(0, first + 1)])
    if (last > first) yield chunk.subarray(first + 1, last + 1)
    rest = last + 1 < chunk.length ? [copy(chunk.subarray(last + 1))] : []
  }
  const end = together(rest)
  let length = end.length
  while (length > 0 && (end[length - 1] === 0 || end[length - 1] === CTRL_Z)) length--
  if (length > 0) yield end.subarray(0, length)
}

const CTRL_Z = 0x1a

/** Not `slice`, which in Node's buffers gives the same memory again. */
function copy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}

function together(pieces: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
