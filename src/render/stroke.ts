import { over } from './fill.js'
import type { Frame } from './frame.js'

/** How lines are drawn, in samples and in the frame's depth. */
export interface Pen {
  width: number
  /** Lines lie on faces; so much nearer they count as before them. */
  bias: number
}

/** Behind glass, lines are this strong. */
const BEHIND_GLASS = 0.35

/** Draws a line between two points of `points`, where nothing is before it. */
export function stroke(
  frame: Frame,
  points: Float32Array,
  a: number,
  b: number,
  color: number,
  faint: number,
  pen: Pen,
): void {
  const [x0, y0, z0] = [points[a * 3] as number, points[a * 3 + 1] as number, points[a * 3 + 2] as number]
  const [x1, y1, z1] = [points[b * 3] as number, points[b * 3 + 1] as number, points[b * 3 + 2] as number]
  const [dx, dy] = [x1 - x0, y1 - y0]
  const isFlat = Math.abs(dx) >= Math.abs(dy)
  const length = isFlat ? dx : dy
  if (Math.abs(length) < 1e-3) return
  const slope = (isFlat ? dy : dx) / length
  const thickness = pen.width * Math.sqrt(1 + slope * slope)
  const forward = length > 0
  const start = forward ? (isFlat ? x0 : y0) : isFlat ? x1 : y1
  const side = forward ? (isFlat ? y0 : x0) : isFlat ? y1 : x1
  const deep = forward ? z0 : z1
  const rise = (z1 - z0) / length
  const [major, minor] = isFlat ? [frame.width, frame.height] : [frame.height, frame.width]
  const from = Math.max(0, Math.ceil(start - 0.5 - CAP))
  const to = Math.min(major - 1, Math.floor(start + Math.abs(length) - 0.5 + CAP))
  for (let i = from; i <= to; i++) {
    const step = i + 0.5 - start
    const middle = side + step * slope
    const depth = deep + step * rise
    const low = Math.max(0, Math.ceil(middle - thickness / 2 - 0.5))
    const high = Math.min(minor - 1, Math.ceil(middle + thickness / 2 - 0.5) - 1)
    const center = Math.floor(middle)
    const at = isFlat ? center * frame.width + i : i * frame.width + center
    const isSeen = center >= 0 && center < minor && depth - pen.bias < (frame.depths[at] as number)
    dots(frame, isFlat, i, low, high, isSeen ? depth - pen.bias * 3 : depth - pen.bias, color, faint)
  }
}

/** Lines reach this far beyond their ends, so that corners close. */
const CAP = 0.5

function dots(
  frame: Frame,
  isFlat: boolean,
  i: number,
  low: number,
  high: number,
  depth: number,
  color: number,
  faint: number,
): void {
  const { depths, colors, glass, width } = frame
  for (let j = low; j <= high; j++) {
    const at = isFlat ? j * width + i : i * width + j
    if (depth >= (depths[at] as number)) continue
    const isBehind = glass !== undefined && depth >= (glass[at] as number)
    colors[at] = isBehind ? over(faint, colors[at] as number) : color
  }
}

/** A color as it is behind glass. */
export function faintOf(color: number): number {
  const part = (shift: number) => Math.round(((color >>> shift) & 255) * BEHIND_GLASS) << shift
  return (part(24) | part(16) | part(8) | part(0)) >>> 0
}
