import type { Matrix } from './matrix.js'
import { GRID, groupKey, IS_CULLED, IS_INVERTED, KIND, type ModelColumns } from './model-columns.js'
import { CONDITIONAL, CULLED, FACE, LINE, textureOf, UV_FACE, WHEN, type Shape } from './shape.js'

export interface ShapePlace {
  /** How large it is drawn at most: 1 is as its file has it. */
  scale: number
  /** The number of what is referred to; undefined where it is not packed. */
  numberOf(reference: string): number | undefined
  /** The number of how a matrix turns. */
  turnOf(matrix: Matrix): number
}

/** Packs what a shape draws where it has no pictures on it. */
export function packShape(
  shape: Shape,
  { scale, numberOf, turnOf }: ShapePlace,
  columns: ModelColumns<number[]>,
): void {
  const grid = Math.max(1, Math.ceil(GRID * scale))
  const groups = new Map<number, number[]>()
  gather(shape.faces, FACE, 3, KIND.face)
  gather(shape.mappedFaces, UV_FACE, 3, KIND.face)
  gather(shape.lines, LINE, 2, KIND.line)
  gather(shape.conditionals, CONDITIONAL, 4, KIND.conditional)
  const points = packGroups()
  columns.shapes.push(grid, points, groups.size, packReferences())

  /** Puts coordinates together that are drawn alike. */
  function gather(list: number[], stride: number, corners: number, kind: number): void {
    for (let at = 0; at < list.length; at += stride) {
      const flags = list[at + 1] as number
      if (!isShown(flags)) continue
      const key = groupKey(list[at] as number, kind === KIND.face && flags & CULLED ? KIND.culledFace : kind)
      const group = groups.get(key) ?? []
      groups.set(key, group)
      for (let i = at + 2; i < at + 2 + corners * 3; i++) group.push(onGrid(list[i] as number))
    }
  }

  /** @returns how many points there are */
  function packGroups(): number {
    const known = new Map<string, number>()
    const last = [0, 0, 0]
    for (const [key, group] of groups) {
      columns.groups.push(key, group.length / 3)
      for (let at = 0; at < group.length; at += 3) {
        const point = group.slice(at, at + 3)
        const before = known.get(point.join())
        columns.corners.push(before === undefined ? 0 : known.size - before)
        if (before !== undefined) continue
        known.set(point.join(), known.size)
        for (const [axis, column] of columns.points.entries()) {
          column.push((point[axis] as number) - (last[axis] as number))
          last[axis] = point[axis] as number
        }
      }
    }
    return known.size
  }

  /** @returns how many there are */
  function packReferences(): number {
    let count = 0
    for (const { name, color, flags, isInverted, matrix } of shape.references) {
      const number = isShown(flags) ? numberOf(name) : undefined
      if (number === undefined) continue
      const own = (flags & CULLED ? IS_CULLED : 0) | (isInverted ? IS_INVERTED : 0)
      const place = [...matrix.subarray(0, 3)].map(onGrid)
      const row = [number, groupKey(color, own), turnOf(matrix), ...place]
      for (const [index, column] of columns.references.entries()) column.push(row[index] as number)
      count++
    }
    return count
  }

  function onGrid(value: number): number {
    return Math.round(value * grid)
  }
}

/** Whether it is drawn where there is no picture. */
export function isShown(flags: number): boolean {
  return textureOf(flags)?.when !== WHEN.textured
}
