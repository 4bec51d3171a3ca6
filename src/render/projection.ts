import type { Texture } from './shape.js'

/**
 * Where on a picture a point lies that `!TEXMAP` projects it on: from 0 to 1, from the left and from the top; beyond,
 * the picture does not reach. Source: LDraw.org, Language Extension for Texture Mapping.
 */
export function project({ projection, points, angles }: Texture): Project {
  // Where it lies stands with each face; other faces do not show it.
  if (projection === 'mapped') return () => [-1, -1]
  const [p1, p2, p3] = [0, 3, 6].map((i) => points.slice(i, i + 3) as Vector) as [Vector, Vector, Vector]
  if (projection === 'planar') return planar(p1, p2, p3)
  const [across = 0, upAndDown = 0] = angles.map((angle) => Math.max(0.01, Math.abs(angle)) * (Math.PI / 180))
  return projection === 'cylindrical' ? cylindrical(p1, p2, p3, across) : spherical(p1, p2, p3, across, upAndDown)
}

export type Project = (x: number, y: number, z: number) => [number, number]

type Vector = [number, number, number]

/** The first point is the upper left corner, the second the upper right one, the third the lower left one. */
function planar(p1: Vector, p2: Vector, p3: Vector) {
  const [right, down] = [minus(p2, p1), minus(p3, p1)]
  const [width, height] = [dot(right, right) || 1, dot(down, down) || 1]
  return (x: number, y: number, z: number): [number, number] => {
    const from = minus([x, y, z], p1)
    return [dot(from, right) / width, dot(from, down) / height]
  }
}

/** From the middle of the foot to the middle of the top; the third point lies on the foot, below the picture's middle. */
function cylindrical(p1: Vector, p2: Vector, p3: Vector, angle: number) {
  const axis = minus(p2, p1)
  const length = Math.sqrt(dot(axis, axis)) || 1
  const up = scaled(axis, 1 / length)
  const front = unit(across(minus(p3, p1), up))
  const right = cross(up, front)
  return (x: number, y: number, z: number): [number, number] => {
    const from = minus([x, y, z], p1)
    const turn = Math.atan2(dot(from, right), dot(from, front))
    return [0.5 + turn / angle, 1 - dot(from, up) / length]
  }
}

/** From the middle of the ball to the middle of the picture; the third point says where left and right are. */
function spherical(p1: Vector, p2: Vector, p3: Vector, angle: number, upAndDown: number) {
  const front = unit(minus(p2, p1))
  const right = unit(across(minus(p3, p1), front))
  const up = cross(front, right)
  return (x: number, y: number, z: number): [number, number] => {
    const from = minus([x, y, z], p1)
    const [toFront, toRight, toUp] = [dot(from, front), dot(from, right), dot(from, up)]
    const turn = Math.atan2(toRight, toFront)
    const rise = Math.atan2(toUp, Math.sqrt(toFront * toFront + toRight * toRight))
    return [0.5 + turn / angle, 0.5 - rise / upAndDown]
  }
}

function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function scaled(a: Vector, by: number): Vector {
  return [a[0] * by, a[1] * by, a[2] * by]
}

function unit(a: Vector): Vector {
  return scaled(a, 1 / (Math.sqrt(dot(a, a)) || 1))
}

function across(a: Vector, axis: Vector): Vector {
  return minus(a, scaled(axis, dot(a, axis)))
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
