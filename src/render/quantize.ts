import type { Picture } from './picture.js'

/**
 * A picture by places in a palette. Colors are `0xAABBGGRR`, as signed numbers: V8 finds small integers sooner than others.
 * Those that let something through come first.
 */
export interface Indexed {
  palette: number[]
  places: Uint8Array
}

/**
 * The picture in so many colors at most. What covers much of it stays exactly as it is, unless it is to be rough: with a
 * few colors, it is more important that all of them are near.
 */
export function indexed({ rgba }: Picture, most: number, { isRough = false } = {}): Indexed {
  const pixels = new Int32Array(rgba.buffer, rgba.byteOffset, rgba.byteLength / 4)
  const counts = countColors(pixels)
  if (counts.size <= most) {
    const palette = clearFirst([...counts.keys()])
    return { palette, places: placesOf(pixels, new Map(palette.map((color, index) => [color, index]))) }
  }
  const kin = new Map<number, number>()
  const rounded = new Map<number, number>()
  const plain = pixels.length / MUCH
  const rounder = pixels.length > LARGE && !isRough ? finelyRounded : roundedColor
  for (const [color, count] of counts) {
    const near = count > plain && !isRough ? color : rounder(color)
    kin.set(color, near)
    rounded.set(near, (rounded.get(near) ?? 0) + count)
  }
  const palette = clearFirst(rounded.size <= most ? [...rounded.keys()] : reduced(rounded, most))
  const place = new Map(palette.map((color, index) => [color, index]))
  for (const color of rounded.keys()) if (!place.has(color)) place.set(color, nearest(color, palette))
  const places = new Map([...kin].map(([color, near]) => [color, place.get(near) ?? 0]))
  return { palette, places: placesOf(pixels, places) }
}

/** What covers more than one pixel in so many is not rounded. */
const MUCH = 600

/** In pixels: in larger pictures, a slow change of shade shows its steps. */
const LARGE = 340 * 340

function finelyRounded(color: number): number {
  if (color >>> 24 === 255) return (color & 0xfffefefe) | ((color >>> 7) & 0x010101)
  return (color & 0xfefefefe) | ((color >>> 7) & 0x01010101)
}

/** Where two colors meet, nobody sees the difference of a few steps. */
function roundedColor(color: number): number {
  if (color >>> 24 === 255) return (color & 0xfff8f8f8) | ((color >>> 5) & 0x070707)
  return (color & 0xf8f8f8f8) | ((color >>> 5) & 0x07070707)
}

function clearFirst(palette: number[]): number[] {
  return palette.sort((a, b) => Number(a >>> 24 === 255) - Number(b >>> 24 === 255))
}

/** Neighbors are mostly alike, which spares looking them up. */
function countColors(pixels: Int32Array): Map<number, number> {
  const counts = new Map<number, number>()
  let run = 0
  for (let i = 0; i < pixels.length; i++) {
    const color = pixels[i] as number
    run++
    if (pixels[i + 1] === color) continue
    counts.set(color, (counts.get(color) ?? 0) + run)
    run = 0
  }
  return counts
}

function placesOf(pixels: Int32Array, place: Map<number, number>): Uint8Array {
  const places = new Uint8Array(pixels.length)
  let last = pixels[0] as number
  let known = place.get(last) ?? 0
  for (let i = 0; i < pixels.length; i++) {
    const color = pixels[i] as number
    if (color !== last) {
      last = color
      known = place.get(color) ?? 0
    }
    places[i] = known
  }
  return places
}

interface Box {
  colors: [number, number][]
  /** Which channel differs most, and how much that weighs. */
  shift: number
  score: number
}

/** Median cut: the box of colors that differ most is cut in two, until there are enough. */
function reduced(counts: Map<number, number>, most: number): number[] {
  const boxes: Box[] = [boxOf([...counts])]
  while (boxes.length < most) {
    let widest = 0
    for (let i = 1; i < boxes.length; i++) if ((boxes[i] as Box).score > (boxes[widest] as Box).score) widest = i
    const { colors, shift, score } = boxes[widest] as Box
    if (score <= 0) break
    colors.sort((a, b) => ((a[0] >>> shift) & 255) - ((b[0] >>> shift) & 255))
    const cut = middle(colors)
    boxes[widest] = boxOf(colors.slice(0, cut))
    boxes.push(boxOf(colors.slice(cut)))
  }
  return [...new Set(boxes.map(({ colors }) => mean(colors)))]
}

function boxOf(colors: [number, number][]): Box {
  let [shift, widest, weight] = [0, 0, 0]
  for (const [, count] of colors) weight += count
  for (const channel of [0, 8, 16, 24]) {
    let [least, most] = [255, 0]
    for (const [color] of colors) {
      const value = (color >>> channel) & 255
      if (value < least) least = value
      if (value > most) most = value
    }
    if (most - least > widest) [shift, widest] = [channel, most - least]
  }
  return { colors, shift, score: colors.length < 2 ? 0 : widest * widest * Math.sqrt(weight) }
}

function middle(colors: [number, number][]): number {
  let total = 0
  for (const [, count] of colors) total += count
  let sum = 0
  for (let i = 0; i < colors.length - 1; i++) {
    sum += (colors[i] as [number, number])[1]
    if (sum * 2 >= total) return i + 1
  }
  return colors.length - 1
}

/** A large plain area keeps its color: the mean is that of the most frequent one, where it is most of the box. */
function mean(colors: [number, number][]): number {
  const sums = [0, 0, 0, 0]
  let total = 0
  let top: [number, number] = [0, 0]
  for (const [color, count] of colors) {
    for (let i = 0; i < 4; i++) sums[i] = (sums[i] as number) + ((color >>> (i * 8)) & 255) * count
    total += count
    if (count > top[1]) top = [color, count]
  }
  if (top[1] * 2 >= total) return top[0]
  const [r, g, b, a] = sums.map((sum) => Math.round(sum / total)) as [number, number, number, number]
  return (a << 24) | (b << 16) | (g << 8) | r
}

function nearest(color: number, palette: number[]): number {
  let [best, least] = [0, Infinity]
  for (let i = 0; i < palette.length; i++) {
    const distance = distanceOf(color, palette[i] as number)
    if (distance < least) [best, least] = [i, distance]
  }
  return best
}

function distanceOf(a: number, b: number): number {
  const part = (shift: number) => ((a >>> shift) & 255) - ((b >>> shift) & 255)
  const [r, g, blue, alpha] = [part(0), part(8), part(16), part(24)]
  return 2 * r * r + 4 * g * g + blue * blue + 3 * alpha * alpha
}
