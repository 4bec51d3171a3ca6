import { Buffer } from 'node:buffer'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { BrickError, EXIT } from '../../src/core/error.js'
import { openArchive } from '../../src/ldraw/archive.js'
import type { Unpacker } from '../../src/ldraw/archive-packed.js'
import { unpacker as ofTheMachine } from '../../src/system/unpack.js'
import { makeZip, type ZipFile } from './make-zip.js'

const HINT = 'save it again'
let unpacker: Unpacker | undefined

function open(bytes: Uint8Array, more: { password?: string; maxFiles?: number } = {}) {
  return openArchive(bytes, 'a.io', { maxFiles: 10_000, hint: HINT, ...more, ...(unpacker && { unpacker }) })
}

async function textOf(bytes: Uint8Array, name: string, more?: { password?: string }): Promise<string> {
  return new TextDecoder().decode(await (await open(bytes, more)).read(name))
}

/** The message of whatever refuses the archive, or the file `a` in it. */
async function refusal(bytes: Uint8Array, more?: { password?: string }): Promise<string> {
  const error = await open(bytes, more).then(
    (archive) => archive.read(archive.names[0] ?? '').then(() => undefined, itself),
    itself,
  )
  expect(error).toBeInstanceOf(BrickError)
  const { message, exit, hint } = error as BrickError
  expect(exit).toBe(EXIT.input)
  expect(hint).toBeTruthy()
  return message
}

describe.each([
  { by: 'zip.js', chosen: undefined },
  { by: 'the machine', chosen: ofTheMachine },
])('unpacked by $by', ({ chosen }) => {
  beforeAll(() => {
    unpacker = chosen
  })

  describe('openArchive', () => {
    it.each<ZipFile>([
      { name: 'a', bytes: 'hello', stored: true },
      { name: 'a', bytes: 'hello' },
      { name: 'a', bytes: 'hello', password: 'soho0909' },
      { name: 'a', bytes: 'hello', password: 'soho0909', stored: true },
    ])('reads $name (stored: $stored, password: $password)', async (file) => {
      expect(await textOf(makeZip([file]), 'a', { password: 'soho0909' })).toBe('hello')
    })

    it('reads an empty archive, an empty file, and a Blob', async () => {
      expect((await open(makeZip([]))).names).toEqual([])
      expect(await textOf(makeZip([{ name: 'a' }]), 'a')).toBe('')
      const archive = await openArchive(new Blob([makeZip([{ name: 'a' }])]), 'a.io', { maxFiles: 9, hint: HINT })
      expect(archive.names).toEqual(['a'])
    })

    it('writes one kind of slash, and leaves out folders', async () => {
      const archive = await open(makeZip([{ name: 'p/' }, { name: 'p\\a.dat' }, { name: 'p/./b.dat' }]))
      expect(archive.names).toEqual(['p/a.dat', 'p/./b.dat'])
    })

    it.each(['../a', 'p/../../a', '..\\a', '/etc/passwd', '\\a', 'C:\\a', 'c:/a', 'a\0.dat', 'a\nb', '..'])(
      'leaves out %j, which is no name in an archive',
      async (name) => {
        const { names, strays } = await open(makeZip([{ name: 'good' }, { name }]))
        expect([names, strays]).toEqual([['good'], 1])
      },
    )

    it('takes the last of several files of one name, and says so', async () => {
      const bytes = makeZip([
        { name: 'a', bytes: '1' },
        { name: 'a', bytes: '2' },
      ])
      expect((await open(bytes)).doubled).toEqual(['a'])
      expect(await textOf(bytes, 'a')).toBe('2')
    })

    it.each([
      { what: 'nothing', bytes: new Uint8Array(), says: 'it is no zip archive, or cut off' },
      { what: 'text', bytes: Buffer.from('0 FILE a.ldr\n'.repeat(9)), says: 'it is cut off' },
      { what: 'a broken end', bytes: makeZip([{ name: 'a' }]).slice(0, -9), says: 'it is cut off' },
      { what: 'half of it', bytes: makeZip([{ name: 'a', bytes: noise(5000) }]).slice(0, 2500), says: 'it is cut off' },
      { what: 'a table of contents behind the end', bytes: makeZip([], { directoryOffset: 3000 }), says: 'cut off' },
      {
        what: 'more files than it has',
        bytes: makeZip([{ name: 'a' }], { entries: 9 }),
        says: 'its table of contents',
      },
      { what: 'four billion files', bytes: fourBillion(), says: 'its table of contents is damaged' },
      { what: 'a file behind the end', bytes: makeZip([{ name: 'a', offset: 5_000 }]), says: 'it is damaged' },
      { what: 'a wrong sum', bytes: makeZip([{ name: 'a', bytes: 'hello', crc: 1 }]), says: 'it is damaged' },
      { what: 'an unknown method', bytes: makeZip([{ name: 'a', method: 99 }]), says: 'it is packed in a way' },
      {
        what: 'damaged bytes',
        bytes: makeZip([{ name: 'a', bytes: noise(99), stored: true, method: 8 }]),
        says: 'it is',
      },
    ])('says what is wrong with $what', async ({ bytes, says }) => {
      expect(await refusal(bytes)).toContain(says)
    })

    it.each<ZipFile>([
      { name: 'a', bytes: lines(5000) },
      { name: 'a', bytes: noise(20_000) },
      { name: 'a', bytes: lines(5000), stored: true },
      { name: 'a', bytes: lines(5000), password: 'soho0909' },
      { name: 'a', bytes: 'short' },
    ])('reads how a file begins ($#)', async (file) => {
      const archive = await open(makeZip([file]), { password: 'soho0909' })
      const [head, all] = [await archive.head('a', 8192), await archive.read('a')]
      expect(head.length).toBeGreaterThanOrEqual(Math.min(8192, all.length))
      expect(Buffer.from(head).equals(all.subarray(0, head.length))).toBe(true)
    })

    it('says of a file whose beginning is damaged that it is', async () => {
      const archive = await open(makeZip([{ name: 'a', bytes: noise(20_000), stored: true, method: 8 }]))
      await expect(archive.head('a', 8192)).rejects.toThrow('cannot unpack a in a.io: it is')
    })

    it.each([undefined, 'other'])('says that a file is locked with another password (ours: %s)', async (password) => {
      const bytes = makeZip([{ name: 'a', bytes: 'hello', password: 'soho0909' }])
      const message = await refusal(bytes, password === undefined ? {} : { password })
      expect(message).toBe('cannot unpack a in a.io: it is locked with another password')
    })
  })

  it('reads an archive with any wrong byte, or says that it is damaged', async () => {
    const whole = makeZip([
      { name: 'a', bytes: 'hello'.repeat(20) },
      { name: 'b/c', bytes: noise(60), stored: true, password: 'soho0909' },
    ])
    const wrong = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), cut: fc.nat(40) })
    const property = fc.asyncProperty(wrong, async ({ at, byte, cut }) => {
      const bytes = whole.slice(0, cut < 30 ? whole.length : -cut)
      bytes[at] = byte
      try {
        const archive = await open(bytes, { password: 'soho0909' })
        for (const name of archive.names) await archive.read(name)
      } catch (error) {
        expect(error).toBeInstanceOf(BrickError)
      }
    })
    await fc.assert(property, { numRuns: 300 })
  })

  describe('an archive that was made to do harm', () => {
    const billion = deflateZeros(1024)

    it.each([
      { what: 'honest about its size', size: 1024 ** 3, says: 'a.io: a would be 1,024 MB large' },
      { what: 'almost honest', size: 250 * 1024 ** 2, says: 'a.io: a would be 250 MB large' },
      { what: 'lying about its size', size: 1000, says: 'a in a.io: it is not of the size that it says' },
      { what: 'lying a lot', size: 15 * 1024 ** 2, says: 'a in a.io: it is not of the size that it says' },
    ])('of a gigabyte of zeros, $what', { timeout: 20_000 }, async ({ size, says }) => {
      const before = process.memoryUsage.rss()
      const bytes = makeZip([{ name: 'a', bytes: billion, stored: true, method: 8, size }])
      expect(await refusal(bytes)).toBe(`cannot unpack ${says}`)
      expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 ** 2)
    })

    it('of files that are together too large', async () => {
      const lie = { bytes: noise(50), size: 15 * 1024 ** 2 }
      const archive = await open(makeZip(Array.from({ length: 80 }, (_, i) => ({ name: `${i}`, ...lie }))))
      const all = async () => {
        for (const name of archive.names) await archive.read(name).catch(onlyDamage)
      }
      await expect(all()).rejects.toThrow('cannot unpack a.io: more than 1,024 MB in it')
    })

    it('of a hundred thousand files, at once', async () => {
      const bytes = makeZip(Array.from({ length: 100_000 }, (_, i) => ({ name: `${i}`, stored: true })))
      const start = performance.now()
      expect(await refusal(bytes)).toBe('cannot unpack a.io: more than 10000 files in it')
      expect(performance.now() - start).toBeLessThan(5000)
    })

    it('of files that share their bytes', async () => {
      const kernel = makeZip([
        { name: 'a', bytes: noise(100) },
        { name: 'b', offset: 0 },
      ])
      expect(await refusal(kernel)).toBe('cannot unpack a.io: a and b share their bytes')
    })
  })
})

