import type { Row } from '../core/catalog/listing.js'
import { NO_PAINT, type Paint } from '../core/paint.js'
import { printable } from '../core/printable.js'
import { TITLES } from '../core/catalog/resolution.js'
import { totals, totalsInWords } from '../core/catalog/totals.js'
import type { View } from './view.js'
import { cut, displayWidth, pad } from './view/width.js'

/** The list for people: aligned, with the colors shown where the terminal can. */
export const table: View = {
  id: 'table',
  title: 'table for people',

  write({ rows, system }, { groups = [], columns = Infinity, paint = NO_PAINT } = {}) {
    const style = {
      columns,
      paint,
      widths: widthsOf(rows, columns - (paint.colorful ? 3 : 0), system === undefined ? 4 : TITLES[system].length),
    }
    const header = line(system === undefined ? HEADER : { ...HEADER, part: TITLES[system] }, style, (text) =>
      paint.heading(text),
    )
    if (groups.length === 0) return [header, ...rows.map((row) => rowLine(row, style))].map(ended).join('')
    const blocks = groups.map(({ title, rows: inGroup }) => {
      const heading = `${printable(title)}: ${totalsInWords(totals(inGroup))}`
      return ['', paint.heading(heading), ...inGroup.map((row) => rowLine(row, style))]
    })
    return [header, ...blocks.flat()].map(ended).join('')
  },
}

/** The name of a part, and in brackets what stands behind it if it is not an ordinary one. */
export function nameCell({ status, name }: Pick<Row, 'status' | 'name'>): string {
  const said = printable(name).trim()
  const note = NOTES[status]
  if (said === '') return note === '' ? '(no name: not in the catalog)' : `(${note})`
  return note === '' ? said : `${said} (${note})`
}

const NOTES: Record<Row['status'], string> = {
  ok: '',
  custom: 'custom part',
  unknown: 'not in the catalog',
  missing: 'submodel not found',
  flexible: 'flexible part',
}

interface Cells {
  quantity: string
  part: string
  color: string
  name: string
  /** What goes before the color's name, two columns wide. */
  swatch: string
}

interface Style {
  columns: number
  paint: Paint
  widths: { quantity: number; part: number; color: number }
}

const HEADER: Cells = { quantity: 'Qty', part: 'Part', color: 'Color', name: 'Name', swatch: '  ' }

function rowLine(row: Row, style: Style): string {
  return line(cellsOf(row, style.paint), style, (text) => (row.status === 'ok' ? text : style.paint.faint(text)))
}

function cellsOf(row: Row, paint: Paint): Cells {
  return {
    quantity: String(row.quantity),
    part: printable(row.shown),
    color: printable(row.colorName),
    name: nameCell(row),
    swatch: paint.colorful ? paint.swatch(row.rgb, row.color?.alpha ?? 255) : '',
  }
}

/** Numbers and colors always stand in full; a name gets what room is left. */
function line(cells: Cells, { columns, paint, widths }: Style, finish: (text: string) => string): string {
  const numbers = `${pad(cells.quantity, widths.quantity, 'left')}  ${pad(cells.part, widths.part)}  `
  const swatchWidth = paint.colorful ? 3 : 0
  const color = pad(cells.color, widths.color)
  const room = columns - displayWidth(numbers) - swatchWidth - displayWidth(color) - 2
  const name = room < SHORTEST_NAME && displayWidth(cells.name) > room ? '' : cut(cells.name, room)
  const swatch = paint.colorful ? `${cells.swatch} ` : ''
  return `${finish(numbers)}${swatch}${finish(`${color}  ${name}`.trimEnd())}`.trimEnd()
}

/** Less of a name tells nothing. */
const SHORTEST_NAME = 4

function widthsOf(rows: Row[], columns: number, part: number): Style['widths'] {
  const widths = { quantity: 3, part, color: 5 }
  for (const row of rows) {
    widths.quantity = Math.max(widths.quantity, String(row.quantity).length)
    widths.part = Math.max(widths.part, displayWidth(printable(row.shown)))
    widths.color = Math.max(widths.color, displayWidth(printable(row.colorName)))
  }
  // One long number must not push all names off a narrow terminal: it pushes only those of its own line.
  const most = columns < 60 ? 8 : columns < 100 ? 16 : 40
  const narrow = Math.min(widths.part, most)
  const color = Math.min(widths.color, Math.max(14, columns - widths.quantity - narrow - GAPS - SHORT_NAME))
  return { ...widths, part: narrow, color }
}

/** The blanks between the columns, and as much of a name as one wants to see. */
const GAPS = 6
const SHORT_NAME = 6

function ended(text: string): string {
  return `${text}\n`
}
