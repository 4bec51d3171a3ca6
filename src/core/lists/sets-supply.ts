import type { SetContents, Shelves } from './sets-shelves.js'

/** How much of a list a set brings. */
export interface Supply {
  set: string
  /** Pieces of the list that are in it, spares counted. */
  covered: number
  /** Lots of the list that are in it whole. */
  complete: number
}

/** What each set brings of what is wanted; sets that bring nothing are left out. The one that brings most comes first. */
export function supplyOf(sets: Iterable<string>, contents: SetContents, wanted: Shelves): Supply[] {
  const { shelfOf, stock, lots, anyOf } = wanted
  const found = stock.map(() => 0)
  const touched = new Set<number>()
  const supplies: Supply[] = []
  for (const set of sets) {
    contents.each(set, put)
    const supply = { set, covered: 0, complete: 0 }
    for (const shelf of touched) settle(shelf, supply)
    for (const shelf of touched) found[shelf] = 0
    touched.clear()
    if (supply.covered > 0) supplies.push(supply)
  }
  return supplies.sort((a, b) => b.covered - a.covered || b.complete - a.complete || (a.set < b.set ? -1 : 1))

  function put(lot: number, quantity: number): void {
    const shelf = shelfOf[lot] ?? 0
    if (shelf <= 0) return
    found[shelf] = (found[shelf] ?? 0) + quantity
    touched.add(shelf)
    const any = anyOf[shelf] ?? 0
    if (any === 0) return
    // What is too much in its color is enough for those who want any; shelves of any color come up after this one.
    touched.delete(any)
    touched.add(any)
  }

  function settle(shelf: number, supply: Supply): void {
    const [there, most] = [found[shelf] ?? 0, stock[shelf] ?? 0]
    supply.covered += Math.min(there, most)
    if (there >= most) supply.complete += lots[shelf] ?? 0
    const any = anyOf[shelf] ?? 0
    if (any !== 0 && there > most) found[any] = (found[any] ?? 0) + there - most
  }
}
