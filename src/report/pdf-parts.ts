import { count } from '../core/count.js'
import { INK, LINE, SOFT, TINT, type Flow } from './pdf-flow.js'
import type { LotGroup, LotShown } from './report.js'

/** The parts as on the last pages of a booklet: to one scale, and how many of each. */
export function partPages(flow: Flow, groups: readonly LotGroup[]): void {
  flow.gap(12)
  let isMarked = false
  for (const group of groups) {
    const rows = rowsOf(
      bySize(group.lots).map((lot) => cellOf(flow, lot)),
      flow.width,
    )
    const [first] = rows
    if (!first) continue
    // The name of a group stands above parts of it.
    if (!flow.fits(BAND + heightOf(first))) flow.newPage()
    if (!isMarked) flow.sheet.bookmark('Parts')
    isMarked = true
    band(flow, group)
    for (const [place, row] of rows.entries()) {
      if (place > 0 && !flow.fits(heightOf(row))) {
        flow.newPage()
        band(flow, group, { isContinued: true })
      }
      drawRow(flow, row)
    }
    flow.gap(6)
  }
}

/** High ones first, so that the rows have no holes; of those of one height, the wide ones. */
function bySize(lots: readonly LotShown[]): LotShown[] {
  const sizes = lots.map((lot) => ({
    lot,
    step: Math.round((lot.image?.height ?? 0) / STEP),
    width: lot.image?.width ?? 0,
  }))
  return sizes.sort((a, b) => b.step - a.step || b.width - a.width).map(({ lot }) => lot)
}

/** Heights that differ by less look alike, in CSS pixels. */
const STEP = 12

/** From CSS pixels to points. */
const POINTS = 0.75
const BAND = 22
const PADDING = 7
const QUANTITY = { size: 10, isBold: true, color: INK }
const NUMBER = { size: 6.5, color: SOFT }
/** Below a picture: how many, and the number; as it is larger than the others, how large, or an element. */
const LINES = { quantity: 12, number: 8 }

interface Cell {
  lot: LotShown
  /** Of the picture. */
  picture: { width: number; height: number }
  width: number
  /** Small lines below the quantity. */
  small: string[]
}

function cellOf({ sheet, width: most }: Flow, lot: LotShown): Cell {
  const { image, part, element, size } = lot
  const picture = { width: (image?.width ?? 0) * POINTS, height: (image?.height ?? 0) * POINTS }
  const small = [part, ...(element !== undefined && element !== part ? [element] : []), ...(size ? [size] : [])]
  const texts = [
    sheet.widthOf(quantityOf(lot), QUANTITY) + lengthRoom(lot),
    ...small.map((text) => sheet.widthOf(text, NUMBER)),
  ]
  return { lot, picture, small, width: Math.min(most, Math.max(LEAST, picture.width, ...texts) + 2 * PADDING) }
}

/** In points, so that small parts do not crowd. */
const LEAST = 30

function quantityOf({ quantity }: LotShown): string {
  return `${quantity}x`
}

/** Room for a length in a circle, beside the quantity. */
function lengthRoom({ length }: LotShown): number {
  return length === undefined ? 0 : 18
}

function rowsOf(cells: readonly Cell[], width: number): Cell[][] {
  const rows: Cell[][] = []
  let left = 0
  for (const cell of cells) {
    const row = rows.at(-1)
    if (row && cell.width <= left) {
      row.push(cell)
      left -= cell.width
    } else {
      rows.push([cell])
      left = width - cell.width
    }
  }
  return rows
}

function heightOf(row: readonly Cell[]): number {
  const small = Math.max(...row.map((cell) => cell.small.length))
  return Math.max(...row.map(({ picture }) => picture.height)) + LINES.quantity + small * LINES.number + 10
}

function band(
  { sheet, left, width, place, line }: Flow,
  { title, rgb, pieces, lots }: LotGroup,
  { isContinued = false } = {},
): void {
  const top = place(BAND)
  sheet.box(left, top, width, BAND - 4, { fill: TINT, radius: 3 })
  if (rgb !== undefined) sheet.box(left + 5, top + 4, 10, 10, { fill: rgb, outline: LINE, radius: 2 })
  const x = left + (rgb === undefined ? 6 : 21)
  const end = line(title, x, top + 4, { size: 10, isBold: true, color: INK }, width - 160)
  const many = isContinued ? 'continued' : `${count(lots.length, 'lot')}, ${count(pieces, 'part')}`
  line(many, x + end + 8, top + 5.5, { size: 8, color: SOFT })
}

/** What fills most of a row stands evenly in it, what is a beginning only, from the left. */
function drawRow(flow: Flow, row: readonly Cell[]): void {
  const height = heightOf(row)
  const top = flow.place(height)
  const pictures = Math.max(...row.map(({ picture }) => picture.height))
  const used = row.reduce((sum, { width }) => sum + width, 0)
  const rest = flow.width - used
  const space = row.length > 1 && rest < flow.width * 0.25 ? rest / (row.length - 1) : 0
  let x = flow.left
  for (const cell of row) {
    drawCell(flow, cell, { x: x + PADDING, top, pictures })
    x += cell.width + space
  }
}

function drawCell(
  { sheet, line }: Flow,
  { lot, picture, small }: Cell,
  { x, top, pictures }: { x: number; top: number; pictures: number },
): void {
  if (lot.image) sheet.image(lot.image.png, x, top + pictures - picture.height, picture.width, picture.height)
  let y = top + pictures + 2
  const end = line(quantityOf(lot), x, y, QUANTITY)
  if (lot.length !== undefined) circled({ sheet, line }, lot.length, x + end + 11, y + 4)
  y += LINES.quantity
  for (const text of small) {
    line(text, x, y, NUMBER)
    y += LINES.number
  }
}

/** The length of axles and beams, as booklets have it. */
function circled({ sheet, line }: Pick<Flow, 'sheet' | 'line'>, length: string, x: number, y: number): void {
  const style = { size: 7, isBold: true, color: INK }
  const radius = Math.max(6.5, sheet.widthOf(length, style) / 2 + 3)
  sheet.box(x - radius, y - 6.5, 2 * radius, 13, { fill: '#FFFFFF', outline: INK, radius: 6.5 })
  line(length, x - sheet.widthOf(length, style) / 2, y - 2.8, style)
}
