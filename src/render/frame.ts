import { emptyPicture, type Picture } from './picture.js'

/** What is drawn on: several samples a pixel, each way, so that edges come out smooth. */
export interface Frame {
  /** In samples. */
  width: number
  height: number
  /** Samples a pixel, each way. */
  samples: number
  /** How far away what each sample shows is; smaller is nearer. */
  depths: Float32Array
  /** `0xAABBGGRR`, multiplied by its opacity. */
  colors: Uint32Array
  /** How far away the nearest transparent thing is; only where there is any. */
  glass: Float32Array | undefined
}

export const FARTHEST = 1e30

/** A frame of so many pixels, with nothing on it. It is valid until the next one is opened: its memory is used again. */
export function openFrame(width: number, height: number, samples: number): Frame {
  const [across, down] = [width * samples, height * samples]
  const size = across * down
  if (memory.depths.length < size || memory.depths.length > size * 4)
    memory = { depths: new Float32Array(size), colors: new Uint32Array(size) }
  const [depths, colors] = [memory.depths.subarray(0, size), memory.colors.subarray(0, size)]
  depths.fill(FARTHEST)
  colors.fill(0)
  return { width: across, height: down, samples, glass: undefined, depths, colors }
}

let memory = { depths: new Float32Array(0), colors: new Uint32Array(0) }

/** The picture: each pixel the mean of its samples. */
export function developed({ width, height, samples, colors }: Frame): Picture {
  const picture = emptyPicture(width / samples, height / samples)
  const pixels = new Uint32Array(picture.rgba.buffer)
  const across = picture.width
  for (let y = 0, at = 0; y < picture.height; y++) {
    for (let x = 0, start = y * samples * width; x < across; x++, at++, start += samples) {
      const color = plain(colors, start, width, samples)
      pixels[at] = color < 0 ? mean(colors, start, width, samples) : color
    }
  }
  return picture
}

/** The color of all samples of a pixel, where it is opaque or nothing at all; else -1. */
function plain(colors: Uint32Array, start: number, width: number, samples: number): number {
  const first = colors[start] as number
  if (first !== 0 && first < 0xff000000) return -1
  for (let row = 0, from = start; row < samples; row++, from += width)
    for (let i = from; i < from + samples; i++) if (colors[i] !== first) return -1
  return first
}

function mean(colors: Uint32Array, start: number, width: number, samples: number): number {
  let [r, g, b, a] = [0, 0, 0, 0]
  for (let row = 0, from = start; row < samples; row++, from += width) {
    for (let i = from; i < from + samples; i++) {
      const color = colors[i] as number
      r += color & 255
      g += (color >> 8) & 255
      b += (color >> 16) & 255
      a += color >>> 24
    }
  }
  if (a === 0) return 0
  const share = 255 / a
  const alpha = (a / (samples * samples) + 0.5) | 0
  return (
    ((alpha << 24) | (((b * share + 0.5) | 0) << 16) | (((g * share + 0.5) | 0) << 8) | ((r * share + 0.5) | 0)) >>> 0
  )
}
