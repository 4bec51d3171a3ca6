import { isMirroring } from '../render/matrix.js'
import type { PlainMesh } from '../render/mesh.js'
import { keyWithin } from '../render/palette.js'
import type { UnpackedInstance, UnpackedMaterial } from '../render/unpack-model.js'
import type { ViewModel } from './view-model.js'

/** Parts of one kind and color, drawn at once. */
export interface Group {
  mesh: PlainMesh
  look: UnpackedMaterial[]
  isMirrored: boolean
  /** In the order of their steps. */
  instances: UnpackedInstance[]
  /** Where they begin among all. */
  start: number
  /** How many of them are there in the step that is shown. */
  shown: number
}

/** What is drawn at once, with places of all groups after each other. */
export function groupsOf({ instances, meshes, materials }: ViewModel): Group[] {
  const groups = new Map<string, Group>()
  for (const instance of instances) {
    const { shape, color, matrix } = instance
    const mesh = meshes.get(shape) as PlainMesh
    const isMirrored = isMirroring(matrix)
    const key = `${color} ${isMirrored} ${shape}`
    const known = groups.get(key)
    if (known) known.instances.push(instance)
    else {
      const look = mesh.palette.map((own) => materials.get(keyWithin(own, color)) as UnpackedMaterial)
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
