import { joinBytes } from '../ldraw/bytes.js'
import type { Picture } from './picture.js'
import { indexed } from './quantize.js'

/** Packs bytes as zlib does. */
export type Deflate = (bytes: Uint8Array) => Uint8Array

/**
 * A picture as a PNG file. Pictures of bricks have few colors, so they are written with a palette: exactly, where 256
 * are enough, and else with the 256 that are nearest. Of small ones, nobody sees more than 128.
 */
export function encodePng(picture: Picture, deflate: Deflate): Uint8Array {
  const { width, height } = picture
  const { palette, places } = indexed(picture, width * height <= SMALL ? 128 : 256)
  const bits = palette.length <= 2 ? 1 : palette.length <= 4 ? 2 : palette.length <= 16 ? 4 : 8
  const clear = palette.filter((color) => color >>> 24 < 255).length
  const chunks = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', headerOf(width, height, bits)),
    chunk('PLTE', Uint8Array.from(palette.flatMap((color) => [color & 255, (color >> 8) & 255, (color >> 16) & 255]))),
    ...(clear > 0
      ? [
          chunk(
            'tRNS',
            Uint8Array.from(palette.slice(0, clear), (color) => color >>> 24),
          ),
        ]
      : []),
    chunk('IDAT', deflate(rowsOf(places, width, height, bits))),
    chunk('IEND', new Uint8Array()),
  ]
  return joinBytes(chunks)
}

/** In pixels: a thumbnail on a screen of double density. */
const SMALL = 340 * 340

function headerOf(width: number, height: number, bits: number): Uint8Array {
  const bytes = new Uint8Array(13)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  bytes.set([bits, 3, 0, 0, 0], 8)
  return bytes
}

/** Each row begins with the filter: none, for flat colors pack best as they are. */
function rowsOf(places: Uint8Array, width: number, height: number, bits: number): Uint8Array {
  const stride = Math.ceil((width * bits) / 8)
  const rows = new Uint8Array((stride + 1) * height)
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1
    if (bits === 8) rows.set(places.subarray(y * width, (y + 1) * width), start)
    else for (let x = 0; x < width; x++) put(rows, start, x, bits, places[y * width + x] as number)
  }
  return rows
}

function put(rows: Uint8Array, start: number, x: number, bits: number, value: number): void {
  const at = start + ((x * bits) >> 3)
  rows[at] = (rows[at] as number) | (value << (8 - bits - ((x * bits) & 7)))
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, content.length)
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i)
  bytes.set(content, 8)
  view.setUint32(content.length + 8, sumOf(bytes.subarray(4, content.length + 8)))
  return bytes
}

/** The sum of a chunk, CRC-32. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (let i = 0; i < bytes.length; i++) sum = (SUMS[(sum ^ (bytes[i] as number)) & 255] as number) ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}

const SUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})
