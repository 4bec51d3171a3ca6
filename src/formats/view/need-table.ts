import { NO_PAINT, type Paint } from '../../core/paint.js'
import { printable } from '../../core/printable.js'
import type { Row } from '../../core/catalog/listing.js'
import { cut, displayWidth, pad } from './width.js'

/** A lot that is not all there. */
export interface NeedRow {
  row: Row
  buy: number
  need: number
  note: string
}

interface Style {
  columns?: number
  paint?: Paint
}

/** What is missing, for people: how many to buy, how many are needed and there, and what else is known. */
export function needTable(rows: readonly NeedRow[], { columns = Infinity, paint = NO_PAINT }: Style = {}): string {
  if (rows.length === 0) return ''
  const lines = rows.map(cellsOf)
  const widths = HEADER.map((title, column) => {
    return lines.reduce((most, line) => Math.max(most, displayWidth(line[column] ?? '')), title.length)
  })
  const body = lines.map((cells, index) => sentence(cells, widths, columns, { paint, row: rows[index]?.row }))
  return [paint.heading(sentence(HEADER, widths, columns, { paint })), ...body].map((line) => `${line}\n`).join('')
}

const HEADER = ['Buy', 'Need', 'Have', 'Part', 'Color', 'Note']
const NUMBERS = 3

function cellsOf({ row, buy, need, note }: NeedRow): string[] {
  return [...[buy, need, need - buy].map(String), printable(row.shown), printable(row.colorName), printable(note)]
}

/** Numbers and colors stand in full; a note gets what room is left. */
function sentence(
  cells: string[],
  widths: number[],
  columns: number,
  { paint, row }: { paint: Paint; row?: Row | undefined },
): string {
  const padded = cells.map((cell, column) => pad(cell, widths[column] ?? 0, column < NUMBERS ? 'left' : 'right'))
  const before = `${padded.slice(0, NUMBERS + 1).join('  ')}  `
  const swatch = paint.colorful ? `${row ? paint.swatch(row.rgb, row.color?.alpha ?? 255) : '  '} ` : ''
  const color = `${padded[NUMBERS + 1] ?? ''}  `
  const room = columns - displayWidth(before) - displayWidth(color) - (paint.colorful ? 3 : 0)
  return `${before}${swatch}${color}${cut(cells[NUMBERS + 2] ?? '', Math.max(0, room))}`.trimEnd()
}
