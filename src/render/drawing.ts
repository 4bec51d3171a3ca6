import { fillDecal, type Images } from './decal.js'
import { fillFlat, fillGlass, fillShaded } from './fill.js'
import { FARTHEST, type Frame } from './frame.js'
import { MIDDLE, RADIUS, SIDE } from './light.js'
import type { Nine } from './matrix.js'
import type { Mesh } from './mesh.js'
import type { Look, Material } from './palette.js'
import { stroke, type Pen } from './stroke.js'
import type { Camera } from './view.js'

/** A mesh as it lies in the frame: its points in samples, its normals as places in the table of shades. */
export interface Placed {
  points: Float32Array
  tones: Float32Array
  /** The camera and the mesh mirror each other. */
  isMirrored: boolean
}

/** Turns, moves and scales all points and normals of a mesh. The answer is valid until the next call. */
export function openStage() {
  let points = new Float32Array(0)
  let tones = new Float32Array(0)
  return (mesh: Mesh, camera: Camera): Placed => {
    if (points.length < mesh.positions.length) points = new Float32Array(mesh.positions.length * 1.5)
    if (tones.length < mesh.normals.length) tones = new Float32Array(mesh.normals.length * 1.5)
    const isMirrored = placeNormals(mesh.normals, camera.turn, tones)
    placePoints(mesh.positions, camera, points)
    return { points, tones, isMirrored }
  }
}

function placePoints(positions: Float32Array, { turn, scale, right, down, away }: Camera, points: Float32Array): void {
  const [a, b, c] = [(turn[0] as number) * scale, (turn[1] as number) * scale, (turn[2] as number) * scale]
  const [d, e, f] = [(turn[3] as number) * scale, (turn[4] as number) * scale, (turn[5] as number) * scale]
  const [g, h, i] = [turn[6] as number, turn[7] as number, turn[8] as number]
  for (let at = 0; at < positions.length; at += 3) {
    const [x, y, z] = [positions[at] as number, positions[at + 1] as number, positions[at + 2] as number]
    points[at] = a * x + b * y + c * z + right
    points[at + 1] = d * x + e * y + f * z + down
    points[at + 2] = g * x + h * y + i * z + away
  }
}

/**
 * Normals are turned by the cofactors of the matrix, which is right also where it bends; where it mirrors, they point
 * inwards. Returns whether it does.
 */
function placeNormals(normals: Float32Array, m: Float64Array, tones: Float32Array): boolean {
  const [a, b, c, d, e, f, g, h, i] = m as unknown as Nine
  const [ca, cb, cc] = [e * i - f * h, f * g - d * i, d * h - e * g]
  const [cd, ce, cf] = [c * h - b * i, a * i - c * g, b * g - a * h]
  const [cg, ch, ci] = [b * f - c * e, c * d - a * f, a * e - b * d]
  const isMirrored = a * ca + b * cb + c * cc < 0
  const radius = isMirrored ? -RADIUS : RADIUS
  for (let at = 0, to = 0; at < normals.length; at += 3, to += 2) {
    const [nx, ny, nz] = [normals[at] as number, normals[at + 1] as number, normals[at + 2] as number]
    const x = ca * nx + cb * ny + cc * nz
    const y = cd * nx + ce * ny + cf * nz
    const z = cg * nx + ch * ny + ci * nz
    const length = radius / (Math.sqrt(x * x + y * y + z * z) || 1)
    tones[to] = MIDDLE + x * length
    tones[to + 1] = MIDDLE + y * length
  }
  return isMirrored
}

/** Where transparent faces wait until all others are drawn. */
export interface GlassStore {
  /** Nine numbers a face, and six of its tones. */
  points: number[]
  tones: number[]
  materials: Material[]
}

const corner = new Float32Array(6)

/** Draws all faces that nobody sees through; the others go to the store. */
export function drawFaces(
  frame: Frame,
  mesh: Mesh,
  { points, tones, isMirrored }: Placed,
  look: Look,
  glass: GlassStore,
  { isCulling }: { isCulling: boolean },
): void {
  const { corners, faceColors, culled } = mesh
  for (let face = 0, at = 0; face < faceColors.length; face++, at += 6) {
    const material = look[faceColors[face] as number] as Material
    const [a, b, c] = [corners[at] as number, corners[at + 1] as number, corners[at + 2] as number]
    const isBehind = faces(points, a, b, c) > 0 !== isMirrored
    if (isBehind && culled[face] === 1 && (isCulling || material.isGlass)) continue
    const [i, j, k] = [corners[at + 3] as number, corners[at + 4] as number, corners[at + 5] as number]
    if (i === j && j === k && !material.isGlass && material.shades.grains === undefined) {
      fillFlat(frame, points, a, b, c, tint(tones, i, isBehind, material))
      continue
    }
    setCorner(0, tones, i, isBehind)
    setCorner(2, tones, j, isBehind)
    setCorner(4, tones, k, isBehind)
    if (material.isGlass) store(glass, points, a, b, c, material)
    else fillShaded(frame, points, a, b, c, corner, material.shades)
  }
}

