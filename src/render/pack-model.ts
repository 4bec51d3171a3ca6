import { instancesOf } from './instances.js'
import { packShape, type Naming } from './pack-shape.js'
import { UNKNOWN_PAINT, type Paints } from './paint.js'
import { FACE, LINE, CONDITIONAL, UV_FACE, type Shape } from './shape.js'
import type { Shapes } from './shapes.js'

export interface PackOptions {
  paints: Paints
  /** The color of what is left open: an LDraw code. */
  color: number
}

/**
 * All that a model is drawn from, as LDraw text that is short and packs well: `readShapes` reads it, and `unpackColors` what
 * it has for colors. The first file is the model. Pictures of textures are left out; what stands in for them is there.
 * Undefined where there is nothing to draw, or more than can be drawn.
 */
export function packModel(shapes: Shapes, main: string, { paints, color }: PackOptions): Uint8Array | undefined {
  const first = shapes.shape(main)
  const instances = first && instancesOf(first, shapes, { color })
  if (!first || !instances) return undefined
  const parts = new Set(instances.map(({ name }) => name))
  const drawn = new Set([...parts].filter((name) => shapes.geometry(name).kind === 'mesh'))
  if (drawn.size === 0) return undefined
  const needed = neededBy(first, shapes, (name) => !parts.has(name) || drawn.has(name))
  const names = new Map([...needed].map((shape, place) => [shape, place.toString(36)]))
  const naming: Naming = {
    nameOf: (reference) => {
      const target = shapes.shape(reference)
      return target && names.get(target)
    },
    isPart: (shape) => parts.has(shape.name),
  }
  const head = [`0 !CMDLINE -c${color}`, packColors([color, ...colorsIn(needed)], paints)]
  const lines = [...needed].flatMap((shape) => [
    `0 FILE ${names.get(shape)}`,
    ...(shape === first ? head : []),
    ...packShape(shape, naming),
  ])
  return new TextEncoder().encode(lines.join('\n'))
}

/** The shape and all that it refers to, as far as there is something to it, in the order in which they are met. */
function neededBy(first: Shape, shapes: Shapes, isDrawn: (name: string) => boolean): Set<Shape> {
  const found = new Set<Shape>([first])
  for (const { references } of found)
    for (const { name } of references) {
      const target = isDrawn(name) ? shapes.shape(name) : undefined
      if (target) found.add(target)
    }
  return found
}

function colorsIn(shapes: Iterable<Shape>): Set<number> {
  const codes = new Set<number>()
  for (const { references, faces, mappedFaces, lines, conditionals } of shapes) {
    for (const { color } of references) codes.add(color)
    const lists = [[faces, FACE] as const, [mappedFaces, UV_FACE] as const]
    for (const [list, stride] of [...lists, [lines, LINE] as const, [conditionals, CONDITIONAL] as const])
      for (let at = 0; at < list.length; at += stride) codes.add(list[at] as number)
  }
  return codes
}

/** Colors as they look, and not as they are defined: those who show the model then need not know how colors are defined. */
function packColors(codes: number[], paints: Paints): string {
  const known = [...new Set(codes)].sort((a, b) => a - b)
  const written = known.flatMap((code): [number, unknown][] => {
    const paint = paints(code)
    return paint ? [[code, paint]] : []
  })
  return `0 !COLOUR ${JSON.stringify(written)}`
}

/** The colors that `packModel` wrote, from what `readShapes` found. */
export function unpackColors([text = '[]']: readonly string[]): Paints {
  const known = new Map(JSON.parse(text) as [number, ReturnType<Paints>][])
  return (code) => known.get(code) ?? UNKNOWN_PAINT
}
