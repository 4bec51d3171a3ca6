import type { Point } from './box.js'

/** Finds, of many points, those that reach farthest: with them, one knows how far all reach, from wherever one looks. */
export function openOutermost() {
  const reaches = DIRECTIONS.map(() => -Infinity)
  const found: Point[] = []
  return { add, isBeyond, points: () => [...new Set(found)] }

  function add(points: readonly Point[]): void {
    for (const point of points)
      for (const [place, direction] of DIRECTIONS.entries()) {
        const reach = along(direction, point)
        if (reach <= (reaches[place] as number)) continue
        reaches[place] = reach
        found[place] = point
      }
  }

  /** Whether one of these points reaches farther than those that were added: a box without one has nothing to add. */
  function isBeyond(points: readonly Point[]): boolean {
    return DIRECTIONS.some((direction, place) =>
      points.some((point) => along(direction, point) > (reaches[place] as number)),
    )
  }
}

function along(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/** To the points of a grid on a cube, five lines a side: what lies between two of them is off by a fortieth at most. */
const LINES = [-2, -1, 0, 1, 2]
const DIRECTIONS = LINES.flatMap((x) => LINES.flatMap((y) => LINES.map((z): Point => [x, y, z]))).filter((direction) =>
  direction.some((value) => Math.abs(value) === 2),
)
