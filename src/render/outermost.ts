import type { Point } from './box.js'

/**
 * Those points that reach farthest, each in one of many directions: with them, one knows to a hundredth how far all
 * reach, from wherever one looks. Each is there once.
 */
export function outermost(points: readonly Point[]): Point[] {
  const farthest = DIRECTIONS.map(() => ({ reach: -Infinity, point: undefined as Point | undefined }))
  for (const point of points)
    for (const [place, [x, y, z]] of DIRECTIONS.entries()) {
      const best = farthest[place] as (typeof farthest)[number]
      const reach = point[0] * x + point[1] * y + point[2] * z
      if (reach > best.reach) [best.reach, best.point] = [reach, point]
    }
  return [...new Set(farthest.flatMap(({ point }) => (point ? [point] : [])))]
}

/** To a grid on a cube, whose sides are so many lines wide. */
const LINES = 3
const DIRECTIONS = grid().filter((direction) => direction.some((value) => Math.abs(value) === LINES))

function grid(): Point[] {
  const line = Array.from({ length: 2 * LINES + 1 }, (_, i) => i - LINES)
  return line.flatMap((x) => line.flatMap((y) => line.map((z) => [x, y, z] as Point)))
}
