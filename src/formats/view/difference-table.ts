import { NO_PAINT, type Paint } from '../../core/paint.js'
import { printable } from '../../core/printable.js'
import type { Condition } from '../../core/inventory.js'
import type { Row } from '../../core/catalog/listing.js'
import { nameCell } from '../table.js'
import { cut, displayWidth, pad } from './width.js'

/** The difference of two lists for people: what came with `+`, what went with `-`, a lot on a line. */
export function differenceTable(
  { added, removed }: { added: Row[]; removed: Row[] },
  { columns = Infinity, paint = NO_PAINT }: { columns?: number; paint?: Paint } = {},
): string {
  const all = [...added, ...removed]
  const tells = all.some(({ condition = 'X' }) => condition !== 'X')
  const lines = [...added.map((row) => cellsOf(row, '+', tells)), ...removed.map((row) => cellsOf(row, '-', tells))]
  const widths = [0, 0, 0, 0]
  for (const { cells } of lines)
    cells.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell))))
  return lines.map((line) => `${sentence(line, widths, columns, paint)}\n`).join('')
}

interface Line {
  sign: '+' | '-'
  /** How many, which part, which color, and which condition where any lot of the difference has one. */
  cells: string[]
  name: string
  row: Row
}

function cellsOf(row: Row, sign: '+' | '-', tells: boolean): Line {
  const cells = [String(row.quantity), printable(row.shown), printable(row.colorName)]
  if (tells) cells.push(CONDITIONS[row.condition ?? 'X'])
  return { sign, cells, name: nameCell(row), row }
}

const CONDITIONS: Record<Condition, string> = { N: 'New', U: 'Used', X: '' }

function sentence({ sign, cells, name, row }: Line, widths: number[], columns: number, paint: Paint): string {
  const [quantity = '', part = '', ...rest] = cells.map((cell, column) => {
    return pad(cell, widths[column] ?? 0, column === 0 ? 'left' : 'right')
  })
  const before = `${sign}${quantity}  ${part}  `
  const swatch = paint.colorful ? `${paint.swatch(row.rgb, row.color?.alpha ?? 255)} ` : ''
  const after = `${rest.join('  ')}  `
  const room = columns - displayWidth(before) - displayWidth(after) - (paint.colorful ? 3 : 0)
  return `${before}${swatch}${after}${cut(name, Math.max(room, 0))}`.trimEnd()
}
