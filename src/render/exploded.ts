import type { Instance } from './instances.js'
import { transform, type Matrix } from './matrix.js'
import type { Mesh } from './mesh.js'

/** Three numbers each, in LDraw units. */
interface Box {
  least: number[]
  most: number[]
}

/** The ways parts are put on, in the order that they are tried: from above, from below, and from the sides that are seen. */
const WAYS = [
  [0, -1, 0],
  [0, 1, 0],
  [0, 0, -1],
  [1, 0, 0],
  [-1, 0, 0],
  [0, 0, 1],
]

/**
 * Parts taken so many LDraw units off the rest, each in the first direction that nothing of the rest bars: as booklets
 * show where the parts of a step go. Parts without a mesh stay where they are.
 */
export function exploded(
  added: readonly Instance[],
  rest: readonly Instance[],
  meshOf: (name: string) => Mesh | undefined,
  distance: number,
): Instance[] {
  const boxOf = openBoxes(meshOf)
  const bars = rest.flatMap((instance) => boxOf(instance) ?? [])
  return added.map((instance) => {
    const box = boxOf(instance)
    const way = box && (WAYS.find((way) => bars.every((bar) => !isBarred(box, way, distance, bar))) ?? WAYS[0])
    return way ? { ...instance, matrix: moved(instance.matrix, way, distance) } : instance
  })
}

/** Studs reach so far into what is put on them, and clips around what they hold. */
const GIVE = 1

/** Whether a thing stands in the way of a box: farther along it, and not only beside it. */
function isBarred(box: Box, way: number[], distance: number, bar: Box): boolean {
  return way.every((step, axis) => {
    const [least, most] = [box.least[axis] as number, box.most[axis] as number]
    const [from, to] = [bar.least[axis] as number, bar.most[axis] as number]
    if (step === 0) return most - GIVE > from && to > least + GIVE
    const isFarther = (from + to - least - most) * step > 0
    return isFarther && (step > 0 ? most + distance > from : least - distance < to)
  })
}

function moved(matrix: Matrix, way: number[], distance: number): Matrix {
  return matrix.map((value, i) => (i < 3 ? value + (way[i] as number) * distance : value))
}

function openBoxes(meshOf: (name: string) => Mesh | undefined) {
  const known = new Map<Mesh, Box>()
  return ({ name, matrix }: Instance): Box | undefined => {
    const mesh = meshOf(name)
    if (!mesh || mesh.positions.length === 0) return undefined
    const own = known.get(mesh) ?? around(mesh.positions)
    known.set(mesh, own)
    const [a, b] = [own.least, own.most]
    const corners = Array.from({ length: 8 }, (_, i) => {
      const [x, y, z] = [0, 1, 2].map((axis) => ((i >> axis) & 1 ? b : a)[axis] as number) as [number, number, number]
      return transform(matrix, x, y, z)
    })
    return around(corners.flat())
  }
}

function around(positions: ArrayLike<number>): Box {
  const box: Box = { least: [Infinity, Infinity, Infinity], most: [-Infinity, -Infinity, -Infinity] }
  for (let i = 0; i < positions.length; i++) {
    const [axis, value] = [i % 3, positions[i] as number]
    if (value < (box.least[axis] as number)) box.least[axis] = value
    if (value > (box.most[axis] as number)) box.most[axis] = value
  }
  return box
}
