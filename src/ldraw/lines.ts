import { LF } from './ascii.js'
import { endOfText, joinBytes } from './bytes.js'

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
    if (rest.length > 0) yield joinBytes([...rest, chunk.subarray(0, first + 1)])
    if (last > first) yield chunk.subarray(first + 1, last + 1)
    rest = last + 1 < chunk.length ? [copy(chunk.subarray(last + 1))] : []
  }
  const end = joinBytes(rest)
  const length = endOfText(end)
  if (length > 0) yield end.subarray(0, length)
}

/** Not `slice`, which in Node's buffers gives the same memory again. */
function copy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}
