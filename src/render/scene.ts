import type { Images } from './decal.js'
import { drawDecals, drawFaces, drawGlass, drawLines, openStage, type GlassStore, type Placed } from './drawing.js'
import type { Frame } from './frame.js'
import type { Instance } from './instances.js'
import type { Mesh } from './mesh.js'
import type { Look, Palette } from './palette.js'
import type { Pen } from './stroke.js'
import { extentOf, NO_EXTENT, turned, type Camera, type Extent } from './view.js'

/** A part in its color, turned and placed as it is seen. */
export interface Piece {
  mesh: Mesh
  color: number
  turn: Float64Array
  /** In LDraw units of the view. */
  x: number
  y: number
  z: number
}

/** What stands in the same place twice is one. */
export function distinct(instances: readonly Instance[]): Instance[] {
  const known = new Set<string>()
  return instances.filter(({ name, matrix, color }) => {
    const size = known.size
    return known.add(`${name} ${color} ${matrix.join(' ')}`).size > size
  })
}

/** The parts of a model, each once, the nearest first: what is behind them is then mostly hidden already. */
export function piecesOf(
  instances: readonly Instance[],
  meshOf: (name: string) => Mesh | undefined,
  turn: Float64Array,
): Piece[] {
  const pieces: Piece[] = []
  for (const { name, matrix, color } of distinct(instances)) {
    const mesh = meshOf(name)
    if (!mesh) continue
    const [x, y, z] = [0, 3, 6].map((row) => dot(turn, row, matrix)) as [number, number, number]
    pieces.push({ mesh, color, turn: turned(turn, matrix.subarray(3)), x, y, z })
  }
  return pieces.sort((a, b) => a.z - b.z)
}

function dot(turn: Float64Array, row: number, matrix: Float64Array): number {
  const [x, y, z] = [matrix[0] as number, matrix[1] as number, matrix[2] as number]
  return (turn[row] as number) * x + (turn[row + 1] as number) * y + (turn[row + 2] as number) * z
}

/** How far the pieces reach as they are seen. */
export function reachOf(pieces: readonly Piece[]): Extent {
  let all = NO_EXTENT
  for (const { mesh, turn, x, y } of pieces) {
    const own = extentOf(mesh.positions, turn)
    all = {
      left: Math.min(all.left, own.left + x),
      right: Math.max(all.right, own.right + x),
      top: Math.min(all.top, own.top + y),
      bottom: Math.max(all.bottom, own.bottom + y),
    }
  }
  return all
}

export interface SolidOptions {
  /** Faces that look away are left out where their authors say that this is right; for parts in full view, they are not. */
  isCulling: boolean
  images?: Images | undefined
}

/** Draws the faces: first what hides, then what is on it, then what is clear. */
export function drawSolids(
  frame: Frame,
  pieces: readonly Piece[],
  camera: Camera,
  palette: Palette,
  { isCulling, images }: SolidOptions,
): void {
  const glass: GlassStore = { points: [], tones: [], materials: [] }
  onStage(pieces, camera, palette, (mesh, placed, look) => {
    drawFaces(frame, mesh, placed, look, glass, { isCulling })
    if (images && mesh.decals.length > 0) drawDecals(frame, mesh, placed, images)
  })
  drawGlass(frame, glass)
}

/** Draws the lines, over what `drawSolids` has drawn. */
export function drawEdges(frame: Frame, pieces: readonly Piece[], camera: Camera, palette: Palette, pen: Pen): void {
  onStage(pieces, camera, palette, (mesh, placed, look) => drawLines(frame, mesh, placed, look, pen))
}

const stage = openStage()

/** Places each piece before the camera; what is placed is valid until the next one. */
export function onStage(
  pieces: readonly Piece[],
  { scale, right, down }: Camera,
  palette: Palette,
  act: (mesh: Mesh, placed: Placed, look: Look) => void,
): void {
  for (const { mesh, color, turn, x, y, z } of pieces) {
    const own = { turn, scale, right: right + x * scale, down: down + y * scale, away: z }
    act(mesh, stage(mesh, own), palette.look(mesh.palette, color))
  }
}