/** Twice the area as seen: negative for faces that look at us. */
export function faces(points: Float32Array, a: number, b: number, c: number): number {
  const [x, y] = [points[a * 3] as number, points[a * 3 + 1] as number]
  const [ux, uy] = [(points[b * 3] as number) - x, (points[b * 3 + 1] as number) - y]
  return ux * ((points[c * 3 + 1] as number) - y) - uy * ((points[c * 3] as number) - x)
}

function tint(tones: Float32Array, normal: number, isBehind: boolean, { shades }: Material): number {
  const [u, v] = [tones[normal * 2] as number, tones[normal * 2 + 1] as number]
  const place = isBehind ? ((2 * MIDDLE - v) | 0) * SIDE + ((2 * MIDDLE - u) | 0) : (v | 0) * SIDE + (u | 0)
  return shades.table[place] as number
}

function setCorner(at: number, tones: Float32Array, normal: number, isBehind: boolean): void {
  const [u, v] = [tones[normal * 2] as number, tones[normal * 2 + 1] as number]
  corner[at] = isBehind ? 2 * MIDDLE - u : u
  corner[at + 1] = isBehind ? 2 * MIDDLE - v : v
}

function store(
  { points, tones, materials }: GlassStore,
  from: Float32Array,
  a: number,
  b: number,
  c: number,
  material: Material,
) {
  for (const point of [a, b, c])
    points.push(from[point * 3] as number, from[point * 3 + 1] as number, from[point * 3 + 2] as number)
  for (let i = 0; i < 6; i++) tones.push(corner[i] as number)
  materials.push(material)
}

/** Lays the transparent faces over what is drawn, those that are farthest first. */
export function drawGlass(frame: Frame, { points, tones, materials }: GlassStore): void {
  if (materials.length === 0) return
  const glass = new Float32Array(frame.depths.length).fill(FARTHEST)
  frame.glass = glass
  const depth = (face: number) =>
    (points[face * 9 + 2] as number) + (points[face * 9 + 5] as number) + (points[face * 9 + 8] as number)
  const depths = Float32Array.from(materials, (_, face) => depth(face))
  const order = Uint32Array.from(materials, (_, face) => face).sort(
    (a, b) => (depths[b] as number) - (depths[a] as number),
  )
  const [three, six] = [new Float32Array(9), new Float32Array(6)]
  for (const face of order) {
    for (let i = 0; i < 9; i++) three[i] = points[face * 9 + i] as number
    for (let i = 0; i < 6; i++) six[i] = tones[face * 6 + i] as number
    fillGlass(frame, glass, three, six, (materials[face] as Material).shades)
  }
}

/** Lays the pictures of stickers and prints over the faces that they are on. */
export function drawDecals(frame: Frame, mesh: Mesh, { points, tones, isMirrored }: Placed, images: Images): void {
  const { corners, culled } = mesh
  for (const { face, image, uv } of mesh.decals) {
    const picture = images.get(image)
    const at = face * 6
    const [a, b, c] = [corners[at] as number, corners[at + 1] as number, corners[at + 2] as number]
    const isBehind = faces(points, a, b, c) > 0 !== isMirrored
    if (!picture || (isBehind && culled[face] === 1)) continue
    for (let i = 0; i < 3; i++) setCorner(i * 2, tones, corners[at + 3 + i] as number, isBehind)
    fillDecal(frame, points, a, b, c, corner, uv, picture)
  }
}

/** Draws the edges, and those outlines of round things that are outlines from here. */
export function drawLines(frame: Frame, mesh: Mesh, { points }: Placed, look: Look, pen: Pen): void {
  const { lines, lineColors, conditionals, conditionalColors } = mesh
  for (let i = 0; i < lineColors.length; i++) {
    const { ink, faint } = look[lineColors[i] as number] as Material
    stroke(frame, points, lines[i * 2] as number, lines[i * 2 + 1] as number, ink, faint, pen)
  }
  for (let i = 0; i < conditionalColors.length; i++) {
    const [a, b] = [conditionals[i * 4] as number, conditionals[i * 4 + 1] as number]
    if (!isOutline(points, conditionals, i * 4)) continue
    const { ink, faint } = look[conditionalColors[i] as number] as Material
    stroke(frame, points, a, b, ink, faint, pen)
  }
}

/** Whether a conditional line is the outline of something, seen from here: both faces at it lie on one side. */
export function isOutline(points: Float32Array, conditionals: Uint32Array, at: number): boolean {
  const [a, b] = [conditionals[at] as number, conditionals[at + 1] as number]
  return faces(points, a, b, conditionals[at + 2] as number) * faces(points, a, b, conditionals[at + 3] as number) > 0
}
