import { Buffer } from 'node:buffer'
import { deflateRawSync } from 'node:zlib'

/** A file to put into an archive, and the lies to tell of it. */
export interface ZipFile {
  name: string
  bytes?: Uint8Array | string
  /** Stored as it is, instead of deflated. */
  stored?: true
  /** ZipCrypto, as Studio locks its files. */
  password?: string
  /** What the headers say instead of the truth. */
  size?: number
  compressedSize?: number
  offset?: number
  crc?: number
  flags?: number
  method?: number
}

/** What the end of the archive says instead of the truth. */
export interface ZipEnd {
  entries?: number
  directorySize?: number
  directoryOffset?: number
}

/** Makes a zip archive byte by byte, also one that no program would write. */
export function makeZip(files: ZipFile[], end: ZipEnd = {}): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const plain = Buffer.from(file.bytes ?? '')
    const crc = file.crc ?? crc32(plain)
    const packed = file.stored ? plain : deflateRawSync(plain)
    const body = file.password === undefined ? packed : encrypted(packed, file.password, crc)
    const name = Buffer.from(file.name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(file.flags ?? (file.password === undefined ? 0x800 : 0x801), 2)
    common.writeUInt16LE(file.method ?? (file.stored ? 0 : 8), 4)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc, 10)
    common.writeUInt32LE(file.compressedSize ?? body.length, 14)
    common.writeUInt32LE(file.size ?? plain.length, 18)
    common.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(file.offset ?? offset, 10)
    locals.push(Buffer.from('PK\x03\x04'), common, name, body)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, name)
    offset += 30 + name.length + body.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const last = Buffer.alloc(22)
  last.write('PK\x05\x06', 'latin1')
  last.writeUInt16LE((end.entries ?? files.length) & 0xffff, 8)
  last.writeUInt16LE((end.entries ?? files.length) & 0xffff, 10)
  last.writeUInt32LE(end.directorySize ?? size, 12)
  last.writeUInt32LE(end.directoryOffset ?? offset, 16)
  return new Uint8Array(Buffer.concat([...locals, ...directory, last]))
}

/** The stream cipher of old zip programs, PKWARE's appnote 6.1, with twelve bytes before the file. */
function encrypted(bytes: Buffer, password: string, crc: number): Buffer {
  let [a, b, c] = [0x12345678, 0x23456789, 0x34567890]
  for (const byte of Buffer.from(password)) turn(byte)
  return Buffer.from(Buffer.concat([Buffer.alloc(11, 7), Buffer.from([crc >>> 24]), bytes]).map(hide))

  function turn(byte: number): void {
    a = ((TABLE[(a ^ byte) & 255] ?? 0) ^ (a >>> 8)) >>> 0
    b = (Math.imul(b + (a & 255), 134775813) + 1) >>> 0
    c = ((TABLE[(c ^ (b >>> 24)) & 255] ?? 0) ^ (c >>> 8)) >>> 0
  }

  function hide(byte: number): number {
    const key = (c & 0xffff) | 2
    const hidden = byte ^ ((Math.imul(key, key ^ 1) >>> 8) & 255)
    turn(byte)
    return hidden
  }
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})
