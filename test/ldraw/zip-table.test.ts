import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packedOf } from '../../src/ldraw/archive-packed.js'
import { zipTable } from '../../src/ldraw/zip-table.js'

const NAMES = ['ldraw/parts/3001.dat', 'ldraw/parts/s/3001s01.dat', 'LDConfig.ldr', 'parts/größe.dat', 'a b']

describe('zipTable', () => {
  it('says where the files of an archive are', async () => {
    const archive = await zip({ comment: 'PK\x05\x06, says this comment' })
    const table = await zipTable(archive)
    expect([...(table?.places.keys() ?? [])]).toEqual(NAMES)
    for (const name of NAMES) {
      const entry = table?.entry(table.places.get(name) ?? 0)
      expect(entry).toMatchObject({ encrypted: false, uncompressedSize: bytesOf(name).length })
      const packed = entry && (await packedOf(archive, entry))
      expect(packed?.isDeflated ? '' : new TextDecoder().decode(packed?.bytes)).toBe(name)
    }
  })

  it('finds what stands behind a long name, in any place that can be read piece by piece', async () => {
    const long = `parts/${'long'.repeat(100)}.dat`
    const archive = await zip({ names: [long, 'b.dat'] })
    const whole = new Uint8Array(await archive.arrayBuffer())
    const table = await zipTable(archive)
    for (const input of [archive, whole, (start: number, length: number) => whole.subarray(start, start + length)])
      for (const [name, place] of table?.places ?? []) {
        const entry = table?.entry(place)
        expect(entry && (await packedOf(input, entry))).toMatchObject({ bytes: bytesOf(name), isDeflated: false })
      }
  })

  it('has no files in an empty archive', async () => {
    const archive = new Blob([await new ZipWriter(new Uint8ArrayWriter()).close()])
    expect([...((await zipTable(archive))?.places ?? ['none'])]).toEqual([])
  })

  it('is none for what is no whole archive, whatever it is', async () => {
    const whole = new Uint8Array(await (await zip()).arrayBuffer())
    expect(await zipTable(new Blob([]))).toBeUndefined()
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        expect(await zipTable(new Blob([whole.slice(0, length)]))).toBeUndefined()
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const spoiled = whole.slice()
        spoiled[at] = byte
        const table = await zipTable(new Blob([spoiled]))
        for (const place of table?.places.values() ?? []) table?.entry(place)
      }),
    )
  })
})

async function zip({ comment = '', names = NAMES } = {}): Promise<Blob> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level: 0 })
  for (const name of names) await writer.add(name, new Uint8ArrayReader(bytesOf(name)))
  return new Blob([await writer.close(bytesOf(comment))])
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
