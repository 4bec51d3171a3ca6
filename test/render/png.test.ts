import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Picture } from '../../src/render/picture.js'
import { encodePng } from '../../src/render/png.js'
import { readPng } from '../../src/render/read-png.js'
import { deflate, inflate } from './library.js'

describe('encodePng', () => {
  it('keeps small pictures of 128 colors at most exactly', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 12 }),
      colors: fc.integer({ min: 1, max: 128 }),
    })
    fc.assert(
      fc.property(sizes, ({ width, height, colors }) => {
        const picture = painted(width, height, (x, y) => {
          const n = (x * 7 + y * 13) % colors
          return n === 0 ? [0, 0, 0, 0] : [n, 255 - n, (n * 31) & 255, n % 5 === 0 ? 128 : 255]
        })
        expect(readPng(encodePng(picture, deflate), inflate)).toEqual(picture)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps large pictures of 256 colors at most exactly', () => {
    const picture = painted(400, 300, (x, y) => [(x + y) & 255, x & 1, 7, 255])
    const plain = painted(400, 300, (x) => [x & 255, 0, 7, 255])
    expect(readPng(encodePng(plain, deflate), inflate)).toEqual(plain)
    expect(readPng(encodePng(picture, deflate), inflate)).not.toEqual(picture)
  })

  it('comes near to pictures of many colors, and leaves large plain areas as they are', () => {
    const picture = painted(120, 120, (x, y) => (y < 60 ? [253, 251, 247, 255] : [x * 2, y, (x * y) & 255, 255]))
    const read = readPng(encodePng(picture, deflate), inflate)
    if (!read) throw new Error('no picture')
    const differences = read.rgba.map((value, at) => Math.abs(value - (picture.rgba[at] ?? 0)))
    expect(differences.subarray(0, 120 * 60 * 4).every((difference) => difference === 0)).toBe(true)
    expect(differences.reduce((sum, difference) => sum + difference, 0) / differences.length).toBeLessThan(8)
  })

  it('lets nothing through a large picture of many colors on white, and keeps the white', () => {
    const picture = painted(400, 400, (x, y) =>
      y < 100 ? [255, 255, 255, 255] : [x & 255, y & 255, (x * y) & 255, 255],
    )
    const bytes = encodePng(picture, deflate)
    expect(Buffer.from(bytes).includes('tRNS')).toBe(false)
    expect([...(readPng(bytes, inflate)?.rgba.subarray(0, 4) ?? [])]).toEqual([255, 255, 255, 255])
  })

  it('has the sums that the format asks for', () => {
    const bytes = encodePng(
      painted(3, 3, (x, y) => [x, y, 0, 255]),
      deflate,
    )
    const view = new DataView(bytes.buffer)
    const names: string[] = []
    for (let at = 8; at < bytes.length;) {
      const length = view.getUint32(at)
      names.push(new TextDecoder().decode(bytes.subarray(at + 4, at + 8)))
      expect(view.getUint32(at + 8 + length)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)))
      at += 12 + length
    }
    expect(names).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
  })
})

describe('readPng', () => {
  it.each([
    {
      title: 'gray',
      bits: 8,
      kind: 0,
      row: [0, 100, 255],
      expected: [
        [0, 0, 0, 255],
        [100, 100, 100, 255],
        [255, 255, 255, 255],
      ],
    },
    {
      title: 'gray of two bits',
      bits: 2,
      kind: 0,
      row: [0b00011000],
      expected: [
        [0, 0, 0, 255],
        [85, 85, 85, 255],
        [170, 170, 170, 255],
      ],
    },
    {
      title: 'gray with alpha',
      bits: 8,
      kind: 4,
      row: [9, 1, 9, 2, 9, 3],
      expected: [
        [9, 9, 9, 1],
        [9, 9, 9, 2],
        [9, 9, 9, 3],
      ],
    },
    {
      title: 'three bytes',
      bits: 8,
      kind: 2,
      row: [1, 2, 3, 4, 5, 6, 7, 8, 9],
      expected: [
        [1, 2, 3, 255],
        [4, 5, 6, 255],
        [7, 8, 9, 255],
      ],
    },
    {
      title: 'four bytes',
      bits: 8,
      kind: 6,
      row: [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9],
      expected: [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
        [9, 9, 9, 9],
      ],
    },
    {
      title: 'two bytes a channel',
      bits: 16,
      kind: 0,
      row: [255, 255, 128, 0, 0, 0],
      expected: [
        [255, 255, 255, 255],
        [127, 127, 127, 255],
        [0, 0, 0, 255],
      ],
    },
  ])('reads $title', ({ bits, kind, row, expected }) => {
    const read = readPng(png(3, 1, bits, kind, [0, ...row]), inflate)
    expect([0, 1, 2].map((x) => [...(read?.rgba.subarray(x * 4, x * 4 + 4) ?? [])].map((v) => v))).toEqual(expected)
  })

  it('undoes all filters', () => {
    const rows = [
      [1, 10, 10, 10],
      [2, 1, 1, 1],
      [3, 5, 5, 5],
      [4, 1, 1, 1],
    ]
    const read = readPng(png(3, 4, 8, 0, rows.flat()), inflate)
    const grays = Array.from({ length: 12 }, (_, at) => read?.rgba[at * 4])
    expect(grays).toEqual([10, 20, 30, 11, 21, 31, 10, 20, 30, 11, 21, 31])
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('no picture at all, only words')],
    ['half a file', png(3, 1, 8, 0, [0, 1, 2, 3]).subarray(0, 40)],
    ['a huge one', png(100_000, 100_000, 8, 0, [0])],
    ['an interlaced one', png(3, 1, 8, 0, [0, 1, 2, 3], 1)],
  ])('takes %s for none', (_, bytes) => {
    expect(readPng(bytes, inflate)).toBeUndefined()
  })
})

function painted(width: number, height: number, color: (x: number, y: number) => number[]): Picture {
  const rgba = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rgba.set(color(x, y), (y * width + x) * 4)
  return { width, height, rgba }
}

function png(width: number, height: number, bits: number, kind: number, rows: number[], interlace = 0): Uint8Array {
  const header = new Uint8Array(13)
  new DataView(header.buffer).setUint32(0, width)
  new DataView(header.buffer).setUint32(4, height)
  header.set([bits, kind, 0, 0, interlace], 8)
  const chunk = (name: string, content: Uint8Array) => {
    const bytes = new Uint8Array(content.length + 12)
    new DataView(bytes.buffer).setUint32(0, content.length)
    bytes.set(new TextEncoder().encode(name), 4)
    bytes.set(content, 8)
    return [...bytes]
  }
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  return Uint8Array.from([...signature, ...chunk('IHDR', header), ...chunk('IDAT', deflateSync(Uint8Array.from(rows)))])
}
