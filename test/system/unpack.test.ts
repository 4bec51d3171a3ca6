import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { sourceOf } from '../../src/core/source.js'
import { unpacked, withUnpacked, type Packed } from '../../src/system/unpack.js'

const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-unpack-'))
afterAll(() => fs.rmSync(place, { recursive: true, force: true }))

const text = Buffer.from(Array.from({ length: 200_000 }, (_, i) => `${i},${i % 7},Brick\n`).join(''))
const gzip = gzipSync(text)
const deflated = deflateRawSync(text)
const sums = { size: text.length, crc32: crc32(text) }

describe('unpacked', () => {
  it.each<{ what: string; packed: Packed }>([
    { what: 'gzip', packed: packed('gzip', gzip) },
    { what: 'two gzip files behind each other', packed: packed('gzip', Buffer.concat([gzip, gzipSync('')])) },
    { what: 'deflate', packed: { ...packed('deflate', deflated), ...sums } },
    { what: 'what is only stored', packed: { ...packed('stored', text), ...sums } },
  ])('is all of $what, in pieces', async ({ packed: some }) => {
    const pieces = await all(some)
    if (some.method !== 'stored') expect(pieces.length).toBeGreaterThan(5)
    expect(Buffer.concat(pieces).equals(text)).toBe(true)
  })

  it('takes pieces that are lent', async () => {
    const lent = Buffer.alloc(1000)
    function* chunks() {
      for (let at = 0; at < gzip.length; at += lent.length) yield lent.subarray(0, gzip.copy(lent, 0, at))
    }
    expect(Buffer.concat(await all({ ...packed('gzip', gzip), chunks })).equals(text)).toBe(true)
  })

  it.each<{ what: string; packed: Packed; says: string }>([
    { what: 'cut off', packed: packed('gzip', gzip.subarray(0, -9)), says: 'it is cut off' },
    { what: 'damaged', packed: packed('gzip', damagedAt(gzip, 5000)), says: 'it is damaged' },
    { what: 'of a wrong sum', packed: packed('gzip', damagedAt(gzip, gzip.length - 6)), says: 'it is damaged' },
    { what: 'not of its size', packed: { ...packed('deflate', deflated), size: 7 }, says: 'it is not of the size' },
    { what: 'not of its sum', packed: { ...packed('stored', text), crc32: 7 }, says: 'it is damaged' },
    { what: 'a bomb', packed: packed('gzip', gzipSync(Buffer.alloc(64 * 1024 ** 2))), says: 'it was made to fill' },
  ])('says that it is $what', async ({ packed: some, says }) => {
    await expect(all(some)).rejects.toMatchObject({ exit: 3, message: expect.stringContaining(says) as string })
  })
})

describe('withUnpacked', () => {
  const beside = path.join(place, 'new', 'catalog.db')

  it('lends a file, and takes it away', async () => {
    let found: Uint8Array = new Uint8Array()
    await withUnpacked(packed('gzip', gzip), beside, async (source) => {
      expect(fs.readdirSync(path.dirname(beside))).toEqual([`.catalog.db.unpacked.${process.pid}.part`])
      found = new Uint8Array(source.bytes())
    })
    expect(text.equals(found)).toBe(true)
    expect(fs.readdirSync(path.dirname(beside))).toEqual([])
  })

  it('takes it away when anything fails', async () => {
    const failing = withUnpacked(packed('gzip', gzip), beside, () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    const bad = withUnpacked(packed('gzip', gzip.subarray(0, 999)), beside, async () => undefined)
    await expect(bad).rejects.toThrow('it is cut off')
    expect(fs.readdirSync(path.dirname(beside))).toEqual([])
  })

  it('says where there is no place for it', async () => {
    fs.writeFileSync(path.join(place, 'file'), '')
    const failing = withUnpacked(packed('gzip', gzip), path.join(place, 'file', 'catalog.db'), async () => undefined)
    await expect(failing).rejects.toMatchObject({
      exit: 2,
      message: expect.stringContaining('cannot unpack it to') as string,
    })
  })
})

function packed(method: Packed['method'], bytes: Uint8Array): Packed {
  return { name: 'it', method, chunks: () => sourceOf(bytes).chunks() }
}

async function all(some: Packed): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = []
  for await (const piece of unpacked(some)) pieces.push(new Uint8Array(piece))
  return pieces
}

function damagedAt(bytes: Uint8Array, place: number): Uint8Array {
  return bytes.map((byte, at) => (at === place ? byte ^ 255 : byte))
}
