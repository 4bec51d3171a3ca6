import { lazy } from '../lazy.js'

/**
 * Turns BrickLink numbers of any year into those of today. BrickLink took the mould letter off many common parts
 * between 2022 and 2025 (3068b is 3068 now, 3068bpb0123 is 3068pb0123) and changed how many digits prints have.
 */
export interface Upgrader {
  /** Today's number; undefined when nothing like it is known, or more than one thing. */
  upgrade(number: string): string | undefined
}

/** Bases that lost their letter, also in the numbers of their prints. */
const MERGED = ['3040b', '3062b', '3068b', '3069b', '3070b', '3626b', '3626c', '4066b']

/** The numbers that BrickLink has today, as far as is known, in lower case. */
export interface CurrentNumbers {
  has(number: string): boolean
  all(): Iterable<string>
}

export function openUpgrader(current: CurrentNumbers): Upgrader {
  const prints = lazy(() => indexPrints(current.all()))
  return { upgrade }

  function upgrade(number: string): string | undefined {
    const old = number.trim().toLowerCase()
    if (current.has(old)) return old
    const short = withoutLetter(old)
    if (short !== old && current.has(short)) return isTwoDigits(old) ? undefined : short
    if (printKey(short) === undefined) return undefined
    const candidates = new Set([old, short].flatMap((name) => prints().get(printKey(name) ?? '') ?? []))
    const [only] = candidates
    return candidates.size === 1 && !isTwoDigits(old) ? only : undefined
  }
}

function withoutLetter(number: string): string {
  const base = MERGED.find((merged) => number === merged || number.startsWith(`${merged}p`))
  return base === undefined ? number : base.slice(0, -1) + number.slice(base.length)
}

/** `3068pb07` became `3068pb2407`, not `3068pb0007`, which is another print. */
function isTwoDigits(number: string): boolean {
  return /^3068b?pb\d\d$/.test(number)
}

function indexPrints(numbers: Iterable<string>): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const number of numbers) {
    const key = printKey(number)
    if (key !== undefined) index.set(key, [...(index.get(key) ?? []), number])
  }
  return index
}

/** Base, kind and value of a print, so that `2431pb499` and `2431pb0499` are the same. */
function printKey(number: string): string | undefined {
  const [, base, kind, digits, rest = ''] = /^(\d+[a-z]?)(p[bxs]?)(\d+)(c\d+)?$/.exec(number) ?? []
  return digits === undefined ? undefined : `${base} ${kind} ${Number(digits)} ${rest}`
}
