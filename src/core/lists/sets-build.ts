import type { SetContents, Shelves } from './sets-shelves.js'

/** How much of a set is there. */
export interface SetShare {
  set: string
  /** Pieces that it takes, without spares and what counts for nothing. */
  needed: number
  missing: number
}

/** So many pieces of a lot of the catalog. */
export interface LotShort {
  lot: number
  quantity: number
}

export interface Shares {
  shares: SetShare[]
  /** Sets of which nobody knows what is in them. */
  unknown: number
}

/** How much of each set is there, each set for itself. Sets that take no pieces are left out. */
export function sharesOf(sets: Iterable<string>, contents: SetContents, { shelfOf, stock }: Shelves): Shares {
  const left = stock.slice()
  const touched: number[] = []
  const shares: SetShare[] = []
  let unknown = 0
  let needed = 0
  let missing = 0
  for (const set of sets) {
    if (!contents.has(set)) {
      unknown++
      continue
    }
    needed = missing = 0
    contents.each(set, take)
    for (const shelf of touched.splice(0)) left[shelf] = stock[shelf] ?? 0
    if (needed > 0) shares.push({ set, needed, missing })
  }
  return { shares, unknown }

  function take(lot: number, quantity: number, isSpare: boolean): void {
    const shelf = shelfOf[lot] ?? 0
    if (isSpare || shelf < 0) return
    needed += quantity
    const there = Math.min(quantity, left[shelf] ?? 0)
    missing += quantity - there
    if (there === 0) return
    left[shelf] = (left[shelf] ?? 0) - there
    touched.push(shelf)
  }
}

/** What is missing to build sets one after the other, for each of them; nothing is used twice. */
export function shortOf(sets: Iterable<string>, contents: SetContents, { shelfOf, stock }: Shelves): LotShort[][] {
  const left = stock.slice()
  return [...sets].map((set) => {
    const short = new Map<number, number>()
    contents.each(set, (lot, quantity, isSpare) => {
      const shelf = shelfOf[lot] ?? 0
      if (isSpare || shelf < 0) return
      const there = Math.min(quantity, left[shelf] ?? 0)
      left[shelf] = (left[shelf] ?? 0) - there
      if (there < quantity) short.set(lot, (short.get(lot) ?? 0) + quantity - there)
    })
    return [...short].map(([lot, quantity]) => ({ lot, quantity }))
  })
}

/** The least missing first, then the largest. */
export function byMissing(a: SetShare, b: SetShare): number {
  return a.missing - b.missing || b.needed - a.needed || (a.set < b.set ? -1 : 1)
}
