import type { Shape } from './shape.js'
import type { ShapeSource } from './soup.js'
import { FACE, UV_FACE, LINE, CONDITIONAL } from './shape.js'

/** How much a shape draws, with all that it refers to. */
export interface Weight {
  faces: number
  lines: number
  conditionals: number
  /** References that are followed on the way, each as often as it is followed. */
  references: number
}

/** No part of the library has a tenth of these; what has more was made to do harm. */
const HEAVIEST: Weight = { faces: 1.5e6, lines: 1.5e6, conditionals: 1.5e6, references: 3e6 }

export function isTooHeavy({ faces, lines, conditionals, references }: Weight): boolean {
  if (faces > HEAVIEST.faces || lines > HEAVIEST.lines) return true
  return conditionals > HEAVIEST.conditionals || references > HEAVIEST.references
}

/** No file of the library is ten deep. */
const DEEPEST = 500

/**
 * Weighs shapes, each once, so that forty files that double each other are no more work than forty lines. References
 * that lead back to where they come from, or too deep, are taken out for good.
 */
export function openScales(source: ShapeSource): (shape: Shape) => Weight {
  const known = new Map<Shape, Weight>()
  const underway = new Set<Shape>()
  return weigh

  function weigh(shape: Shape): Weight {
    const before = known.get(shape)
    if (before) return before
    const sum: Weight = {
      faces: shape.faces.length / FACE + shape.mappedFaces.length / UV_FACE,
      lines: shape.lines.length / LINE,
      conditionals: shape.conditionals.length / CONDITIONAL,
      references: shape.references.length,
    }
    underway.add(shape)
    if (shape.references.some(({ name }) => isCircle(name)))
      shape.references = shape.references.filter(({ name }) => !isCircle(name))
    for (const { name } of shape.references) {
      const target = source.shape(name)
      if (target) add(sum, weigh(target))
    }
    underway.delete(shape)
    known.set(shape, sum)
    return sum
  }

  function isCircle(name: string): boolean {
    const target = source.shape(name)
    return target !== undefined && (underway.has(target) || underway.size > DEEPEST)
  }
}

function add(sum: Weight, other: Weight): void {
  sum.faces += other.faces
  sum.lines += other.lines
  sum.conditionals += other.conditionals
  sum.references += other.references
}
