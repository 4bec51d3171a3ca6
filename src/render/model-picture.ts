import type { Images } from './decal.js'
import { developed, openFrame } from './frame.js'
import type { Instance } from './instances.js'
import { modelLineWidth } from './line-width.js'
import type { Mesh } from './mesh.js'
import type { Palette } from './palette.js'
import type { Picture } from './picture.js'
import { drawEdges, drawSolids, piecesOf, reachOf } from './scene.js'
import { BOOKLET, cameraFor, rotationOf, type View } from './view.js'

export interface ModelPictureOptions {
  /** In pixels. */
  width: number
  height: number
  view?: View
  /** Samples a pixel, each way. */
  samples?: number
  images?: Images
  /** Between the model and the rim, as a share of the smaller side. */
  margin?: number
  /** The instances that the picture has room for, where it shows only some of them; by default, those it shows. */
  room?: readonly Instance[]
}

/** A model, on nothing. Instances without a mesh are left out. */
export function modelPicture(
  instances: readonly Instance[],
  meshOf: (name: string) => Mesh | undefined,
  palette: Palette,
  options: ModelPictureOptions,
): Picture {
  const { width, height, samples = 2, view = BOOKLET, images, margin = 0.02, room } = options
  const turn = rotationOf(view)
  const pieces = piecesOf(instances, meshOf, turn)
  const rim = Math.max(2, Math.min(width, height) * margin) * samples
  const reach = reachOf(room ? piecesOf(room, meshOf, turn) : pieces)
  const camera = cameraFor(turn, reach, { width: width * samples, height: height * samples, margin: rim })
  const frame = openFrame(width, height, samples)
  drawSolids(frame, pieces, camera, palette, { isCulling: true, images })
  const scale = camera.scale / samples
  const thickness = modelLineWidth(scale) * samples
  const bias = 0.35 / Math.max(scale, 0.5) + thickness / 2 / camera.scale
  drawEdges(frame, pieces, camera, palette, { width: thickness, bias })
  return developed(frame)
}
