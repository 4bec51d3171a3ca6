/** A packed model: lists of whole numbers, each of one kind, because what is alike packs well. All are counted and indexed from 0. */
export interface ModelColumns<Column> {
  /** How many shapes, turns, materials, instances and outermost points; `size` and `target` of the model, on the grid. */
  sizes: Column
  /** By shape: grid lines an LDraw unit, points, groups, references. */
  shapes: Column
  /** By point, in lines of its shape's grid: how far from the point before. */
  points: [Column, Column, Column]
  /** By group of faces or lines: color and kind (see `groupKey`), corners. */
  groups: Column
  /** By corner: how many points ago its point was first met; 0 is one that was not met yet. */
  corners: Column
  /** By reference: shape, color and flags (see `groupKey`), turn, and its place on the grid. */
  references: [Column, Column, Column, Column, Column, Column]
  /** By turn: nine numbers, row by row, in parts of `TURN`. */
  turns: Column
  /** By material: key in palettes, opacity, finish, ink; of its grains, share and size; its color, and theirs. */
  materials: Column
  /** By part of the model: shape, color, step, turn, and its place on the grid. */
  instances: [Column, Column, Column, Column, Column, Column, Column]
  /** Coordinates on the grid. */
  outermost: Column
}

/** Makes the columns, in the order in which they are packed. */
export function modelColumns<Column>(make: () => Column): ModelColumns<Column> {
  return {
    sizes: make(),
    shapes: make(),
    points: [make(), make(), make()],
    groups: make(),
    corners: make(),
    references: [make(), make(), make(), make(), make(), make()],
    turns: make(),
    materials: make(),
    instances: [make(), make(), make(), make(), make(), make(), make()],
    outermost: make(),
  }
}

/** Lines of the grid an LDraw unit: a quarter of what is taken for one point. Shapes that are enlarged have more. */
export const GRID = 200
export const TURN = 1e5
/** Share and size of grains are parts of these. */
export const GRAIN = 1e4

/** Kinds of groups, and flags of references. */
export const KIND = { line: 0, conditional: 1, face: 2, culledFace: 3 } as const
export const IS_CULLED = 1
export const IS_INVERTED = 2

/** The color and the kind or flags of a key. */
export function unkeyed(key: number): [color: number, kind: number] {
  return [Math.floor(key / 4), key & 3]
}

/** A color with a kind or flags, which are less than 4. */
export function groupKey(color: number, kind: number): number {
  return color * 4 + kind
}
