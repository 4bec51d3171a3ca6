import type { FileEntry } from '@zip.js/zip.js'

/** What `packedOf` needs to know of a file in a zip archive. */
export type ZipEntry = Pick<
  FileEntry,
  'offset' | 'encrypted' | 'compressionMethod' | 'compressedSize' | 'uncompressedSize' | 'crc32'
>

/** The table of contents of a zip archive. */
export interface ZipTable {
  /** By names as they stand in it, but with `/` between folders: where in the table the file has its entry. */
  places: Map<string, number>
  entry(place: number): ZipEntry
}

/**
 * Reads a table of contents. An LDraw library has 28,000 files: to make records of all of them takes fifty times as long
 * as to note where they stand. Undefined for what is not plain: archives of more than 4 GB, in several pieces, or damaged.
 * Source: PKWARE, APPNOTE.TXT, 4.3.12 and 4.3.16.
 */
export async function zipTable(archive: Blob): Promise<ZipTable | undefined> {
  const start = Math.max(0, archive.size - TAIL_BYTES)
  const tail = await bytesOf(archive, start, archive.size)
  const end = endOf(tail)
  if (end === undefined) return undefined
  const count = tail.getUint16(end + 10, true)
  const [length, offset] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)]
  if (tail.getUint32(end + 4, true) !== 0 || count === 0xffff || offset + length !== start + end) return undefined
  return entriesOf(await bytesOf(archive, offset, offset + length), count)
}

/** The end of an archive, with a comment of any length. */
const TAIL_BYTES = 22 + 0xffff
const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
/** The part of an entry before its name. */
const ENTRY_BYTES = 46

async function bytesOf(archive: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await archive.slice(start, end).arrayBuffer())
}

function endOf(tail: DataView): number | undefined {
  for (let at = tail.byteLength - 22; at >= 0; at--) {
    const isEnd = tail.getUint32(at, true) === END_SIGNATURE
    if (isEnd && at + 22 + tail.getUint16(at + 20, true) === tail.byteLength) return at
  }
  return undefined
}

function entriesOf(table: DataView, count: number): ZipTable | undefined {
  const places = new Map<string, number>()
  const bytes = new Uint8Array(table.buffer)
  // One letter a byte: decoding each name for itself would take longer than all else.
  const letters = new TextDecoder('windows-1252').decode(bytes)
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > bytes.length || table.getUint32(at, true) !== ENTRY_SIGNATURE) return undefined
    if (table.getUint32(at + 42, true) === 0xffffffff) return undefined
    const name = at + ENTRY_BYTES
    const behind = name + table.getUint16(at + 28, true)
    const plain = letters.slice(name, behind)
    const text = ASCII.test(plain) ? plain : new TextDecoder().decode(bytes.subarray(name, behind))
    places.set(text.includes('\\') ? text.replaceAll('\\', '/') : text, at)
    at = behind + table.getUint16(at + 30, true) + table.getUint16(at + 32, true)
  }
  return at === bytes.length ? { places, entry: (place) => entryAt(table, place) } : undefined
}

const ASCII = /^[ -~]*$/

function entryAt(table: DataView, at: number): ZipEntry {
  return {
    encrypted: (table.getUint16(at + 8, true) & 1) === 1,
    compressionMethod: table.getUint16(at + 10, true),
    crc32: table.getUint32(at + 16, true),
    compressedSize: table.getUint32(at + 20, true),
    uncompressedSize: table.getUint32(at + 24, true),
    offset: table.getUint32(at + 42, true),
  }
}
