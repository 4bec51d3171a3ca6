/** Numbers that look like chance and are the same in every run. */
export interface Chance {
  /** From 0 to under 1. */
  next(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  /** One of these, which must not be none. */
  one<T>(list: readonly T[]): T
}

/** Marsaglia's xorshift with 32 bits: plenty for a small world. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed, 2_654_435_761) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  for (let round = 0; round < 8; round++) next()
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const one = <T>(list: readonly T[]) => list[between(0, list.length - 1)] as T
  return { next, between, one }
}
