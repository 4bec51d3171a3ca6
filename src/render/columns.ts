/** Whole numbers in few bytes: seven bits each, the lowest first, and the sign before them. */
export function packColumns(columns: readonly (readonly number[])[]): Uint8Array {
  const bytes: number[] = []
  for (const column of columns) {
    const own: number[] = []
    for (const value of column) put(own, value)
    put(bytes, own.length)
    for (const byte of own) bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}

function put(bytes: number[], value: number): void {
  let left = value < 0 ? -2 * value - 1 : 2 * value
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128)
  bytes.push(left)
}

/** Reads one column after another; of each, one number after another. */
export function openColumns(bytes: Uint8Array): () => () => number {
  let place = 0
  return () => {
    const head = reader(place)
    const length = head.next()
    const column = reader(head.place())
    place = head.place() + length
    return column.next
  }

  function reader(at: number) {
    return { next, place: () => at }

    function next(): number {
      let [value, digit] = [0, 1]
      let byte: number
      do {
        byte = bytes[at++] ?? 0
        value += (byte & 127) * digit
        digit *= 128
      } while (byte > 127)
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2
    }
  }
}
