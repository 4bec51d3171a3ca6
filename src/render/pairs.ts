/** A number for each pair of numbers, whichever comes first: what is known of an edge between two points. */
export function openPairs(most: number) {
  const size = 1 << Math.max(4, 33 - Math.clz32(most))
  const lows = new Int32Array(size).fill(-1)
  const highs = new Int32Array(size)
  const values = new Int32Array(size)
  return { find, put }

  /** The value of a pair; -1 when there is none. */
  function find(a: number, b: number): number {
    const place = placeOf(a, b)
    return lows[place] === -1 ? -1 : (values[place] as number)
  }

  /** Sets the value of a pair, and says what it was before, or -1. */
  function put(a: number, b: number, value: number): number {
    const place = placeOf(a, b)
    const before = lows[place] === -1 ? -1 : (values[place] as number)
    lows[place] = a < b ? a : b
    highs[place] = a < b ? b : a
    values[place] = value
    return before
  }

  function placeOf(a: number, b: number): number {
    const [low, high] = a < b ? [a, b] : [b, a]
    let place = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0
    place = (place ^ (place >>> 15)) & (size - 1)
    while (lows[place] !== -1 && (lows[place] !== low || highs[place] !== high)) place = (place + 1) & (size - 1)
    return place
  }
}
