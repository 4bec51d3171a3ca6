import { GLYPH, hasDot } from './glyphs.js'
import { emptyPicture, type Picture } from './picture.js'

/**
 * Stands where a part cannot be drawn: a dashed frame, a question mark, and below it the number, so that nobody takes it
 * for a gap. In shades that are seen on white and on black.
 */
export function placeholder(part: string, { width, height }: { width: number; height: number }): Picture {
  const picture = emptyPicture(width, height)
  const side = Math.min(width, height)
  const inset = Math.round(side * 0.08)
  frame(picture, inset, Math.max(1, Math.round(side / 100)))
  const mark = Math.max(1, Math.floor((side * 0.42) / GLYPH.height))
  write(picture, '?', mark, Math.round(height * 0.42 - (mark * GLYPH.height) / 2), FAINT)
  const room = width - 2 * inset - 4
  const small = Math.max(1, Math.min(Math.floor(room / (part.length * (GLYPH.width + 1))), Math.ceil(mark / 3)))
  const letters = part.slice(0, Math.max(1, Math.floor(room / (small * (GLYPH.width + 1)))))
  write(picture, letters, small, Math.round(height * 0.76 - (small * GLYPH.height) / 2), STRONG)
  return picture
}

const FAINT = 0xff9a9a9a
const STRONG = 0xff7a7a7a

function frame(picture: Picture, inset: number, thickness: number): void {
  const { width, height } = picture
  const dash = Math.max(4, Math.round(Math.min(width, height) / 20))
  for (let i = 0; i < thickness; i++) {
    for (let x = inset; x < width - inset; x++) {
      if (((x - inset) / dash) & 1) continue
      fill(picture, x, inset + i, FAINT)
      fill(picture, x, height - 1 - inset - i, FAINT)
    }
    for (let y = inset; y < height - inset; y++) {
      if (((y - inset) / dash) & 1) continue
      fill(picture, inset + i, y, FAINT)
      fill(picture, width - 1 - inset - i, y, FAINT)
    }
  }
}

/** In the middle of the picture, from this row on; a dot of a letter is so many pixels large. */
function write(picture: Picture, text: string, dot: number, top: number, color: number): void {
  const left = Math.round((picture.width - (text.length * (GLYPH.width + 1) - 1) * dot) / 2)
  for (let y = 0; y < GLYPH.height * dot; y++) {
    for (let x = 0; x < text.length * (GLYPH.width + 1) * dot; x++) {
      const [column, row] = [Math.floor(x / dot), Math.floor(y / dot)]
      const inLetter = column % (GLYPH.width + 1)
      if (inLetter === GLYPH.width || !hasDot(text.charAt(Math.floor(column / (GLYPH.width + 1))), inLetter, row))
        continue
      fill(picture, left + x, top + y, color)
    }
  }
}

function fill({ width, height, rgba }: Picture, x: number, y: number, color: number): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return
  new DataView(rgba.buffer).setUint32((y * width + x) * 4, color, true)
}
