import type { Mesh } from '../render/mesh.js'
import { onBackground } from '../render/on-background.js'
import type { Palette } from '../render/palette.js'
import { partLineWidth } from '../render/line-width.js'
import { partPicture, partSize } from '../render/part-picture.js'
import type { Picture } from '../render/picture.js'
import { placeholder } from '../render/placeholder.js'
import type { Shapes } from '../render/shapes.js'
import type { PictureStyle, PictureWish } from './part-pictures.js'

export interface DrawnPart {
  picture: Picture
  /** 0.5 is half as large as the scale says. */
  shrink: number
}

/** Draws a part that can be drawn. */
export function drawPart(
  { part, color }: PictureWish,
  mesh: Mesh,
  { palette, images }: { palette: Palette; images: Shapes['images'] },
  style: PictureStyle,
): DrawnPart {
  const { scale, background } = style
  const line = style.line ?? lineOf(style)
  const { frame, shrink } = frameOf(style, (at) => partSize(mesh, at, { part, line }))
  const samples = Math.max(frame.width, frame.height) > LARGE ? 2 : 3
  const options = { ...frame, part, images, line, samples, ...(scale !== undefined && { scale }) }
  const picture = partPicture(mesh, color, palette, options)
  return { picture: background ? onBackground(picture, background) : picture, shrink }
}

/** What stands in the place of a part that cannot be drawn. */
export function drawPlaceholder({ part }: PictureWish, style: PictureStyle): Picture {
  const { width, height, scale = 1, most = Infinity, background } = style
  const side = Math.max(24, Math.min(most, Math.round(PLACEHOLDER * scale)))
  const size = width === undefined && height === undefined ? { width: side, height: side } : fixedFrame(style)
  const picture = placeholder(part, size)
  return background ? onBackground(picture, background) : picture
}

interface Size {
  width: number
  height: number
}

/** In pixels: where pictures are as large as this, two samples a pixel are enough. */
const LARGE = 500
/** In LDraw units: as large as a brick of 2 x 2 looks. */
const PLACEHOLDER = 64
/** In pixels, where nobody says how large. */
const USUAL = 160

/** Lines are as wide in large pictures of one scale as in small ones. */
function lineOf({ scale, width = USUAL, height = USUAL }: PictureStyle): number {
  return scale === undefined ? partLineWidth(Math.max(width, height)) : Math.max(0.75, 0.65 * scale)
}

/** @param sizeAt how large the part is at a scale, with a rim of always the same width around it. */
function frameOf(style: PictureStyle, sizeAt: (scale: number) => Size): { frame: Size; shrink: number } {
  const { scale, most = Infinity } = style
  const isFixed = style.width !== undefined || style.height !== undefined || (scale === undefined && most === Infinity)
  const room = isFixed ? fixedFrame(style) : { width: most, height: most }
  const wanted = scale ?? WHOLE
  const size = sizeAt(wanted)
  const rim = sizeAt(0).width
  const fit = Math.min(...SIDES.map((side) => Math.max(room[side] - rim, 1) / Math.max(size[side] - rim, 1)))
  const shrink = scale === undefined ? 1 : Math.round(Math.min(1, fit) * 1000) / 1000
  if (isFixed) return { frame: room, shrink }
  const { width, height } = sizeAt(wanted * Math.min(1, fit))
  return { frame: { width: Math.min(room.width, width), height: Math.min(room.height, height) }, shrink }
}

const SIDES = ['width', 'height'] as const
/** A scale at which nothing fits. */
const WHOLE = 1000

function fixedFrame({ width, height }: PictureStyle): Size {
  return { width: width ?? height ?? USUAL, height: height ?? width ?? USUAL }
}
