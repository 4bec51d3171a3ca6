import { displayWidth } from './width.js'

/** How wide each column of a table must be. There may be more rows than a call can take. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = []
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell))
  return widths
}
