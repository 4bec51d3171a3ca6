import { SIDE } from '../render/light.js'
import type { PlainMesh } from '../render/mesh.js'
import type { UnpackedMaterial } from '../render/unpack-model.js'
import type { Group } from './view-groups.js'

/** Faces of one material, all of which may be left out from behind, or none. */
export interface FaceRange {
  /** In the palette of the mesh. */
  place: number
  isCulled: boolean
  start: number
  count: number
}

export interface LineRange {
  place: number
  start: number
  count: number
}

/** Where the pieces of a mesh lie in lists that all meshes share. */
export interface Packed {
  faces: FaceRange[]
  lines: LineRange[]
  conditionals: LineRange[]
}

/** The lists: `VERTEX` bytes a vertex, three indices a face, and points of lines, three numbers each. */
export interface Lists {
  vertices: ArrayBuffer
  indices: Uint32Array
  ends: Float32Array
  packed: Map<PlainMesh, Packed>
}

export const VERTEX = 20
/** Points of lines in a row of their texture. */
export const ROW = 2048

export function listsOf(groups: readonly Group[]): Lists {
  const meshes = [...new Set(groups.map(({ mesh }) => mesh))]
  const sum = (size: (mesh: PlainMesh) => number) => meshes.reduce((all, mesh) => all + size(mesh), 0)
  const vertices = new ArrayBuffer(sum((mesh) => mesh.corners.length / 2) * VERTEX)
  const [floats, shorts] = [new Float32Array(vertices), new Int16Array(vertices)]
  const indices = new Uint32Array(sum((mesh) => mesh.corners.length / 2))
  const points = sum((mesh) => mesh.lines.length + mesh.conditionals.length)
  const ends = new Float32Array(Math.ceil(points / ROW) * ROW * 3)
  const packed = new Map<PlainMesh, Packed>()
  let [vertex, index, end] = [0, 0, 0]
  for (const mesh of meshes) {
    const faces = addFaces(mesh)
    const lines = addLines(mesh, mesh.lines, mesh.lineColors, 2)
    packed.set(mesh, { faces, lines, conditionals: addLines(mesh, mesh.conditionals, mesh.conditionalColors, 4) })
  }
  return { vertices: vertices.slice(0, vertex * VERTEX), indices, ends, packed }

  function addFaces({ positions, normals, corners, faceColors, culled }: PlainMesh): FaceRange[] {
    const known = new Map<number, number>()
    const kindOf = (face: number) => (faceColors[face] as number) * 2 + (culled[face] as number)
    return ranges(faceColors.length, kindOf).map(({ kind, members }) => {
      const start = index
      for (const face of members)
        for (let corner = 0; corner < 3; corner++) {
          const [p, n] = [corners[face * 6 + corner] as number, corners[face * 6 + 3 + corner] as number]
          indices[index++] = vertexOf(p, n)
        }
      return { place: kind >> 1, isCulled: (kind & 1) === 1, start, count: index - start }
    })

    function vertexOf(p: number, n: number): number {
      const key = p * (normals.length / 3) + n
      const before = known.get(key)
      if (before !== undefined) return before
      for (let i = 0; i < 3; i++) {
        floats[(vertex * VERTEX) / 4 + i] = positions[p * 3 + i] as number
        shorts[(vertex * VERTEX) / 2 + 6 + i] = Math.round((normals[n * 3 + i] as number) * 32767)
      }
      known.set(key, vertex)
      return vertex++
    }
  }

  function addLines({ positions }: PlainMesh, list: Uint32Array, colors: Uint16Array, stride: number): LineRange[] {
    return ranges(colors.length, (line) => colors[line] as number).map(({ kind, members }) => {
      const start = end
      for (const line of members)
        for (let i = 0; i < stride; i++) {
          const from = (list[line * stride + i] as number) * 3
          ends.set(positions.subarray(from, from + 3), end * 3)
          end++
        }
      return { place: kind, start, count: members.length }
    })
  }
}

function ranges(count: number, kindOf: (member: number) => number): { kind: number; members: number[] }[] {
  const kinds = new Map<number, number[]>()
  for (let member = 0; member < count; member++) {
    const kind = kindOf(member)
    const members = kinds.get(kind)
    if (members) members.push(member)
    else kinds.set(kind, [member])
  }
  return [...kinds].map(([kind, members]) => ({ kind, members }))
}

/** Pictures of balls, one upon the other, and where in the pile those of each material are. */
export interface Balls {
  layers: Uint32Array[]
  of: Map<UnpackedMaterial, { layer: number; grain: number }>
}

export function ballsOf(groups: readonly Group[], most: number): Balls {
  const balls: Balls = { layers: [], of: new Map() }
  const add = (table: Uint32Array) => Math.min(balls.layers.push(table), most) - 1
  for (const material of new Set(groups.flatMap(({ look }) => look))) {
    const { table, grains } = material.shades
    balls.of.set(material, { layer: add(table), grain: grains ? add(grains) : 0 })
  }
  balls.layers.length = Math.min(balls.layers.length, most)
  return balls
}

/** All layers as bytes: red, green, blue, and how opaque, by which they are multiplied. */
export function ballBytes({ layers }: Balls): Uint8Array {
  const bytes = new Uint8Array(layers.length * SIDE * SIDE * 4)
  for (const [place, layer] of layers.entries()) bytes.set(new Uint8Array(layer.buffer), place * SIDE * SIDE * 4)
  return bytes
}
