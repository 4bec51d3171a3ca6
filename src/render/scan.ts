/**
 * Which samples a triangle covers: row by row, from where to where, and how deep it lies there. One of these is used for
 * all triangles, one after the other; its fields are set by `begin` and `row`.
 */
export interface Scan {
  /** How far triangles reach out, in samples. */
  overlap: number
  /** The rows. */
  top: number
  bottom: number
  /** The samples of the present row, both included. */
  from: number
  to: number
  /** At `from`, and from one sample to the next. */
  depth: number
  slope: number
  x0: number
  y0: number
  x1: number
  y1: number
  x2: number
  y2: number
  /** By how much the left and right edges move from row to row; the long edge goes from the top to the bottom. */
  long: number
  upper: number
  lower: number
  isLongLeft: boolean
  z0: number
  dzdx: number
  dzdy: number
  nearest: number
  farthest: number
  /** Twice the area, of the corners in order of their height. */
  area: number
  /** The corners in that order. */
  first: number
  second: number
  third: number
}

/**
 * Opaque triangles reach out a little, so that no cracks open where their corners do not quite meet. Of transparent ones,
 * no sample may be covered twice.
 */
const OVERLAP = 0.05

export function openScan({ isGlass = false } = {}): Scan {
  return {
    overlap: isGlass ? 0 : OVERLAP,
    ...{ top: 0, bottom: 0, from: 0, to: 0, depth: 0.5, slope: 0.5, x0: 0.5, y0: 0.5, x1: 0.5, y1: 0.5, x2: 0.5 },
    ...{ y2: 0.5, long: 0.5, upper: 0.5, lower: 0.5, isLongLeft: false, z0: 0.5, dzdx: 0.5, dzdy: 0.5 },
    ...{ nearest: 0.5, farthest: 0.5, area: 0.5, first: 0, second: 0, third: 0 },
  }
}

/** Takes up a triangle: `points` has three numbers a corner. False when it covers no sample. */
export function begin(scan: Scan, points: Float32Array, a: number, b: number, c: number, height: number): boolean {
  let [first, second, third] = [a, b, c]
  let [y0, y1, y2] = [points[a * 3 + 1] as number, points[b * 3 + 1] as number, points[c * 3 + 1] as number]
  if (y1 < y0) [first, second, y0, y1] = [second, first, y1, y0]
  if (y2 < y0) [first, third, y0, y2] = [third, first, y2, y0]
  if (y2 < y1) [second, third, y1, y2] = [third, second, y2, y1]
  const top = Math.max(0, Math.ceil(y0 - 0.5 - scan.overlap))
  const bottom = Math.min(height - 1, lastBefore(y2 - 0.5, scan.overlap))
  if (!(top <= bottom)) return false
  const [x0, x1, x2] = [points[first * 3] as number, points[second * 3] as number, points[third * 3] as number]
  const area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
  if (!(Math.abs(area) > 1e-5)) return false
  const z0 = points[first * 3 + 2] as number
  const z1 = points[second * 3 + 2] as number
  const z2 = points[third * 3 + 2] as number
  scan.top = top
  scan.bottom = bottom
  scan.x0 = x0
  scan.y0 = y0
  scan.x1 = x1
  scan.y1 = y1
  scan.x2 = x2
  scan.y2 = y2
  scan.long = y2 - y0 > 1e-9 ? (x2 - x0) / (y2 - y0) : 0
  scan.upper = y1 - y0 > 1e-9 ? (x1 - x0) / (y1 - y0) : 0
  scan.lower = y2 - y1 > 1e-9 ? (x2 - x1) / (y2 - y1) : 0
  scan.isLongLeft = area > 0
  scan.z0 = z0
  scan.dzdx = ((z1 - z0) * (y2 - y0) - (z2 - z0) * (y1 - y0)) / area
  scan.dzdy = ((z2 - z0) * (x1 - x0) - (z1 - z0) * (x2 - x0)) / area
  scan.nearest = Math.min(z0, z1, z2)
  scan.farthest = Math.max(z0, z1, z2)
  scan.area = area
  scan.first = first
  scan.second = second
  scan.third = third
  return true
}

/** The last sample of a triangle; the one that lies just on its rim belongs to the neighbor. */
function lastBefore(rim: number, overlap: number): number {
  return overlap > 0 ? Math.floor(rim + overlap) : Math.ceil(rim) - 1
}

/** Goes to a row. False when the triangle covers no sample of it. */
export function row(scan: Scan, y: number, width: number): boolean {
  const middle = y + 0.5
  const height = middle < scan.y0 ? scan.y0 : middle > scan.y2 ? scan.y2 : middle
  const long = scan.x0 + (height - scan.y0) * scan.long
  const short = height < scan.y1 ? scan.x0 + (height - scan.y0) * scan.upper : scan.x1 + (height - scan.y1) * scan.lower
  const left = scan.isLongLeft ? long : short
  const right = scan.isLongLeft ? short : long
  const from = Math.max(0, Math.ceil(left - 0.5 - scan.overlap))
  const to = Math.min(width - 1, lastBefore(right - 0.5, scan.overlap))
  if (from > to) return false
  scan.from = from
  scan.to = to
  setDepth(scan, middle)
  return true
}

/** At the rim of a steep face, the middle of a sample may lie beside it, where its plane is far away. */
function setDepth(scan: Scan, middle: number): void {
  const { dzdx, nearest, farthest } = scan
  const start = scan.z0 + (scan.from + 0.5 - scan.x0) * dzdx + (middle - scan.y0) * scan.dzdy
  const steps = scan.to - scan.from
  const end = start + steps * dzdx
  scan.depth = start
  scan.slope = dzdx
  if (start >= nearest && start <= farthest && end >= nearest && end <= farthest) return
  scan.depth = start < nearest ? nearest : start > farthest ? farthest : start
  const bound = end < nearest ? nearest : end > farthest ? farthest : end
  scan.slope = steps === 0 ? 0 : (bound - scan.depth) / steps
}
