/** A number for each pair of numbers, whichever comes first: what is known of an edge between two points. */
export interface Pairs {
  /** The lower number, the higher one, and the value; -1 where there is nothing. They lie side by side, as they are read. */
  table: Int32Array
  mask: number
}

export function openPairs(most: number): Pairs {
  const size = 1 << Math.max(4, 33 - Math.clz32(most))
  return { table: new Int32Array(size * 3).fill(-1), mask: size - 1 }
}

/** The value of a pair; -1 when there is none. */
export function pairValue(pairs: Pairs, a: number, b: number): number {
  return pairs.table[placeOf(pairs, a, b) + 2] as number
}

/** Sets the value of a pair, and says what it was before, or -1. */
export function putPair(pairs: Pairs, a: number, b: number, value: number): number {
  const { table } = pairs
  const place = placeOf(pairs, a, b)
  const before = table[place + 2] as number
  table[place] = a < b ? a : b
  table[place + 1] = a < b ? b : a
  table[place + 2] = value
  return before
}

function placeOf({ table, mask }: Pairs, a: number, b: number): number {
  const low = a < b ? a : b
  const high = a < b ? b : a
  let index = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
  index = (index ^ (index >>> 15)) & mask
  while (table[index * 3] !== -1 && (table[index * 3] !== low || table[index * 3 + 1] !== high))
    index = (index + 1) & mask
  return index * 3
}
