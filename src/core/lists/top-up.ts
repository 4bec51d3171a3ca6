import type { Lot } from '../inventory.js'
import type { MergedLot } from './merge.js'
import { byNumber } from '../order.js'

/** A lot of a common order: what is asked for, and what comes on top. */
export interface OrderedLot extends MergedLot {
  /** Pieces to have some to spare. */
  spare: number
  /** Pieces that fill up to a number that one can order. */
  rounded: number
}

export interface TopUp {
  /** So many in a hundred, of each lot that `isSpared`, and at least one. */
  spare?: number
  isSpared(lot: Lot): boolean
  /** Lots come in multiples of this. */
  round?: number
}

/** Puts on top of each lot what is to be had besides; each addition is told apart. */
export function topUp(lots: MergedLot[], { spare = 0, isSpared, round = 1 }: TopUp): OrderedLot[] {
  return lots.map((merged) => {
    const { quantity } = merged.lot
    const more = spare > 0 && isSpared(merged.lot) ? share(quantity, spare) : 0
    const sum = Math.ceil((quantity + more) / round) * round
    return { ...merged, lot: { ...merged.lot, quantity: sum }, spare: more, rounded: sum - quantity - more }
  })
}

/** Rounds up; hundredths of a percent are counted exactly. */
function share(quantity: number, percent: number): number {
  return Math.ceil((quantity * Math.round(percent * 100)) / 10_000)
}

/** The lots with the most pieces, at most so many, in their order; and those that have no room. */
export function capLots(lots: OrderedLot[], most: number): { kept: OrderedLot[]; cut: OrderedLot[] } {
  if (lots.length <= most) return { kept: lots, cut: [] }
  const byWeight = lots.toSorted((a, b) => askedFor(b) - askedFor(a) || byNumber(nameOf(a), nameOf(b)))
  const cut = byWeight.slice(most)
  const isCut = new Set(cut)
  return { kept: lots.filter((lot) => !isCut.has(lot)), cut }
}

/** What fills up a lot is no reason to keep it. */
function askedFor({ lot, spare, rounded }: OrderedLot): number {
  return lot.quantity - spare - rounded
}

function nameOf({ lot: { part, color, condition, role } }: OrderedLot): string {
  return [part, color, condition, role].join('\t')
}
