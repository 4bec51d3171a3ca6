import { joinBytes } from '../ldraw/bytes.js'
import { emptyPicture, type Picture } from './picture.js'

/** Unpacks what zlib packed; throws when it is damaged or longer than `most` bytes. */
export type Inflate = (bytes: Uint8Array, most: number) => Uint8Array

/** No texture of the library is a tenth as large. */
const MAX_PIXELS = 16e6

/** Reads a PNG file; undefined when it is none, damaged, or too large. Source: W3C, Portable Network Graphics, 2003. */
export function readPng(bytes: Uint8Array, inflate: Inflate): Picture | undefined {
  try {
    return read(bytes, inflate)
  } catch {
    return undefined
  }
}

interface Header {
  width: number
  height: number
  bits: number
  kind: number
}

/** Samples in a pixel by the kind of color. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

function read(bytes: Uint8Array, inflate: Inflate): Picture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks = chunksOf(view, bytes)
  const header = chunks.get('IHDR')?.[0]
  if (view.getUint32(0) !== 0x89504e47 || !header) return undefined
  const sizes = new DataView(header.buffer, header.byteOffset)
  const [width, height] = [sizes.getUint32(0), sizes.getUint32(4)]
  const [bits = 0, kind = 0, , , interlace] = header.subarray(8)
  const channels = CHANNELS[kind]
  if (channels === undefined || interlace !== 0 || width * height > MAX_PIXELS) return undefined
  const stride = Math.ceil((width * bits * channels) / 8)
  const packed = inflate(joinBytes(chunks.get('IDAT') ?? []), (stride + 1) * height)
  const rows = unfiltered(packed, stride, height, Math.max(1, (bits * channels) >> 3))
  return colored({ width, height, bits, kind }, rows, stride, chunks)
}

function chunksOf(view: DataView, bytes: Uint8Array): Chunks {
  const chunks: Chunks = new Map()
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    chunks.set(name, [...(chunks.get(name) ?? []), bytes.subarray(at + 8, at + 8 + length)])
    at += 12 + length
  }
  return chunks
}

/** Each row is written as the difference to what stands left of it and above. */
function unfiltered(packed: Uint8Array, stride: number, height: number, step: number): Uint8Array {
  const rows = new Uint8Array(stride * height)
  for (let row = 0; row < height; row++) {
    const filter = packed[row * (stride + 1)] as number
    for (let i = 0; i < stride; i++) {
      const at = row * stride + i
      const left = i >= step ? (rows[at - step] as number) : 0
      const up = row > 0 ? (rows[at - stride] as number) : 0
      const upLeft = i >= step && row > 0 ? (rows[at - stride - step] as number) : 0
      rows[at] = (packed[row * (stride + 1) + 1 + i] as number) + predicted(filter, left, up, upLeft)
    }
  }
  return rows
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const guess = left + up - upLeft
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)]
  return a <= b && a <= c ? left : b <= c ? up : upLeft
}

function colored({ width, height, bits, kind }: Header, rows: Uint8Array, stride: number, chunks: Chunks): Picture {
  const picture = emptyPicture(width, height)
  const { rgba } = picture
  const channels = CHANNELS[kind] ?? 1
  const palette = chunks.get('PLTE')?.[0] ?? new Uint8Array()
  const clear = chunks.get('tRNS')?.[0] ?? new Uint8Array()
  const keys = Array.from({ length: clear.length >> 1 }, (_, i) => ((clear[i * 2] ?? 0) << 8) | (clear[i * 2 + 1] ?? 0))
  const most = (1 << bits) - 1
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const first = sampleAt(rows, y * stride, x * channels, bits)
      if (kind === PALETTE) {
        rgba[at] = palette[first * 3] ?? 0
        rgba[at + 1] = palette[first * 3 + 1] ?? 0
        rgba[at + 2] = palette[first * 3 + 2] ?? 0
        rgba[at + 3] = clear[first] ?? 255
        continue
      }
      const second = channels < 3 ? first : sampleAt(rows, y * stride, x * channels + 1, bits)
      const third = channels < 3 ? first : sampleAt(rows, y * stride, x * channels + 2, bits)
      rgba[at] = (first * 255) / most
      rgba[at + 1] = (second * 255) / most
      rgba[at + 2] = (third * 255) / most
      const isClear = first === keys[0] && (channels < 3 || (second === keys[1] && third === keys[2]))
      if (kind === 2 || kind === 0) rgba[at + 3] = isClear ? 0 : 255
      else rgba[at + 3] = (sampleAt(rows, y * stride, x * channels + channels - 1, bits) * 255) / most
    }
  }
  return picture
}

const PALETTE = 3
type Chunks = Map<string, Uint8Array[]>

function sampleAt(rows: Uint8Array, start: number, index: number, bits: number): number {
  if (bits === 8) return rows[start + index] ?? 0
  if (bits === 16) return ((rows[start + index * 2] ?? 0) << 8) | (rows[start + index * 2 + 1] ?? 0)
  const shift = 8 - bits - ((index * bits) & 7)
  return ((rows[start + ((index * bits) >> 3)] ?? 0) >> shift) & ((1 << bits) - 1)
}
