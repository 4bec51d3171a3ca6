/** The bytes of an input, all at once or piece by piece. */
export interface Source {
  /** The first bytes, enough to see what it is. */
  head: Uint8Array
  /** All of it in order. A piece is valid only until the next one is taken: its memory is used again. */
  chunks(): Iterable<Uint8Array>
  bytes(): Uint8Array
}

/** How many bytes `head` has, if there are so many. */
export const HEAD_BYTES = 4096

export function sourceOf(bytes: Uint8Array): Source {
  return { head: bytes.subarray(0, HEAD_BYTES), chunks: () => [bytes], bytes: () => bytes }
}
