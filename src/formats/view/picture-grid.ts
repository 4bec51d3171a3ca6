import { displayWidth } from './width.js'

/** A picture, and what stands below it. */
export interface GridCell {
  /** Lines of characters, all as wide as the cell, or what draws a picture where the cursor is. */
  picture: { lines: string[] } | { graphics: string }
  /** Without colors, by which it is measured, and with them. */
  caption: { plain: string; shown: string }[]
}

export interface GridOptions {
  /** Of a cell, and how many lines its picture is high. */
  width: number
  height: number
  /** How wide the terminal is. */
  columns: number
}

/** Pictures side by side, as many as fit. */
export function pictureGrid(cells: readonly GridCell[], { width, height, columns }: GridOptions): string {
  const across = Math.max(1, Math.floor((columns + GAP) / (width + GAP)))
  let text = ''
  for (let start = 0; start < cells.length; start += across) {
    const row = cells.slice(start, start + across)
    text += picturesOf(row, width, height)
    const lines = Math.max(...row.map(({ caption }) => caption.length))
    for (let line = 0; line < lines; line++) text += captionLine(row, line, width)
    text += '\n'
  }
  return text
}

const GAP = 2

function picturesOf(row: readonly GridCell[], width: number, height: number): string {
  let text = ''
  for (let line = 0; line < height; line++) {
    const pieces = row.map(({ picture }) => ('lines' in picture ? (picture.lines[line] ?? '') : ''))
    text += `${pieces.join(' '.repeat(GAP)).trimEnd()}\n`
  }
  const graphics = row.map(({ picture }, index) =>
    'graphics' in picture ? at(index * (width + GAP) + 1, picture.graphics) : '',
  )
  if (graphics.every((one) => one === '')) return text
  // The lines are made first: a terminal that scrolls while there is a picture on them takes it along.
  const lines = '\n'.repeat(height + BELOW)
  return `${lines}\x1b[${height + BELOW}A${graphics.join('')}\x1b[${height}B\r`
}

/** So many lines below a picture terminals may go, to leave the cursor there. */
const BELOW = 2

/** Terminals leave the cursor in different places behind a picture. */
function at(column: number, graphics: string): string {
  return `\x1b[${column}G\x1b7${graphics}\x1b8`
}

function captionLine(row: readonly GridCell[], line: number, width: number): string {
  const pieces = row.map(({ caption }) => {
    const { plain = '', shown = '' } = caption[line] ?? {}
    return shown + ' '.repeat(Math.max(0, width - displayWidth(plain)))
  })
  return `${pieces.join(' '.repeat(GAP)).trimEnd()}\n`
}
