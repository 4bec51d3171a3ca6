import { openPairs, pairValue, putPair } from './pairs.js'

/** Faces that meet at less than this angle are one bent surface. A sixteenth of a round is 22.5 degrees, an eighth 45. */
const SHARPEST = Math.cos((46 * Math.PI) / 180)
/** Normals are told apart in so many steps from the middle to each side. Three of them are less than 2 ** 31. */
const STEPS = 512
const SIDE = 2 * STEPS + 1

/**
 * A normal for each corner of each face: the mean of those faces around the point that belong to the same bent surface.
 * An edge with a line on it divides surfaces, as does one that is too sharp.
 *
 * `points` has three positions a face, `edges` two a line. The answer has six numbers a face: positions and normals.
 */
export function smoothNormals(
  positions: Float32Array,
  points: Uint32Array,
  edges: Uint32Array,
): { normals: Float32Array; corners: Uint32Array } {
  const count = points.length / 3
  const own = faceNormals(positions, points)
  const groups = groupCorners(points, edges, own)
  const sums = new Float32Array(points.length * 3)
  for (let corner = 0; corner < points.length; corner++) {
    const root = rootOf(groups, corner)
    const weight = angleAt(positions, points, corner) * (groups.signs[corner] as number)
    const face = (corner / 3) | 0
    for (let i = 0; i < 3; i++)
      sums[root * 3 + i] = (sums[root * 3 + i] as number) + (own[face * 3 + i] as number) * weight
  }
  const normals: Normals = { list: new Float32Array(points.length * 3), count: 0, places: new Map() }
  const corners = new Uint32Array(count * 6)
  for (let corner = 0; corner < points.length; corner++) {
    const root = rootOf(groups, corner)
    const face = (corner / 3) | 0
    const at = face * 6 + (corner % 3)
    corners[at] = points[corner] as number
    corners[at + 3] = placeOf(normals, sums, root * 3, groups.signs[corner] as number, own, face * 3)
  }
  return { normals: normals.list.slice(0, normals.count * 3), corners }
}

/** Of length 1; of faces without an area, 0. */
function faceNormals(p: Float32Array, points: Uint32Array): Float32Array {
  const normals = new Float32Array(points.length)
  for (let at = 0; at < points.length; at += 3) {
    const [a, b, c] = [(points[at] as number) * 3, (points[at + 1] as number) * 3, (points[at + 2] as number) * 3]
    const ux = (p[b] as number) - (p[a] as number)
    const uy = (p[b + 1] as number) - (p[a + 1] as number)
    const uz = (p[b + 2] as number) - (p[a + 2] as number)
    const vx = (p[c] as number) - (p[a] as number)
    const vy = (p[c + 1] as number) - (p[a + 1] as number)
    const vz = (p[c + 2] as number) - (p[a + 2] as number)
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
    const length = Math.sqrt(x * x + y * y + z * z)
    if (length < 1e-9) continue
    normals[at] = x / length
    normals[at + 1] = y / length
    normals[at + 2] = z / length
  }
  return normals
}

function angleAt(p: Float32Array, points: Uint32Array, corner: number): number {
  const face = corner - (corner % 3)
  const a = (points[corner] as number) * 3
  const b = (points[face + ((corner + 1) % 3)] as number) * 3
  const c = (points[face + ((corner + 2) % 3)] as number) * 3
  let [uu, vv, uv] = [0, 0, 0]
  for (let i = 0; i < 3; i++) {
    const u = (p[b + i] as number) - (p[a + i] as number)
    const v = (p[c + i] as number) - (p[a + i] as number)
    uu += u * u
    vv += v * v
    uv += u * v
  }
  return Math.acos(Math.max(-1, Math.min(1, uv / Math.sqrt(uu * vv || 1))))
}

/**
 * Which corners belong together, and whether their faces look the same way (in files without BFC, any way). Each leads
 * to the one that stands for its group, perhaps by way of others; see `rootOf`.
 */
interface Groups {
  parents: Int32Array
  /** -1 where the faces of a corner and its parent look opposite ways. */
  signs: Int8Array
}

function groupCorners(points: Uint32Array, edges: Uint32Array, own: Float32Array): Groups {
  const groups = { parents: new Int32Array(points.length), signs: new Int8Array(points.length).fill(1) }
  for (let corner = 0; corner < points.length; corner++) groups.parents[corner] = corner
  const creases = openPairs(edges.length / 2)
  for (let i = 0; i < edges.length; i += 2) putPair(creases, edges[i] as number, edges[i + 1] as number, 1)
  const last = openPairs(points.length)
  for (let corner = 0; corner < points.length; corner++) {
    const next = follower(corner)
    const [a, b] = [points[corner] as number, points[next] as number]
    const other = putPair(last, a, b, corner)
    if (other < 0 || pairValue(creases, a, b) >= 0) continue
    const isOpposed = points[other] === a
    const sign = isOpposed ? -1 : 1
    if (sign * cosine(own, (corner / 3) | 0, (other / 3) | 0) < SHARPEST) continue
    unite(groups, corner, isOpposed ? other : follower(other), sign)
    unite(groups, next, isOpposed ? follower(other) : other, sign)
  }
  return groups
}

function cosine(own: Float32Array, a: number, b: number): number {
  const [i, j] = [a * 3, b * 3]
  return (
    (own[i] as number) * (own[j] as number) +
    (own[i + 1] as number) * (own[j + 1] as number) +
    (own[i + 2] as number) * (own[j + 2] as number)
  )
}

/** The corner that stands for the group, which is then the parent: what was walked once is short the next time. */
function rootOf({ parents, signs }: Groups, corner: number): number {
  let root = corner
  let sign = 1
  while (parents[root] !== root) {
    sign *= signs[root] as number
    root = parents[root] as number
  }
  parents[corner] = root
  signs[corner] = sign
  return root
}

function unite(groups: Groups, a: number, b: number, sign: number): void {
  const one = rootOf(groups, a)
  const other = rootOf(groups, b)
  if (one === other) return
  const { parents, signs } = groups
  parents[one] = other
  signs[one] = (signs[a] as number) * (signs[b] as number) * sign
}

function follower(corner: number): number {
  return corner % 3 === 2 ? corner - 2 : corner + 1
}

/** Normals, each once: three numbers each. */
interface Normals {
  list: Float32Array
  count: number
  places: Map<number, number>
}

/** Where the mean of a surface stands, seen from one of its faces; of a flat surface, the face's own normal. */
function placeOf(normals: Normals, sums: Float32Array, at: number, sign: number, own: Float32Array, face: number) {
  let x = sums[at] as number
  let y = sums[at + 1] as number
  let z = sums[at + 2] as number
  const length = Math.sqrt(x * x + y * y + z * z) * sign || 1
  x /= length
  y /= length
  z /= length
  const fx = own[face] as number
  const fy = own[face + 1] as number
  const fz = own[face + 2] as number
  const likeness = x * fx + y * fy + z * fz
  if (likeness > 0.9999 || likeness < 0.1) {
    x = fx
    y = fy
    z = fz
  }
  const key = (step(x) * SIDE + step(y)) * SIDE + step(z)
  const known = normals.places.get(key)
  if (known !== undefined) return known
  const { list, count } = normals
  list[count * 3] = x
  list[count * 3 + 1] = y
  list[count * 3 + 2] = z
  normals.places.set(key, count)
  return normals.count++
}

function step(value: number): number {
  return Math.round((value + 1) * STEPS)
}
