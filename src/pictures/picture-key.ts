import type { Paints } from '../render/paint.js'
import { checksum } from '../system/checksum.js'
import type { KnownPart } from './known-parts.js'
import type { PictureStyle, PictureWish } from './part-pictures.js'

/** Under which pictures are kept: all that they depend on, but for the code that draws them, as a checksum. */
export function pictureKeys(paints: Paints, style: PictureStyle): (wish: PictureWish, known: KnownPart) => string {
  const looks = new Map<number, string>()
  const { scale, most, width, height, line, background } = style
  const frame = JSON.stringify([scale, most, width, height, line, background])
  return ({ part, color }, { sum, colors }) => {
    const paint = colors.map((code) => `${code} ${look(code)}`)
    return checksum(new TextEncoder().encode([part, sum, frame, look(color), ...paint].join('\n')))
  }

  function look(code: number): string {
    const known = looks.get(code) ?? JSON.stringify(paints(code)) ?? 'unknown'
    looks.set(code, known)
    return known
  }
}
