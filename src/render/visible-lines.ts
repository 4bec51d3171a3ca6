import { isOutline, type Placed } from './drawing.js'
import type { Frame } from './frame.js'
import type { Mesh } from './mesh.js'
import type { Look } from './palette.js'

/** A line, or what is seen of it, in samples. */
export interface Segment {
  x0: number
  y0: number
  x1: number
  y1: number
  /** `0xAABBGGRR` */
  ink: number
}

/** The edges and outlines of a mesh as far as nothing is before them. */
export function visibleLines(frame: Frame, mesh: Mesh, { points }: Placed, look: Look, bias: number): Segment[] {
  const { lines, lineColors, conditionals, conditionalColors } = mesh
  const found: Segment[] = []
  for (let i = 0; i < lineColors.length; i++)
    seen(lines[i * 2] as number, lines[i * 2 + 1] as number, lineColors[i] as number)
  for (let i = 0; i < conditionalColors.length; i++)
    if (isOutline(points, conditionals, i * 4))
      seen(conditionals[i * 4] as number, conditionals[i * 4 + 1] as number, conditionalColors[i] as number)
  return found

  /** Looks at each half sample of a line; gaps and pieces of about one sample are slips of the grid. */
  function seen(a: number, b: number, color: number): void {
    const [x, y, z] = [points[a * 3] as number, points[a * 3 + 1] as number, points[a * 3 + 2] as number]
    const [dx, dy, dz] = [
      (points[b * 3] as number) - x,
      (points[b * 3 + 1] as number) - y,
      (points[b * 3 + 2] as number) - z,
    ]
    const length = Math.sqrt(dx * dx + dy * dy)
    const steps = Math.ceil(length * 2)
    if (steps < 1) return
    const ink = look[color]?.ink ?? 0
    const push = (from: number, to: number) => {
      if ((to - from) * length > Math.min(1.5, length * 0.9))
        found.push({ x0: x + dx * from, y0: y + dy * from, x1: x + dx * to, y1: y + dy * to, ink })
    }
    let [start, last] = [-1, -1]
    for (let i = 0; i <= steps; i++) {
      const at = i / steps
      if (!isSeen(x + dx * at, y + dy * at, z + dz * at, dx / length, dy / length)) continue
      if (start >= 0 && (at - last) * length > 2) {
        push(start, last)
        start = at
      }
      if (start < 0) start = at
      last = at
    }
    if (start >= 0) push(start, last)
  }

  /** On the line, or just beside it: a line lies where two faces meet, and one of them may be steep. */
  function isSeen(x: number, y: number, z: number, dx: number, dy: number): boolean {
    for (const side of [0, 0.7, -0.7]) {
      const [column, row] = [Math.floor(x - dy * side), Math.floor(y + dx * side)]
      if (column < 0 || row < 0 || column >= frame.width || row >= frame.height) return true
      if (z - bias < (frame.depths[row * frame.width + column] as number)) return true
    }
    return false
  }
}
