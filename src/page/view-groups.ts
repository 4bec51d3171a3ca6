import { isMirroring } from '../render/matrix.js'
import type { Instance } from '../render/instances.js'
import type { Mesh } from '../render/mesh.js'
import type { Material, Palette } from '../render/palette.js'
import type { ViewModel } from './view-model.js'

/** Parts of one kind and color, drawn at once. */
export interface Group {
  mesh: Mesh
  look: Material[]
  isMirrored: boolean
  /** In the order of their steps. */
  instances: Instance[]
  /** Where they begin among all. */
  start: number
  /** How many of them are there in the step that is shown. */
  shown: number
}

/** What is drawn at once, with places of all groups after each other. */
export function groupsOf({ instances, meshes }: ViewModel, palette: Palette): Group[] {
  const groups = new Map<string, Group>()
  for (const instance of instances) {
    const mesh = meshes.get(instance.name)
    if (!mesh) continue
    const isMirrored = isMirroring(instance.matrix)
    const key = `${instance.color} ${isMirrored} ${instance.name}`
    const known = groups.get(key)
    if (known) known.instances.push(instance)
    else {
      const look = palette.look(mesh.palette, instance.color)
      groups.set(key, { mesh, look, isMirrored, instances: [instance], start: 0, shown: 1 })
    }
  }
  let start = 0
  for (const group of groups.values()) {
    group.instances.sort((a, b) => a.step - b.step)
    group.start = start
    group.shown = group.instances.length
    start += group.shown
  }
  return [...groups.values()]
}

/** Shows what is there after a step. */
export function showStep(groups: readonly Group[], step: number): void {
  for (const group of groups) group.shown = group.instances.filter((instance) => instance.step <= step).length
}

/** Matrices of all instances, twelve numbers each: three columns and the place. */
export function placesOf(groups: readonly Group[]): Float32Array {
  const count = groups.reduce((sum, { instances }) => sum + instances.length, 0)
  const places = new Float32Array(count * 12)
  let at = 0
  for (const { instances } of groups)
    for (const { matrix } of instances) {
      for (const from of ORDER) places[at++] = matrix[from] as number
    }
  return places
}

const ORDER = [3, 6, 9, 4, 7, 10, 5, 8, 11, 0, 1, 2]

/** The corners of the boxes around all instances, for how far the model reaches. */
export function cornersOf(groups: readonly Group[]): Float32Array {
  const points: number[] = []
  for (const { mesh, instances } of groups) {
    const corners = cornersBetween(boxOf(mesh.positions))
    for (const { matrix } of instances) for (const corner of corners) points.push(...placed(corner, matrix))
  }
  return Float32Array.from(points)
}

type Point = readonly [x: number, y: number, z: number]

function cornersBetween([low, high]: [number[], number[]]): Point[] {
  const side = (corner: number, axis: number) => ((corner >> axis) & 1 ? high : low)[axis] as number
  return Array.from({ length: 8 }, (_, corner) => [side(corner, 0), side(corner, 1), side(corner, 2)] as const)
}

function placed([x, y, z]: Point, matrix: Float64Array): number[] {
  const at = (place: number) => matrix[place] as number
  return [0, 1, 2].map((row) => at(row) + at(3 + row * 3) * x + at(4 + row * 3) * y + at(5 + row * 3) * z)
}

/** The least and the most of each coordinate. */
export function boxOf(positions: Float32Array): [number[], number[]] {
  const [low, high] = [Array<number>(3).fill(Infinity), Array<number>(3).fill(-Infinity)]
  for (let i = 0; i < positions.length; i++) {
    const value = positions[i] as number
    if (value < (low[i % 3] as number)) low[i % 3] = value
    if (value > (high[i % 3] as number)) high[i % 3] = value
  }
  return [low, high]
}
