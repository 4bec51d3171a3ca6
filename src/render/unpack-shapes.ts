import { MAIN_COLOR } from '../core/catalog/color-code.js'
import { determinant, IDENTITY, product, transform, type Matrix } from './matrix.js'
import { IS_CULLED, IS_INVERTED, KIND, unkeyed, type ModelColumns } from './model-columns.js'
import { colorOf, type Soup } from './soup.js'

interface UnpackedShape {
  /** Three numbers each. */
  points: number[]
  groups: { color: number; kind: number; corners: number[] }[]
  references: { shape: number; color: number; flags: number; matrix: Matrix }[]
}

interface Context {
  matrix: Matrix
  color: number
  isInverted: boolean
  isCulled: boolean
}

/** Reads the next shape. */
export function unpackShape(columns: ModelColumns<() => number>, turns: readonly (readonly number[])[]): UnpackedShape {
  const { shapes, points, groups, corners, references } = columns
  const [grid, pointCount, groupCount, referenceCount] = many(4, shapes) as [number, number, number, number]
  const last = [0, 0, 0]
  let met = 0
  return {
    points: many(pointCount * 3, (i) => (last[i % 3] = (last[i % 3] as number) + (points[i % 3] as Next)() / grid)),
    groups: many(groupCount, () => {
      const [color, kind] = unkeyed(groups())
      return { color, kind, corners: many(groups(), nextCorner) }
    }),
    references: many(referenceCount, nextReference),
  }

  function nextCorner(): number {
    const ago = corners()
    return ago === 0 ? met++ : met - ago
  }

  function nextReference() {
    const [shape, key, turn, ...place] = references.map((next) => next()) as [number, number, number, ...number[]]
    const matrix = Float64Array.of(...place.map((value) => value / grid), ...(turns[turn] as number[]))
    const [color, flags] = unkeyed(key)
    return { shape, color, flags, matrix }
  }
}

/** A soup without pictures. */
export type PlainSoup = Omit<Soup, 'decals'>
type Next = () => number
type List = { points: number[]; colors: number[] }

/** All that a shape draws, with what it refers to: as `boil` finds it, without pictures. */
export function boilUnpacked(shapes: readonly UnpackedShape[], shape: number): PlainSoup {
  const palette = new Map<number, number>()
  const lists = many(3, () => ({ points: [] as number[], colors: [] as number[] }))
  const [lines, conditionals, faces] = lists as [List, List, List]
  const culled: number[] = []
  add(shape, { matrix: IDENTITY, color: MAIN_COLOR, isInverted: false, isCulled: true })
  return {
    faces: Float32Array.from(faces.points),
    faceColors: Uint16Array.from(faces.colors),
    culled: Uint8Array.from(culled),
    lines: Float32Array.from(lines.points),
    lineColors: Uint16Array.from(lines.colors),
    conditionals: Float32Array.from(conditionals.points),
    conditionalColors: Uint16Array.from(conditionals.colors),
    palette: [...palette.keys()],
  }

  function add(number: number, { matrix, color, isInverted, isCulled }: Context): void {
    const { points, groups, references } = shapes[number] as UnpackedShape
    const size = determinant(matrix)
    const isSure = isCulled && Math.abs(size) > 1e-9
    const isFlipped = size < 0 !== isInverted
    const placed = many(points.length / 3, (i) =>
      transform(matrix, points[i * 3] as number, points[i * 3 + 1] as number, points[i * 3 + 2] as number),
    )
    for (const { color: own, kind, corners } of groups) {
      const { points: into, colors } = lists[kind] ?? faces
      const place = placeOf(colorOf(own, color))
      const count = CORNERS[kind] as number
      for (const [at, corner] of corners.entries()) {
        // Turned inside out, the last two corners of a face change places.
        const end = at % count
        const other = isFlipped && count === 3 && end > 0 ? corners[at + 3 - 2 * end] : corner
        into.push(...(placed[other as number] as number[]))
        if (end > 0) continue
        colors.push(place)
        if (count === 3) culled.push(isSure && kind === KIND.culledFace ? 1 : 0)
      }
    }
    for (const reference of references)
      add(reference.shape, {
        matrix: product(matrix, reference.matrix),
        color: colorOf(reference.color, color),
        isInverted: isInverted !== (reference.flags & IS_INVERTED) > 0,
        isCulled: isSure && (reference.flags & IS_CULLED) > 0,
      })
  }

  function placeOf(color: number): number {
    const known = palette.get(color) ?? palette.size
    palette.set(color, known)
    return known
  }
}

/** By kind of group. */
const CORNERS = [2, 4, 3, 3]

export function many<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
