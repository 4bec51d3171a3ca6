import type { Instance } from './instances.js'
import { transform } from './matrix.js'
import type { Mesh } from './mesh.js'

export type Point = [x: number, y: number, z: number]

/** The least and the most of each coordinate, in LDraw units. */
export interface Box {
  least: number[]
  most: number[]
}

/** The box around points, three numbers each. */
export function boxAround(positions: ArrayLike<number>): Box {
  const box: Box = { least: [Infinity, Infinity, Infinity], most: [-Infinity, -Infinity, -Infinity] }
  for (let i = 0; i < positions.length; i++) {
    const [axis, value] = [i % 3, positions[i] as number]
    if (value < (box.least[axis] as number)) box.least[axis] = value
    if (value > (box.most[axis] as number)) box.most[axis] = value
  }
  return box
}

export function middleOf({ least, most }: Box): Point {
  return least.map((value, axis) => (value + (most[axis] as number)) / 2) as Point
}

/** Finds the corners of the boxes around parts, as they are placed; none for parts that have no mesh. */
export function openCorners(meshOf: (name: string) => Mesh | undefined): (instance: Instance) => Point[] {
  const known = new Map<Mesh, Box>()
  return ({ name, matrix }) => {
    const mesh = meshOf(name)
    if (!mesh || mesh.positions.length === 0) return []
    const { least, most } = known.get(mesh) ?? boxAround(mesh.positions)
    known.set(mesh, { least, most })
    const side = (corner: number, axis: number) => ((corner >> axis) & 1 ? most : least)[axis] as number
    return Array.from({ length: 8 }, (_, corner) =>
      transform(matrix, side(corner, 0), side(corner, 1), side(corner, 2)),
    )
  }
}
