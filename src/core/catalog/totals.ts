import { count } from '../count.js'
import type { Row } from './listing.js'

interface Totals {
  /** Pieces. */
  parts: number
  lots: number
  /** Different colors; "not chosen" counts as one. */
  colors: number
}

export function totals(rows: Row[]): Totals {
  const colors = new Set<number>()
  let parts = 0
  for (const row of rows) {
    parts += row.quantity
    colors.add(row.colorCode)
  }
  return { parts, lots: rows.length, colors: colors.size }
}

/** `8 parts in 5 lots, 5 colors` */
export function totalsInWords({ parts, lots, colors }: Totals): string {
  return `${count(parts, 'part')} in ${count(lots, 'lot')}, ${count(colors, 'color')}`
}
