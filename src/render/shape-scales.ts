import type { Matrix } from './matrix.js'
import { isShown } from './pack-shape.js'
import type { Shape } from './shape.js'
import type { ShapeSource } from './soup.js'

/**
 * Shapes and all that they refer to, each before what it refers to, with how large it is drawn at most: 1 is as its file
 * has it. None refers back to itself (see `openScales`).
 */
export function shapeScales(from: readonly (readonly [Shape, Matrix])[], source: ShapeSource): Map<Shape, number> {
  const last: Shape[] = []
  const seen = new Set<Shape>()
  for (const [shape] of from) follow(shape)
  const scales = new Map(last.reverse().map((shape) => [shape, 0]))
  for (const [shape, matrix] of from) enlarge(shape, scaleOf(matrix))
  for (const [shape, scale] of scales)
    for (const [target, matrix] of targetsOf(shape)) enlarge(target, scale * scaleOf(matrix))
  return scales

  function follow(shape: Shape): void {
    if (seen.has(shape)) return
    seen.add(shape)
    for (const [target] of targetsOf(shape)) follow(target)
    last.push(shape)
  }

  function targetsOf({ references }: Shape): [Shape, Matrix][] {
    return references.flatMap(({ name, flags, matrix }): [Shape, Matrix][] => {
      const target = isShown(flags) ? source.shape(name) : undefined
      return target ? [[target, matrix]] : []
    })
  }

  function enlarge(shape: Shape, scale: number): void {
    scales.set(shape, Math.max(scale, scales.get(shape) ?? 0))
  }
}

/** By how much a matrix enlarges at most along an axis. */
function scaleOf(m: Matrix): number {
  const column = (i: number) => Math.hypot(m[i] as number, m[i + 3] as number, m[i + 6] as number)
  return Math.max(column(3), column(4), column(5))
}
