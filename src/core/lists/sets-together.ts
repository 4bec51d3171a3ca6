import type { SetContents, Shelves } from './sets-shelves.js'

export interface Together {
  /** The largest first. */
  sets: string[]
  pieces: number
  /** Pieces that are missing for all of them. */
  missing: number
  /** No other choice has more pieces; false when there were too many to look at. */
  isBest: boolean
}

export interface TogetherOptions {
  /** Pieces that may be missing, for all sets together. */
  most: number
  /** Choices to look at before it is enough. */
  tries?: number
}

/**
 * Which sets can be built at the same time: those that have the most pieces in all, each set once, nothing used twice.
 *
 * All choices are looked at, the largest sets first, but those that cannot have more pieces than the best so far. Where
 * that takes too long, the answer is the best that was seen: at least that of taking the largest that still can be
 * built, one after the other.
 */
export function together(
  sets: Iterable<string>,
  contents: SetContents,
  shelves: Shelves,
  { most, tries = 300_000 }: TogetherOptions,
): Together {
  const needs = [...sets].map((set) => needOf(set, contents, shelves)).sort(largestFirst)
  const rest = needs.map(() => 0)
  for (let i = needs.length - 1; i >= 0; i--) rest[i] = (rest[i + 1] ?? 0) + (needs[i]?.pieces ?? 0)
  const left = shelves.stock.slice()
  let inStock = left.reduce((sum, quantity) => sum + quantity, 0)
  let best: Omit<Together, 'isBest'> = { sets: [], pieces: 0, missing: 0 }
  let [at, pieces, missing, looked] = [0, 0, 0, 0]
  // Those that are built now, each with what was taken for it. There may be thousands of sets: too deep to call oneself.
  const built: { at: number; need: Need; taken: number[]; short: number }[] = []
  for (;;) {
    if (pieces > best.pieces || (pieces === best.pieces && missing < best.missing))
      best = { sets: built.map(({ need }) => need.set), pieces, missing }
    if (++looked > tries) break
    const need = needs[at]
    if (need && pieces + Math.min(rest[at] ?? 0, inStock + most - missing) > best.pieces) choose(need)
    else if (!goBack()) break
  }
  return { ...best, isBest: looked <= tries }

  /** Builds it if that can be; what is left is looked at next. */
  function choose(need: Need): void {
    const taken = take(need)
    const short = need.pieces - taken.reduce((sum, quantity) => sum + quantity, 0)
    if (missing + short <= most) {
      built.push({ at, need, taken, short })
      pieces += need.pieces
      missing += short
    } else putBack(need, taken)
    at++
  }

  /** Goes on as if the last one were not built. */
  function goBack(): boolean {
    const last = built.pop()
    if (!last) return false
    putBack(last.need, last.taken)
    pieces -= last.need.pieces
    missing -= last.short
    at = last.at + 1
    return true
  }

  function take({ amounts }: Need): number[] {
    return amounts.map(([shelf, quantity]) => {
      const there = Math.min(quantity, left[shelf] ?? 0)
      left[shelf] = (left[shelf] ?? 0) - there
      inStock -= there
      return there
    })
  }

  function putBack({ amounts }: Need, taken: number[]): void {
    amounts.forEach(([shelf], i) => {
      left[shelf] = (left[shelf] ?? 0) + (taken[i] ?? 0)
      inStock += taken[i] ?? 0
    })
  }
}

interface Need {
  set: string
  pieces: number
  amounts: [shelf: number, quantity: number][]
}

function needOf(set: string, contents: SetContents, { shelfOf }: Shelves): Need {
  const amounts = new Map<number, number>()
  let pieces = 0
  contents.each(set, (lot, quantity, isSpare) => {
    const shelf = shelfOf[lot] ?? 0
    if (isSpare || shelf < 0) return
    pieces += quantity
    amounts.set(shelf, (amounts.get(shelf) ?? 0) + quantity)
  })
  return { set, pieces, amounts: [...amounts] }
}

function largestFirst(a: Need, b: Need): number {
  return b.pieces - a.pieces || (a.set < b.set ? -1 : 1)
}
