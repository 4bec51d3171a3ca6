import { stringify } from 'csv-stringify/sync'
import { printable } from '../../core/printable.js'

export type Cell = string | number | undefined

/** Lines of comma-separated values that no spreadsheet mistakes for formulas. */
export function csvText(lines: Cell[][]): string {
  return stringify(lines.map((cells) => cells.map(safe)))
}

/** A spreadsheet takes a text that starts like this for a formula, and would run it. */
const FORMULA = /^[=+\-@\t\r]/

/** Numbers of ours may be negative; texts come from the file, and are marked as texts with an apostrophe. */
function safe(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = printable(cell)
  return FORMULA.test(cell) || FORMULA.test(text) ? `'${text}` : text
}