function itself(error: unknown): unknown {
  return error
}

function onlyDamage(error: Error): void {
  if (error.message.includes('in it')) throw error
}

/** So many megabytes of zeros, deflated: a thousandth. Blocks of one stream may stand behind each other. */
function deflateZeros(megabytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(1024 ** 2), { finishFlush: 2 })
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), deflateRawSync('')])
}

/** Text of so many lines. */
function lines(count: number): string {
  return Array.from({ length: count }, (_, i) => `1 4 ${i} 0 0 1 0 0 0 1 0 0 0 1 3001.dat\n`).join('')
}

function noise(length: number): Uint8Array {
  let seed = 1
  return Uint8Array.from({ length }, () => (seed = Math.imul(seed, 48271) >>> 0) >>> 24)
}

/** Zip64's own end of the archive, with room for large numbers. */
function fourBillion(): Uint8Array {
  const plain = Buffer.from(makeZip([{ name: 'a' }], { entries: 0xffff, directorySize: 0xffffffff }))
  const end = plain.subarray(-22)
  const directory = plain.subarray(0, -22)
  const wide = Buffer.alloc(56)
  wide.write('PK\x06\x06', 'latin1')
  wide.writeBigUInt64LE(44n, 4)
  wide.writeBigUInt64LE(0xffffffffn, 24)
  wide.writeBigUInt64LE(0xffffffffn, 32)
  wide.writeBigUInt64LE(0xffffffff0n, 40)
  wide.writeBigUInt64LE(33n, 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(directory.length), 8)
  locator.writeUInt32LE(1, 16)
  return new Uint8Array(Buffer.concat([directory, wide, locator, end]))
}
