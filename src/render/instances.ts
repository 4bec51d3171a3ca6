import { IDENTITY, product, type Matrix } from './matrix.js'
import type { Shape } from './shape.js'
import { colorOf, type ShapeSource } from './soup.js'

/** A part in a model: where it is, and in which color. */
export interface Instance {
  name: string
  matrix: Matrix
  color: number
  /** The step of the main model that it is put there in, counted from 1. */
  step: number
}

export interface InstanceOptions {
  /** The color of what is left open. */
  color: number
}

/** More parts than anybody has built with. */
const MOST = 300_000

/**
 * The parts of a model, those of its submodels included; undefined when there are too many. References that lead back to
 * where they come from are left out.
 */
export function instancesOf(main: Shape, source: ShapeSource, { color }: InstanceOptions): Instance[] | undefined {
  const found: Instance[] = []
  const underway = new Set<Shape>()
  let visits = 0
  enter(main, IDENTITY, color, undefined)
  return visits > MOST ? undefined : found

  function enter(shape: Shape, matrix: Matrix, current: number, step: number | undefined): void {
    underway.add(shape)
    if (draws(shape)) found.push({ name: shape.name, matrix, color: current, step: step ?? 1 })
    else
      for (const reference of shape.references) {
        if (++visits > MOST) break
        const target = source.shape(reference.name)
        if (target && underway.has(target)) continue
        const place = product(matrix, reference.matrix)
        const own = colorOf(reference.color, current)
        if (target && isModel(target)) enter(target, place, own, step ?? reference.step)
        else found.push({ name: reference.name, matrix: place, color: own, step: step ?? reference.step })
      }
    underway.delete(shape)
  }
}

/** A part that somebody drew, or one of the library: drawn as a whole. */
function isModel(shape: Shape): boolean {
  return !shape.isPart && !draws(shape) && shape.references.length > 0
}

function draws({ faces, mappedFaces, lines, conditionals }: Shape): boolean {
  return faces.length + mappedFaces.length + lines.length + conditionals.length > 0
}
