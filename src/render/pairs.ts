/** A number for each pair of numbers, whichever comes first: what is known of an edge between two points. */
export function openPairs(most: number) {
  const size = 1 << Math.max(4, 33 - Math.clz32(most))
  // The lower number, the higher one, and the value; -1 where there is nothing. They lie side by side, as they are read.
  const table = new Int32Array(size * 3).fill(-1)
  return { find, put }

  /** The value of a pair; -1 when there is none. */
  function find(a: number, b: number): number {
    return table[placeOf(a, b) + 2] as number
  }

  /** Sets the value of a pair, and says what it was before, or -1. */
  function put(a: number, b: number, value: number): number {
    const place = placeOf(a, b)
    const before = table[place + 2] as number
    table[place] = a < b ? a : b
    table[place + 1] = a < b ? b : a
    table[place + 2] = value
    return before
  }

  function placeOf(a: number, b: number): number {
    const [low, high] = a < b ? [a, b] : [b, a]
    let index = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0
    index = (index ^ (index >>> 15)) & (size - 1)
    while (table[index * 3] !== -1 && (table[index * 3] !== low || table[index * 3 + 1] !== high))
      index = (index + 1) & (size - 1)
    return index * 3
  }
}
