import { openPairs, putPair } from './pairs.js'
import { smoothNormals } from './smooth.js'
import type { Soup } from './soup.js'
import { openWeld } from './weld.js'

/**
 * A part, ready to be drawn in any color and from anywhere. Flat lists, by LDraw units; colors are places in `palette`,
 * whose codes are LDraw's, with 16 and 24 left open (see `EDGE`).
 */
export interface Mesh {
  positions: Float32Array
  normals: Float32Array
  /** Six numbers a face: three positions, counter-clockwise from outside, and their normals. */
  corners: Uint32Array
  faceColors: Uint16Array
  /** By face: 1 where it may be left out when it is seen from behind. */
  culled: Uint8Array
  /** Two positions a line. */
  lines: Uint32Array
  lineColors: Uint16Array
  /** Four positions a line that is drawn where it is an outline: when the last two are on the same side of it. */
  conditionals: Uint32Array
  conditionalColors: Uint16Array
  palette: number[]
  /** Faces with a picture on them, which is drawn over their color. */
  decals: { face: number; image: string; uv: number[] }[]
}

/** A mesh without pictures. */
export type PlainMesh = Omit<Mesh, 'decals'>

export function meshOf(soup: Soup): Mesh {
  const { kept, ...mesh } = plainMesh(soup)
  const places = new Map(soup.decals.length === 0 ? [] : [...kept].map((index, place) => [index, place]))
  const decals = soup.decals.flatMap(({ face, ...decal }) => {
    const place = places.get(face)
    return place === undefined ? [] : [{ face: place, ...decal }]
  })
  return { ...mesh, decals }
}

/**
 * Puts together the points of what a part draws, leaves out what is there twice, and finds the normals.
 *
 * `kept` has the faces of the soup that are those of the mesh.
 */
export function plainMesh(soup: Omit<Soup, 'decals'>): PlainMesh & { kept: Uint32Array } {
  const { faces, lines, conditionals } = soup
  const weld = openWeld((faces.length + lines.length + conditionals.length) / 3)
  const points = new Uint32Array(faces.length / 3)
  for (let i = 0; i < points.length; i++) points[i] = weld.point(faces, i * 3)
  const edges = ownLines(lines, 2, soup.lineColors, weld.point)
  const outlines = ownLines(conditionals, 4, soup.conditionalColors, weld.point)
  const positions = weld.positions()
  const kept = wholeFaces(points)
  const [own, faceColors, culled] = [
    new Uint32Array(kept.length * 3),
    new Uint16Array(kept.length),
    new Uint8Array(kept.length),
  ]
  for (let face = 0; face < kept.length; face++) {
    const index = kept[face] as number
    for (let corner = 0; corner < 3; corner++) own[face * 3 + corner] = points[index * 3 + corner] as number
    faceColors[face] = soup.faceColors[index] as number
    culled[face] = soup.culled[index] as number
  }
  const { normals, corners } = smoothNormals(positions, own, edges.points)
  return {
    ...{ positions, normals, corners, faceColors, culled },
    lines: edges.points,
    lineColors: edges.colors,
    conditionals: outlines.points,
    conditionalColors: outlines.colors,
    palette: soup.palette,
    kept,
  }
}

/** Those of the faces that are more than a line. */
function wholeFaces(points: Uint32Array): Uint32Array {
  const kept = new Uint32Array(points.length / 3)
  let count = 0
  for (let i = 0; i < kept.length; i++) {
    const [a, b, c] = [points[i * 3], points[i * 3 + 1], points[i * 3 + 2]]
    if (a !== b && b !== c && c !== a) kept[count++] = i
  }
  return kept.subarray(0, count)
}

/** Lines with their points put together, each once: neighboring primitives both draw the line between them. */
function ownLines(
  list: Float32Array,
  ends: number,
  colors: Uint16Array,
  point: (list: Float32Array, at: number) => number,
): { points: Uint32Array; colors: Uint16Array } {
  const count = colors.length
  const known = openPairs(count)
  const points = new Uint32Array(count * ends)
  const own = new Uint16Array(count)
  let kept = 0
  for (let i = 0; i < count; i++) {
    const a = point(list, i * ends * 3)
    const b = point(list, i * ends * 3 + 3)
    if (a === b || putPair(known, a, b, i) >= 0) continue
    points[kept * ends] = a
    points[kept * ends + 1] = b
    for (let end = 2; end < ends; end++) points[kept * ends + end] = point(list, (i * ends + end) * 3)
    own[kept++] = colors[i] as number
  }
  return { points: points.slice(0, kept * ends), colors: own.slice(0, kept) }
}
