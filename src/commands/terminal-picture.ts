import { emptyPicture, type Picture } from '../render/picture.js'
import { readPng } from '../render/read-png.js'
import { halfBlocks } from '../render/terminal-blocks.js'
import { iterm } from '../render/terminal-iterm.js'
import { kitty } from '../render/terminal-kitty.js'
import { sixel } from '../render/terminal-sixel.js'
import { inflate } from '../system/deflate.js'
import type { PictureTerminal } from '../system/picture-terminal.js'

/** A PNG file as a terminal shows it, where the cursor is; so many characters wide and high. */
export function pictureText(
  png: Uint8Array,
  { way, depth }: PictureTerminal,
  cells: { columns: number; rows: number },
): string {
  if (way === 'kitty') return kitty(png, cells)
  if (way === 'iterm') return iterm(png, cells)
  const picture = readPng(png, inflate)
  if (!picture) throw new Error('a picture that brick drew cannot be read')
  if (way === 'sixel') return sixel(picture)
  return halfBlocks(middleOf(picture, { width: cells.columns, height: cells.rows * 2 }), depth)
}

/** Points are few: pictures are drawn with a rim, which is not shown. */
function middleOf({ width: whole, height: all, rgba }: Picture, { width, height }: Omit<Picture, 'rgba'>): Picture {
  const [left, top] = [(whole - width) >> 1, (all - height) >> 1]
  const picture = emptyPicture(width, height)
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * whole + left) * 4
    picture.rgba.set(rgba.subarray(start, start + width * 4), y * width * 4)
  }
  return picture
}
