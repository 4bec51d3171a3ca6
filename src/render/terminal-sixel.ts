import type { Picture } from './picture.js'
import { indexed } from './quantize.js'

/**
 * A picture as sixel graphics, with so many colors at most: many terminals have 16 registers, and give more colors to
 * wrong ones. Its ground must be filled: what is clear shows what was there before.
 * Source: DEC, VT330/VT340 Programmer Reference Manual, chapter 14.
 */
export function sixel(picture: Picture, most = 15): string {
  const { width, height } = picture
  const { palette, places } = indexed(picture, most, { isRough: true })
  const colors = palette.map(
    (color, index) => `#${index};2;${percent(color)};${percent(color >> 8)};${percent(color >> 16)}`,
  )
  const used = palette.map((color) => color >>> 24 >= 110)
  let text = `\x1bP0;1;0q"1;1;${width};${height}${colors.join('')}`
  for (let top = 0; top < height; top += 6) {
    const bands = bandsOf(places, width, Math.min(6, height - top), top * width)
    text += [...bands]
      .filter(([color]) => used[color])
      .map(([color, band]) => `#${color}${packedBand(band)}`)
      .join('$')
    text += '-'
  }
  return `${text}\x1b\\`
}

/** By color, which of the six points of each column have it. */
function bandsOf(places: Uint8Array, width: number, rows: number, start: number): Map<number, Uint8Array> {
  const bands = new Map<number, Uint8Array>()
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < width; x++) {
      const color = places[start + row * width + x] as number
      const band = bands.get(color) ?? new Uint8Array(width)
      bands.set(color, band)
      band[x] = (band[x] as number) | (1 << row)
    }
  }
  return bands
}

/** `!5~` is five times `~`. */
function packedBand(band: Uint8Array): string {
  let text = ''
  let end = band.length
  while (end > 0 && band[end - 1] === 0) end--
  for (let x = 0; x < end;) {
    let next = x + 1
    while (next < end && band[next] === band[x]) next++
    const letter = String.fromCharCode(63 + (band[x] as number))
    text += next - x > 3 ? `!${next - x}${letter}` : letter.repeat(next - x)
    x = next
  }
  return text
}

function percent(value: number): number {
  return Math.round(((value & 255) * 100) / 255)
}
