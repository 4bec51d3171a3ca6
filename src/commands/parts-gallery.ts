import { isForeignColor, ANY_COLOR, MAIN_COLOR } from '../core/catalog/color-code.js'
import type { Row } from '../core/catalog/listing.js'
import type { Group } from '../core/lists/group.js'
import type { Paint } from '../core/paint.js'
import { printable } from '../core/printable.js'
import { totals, totalsInWords } from '../core/catalog/totals.js'
import { nameCell } from '../formats/table.js'
import { pictureGrid, type GridCell } from '../formats/view/picture-grid.js'
import { cut, displayWidth } from '../formats/view/width.js'
import { openPartPictures, type PartImage, type PictureStyle, type PictureWish } from '../pictures/part-pictures.js'
import type { Io } from '../system/io.js'
import type { PictureTerminal } from '../system/picture-terminal.js'
import { openProgress } from '../system/progress.js'
import { noPictures } from './render-library.js'
import { reportModels } from './report-model.js'
import { pictureText } from './terminal-picture.js'

export interface GalleryOptions {
  terminal: PictureTerminal
  paint: Paint
  library?: string | undefined
  from?: string | undefined
  /** What the user typed as lists. */
  words: string[]
}

/**
 * The list for people with a picture of each lot.
 * @param io on which standard input can be read again.
 * @throws {BrickError} when there is no library to draw them with.
 */
export async function partsGallery(io: Io, rows: Row[], groups: Group[], options: GalleryOptions): Promise<string> {
  const { terminal, paint } = options
  const images = await drawn(io, groups.length > 0 ? groups.flatMap((group) => group.rows) : rows, options)
  const columns = io.terminal.columns
  const grid = (some: Row[]) => pictureGrid(some.map(cell), { width: WIDTH, height: heightOf(terminal), columns })
  if (groups.length === 0) return grid(rows)
  return groups
    .map(({ title, rows: own }) => {
      const heading = `${printable(title)}: ${totalsInWords(totals(own))}`
      return `${paint.heading(heading)}\n\n${grid(own)}`
    })
    .join('')

  function cell(row: Row): GridCell {
    const image = images.get(wishId(wishOf(row)))
    const text = image ? pictureText(image.png, terminal, cellsOf(terminal)) : ''
    const picture = terminal.way === 'blocks' ? { lines: text.split('\n') } : { graphics: text }
    return { picture, caption: captionOf(row, paint) }
  }
}

/** In characters, of a cell of the grid. */
const WIDTH = 24

/** How many characters a picture takes. */
function cellsOf({ way }: PictureTerminal): { columns: number; rows: number } {
  return way === 'blocks' ? { columns: WIDTH, rows: 10 } : { columns: 20, rows: 8 }
}

function heightOf(terminal: PictureTerminal): number {
  return cellsOf(terminal).rows
}

/** Half blocks are two points a character; other pictures have the pixels of the terminal. */
function styleOf(terminal: PictureTerminal): PictureStyle {
  const { columns, rows } = cellsOf(terminal)
  if (terminal.way === 'blocks') return { width: columns + RIM, height: rows * 2 + RIM, line: 0.12 }
  const { width, height } = terminal.cell
  return { width: columns * width, height: rows * height, scale: LARGEST * width }
}

/** In points: parts are drawn with a rim of three on each side, of which one is shown. */
const RIM = 4

/** Small parts look small: of a character's width, an LDraw unit takes no more than this. */
const LARGEST = 0.24

async function drawn(io: Io, rows: Row[], options: GalleryOptions): Promise<Map<string, PartImage>> {
  const { words, library, from, terminal } = options
  const { drawn: models } = await reportModels(io, words, from === undefined ? {} : { from })
  const beside = (name: string) => models.map((model) => model.beside(name)).find((bytes) => bytes !== undefined)
  const pictures = await openPartPictures(io, { library, models, beside })
  if (!pictures) throw noPictures()
  const progress = openProgress(io)
  try {
    const wishes = rows.map(wishOf)
    const tell = (done: number, all: number) => progress.tell(`drawing ${done} of ${all} parts`)
    const images = await pictures.draw(wishes, styleOf(terminal), tell)
    return new Map(images.map((image, index) => [wishId(wishes[index] as PictureWish), image]))
  } finally {
    progress.end()
  }
}

function wishOf({ id, colorCode, rgb }: Row): PictureWish {
  if (!isForeignColor(colorCode)) return { part: id, color: colorCode }
  if (colorCode === ANY_COLOR || rgb === undefined) return { part: id, color: MAIN_COLOR }
  return { part: id, color: 0x2000000 + Number.parseInt(rgb.slice(1), 16) }
}

function wishId({ part, color }: PictureWish): string {
  return `${part} ${color}`
}

function captionOf(row: Row, paint: Paint): GridCell['caption'] {
  const number = cut(`${row.quantity}x ${printable(row.shown)}`, WIDTH)
  const color = cut(printable(row.colorName), WIDTH - (paint.colorful ? 3 : 0))
  const swatch = paint.colorful ? `${paint.swatch(row.rgb, row.color?.alpha ?? 255)} ` : ''
  return [
    { plain: number, shown: paint.heading(number) },
    { plain: paint.colorful ? `   ${color}` : color, shown: `${swatch}${color}` },
    ...twoLines(nameCell(row)).map((plain) => ({ plain, shown: paint.faint(plain) })),
  ]
}

/** A name in two lines at most, parted between words. */
function twoLines(name: string): string[] {
  if (displayWidth(name) <= WIDTH) return [name]
  const words = name.split(' ')
  let first = words.shift() ?? ''
  while (words[0] !== undefined && displayWidth(`${first} ${words[0]}`) <= WIDTH) first += ` ${words.shift()}`
  return [cut(first, WIDTH), cut(words.join(' '), WIDTH)].filter((line) => line !== '')
}
