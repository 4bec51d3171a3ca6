import type { Point } from './box.js'
import { openColumns } from './columns.js'
import type { Instance } from './instances.js'
import { shadesOf } from './light.js'
import { GRAIN, GRID, modelColumns, TURN } from './model-columns.js'
import { FINISHES, type Rgb } from './paint.js'
import type { Material } from './palette.js'
import { boilUnpacked, many, unpackShape, type PlainSoup } from './unpack-shapes.js'

/** What `packModel` packed. */
export interface UnpackedModel {
  instances: UnpackedInstance[]
  /** By the keys of palettes: see `keyWithin`. */
  materials: Map<number, UnpackedMaterial>
  /** How wide and how high booklets show it, and the point of the model that is in the middle then; in LDraw units. */
  size: [number, number]
  target: Point
  /** What reaches farthest, from wherever one looks. */
  outermost: Point[]
  /** All that a shape draws, with what it refers to. */
  soup(shape: number): PlainSoup
}

/** A part: the number of its shape stands for its name. */
export type UnpackedInstance = Omit<Instance, 'name'> & { shape: number }
export type UnpackedMaterial = Omit<Material, 'faint'>

export function unpackModel(bytes: Uint8Array): UnpackedModel {
  const columns = modelColumns(openColumns(bytes))
  const { sizes, materials: material, instances: instance } = columns
  const [shapeCount, turnCount, materialCount, instanceCount, pointCount] = many(5, sizes) as [...Four, number]
  const turns = many(turnCount, () => many(9, () => columns.turns() / TURN))
  const shapes = many(shapeCount, () => unpackShape(columns, turns))
  return {
    materials: new Map(many(materialCount, nextMaterial)),
    instances: many(instanceCount, nextInstance),
    size: many(2, () => sizes() / GRID) as [number, number],
    target: many(3, () => sizes() / GRID) as Point,
    outermost: many(pointCount, () => many(3, () => columns.outermost() / GRID) as Point),
    soup: (shape) => boilUnpacked(shapes, shape),
  }

  function nextMaterial(): [number, UnpackedMaterial] {
    const [key, alpha, finish, ink, share, size] = many(6, material) as [...Four, number, number]
    const [rgb, other] = [many(3, material) as Rgb, many(3, material) as Rgb]
    const grains = share > 0 && { grains: { rgb: other, share: share / GRAIN, size: size / GRAIN } }
    const paint = { rgb, edge: rgb, alpha, finish: FINISHES[finish] ?? 'solid', ...grains }
    return [key, { shades: shadesOf(paint), isGlass: alpha < 255, ink }]
  }

  function nextInstance(): UnpackedInstance {
    const [shape, color, step, turn, ...place] = instance.map((next) => next()) as [...Four, number, number, number]
    const matrix = Float64Array.of(...place.map((value) => value / GRID), ...(turns[turn] as number[]))
    return { shape, color, step, matrix }
  }
}

type Four = [number, number, number, number]
