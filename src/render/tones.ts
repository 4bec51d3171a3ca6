/** Colors in few tones, so that a round thing has a handful, as in a print. */
export interface Tones {
  /** By place: a number of a tone; 0 where there is nothing. */
  tones: Uint32Array
  /** What a tone looks like: the mean of the colors in it, on white, `0xAABBGGRR`. */
  colorOf(tone: number): number
}

/** How bright two tones are apart, and how different in hue, from 0 to 255. */
const BRIGHTNESS = 15
const HUE = 56

/** Puts colors of nearly the same brightness and hue together. Colors are `0xAABBGGRR`, multiplied by their opacity. */
export function tonesOf(colors: Uint32Array): Tones {
  const sums = new Map<number, [count: number, red: number, green: number, blue: number]>()
  const known = new Map<number, number>()
  const tones = colors.map((color) => {
    const rest = 255 - (color >>> 24)
    if (rest > 250) return 0
    const [r, g, b] = [(color & 255) + rest, ((color >> 8) & 255) + rest, ((color >> 16) & 255) + rest]
    const tone = known.get(color) ?? toneOf(r, g, b)
    known.set(color, tone)
    const [count, red, green, blue] = sums.get(tone) ?? [0, 0, 0, 0]
    sums.set(tone, [count + 1, red + r, green + g, blue + b])
    return tone
  })
  return { tones, colorOf }

  function colorOf(tone: number): number {
    const [count, red, green, blue] = sums.get(tone) ?? [1, 0, 0, 0]
    const part = (sum: number) => Math.min(255, Math.round(sum / count))
    return (0xff000000 | (part(blue) << 16) | (part(green) << 8) | part(red)) >>> 0
  }
}

function toneOf(r: number, g: number, b: number): number {
  const brightness = Math.round((0.299 * r + 0.587 * g + 0.114 * b) / BRIGHTNESS)
  const [warm, cold] = [Math.round((r - g) / HUE) + 8, Math.round((g - b) / HUE) + 8]
  return 1 + brightness * 256 + warm * 16 + cold
}
