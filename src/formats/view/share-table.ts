import { printable } from '../../core/printable.js'
import type { Row } from '../../core/catalog/listing.js'
import { csvText, type Cell } from '../rows/csv-text.js'
import { nameCell } from '../table.js'
import { displayWidth, pad } from './width.js'

/** A list with a column for each of those that share it: who asked for how many of each lot. */
export interface Shares {
  /** The headings of the columns. */
  names: string[]
  rows: { row: Row; shares: number[] }[]
}

/** For people: the number of pieces, then that of each, then what it is. */
export function shareTable({ names, rows }: Shares): string {
  const header = ['Qty', ...names.map(printable), 'Part', 'Color', 'Name']
  const lines = rows.map(({ row, shares }) => [
    ...[row.quantity, ...shares].map((pieces) => (pieces === 0 ? '' : String(pieces))),
    ...[printable(row.shown), printable(row.colorName), nameCell(row)],
  ])
  const widths = header.map((title, column) => {
    return [title, ...lines.map((line) => line[column] ?? '')].reduce(
      (most, cell) => Math.max(most, displayWidth(cell)),
      0,
    )
  })
  const numbers = names.length + 1
  return [header, ...lines]
    .map((line) =>
      line
        .map((cell, i) => pad(cell, widths[i] ?? 0, i < numbers ? 'left' : 'right'))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

/** For spreadsheets: what it is, in the numbers of each system, then how many for each. */
export function shareCsv({ names, rows }: Shares): string {
  const header = ['qty', 'part_ldraw', 'part_bricklink', 'part_rebrickable', 'color_name', 'color_bricklink', 'name']
  const lines = rows.map(({ row, shares }): Cell[] => {
    const { quantity, part, colorName, color, name } = row
    return [quantity, part.ldraw, part.bricklink, part.rebrickable, colorName, color?.bricklink, name, ...shares]
  })
  return csvText([[...header, ...names], ...lines])
}
