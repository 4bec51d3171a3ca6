/** A place and a turn, as type-1 lines write it: `x y z a b c d e f g h i`. */
export type Matrix = Float64Array

export const IDENTITY: Matrix = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1)

/** First the second, then the first. */
export function product(m: Matrix, n: Matrix): Matrix {
  const result = new Float64Array(12)
  for (let row = 0; row < 3; row++) {
    const [a, b, c] = [m[3 + row * 3] as number, m[4 + row * 3] as number, m[5 + row * 3] as number]
    result[row] = (m[row] as number) + a * (n[0] as number) + b * (n[1] as number) + c * (n[2] as number)
    for (let column = 0; column < 3; column++)
      result[3 + row * 3 + column] =
        a * (n[3 + column] as number) + b * (n[6 + column] as number) + c * (n[9 + column] as number)
  }
  return result
}

/** Negative for what is mirrored, 0 for what is flat. */
export function determinant(m: Matrix): number {
  const [d, e, f] = [m[6] as number, m[7] as number, m[8] as number]
  const [g, h, i] = [m[9] as number, m[10] as number, m[11] as number]
  return (m[3] as number) * (e * i - f * h) - (m[4] as number) * (d * i - f * g) + (m[5] as number) * (d * h - e * g)
}

/** Whether a matrix mirrors what it places. */
export function isMirroring(m: Matrix): boolean {
  return determinant(m) < 0
}

/** Undefined for what is flat. */
export function inverse(m: Matrix): Matrix | undefined {
  const size = determinant(m)
  if (Math.abs(size) < 1e-12) return undefined
  const [a, b, c, d, e, f, g, h, i] = m.subarray(3) as unknown as Nine
  const turn = [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f]
  turn.push(d * h - e * g, b * g - a * h, a * e - b * d)
  const result = Float64Array.of(0, 0, 0, ...turn.map((value) => value / size))
  const [x, y, z] = transform(result, m[0] as number, m[1] as number, m[2] as number)
  result.set([-x, -y, -z])
  return result
}

export function transform(m: Matrix, x: number, y: number, z: number): [number, number, number] {
  const [tx, ty, tz, a, b, c, d, e, f, g, h, i] = m as unknown as Twelve
  return [tx + a * x + b * y + c * z, ty + d * x + e * y + f * z, tz + g * x + h * y + i * z]
}

export type Nine = [number, number, number, number, number, number, number, number, number]
type Twelve = [number, number, number, ...Nine]
