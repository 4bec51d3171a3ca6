import type { Frame } from './frame.js'
import { grainAt } from './grain.js'
import { SIDE, type Shades } from './light.js'
import { begin, openScan, row, type Scan } from './scan.js'

const opaque = openScan()
const clear = openScan({ isGlass: true })

/** Fills a triangle with one color. */
export function fillFlat(frame: Frame, points: Float32Array, a: number, b: number, c: number, color: number): void {
  const { width, depths, colors } = frame
  const scan = opaque
  if (!begin(scan, points, a, b, c, frame.height)) return
  for (let y = scan.top; y <= scan.bottom; y++) {
    if (!row(scan, y, width)) continue
    const { slope } = scan
    const end = y * width + scan.to
    let { depth } = scan
    for (let at = y * width + scan.from; at <= end; at++, depth += slope) {
      if (depth >= (depths[at] as number)) continue
      depths[at] = depth
      colors[at] = color
    }
  }
}

/** Fills a triangle whose shade changes from corner to corner, or which has grains. */
export function fillShaded(
  frame: Frame,
  points: Float32Array,
  a: number,
  b: number,
  c: number,
  tones: Float32Array,
  shades: Shades,
): void {
  const { width, depths, colors, samples } = frame
  const scan = opaque
  if (!begin(scan, points, a, b, c, frame.height)) return
  setTones(scan, a, b, tones)
  const { table, grains, paint } = shades
  for (let y = scan.top; y <= scan.bottom; y++) {
    if (!row(scan, y, width)) continue
    toneRow(scan, y)
    const { slope } = scan
    const { du, dv } = tone
    let { depth } = scan
    let { u, v } = tone
    const start = y * width
    for (let x = scan.from; x <= scan.to; x++, depth += slope, u += du, v += dv) {
      const at = start + x
      if (depth >= (depths[at] as number)) continue
      depths[at] = depth
      const place = (v | 0) * SIDE + (u | 0)
      const isGrain = grains !== undefined && grainAt(x, y, samples, paint)
      colors[at] = (isGrain ? grains[place] : table[place]) as number
    }
  }
}

/** Lays a transparent triangle over what is there. */
export function fillGlass(
  frame: Frame,
  glass: Float32Array,
  points: Float32Array,
  tones: Float32Array,
  shades: Shades,
): void {
  const { width, depths, colors, samples } = frame
  const scan = clear
  if (!begin(scan, points, 0, 1, 2, frame.height)) return
  setTones(scan, 0, 1, tones)
  const { table, grains, paint } = shades
  for (let y = scan.top; y <= scan.bottom; y++) {
    if (!row(scan, y, width)) continue
    toneRow(scan, y)
    const { slope } = scan
    const { du, dv } = tone
    let { depth } = scan
    let { u, v } = tone
    const start = y * width
    for (let x = scan.from; x <= scan.to; x++, depth += slope, u += du, v += dv) {
      const at = start + x
      if (depth >= (depths[at] as number)) continue
      if (depth < (glass[at] as number)) glass[at] = depth
      const place = (v | 0) * SIDE + (u | 0)
      const isGrain = grains !== undefined && grainAt(x, y, samples, paint)
      colors[at] = over((isGrain ? grains[place] : table[place]) as number, colors[at] as number)
    }
  }
}

/** One color before another; both are multiplied by their opacity. */
export function over(front: number, back: number): number {
  const rest = 255 - (front >>> 24)
  if (rest === 0) return front
  // Two channels at a time; dividing by 255 is multiplying by 257 and taking the upper half.
  const even = (back & 0xff00ff) * rest + 0x7f007f
  const odd = ((back >>> 8) & 0xff00ff) * rest + 0x7f007f
  const low = ((even + ((even >>> 8) & 0xff00ff)) >>> 8) & 0xff00ff
  const high = (odd + ((odd >>> 8) & 0xff00ff)) & 0xff00ff00
  return (front + low + high) >>> 0
}

/** The tones of the present triangle, and of its present row. */
export const tone = { u0: 0.5, v0: 0.5, dudx: 0.5, dudy: 0.5, dvdx: 0.5, dvdy: 0.5, u: 0.5, v: 0.5, du: 0.5, dv: 0.5 }

/** `tones` has six numbers: across and down for each of the corners `a`, `b`, and the third. */
export function setTones(scan: Scan, a: number, b: number, tones: Float32Array): void {
  const i = scan.first === a ? 0 : scan.first === b ? 2 : 4
  const j = scan.second === a ? 0 : scan.second === b ? 2 : 4
  const k = 6 - i - j
  const [x10, y10] = [scan.x1 - scan.x0, scan.y1 - scan.y0]
  const [x20, y20] = [scan.x2 - scan.x0, scan.y2 - scan.y0]
  const u0 = tones[i] as number
  const v0 = tones[i + 1] as number
  const [u10, v10] = [(tones[j] as number) - u0, (tones[j + 1] as number) - v0]
  const [u20, v20] = [(tones[k] as number) - u0, (tones[k + 1] as number) - v0]
  tone.u0 = u0
  tone.v0 = v0
  tone.dudx = (u10 * y20 - u20 * y10) / scan.area
  tone.dudy = (u20 * x10 - u10 * x20) / scan.area
  tone.dvdx = (v10 * y20 - v20 * y10) / scan.area
  tone.dvdy = (v20 * x10 - v10 * x20) / scan.area
}

/** Tones at the ends of a row stay within the table, also where a sliver of a triangle overshoots. */
export function toneRow(scan: Scan, y: number): void {
  const [dx, dy] = [scan.from + 0.5 - scan.x0, y + 0.5 - scan.y0]
  const steps = scan.to - scan.from
  const u = tone.u0 + dx * tone.dudx + dy * tone.dudy
  const v = tone.v0 + dx * tone.dvdx + dy * tone.dvdy
  tone.u = within(u)
  tone.v = within(v)
  tone.du = steps === 0 ? 0 : (within(u + steps * tone.dudx) - tone.u) / steps
  tone.dv = steps === 0 ? 0 : (within(v + steps * tone.dvdx) - tone.v) / steps
}

function within(value: number): number {
  return value < 0 ? 0 : value > SIDE - 0.01 ? SIDE - 0.01 : value
}
