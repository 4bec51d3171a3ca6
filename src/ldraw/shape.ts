/** How a matrix bends a part: as it is (turned at most), mirrored, flat, or of another size. */
export const SHAPE = { plain: 0, mirrored: 1, flat: 2, scaled: 3 } as const

/** What a matrix does to a part beside turning it. */
export type Bend = Exclude<keyof typeof SHAPE, 'plain'>

export function bendOf(shape: number): Bend {
  return shape === SHAPE.flat ? 'flat' : shape === SHAPE.scaled ? 'scaled' : 'mirrored'
}

/** The shape of the matrix of a type-1 line, whose twelve numbers stand between two places. */
export function readShape(bytes: Uint8Array, start: number, end: number): number {
  let text = ''
  for (let p = start; p < end && p < start + 400; p++) text += String.fromCharCode(bytes[p] ?? 0)
  return shapeOf(text.trim().split(' ').slice(3).map(Number))
}

/** The shape of a matrix, row by row. */
function shapeOf([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0]: number[]): number {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  if (Math.abs(determinant) < 1e-6) return SHAPE.flat
  const lengths = [a * a + d * d + g * g, b * b + e * e + h * h, c * c + f * f + i * i]
  if (lengths.some((length) => Math.abs(length - 1) > 0.02)) return SHAPE.scaled
  return determinant < 0 ? SHAPE.mirrored : SHAPE.plain
}
