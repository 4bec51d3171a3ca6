/** Numbers that look random and are the same for the same seed. */
export interface Chance {
  /** At least `from` and at most `to`, whole. */
  whole: (from: number, to: number) => number
  /** True in this share of cases. */
  holds: (share: number) => boolean
  one: <T>(of: readonly T[]) => T
}

/** Bob Jenkins' small generator of 32 bits, after twenty turns to mix the seed. */
export function chance(seed: number): Chance {
  const state = Uint32Array.of(0xf1ea5eed, seed, seed, seed)
  for (let turn = 0; turn < 20; turn++) turnOn(state)
  const whole = (from: number, to: number) => from + Math.floor((turnOn(state) / 2 ** 32) * (to - from + 1))
  return {
    whole,
    holds: (share) => turnOn(state) / 2 ** 32 < share,
    one: <T>(of: readonly T[]) => of[whole(0, of.length - 1)] as T,
  }
}

function turnOn(state: Uint32Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = state
  const e = a - rotated(b, 27)
  state[0] = b ^ rotated(c, 17)
  state[1] = c + d
  state[2] = d + e
  state[3] = e + (state[0] ?? 0)
  return state[3] ?? 0
}

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
