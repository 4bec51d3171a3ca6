import { inventory, piecesIn, type Lot } from '../inventory.js'
import type { Assigned, Assignment } from './assign.js'

/** A lot that one or several lists need, and what of it is there: quantity = matched + missing. */
export interface NeededLot {
  lot: Lot
  missing: number
  /** What is there for it, the strictest rule first. */
  matches: Assigned[]
  /** How much of it each list needs, and how much of that is missing. */
  shares: Share[]
}

export interface Share {
  needed: number
  missing: number
}

/** What lists need, each thing once, in the order of first naming. Lots with equal keys are the same thing. */
export function neededLots(
  lists: readonly (readonly Lot[])[],
  { matches }: Pick<Assignment, 'matches'>,
  keyOf: (lot: Lot) => string,
): NeededLot[] {
  const found = new Map<Lot, Assigned[]>()
  for (const match of matches) {
    const known = found.get(match.need)
    if (known) known.push(match)
    else found.set(match.need, [match])
  }
  const [only, other] = lists
  // One list has each thing once already.
  if (only && !other) return only.map((lot) => neededLot(lot, found.get(lot) ?? []))
  return things(lists, keyOf).map((entries) => {
    const shares = lists.map(() => ({ needed: 0, missing: 0 }))
    const mine: Assigned[] = []
    for (const { list, lot } of entries) {
      const some = found.get(lot) ?? []
      const share = shares[list]
      if (share) {
        share.needed += lot.quantity
        share.missing += lot.quantity - piecesIn(some)
      }
      mine.push(...some)
    }
    const missing = shares.reduce((sum, share) => sum + share.missing, 0)
    return { lot: together(entries.map(({ lot }) => lot)), missing, matches: mine, shares }
  })
}

function neededLot(lot: Lot, matches: Assigned[]): NeededLot {
  const missing = lot.quantity - piecesIn(matches)
  return { lot, missing, matches, shares: [{ needed: lot.quantity, missing }] }
}

/** Pieces, lots, and how many of both are there. */
export interface NeedTotals {
  parts: number
  have: number
  missing: number
  lots: number
  complete: number
}

/** Of all lists, or of one. */
export function needTotals(needed: readonly NeededLot[], list?: number): NeedTotals {
  const sum: NeedTotals = { parts: 0, have: 0, missing: 0, lots: 0, complete: 0 }
  for (const { lot, missing: all, shares } of needed) {
    const { needed: wanted, missing } =
      list === undefined ? { needed: lot.quantity, missing: all } : (shares[list] ?? { needed: 0, missing: 0 })
    if (wanted === 0) continue
    sum.parts += wanted
    sum.missing += missing
    sum.have += wanted - missing
    sum.lots++
    if (missing === 0) sum.complete++
  }
  return sum
}

interface Entry {
  list: number
  lot: Lot
}

/** What is the same thing, in one list or several. */
function things(lists: readonly (readonly Lot[])[], keyOf: (lot: Lot) => string): Entry[][] {
  const found = new Map<string, Entry[]>()
  lists.forEach((lots, list) => {
    for (const lot of lots) {
      const key = keyOf(lot)
      const known = found.get(key)
      if (known) known.push({ list, lot })
      else found.set(key, [{ list, lot }])
    }
  })
  return [...found.values()]
}

function together(lots: Lot[]): Lot {
  const [sum] = lots.length === 1 ? lots : inventory('ldraw', lots, () => '').lots
  if (!sum) throw new Error('no lot to add up')
  return sum
}
