import { boxAround, openCorners, type Box } from './box.js'
import type { Instance } from './instances.js'
import type { Matrix } from './matrix.js'
import type { Mesh } from './mesh.js'

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
  const cornersOf = openCorners(meshOf)
  const boxOf = (instance: Instance) => {
    const corners = cornersOf(instance)
    return corners.length === 0 ? undefined : boxAround(corners.flat())
  }
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
