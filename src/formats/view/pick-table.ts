import type { Row } from '../../core/catalog/listing.js'
import { NO_PAINT, type Paint } from '../../core/paint.js'
import { printable } from '../../core/printable.js'
import { csvText, type Cell } from '../rows/csv-text.js'
import { nameCell } from '../table.js'
import { markdownText } from './markdown-text.js'
import { displayWidth, pad } from './width.js'

/** Pieces to take from one place. */
export interface PickRow {
  /** What it is; its quantity is how many to take. */
  row: Row
  /** In words; empty where nobody said. */
  where: string
  of: number
  /** What it stands in for, and for which model. */
  note: string
}

/** For people, who go from place to place. */
export function pickTable(rows: readonly PickRow[], { paint = NO_PAINT }: { paint?: Paint } = {}): string {
  if (rows.length === 0) return ''
  const lines = rows.map((one) => [
    printable(one.where),
    String(one.row.quantity),
    printable(one.row.shown),
    printable(one.row.colorName),
    ofWords(one),
    printable(one.note),
  ])
  const widths = HEADER.map((title, column) =>
    lines.reduce((most, line) => Math.max(most, displayWidth(line[column] ?? '')), title.length),
  )
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0, column === 1 ? 'left' : 'right'))
      .join('  ')
      .trimEnd()
  return [paint.heading(line(HEADER)), ...lines.map(line)].map((text) => `${text}\n`).join('')
}

const HEADER = ['Place', 'Qty', 'Part', 'Color', '', '']

function ofWords({ row, of }: PickRow): string {
  return of > row.quantity ? `(of ${of})` : ''
}

/** A list to print and tick off, under a heading for each group. */
export function pickMarkdown(groups: readonly { title: string; rows: readonly PickRow[] }[]): string {
  return groups.map(({ title, rows }) => `### ${markdownText(title)}\n\n${rows.map(item).join('')}`).join('\n')
}

function item(one: PickRow): string {
  const { row, where, note } = one
  const words = [`${row.quantity}x ${row.shown} ${row.colorName}`, nameCell(row), ofWords(one), note, where]
  return `- [ ] ${markdownText(
    words
      .filter((word) => word !== '')
      .join(', ')
      .replaceAll(', (of', ' (of'),
  )}\n`
}

/** For spreadsheets and label printers. */
export function pickCsv(rows: readonly PickRow[]): string {
  const header = ['place', 'qty', 'of', 'part_ldraw', 'part_bricklink', 'color_name', 'color_bricklink', 'name', 'note']
  const lines = rows.map(({ row, where, of, note }): Cell[] => {
    const { quantity, part, colorName, color, name } = row
    return [where, quantity, of, part.ldraw, part.bricklink, colorName, color?.bricklink, name, note]
  })
  return csvText([header, ...lines])
}
