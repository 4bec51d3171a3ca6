import type { ColorFact } from './catalog.js'

/**
 * The color that looks most like `rgb`, among those that pass: by distance in OKLab, where equal steps look equal.
 * Björn Ottosson, "A perceptual color space for image processing", 2020.
 */
export function nearestColor(rgb: string, alpha: number, colors: readonly ColorFact[]): ColorFact | undefined {
  const target = oklab(rgb)
  if (!target) return undefined
  let best: ColorFact | undefined
  let least = Infinity
  for (const color of colors) {
    const lab = oklab(color.rgb)
    if (!lab || color.kind !== 'own' || color.alpha < 255 !== alpha < 255) continue
    const distance =
      Math.hypot(lab[0] - target[0], lab[1] - target[1], lab[2] - target[2]) + (color.finish === '' ? 0 : SPECIAL)
    if (distance < least) [best, least] = [color, distance]
  }
  return best
}

/** How unlike two colors look, in OKLab: 0 is the same, 1 is black and white. Undefined where one has no value. */
export function colorDistance(a: string, b: string): number | undefined {
  const [one, other] = [oklab(a), oklab(b)]
  return one && other && Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
}

/** A plain color is offered before chrome or glitter of almost the same value. */
const SPECIAL = 0.1

function oklab(rgb: string): [number, number, number] | undefined {
  const [, r, g, b] = /^#(..)(..)(..)$/.exec(rgb) ?? []
  if (r === undefined || g === undefined || b === undefined) return undefined
  const [red, green, blue] = [linear(r), linear(g), linear(b)]
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** From two hexadecimal digits of sRGB to light, 0 to 1. */
function linear(hex: string): number {
  const value = Number.parseInt(hex, 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
