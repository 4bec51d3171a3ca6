import { boxAround, middleOf, openCorners, type Point } from './box.js'
import { packColumns } from './columns.js'
import { instancesOf, type Instance } from './instances.js'
import { transform, type Matrix } from './matrix.js'
import type { Mesh } from './mesh.js'
import { GRAIN, GRID, modelColumns, TURN } from './model-columns.js'
import { openOutermost } from './outermost.js'
import { packShape } from './pack-shape.js'
import { FINISHES, type Paints } from './paint.js'
import { keyWithin, openPalette, type Material } from './palette.js'
import { distinct, piecesOf, reachOf } from './scene.js'
import type { Shape } from './shape.js'
import { shapeScales } from './shape-scales.js'
import type { Shapes } from './shapes.js'
import { BOOKLET, rotationOf } from './view.js'

export interface PackOptions {
  paints: Paints
  /** The color of what is left open: an LDraw code. */
  color: number
}

/**
 * All that a model is drawn from, for `unpackModel`: shapes as their files share them, rounded to what can be seen, and
 * where each part is. Pictures of textures are left out; what stands in for them is there. Undefined where there is
 * nothing to draw, or more than can be drawn.
 */
export function packModel(shapes: Shapes, main: string, { paints, color }: PackOptions): Uint8Array | undefined {
  const first = shapes.shape(main)
  const all = (first && instancesOf(first, shapes, { color })) ?? []
  const instances = distinct(all).filter(({ name }) => mesh(name) !== undefined)
  if (instances.length === 0) return undefined
  const { columns, packed } = openModelColumns()
  const turns = new Map<string, number>()
  const scales = shapeScales(
    instances.map(({ name, matrix }) => [shapes.shape(name) as Shape, matrix]),
    shapes,
  )
  const numbers = new Map([...scales.keys()].map((shape, number) => [shape, number]))
  for (const [shape, scale] of scales) packShape(shape, { scale, numberOf, turnOf }, columns)
  for (const instance of instances) packInstance(instance)
  const materials = materialsOf()
  for (const [key, material] of materials) columns.materials.push(key, ...packMaterial(material))
  columns.sizes.push(scales.size, turns.size, materials.size, instances.length)
  packReach()
  return packColumns(packed)

  function mesh(name: string): Mesh | undefined {
    const geometry = shapes.geometry(name)
    return geometry.kind === 'mesh' ? geometry.mesh : undefined
  }

  /** How wide and high booklets show the model, what is in the middle then, and what reaches farthest. */
  function packReach(): void {
    const turn = rotationOf(BOOKLET)
    const { left, right, top, bottom } = reachOf(piecesOf(instances, mesh, turn))
    const points = farthest()
    const center = middleOf(boxAround(points.flat()))
    const at = (row: number) => center.reduce((sum, value, axis) => sum + value * (turn[row + axis] as number), 0)
    const [across, down] = [(left + right) / 2 - at(0), (top + bottom) / 2 - at(3)]
    const target = center.map((v, axis) => v + (turn[axis] as number) * across + (turn[3 + axis] as number) * down)
    columns.sizes.push(points.length, ...[right - left, bottom - top, ...target].map(onGrid))
    columns.outermost.push(...points.flat().map(onGrid))
  }

  function farthest(): Point[] {
    const all = openOutermost()
    const own = new Map<string, Point[]>()
    const cornersOf = openCorners(mesh)
    for (const instance of instances) {
      const { name, matrix } = instance
      if (!all.isBeyond(cornersOf(instance))) continue
      const points = own.get(name) ?? farthestOf(mesh(name) as Mesh)
      own.set(name, points)
      all.add(points.map((point) => transform(matrix, ...point)))
    }
    return all.points()
  }

  function numberOf(reference: string): number | undefined {
    const target = shapes.shape(reference)
    return target && numbers.get(target)
  }

  function turnOf(matrix: Matrix): number {
    const turn = [...matrix.subarray(3)].map((value) => Math.round(value * TURN))
    const key = turn.join()
    const known = turns.get(key)
    if (known !== undefined) return known
    columns.turns.push(...turn)
    turns.set(key, turns.size)
    return turns.size - 1
  }

  function packInstance({ name, color: own, step, matrix }: Instance): void {
    const row = [numberOf(name) as number, own, step, turnOf(matrix), ...[...matrix.subarray(0, 3)].map(onGrid)]
    for (const [index, column] of columns.instances.entries()) column.push(row[index] as number)
  }

  /** As they look, and not as they are defined: those who show the model need not know how colors are defined. */
  function materialsOf(): Map<number, Material> {
    const palette = openPalette(paints)
    const found = new Map<number, Material>()
    for (const { name, color: own } of instances) {
      const keys = mesh(name)?.palette ?? []
      for (const [place, material] of palette.look(keys, own).entries())
        found.set(keyWithin(keys[place] as number, own), material)
    }
    return found
  }
}

function farthestOf({ positions }: Mesh): Point[] {
  const all = openOutermost()
  const at = (i: number) => positions[i] as number
  for (let i = 0; i < positions.length; i += 3) all.add([[at(i), at(i + 1), at(i + 2)]])
  return all.points()
}

function openModelColumns() {
  const packed: number[][] = []
  const columns = modelColumns(() => {
    const column: number[] = []
    packed.push(column)
    return column
  })
  return { columns, packed }
}

function packMaterial({ shades: { paint }, ink }: Material): number[] {
  const { rgb, alpha, finish, grains = { share: 0, size: 0, rgb: [0, 0, 0] } } = paint
  const [share, size] = [grains.share, grains.size].map((value) => Math.round(value * GRAIN)) as [number, number]
  return [alpha, FINISHES.indexOf(finish), ink, share, size, ...rgb, ...grains.rgb]
}

function onGrid(value: number): number {
  return Math.round(value * GRID)
}
