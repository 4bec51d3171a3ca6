import { over, setTones, tone, toneRow } from './fill.js'
import type { Frame } from './frame.js'
import { shadesOf, SIDE } from './light.js'
import { emptyPicture, type Picture } from './picture.js'
import { begin, openScan, row } from './scan.js'

/** Pictures by the names that textures have for them. */
export type Images = ReadonlyMap<string, Picture>

const scan = openScan({ isGlass: true })
/** How bright white paper is, by the way it faces. */
const { table: PAPER } = shadesOf({ rgb: [255, 255, 255], edge: [0, 0, 0], alpha: 255, finish: 'solid' })
/** A picture lies on its face; so much nearer than the face, in LDraw units, it is still seen. */
const BIAS = 0.08

/** Lays a picture over a face. `uv` has two numbers a corner, from 0 to 1; beyond, the picture does not reach. */
export function fillDecal(
  frame: Frame,
  points: Float32Array,
  a: number,
  b: number,
  c: number,
  tones: Float32Array,
  uv: number[],
  picture: Picture,
): void {
  const { width, depths, colors } = frame
  if (!begin(scan, points, a, b, c, frame.height)) return
  setTones(scan, a, b, tones)
  const spots = gradients(points, [a, b, c], uv)
  const image = sized(picture, Math.max(Math.hypot(spots.ux * picture.width, spots.vx * picture.height), 1e-6))
  for (let y = scan.top; y <= scan.bottom; y++) {
    if (!row(scan, y, width)) continue
    toneRow(scan, y)
    for (let x = scan.from; x <= scan.to; x++) {
      const at = y * width + x
      const step = x - scan.from
      if (scan.depth + step * scan.slope - BIAS > (depths[at] as number)) continue
      const [dx, dy] = [x + 0.5 - spots.x, y + 0.5 - spots.y]
      const texel = texelAt(image, spots.u + dx * spots.ux + dy * spots.uy, spots.v + dx * spots.vx + dy * spots.vy)
      if (texel === 0) continue
      const light = PAPER[((tone.v + step * tone.dv) | 0) * SIDE + ((tone.u + step * tone.du) | 0)] as number
      colors[at] = over(lit(texel, light & 255), colors[at] as number)
    }
  }
}

/** Where on the picture the first corner lies, and how far a sample to the right and one down are from there. */
function gradients(points: Float32Array, [a, b, c]: [number, number, number], uv: number[]) {
  const [x, y] = [points[a * 3] as number, points[a * 3 + 1] as number]
  const [x1, y1] = [(points[b * 3] as number) - x, (points[b * 3 + 1] as number) - y]
  const [x2, y2] = [(points[c * 3] as number) - x, (points[c * 3 + 1] as number) - y]
  const [u, v, u1, v1, u2, v2] = uv as [number, number, number, number, number, number]
  const area = x1 * y2 - x2 * y1
  return {
    ...{ x, y, u, v },
    ux: ((u1 - u) * y2 - (u2 - u) * y1) / area,
    uy: ((u2 - u) * x1 - (u1 - u) * x2) / area,
    vx: ((v1 - v) * y2 - (v2 - v) * y1) / area,
    vy: ((v2 - v) * x1 - (v1 - v) * x2) / area,
  }
}

/** `0xAABBGGRR`, multiplied by its opacity; 0 where the picture has nothing. */
function texelAt({ width, height, rgba }: Picture, u: number, v: number): number {
  if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return 0
  const at = (Math.floor(v * height) * width + Math.floor(u * width)) * 4
  const alpha = rgba[at + 3] as number
  if (alpha === 0) return 0
  const part = (i: number) => Math.round(((rgba[at + i] as number) * alpha) / 255)
  return ((alpha << 24) | (part(2) << 16) | (part(1) << 8) | part(0)) >>> 0
}

function lit(color: number, light: number): number {
  const part = (shift: number) => Math.round((((color >>> shift) & 255) * light) / 255) << shift
  return ((color & 0xff000000) | part(16) | part(8) | part(0)) >>> 0
}

const halves = new WeakMap<Picture, Picture>()

/** The picture at half the size as often as it takes, so that no sample skips what it stands for. */
function sized(picture: Picture, step: number): Picture {
  let [found, left] = [picture, step]
  for (; left >= 2 && found.width > 1 && found.height > 1; left /= 2) {
    const half = halves.get(found) ?? halved(found)
    halves.set(found, half)
    found = half
  }
  return found
}

function halved({ width, height, rgba }: Picture): Picture {
  const half = emptyPicture(width >> 1, height >> 1)
  const next = width * 4
  for (let y = 0, to = 0; y < half.height; y++) {
    for (let x = 0, at = y * 2 * next; x < half.width; x++, at += 8, to += 4) {
      const one = rgba[at + 3] as number
      const two = rgba[at + 7] as number
      const three = rgba[at + next + 3] as number
      const four = rgba[at + next + 7] as number
      const alpha = one + two + three + four
      half.rgba[to + 3] = alpha / 4
      if (alpha === 0) continue
      for (let from = at, i = to; i < to + 3; from++, i++) {
        const upper = (rgba[from] as number) * one + (rgba[from + 4] as number) * two
        const lower = (rgba[from + next] as number) * three + (rgba[from + next + 4] as number) * four
        half.rgba[i] = (upper + lower) / alpha
      }
    }
  }
  return half
}
