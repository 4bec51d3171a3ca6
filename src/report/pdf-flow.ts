import type { PdfSheet, TextStyle } from '../core/pdf-sheet.js'
import { printableIn } from './pdf-letters.js'

/** Where the next thing comes to lie, from the top of the first sheet to the end of the last. */
export interface Flow {
  sheet: PdfSheet
  left: number
  width: number
  /** Where the next thing begins, from the top of the sheet. */
  y(): number
  /** Goes on below a thing of this height; before it, begins a sheet if it does not fit on this. Returns where it begins. */
  place(height: number): number
  /** Whether a thing of this height fits below. */
  fits(height: number): boolean
  /** Begins a new sheet, unless this one is empty. */
  newPage(): void
  heading(title: string, note?: string): void
  paragraph(text: string, style?: Partial<TextStyle>): void
  gap(height: number): void
  /** One line of text, cut where it is too long; returns its width. */
  line(text: string, x: number, y: number, style: TextStyle, width?: number): number
}

/** @param footer what stands at the foot of each sheet, before its number */
export function openFlow(sheet: PdfSheet, footer: string): Flow {
  const [left, width, bottom] = [MARGIN, sheet.width - 2 * MARGIN, sheet.height - FOOT]
  let y = bottom
  let page = 0
  let isEmpty = false
  return { sheet, left, width, y: () => y, place, fits, newPage, heading, paragraph, gap, line }

  function fits(height: number): boolean {
    return y + height <= bottom
  }

  function newPage(): void {
    if (isEmpty) return
    sheet.addPage()
    page++
    isEmpty = true
    y = MARGIN
    line(footer, left, sheet.height - MARGIN + 4, SMALL, width - 60)
    const number = String(page)
    line(number, left + width - sheet.widthOf(number, SMALL), sheet.height - MARGIN + 4, SMALL)
  }

  function place(height: number): number {
    // What is higher than a sheet begins at the top of one.
    if (!fits(height)) newPage()
    const top = y
    y += height
    isEmpty = false
    return top
  }

  /** Not alone at the foot of a sheet. */
  function heading(title: string, note?: string): void {
    if (!fits(HEADING.size * 2 + 60)) newPage()
    if (!isEmpty) gap(10)
    const top = place(HEADING.size * 1.6)
    sheet.bookmark(printableIn(title))
    const end = line(title, left, top, HEADING, width)
    if (note !== undefined) line(note, left + end + 8, top + 5, { size: 9, color: SOFT }, width - end - 8)
  }

  function paragraph(text: string, style: Partial<TextStyle> = {}): void {
    const all = { size: 9, color: INK, ...style }
    for (const words of wrapped(printableIn(text), width, (part) => sheet.widthOf(part, all)))
      sheet.text(words, left, place(all.size * 1.35), all)
  }

  function gap(height: number): void {
    if (fits(height)) y += height
  }

  function line(text: string, x: number, top: number, style: TextStyle, most = width): number {
    const shown = cut(printableIn(text), most, (part) => sheet.widthOf(part, style))
    sheet.text(shown, x, top, style)
    return sheet.widthOf(shown, style)
  }
}

export const INK = '#1B1F24'
export const SOFT = '#57606A'
/** As in the booklets of LEGO. */
export const TINT = '#DCEAF6'
export const LINE = '#9AA5B1'

/** In points. */
const MARGIN = 36
const FOOT = 48
const HEADING: TextStyle = { size: 15, isBold: true, color: INK }
const SMALL: TextStyle = { size: 7.5, color: SOFT }

/** Breaks at spaces; what has none, where it must. */
function wrapped(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of text.split(' ').flatMap((one) => broken(one, width, widthOf))) {
    const longer = current === '' ? word : `${current} ${word}`
    if (widthOf(longer) <= width) current = longer
    else {
      lines.push(current)
      current = word
    }
  }
  return [...lines, current]
}

function broken(word: string, width: number, widthOf: (text: string) => number): string[] {
  if (widthOf(word) <= width) return [word]
  const fitting = lengthWithin(word, width, widthOf)
  return [word.slice(0, fitting), ...broken(word.slice(fitting), width, widthOf)]
}

function cut(text: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= width) return text
  return `${text.slice(0, lengthWithin(text, width - widthOf('…'), widthOf)).trimEnd()}…`
}

/** How many letters fit, one at least. */
function lengthWithin(text: string, width: number, widthOf: (text: string) => number): number {
  let [low, high] = [1, text.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (widthOf(text.slice(0, middle)) <= width) low = middle
    else high = middle - 1
  }
  return low
}
