import type { Images } from './decal.js'
import { developed, openFrame } from './frame.js'
import { partLineWidth } from './line-width.js'
import type { Mesh } from './mesh.js'
import type { Palette } from './palette.js'
import type { Picture } from './picture.js'
import { posed, poseOf } from './pose.js'
import { drawEdges, drawSolids, reachOf, type Piece } from './scene.js'
import { BOOKLET, cameraFor, rotationOf, type View } from './view.js'

export interface PartPictureOptions {
  /** In pixels. */
  width: number
  height: number
  /** Pixels an LDraw unit, where all parts are to be of one scale; what does not fit is drawn smaller. */
  scale?: number
  view?: View
  /** The number of the part, for those that are shown otherwise than they lie in the library. */
  part?: string
  /** Samples a pixel, each way. */
  samples?: number
  /** The width of lines, in pixels. */
  line?: number
  /** What stickers and prints show. */
  images?: Images
}

/** A part in a color, an LDraw code, on nothing. */
export function partPicture(mesh: Mesh, color: number, palette: Palette, options: PartPictureOptions): Picture {
  const { width, height, samples = 3, line = partLineWidth(Math.max(width, height)), images } = options
  const piece = pieceOf(mesh, color, options)
  const scale = options.scale === undefined ? {} : { scale: options.scale * samples }
  const box = { width: width * samples, height: height * samples, margin: (line / 2 + MARGIN) * samples, ...scale }
  const camera = cameraFor(piece.turn, reachOf([piece]), box)
  const frame = openFrame(width, height, samples)
  drawSolids(frame, [piece], camera, palette, { isCulling: false, images })
  const thickness = line * samples
  drawEdges(frame, [piece], camera, palette, { width: thickness, bias: BIAS + thickness / 2 / camera.scale })
  return developed(frame)
}

/** How large a part is as it is shown, in pixels at so many an LDraw unit, with its lines: for those who lay out pages. */
export function partSize(
  mesh: Mesh,
  scale: number,
  { line = 1, ...options }: Pick<PartPictureOptions, 'view' | 'part' | 'line'> = {},
): { width: number; height: number } {
  const { left, right, top, bottom } = reachOf([pieceOf(mesh, 0, options)])
  const rim = 2 * MARGIN + line
  return { width: Math.ceil((right - left) * scale + rim), height: Math.ceil((bottom - top) * scale + rim) }
}

/** Between what is drawn and the rim, in pixels. */
const MARGIN = 3
/** How far lines stand out, in LDraw units, so that faces do not swallow them. */
const BIAS = 0.2

/** The part as it is shown. */
export function pieceOf(
  mesh: Mesh,
  color: number,
  { view = BOOKLET, part }: Pick<PartPictureOptions, 'view' | 'part'>,
): Piece {
  const turn = rotationOf(view)
  const pose = part === undefined ? undefined : poseOf(part)
  return { mesh, color, turn: pose ? posed(turn, pose) : turn, x: 0, y: 0, z: 0 }
}
