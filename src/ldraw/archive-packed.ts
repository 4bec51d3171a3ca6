import type { ZipEntry } from './zip-table.js'

/** A file as it lies in an archive. */
export interface PackedFile {
  bytes: Uint8Array
  isDeflated: boolean
  /** Unpacked, as the archive says. */
  size: number
  crc32: number
}

/** What the machine unpacks with, which takes a tenth of the time that zip.js takes for a small file. */
export interface Unpacker {
  /** All of what deflate packed. @throws {RangeError} when it is more than `size` bytes. @throws when it is damaged. */
  inflate(packed: Uint8Array, size: number): Uint8Array
  /** So many bytes of it at least, if there are so many. @throws when what comes before is damaged. */
  inflateHead(packed: Uint8Array, most: number): Uint8Array
  crc32(bytes: Uint8Array): number
}

/** Reads so many bytes of an archive, or as many as are left. */
export type ReadPiece = (start: number, length: number) => Uint8Array

/** Undefined for what only zip.js can unpack. @throws as zip.js does for a damaged one. */
export async function packedOf(input: Blob | Uint8Array | ReadPiece, entry: ZipEntry): Promise<PackedFile | undefined> {
  const { offset, encrypted, compressionMethod: method, compressedSize, uncompressedSize: size, crc32 } = entry
  if (encrypted || crc32 === undefined || (method !== STORED && method !== DEFLATED)) return undefined
  const piece = await slice(input, offset, LOCAL_HEADER_BYTES + USUAL_NAME_BYTES + compressedSize)
  if (piece.length < LOCAL_HEADER_BYTES) throw new Error(FAULTS.header)
  const fields = new DataView(piece.buffer, piece.byteOffset)
  if (fields.getUint32(0, true) !== LOCAL_SIGNATURE) throw new Error(FAULTS.header)
  // Behind the header stand the name and more, which may be longer here than in the table of contents.
  const start = LOCAL_HEADER_BYTES + fields.getUint16(26, true) + fields.getUint16(28, true)
  const end = start + compressedSize
  const bytes = end <= piece.length ? piece.subarray(start, end) : await slice(input, offset + start, compressedSize)
  if (bytes.length < compressedSize) throw new Error(FAULTS.bounds)
  return { bytes, isDeflated: method === DEFLATED, size, crc32 }
}

/** @throws when it is not what the archive says of it. */
export function unpack({ bytes: packed, isDeflated, size, crc32 }: PackedFile, unpacker: Unpacker): Uint8Array {
  const bytes = isDeflated ? inflated(() => unpacker.inflate(packed, size)) : packed.slice()
  if (bytes.length !== size) throw new Error(FAULTS.size)
  if (unpacker.crc32(bytes) !== crc32) throw new Error(FAULTS.sum)
  return bytes
}

/** So many bytes at least, if there are so many. @throws when they are damaged. */
export function unpackHead({ bytes, isDeflated }: PackedFile, unpacker: Unpacker, most: number): Uint8Array {
  return isDeflated ? inflated(() => unpacker.inflateHead(bytes, most)) : bytes.slice(0, most)
}

/** What goes wrong, in the words of zip.js. */
function inflated(inflate: () => Uint8Array): Uint8Array {
  try {
    return inflate()
  } catch (error) {
    throw new Error(error instanceof RangeError ? FAULTS.size : FAULTS.content, { cause: error })
  }
}

async function slice(input: Blob | Uint8Array | ReadPiece, start: number, length: number): Promise<Uint8Array> {
  if (typeof input === 'function') return input(start, length)
  if (input instanceof Uint8Array) return input.subarray(start, start + length)
  return new Uint8Array(await input.slice(start, start + length).arrayBuffer())
}

/** PKWARE's appnote, 4.3.7 and 4.4.5. */
const LOCAL_SIGNATURE = 0x04034b50
const STORED = 0
const DEFLATED = 8

/** The part of a file's own header before its name. */
export const LOCAL_HEADER_BYTES = 30
/** Names and what stands behind them are seldom longer, so that mostly one reading does. */
const USUAL_NAME_BYTES = 128

/** What zip.js says is wrong with a file, and we with it. */
export const FAULTS = {
  size: 'Invalid uncompressed size',
  sum: 'Invalid CRC32',
  content: 'Invalid compressed data',
  bounds: 'Entry data out of bounds',
  header: 'Local file header not found',
}
