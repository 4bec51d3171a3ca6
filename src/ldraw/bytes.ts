/** Pieces of a file, one behind the other. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Where the text of a file ends: NUL and Ctrl-Z at the very end are what DOS left behind. */
export function endOfText(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === CTRL_Z)) end--
  return end
}

const CTRL_Z = 0x1a
