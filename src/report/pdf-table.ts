import { INK, LINE, SOFT, TINT, type Flow } from './pdf-flow.js'

export interface Column {
  title: string
  /** A share of what is left over by others, or the width in points. */
  width: number | 'rest'
  isNumber?: true
}

/** A square of a color before the text, or an empty one to tick. */
export interface Cell {
  text: string
  box?: string
}

/** A table that goes on over sheets, with its head on each. */
export function table(flow: Flow, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  if (rows.length === 0) return
  const widths = widthsOf(flow.width, columns)
  if (!flow.fits(3 * ROW)) flow.newPage()
  head(flow, columns, widths)
  for (const [index, row] of rows.entries()) {
    if (!flow.fits(ROW)) {
      flow.newPage()
      head(flow, columns, widths)
    }
    drawRow(flow, row, { columns, widths, isTinted: index % 2 === 1 })
  }
  flow.gap(8)
}

/** In points. */
const ROW = 13
const TEXT = { size: 8, color: INK }
const BOX = 7.5

function widthsOf(width: number, columns: readonly Column[]): number[] {
  const fixed = columns.reduce((sum, column) => sum + (column.width === 'rest' ? 0 : column.width), 0)
  const open = columns.filter((column) => column.width === 'rest').length
  return columns.map((column) => (column.width === 'rest' ? (width - fixed) / open : column.width))
}

function head(flow: Flow, columns: readonly Column[], widths: readonly number[]): void {
  const top = flow.place(ROW + 2)
  const style = { size: 7.5, isBold: true, color: SOFT }
  let x = flow.left
  for (const [index, { title, isNumber }] of columns.entries()) {
    const width = widths[index] ?? 0
    put(flow, title, { x, y: top + 3, width, style, isNumber })
    x += width
  }
  flow.sheet.box(flow.left, top + ROW + 1, flow.width, 0.6, { fill: LINE })
}

interface Place {
  x: number
  y: number
  width: number
  style: { size: number; isBold?: boolean; color: string }
  isNumber: true | undefined
}

function put({ sheet, line }: Flow, text: string, { x, y, width, style, isNumber }: Place): void {
  const room = width - 2 * GAP
  const shift = isNumber ? Math.max(0, room - sheet.widthOf(text, style)) : 0
  line(text, x + GAP + shift, y, style, room)
}

const GAP = 3

interface RowStyle {
  columns: readonly Column[]
  widths: readonly number[]
  isTinted: boolean
}

function drawRow(flow: Flow, row: readonly Cell[], { columns, widths, isTinted }: RowStyle): void {
  const top = flow.place(ROW)
  if (isTinted) flow.sheet.box(flow.left, top, flow.width, ROW, { fill: FAINT })
  let x = flow.left
  for (const [index, { text, box }] of row.entries()) {
    const width = widths[index] ?? 0
    const shift = box === undefined ? 0 : BOX + 4
    if (box !== undefined) {
      const fill = box === '' ? '#FFFFFF' : box
      flow.sheet.box(x + GAP, top + 2.6, BOX, BOX, { fill, outline: LINE, radius: 1 })
    }
    const style = { ...TEXT, ...(index === 0 && text !== '' && { isBold: true }) }
    put(flow, text, { x: x + shift, y: top + 3, width: width - shift, style, isNumber: columns[index]?.isNumber })
    x += width
  }
}

/** Half of the tint of headings. */
const FAINT = mixed(TINT)

function mixed(color: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  return `#${parts
    .map((part) =>
      Math.round((part + 255) / 2)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
