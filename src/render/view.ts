/** From where something is looked at: degrees above the horizon, and around from the front to the right. */
export interface View {
  latitude: number
  longitude: number
}

/** As booklets show parts: from above, the front on the left. */
export const BOOKLET: View = { latitude: 30, longitude: 45 }

/** Turns LDraw's space into the view: x right, y down, z away. Nine numbers, row by row. */
export function rotationOf({ latitude, longitude }: View): Float64Array {
  const [up, around] = [radians(latitude), radians(longitude)]
  const [sinUp, cosUp, sin, cos] = [Math.sin(up), Math.cos(up), Math.sin(around), Math.cos(around)]
  return Float64Array.of(cos, 0, sin, sinUp * sin, cosUp, -sinUp * cos, -cosUp * sin, sinUp, cosUp * cos)
}

export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

/** First the second, then the first. `n` may be part of a type-1 line. */
export function turned(m: Float64Array, n: Float64Array): Float64Array {
  return Float64Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [i - (i % 3), i % 3]
    let sum = 0
    for (let k = 0; k < 3; k++) sum += (m[row + k] as number) * (n[k * 3 + column] as number)
    return sum
  })
}

/** Where a part comes to lie in the frame: turned, then multiplied by `scale`, then moved. */
export interface Camera {
  /** Nine numbers, row by row. */
  turn: Float64Array
  /** Samples an LDraw unit. Depth stays in LDraw units. */
  scale: number
  /** In samples. */
  right: number
  down: number
  /** In LDraw units. */
  away: number
}

/** A box around what is seen, in LDraw units of the view. */
export interface Extent {
  left: number
  right: number
  top: number
  bottom: number
}

export const NO_EXTENT: Extent = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }

/** What points reach to when they are turned. */
export function extentOf(positions: Float32Array, m: Float64Array, start: Extent = NO_EXTENT): Extent {
  let { left, right, top, bottom } = start
  const [a, b, c, d, e, f] = [
    m[0] as number,
    m[1] as number,
    m[2] as number,
    m[3] as number,
    m[4] as number,
    m[5] as number,
  ]
  for (let i = 0; i < positions.length; i += 3) {
    const [px, py, pz] = [positions[i] as number, positions[i + 1] as number, positions[i + 2] as number]
    const x = a * px + b * py + c * pz
    const y = d * px + e * py + f * pz
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
  }
  return { left, right, top, bottom }
}

/** Puts the middle of what is seen into the middle of the frame, as large as fits, or at a scale of one's own. */
export function cameraFor(
  turn: Float64Array,
  extent: Extent,
  { width, height, margin, scale }: { width: number; height: number; margin: number; scale?: number },
): Camera {
  const [across, down] = [Math.max(extent.right - extent.left, 1e-3), Math.max(extent.bottom - extent.top, 1e-3)]
  const fit = Math.min((width - 2 * margin) / across, (height - 2 * margin) / down)
  const own = scale === undefined ? fit : Math.min(scale, fit)
  return {
    ...{ turn, scale: own, away: 0 },
    right: width / 2 - ((extent.left + extent.right) / 2) * own,
    down: height / 2 - ((extent.top + extent.bottom) / 2) * own,
  }
}
