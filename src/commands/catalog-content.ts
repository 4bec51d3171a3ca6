import { HEAD_BYTES, sourceOf, type Source } from '../core/source.js'
import { csvBytes } from '../formats/rows/bytes.js'
import { tableHead } from '../formats/rows/head.js'
import { tableOfHeader, type SourceId } from '../store/catalog-tables.js'
import { catalogFile } from '../system/catalog-place.js'
import { checksums } from '../system/checksum.js'
import type { Io } from '../system/io.js'
import { unpacked, withUnpacked, type Packed } from '../system/unpack.js'

/** What is in a file, unpacked; large tables never lie in memory. */
export interface Content {
  /** A piece is valid only until the next one is taken. */
  chunks(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  read(work: (source: Source) => Promise<void>): Promise<void>
}

export interface Survey {
  id: SourceId
  bytes: number
  sha256: string
  /** Bytes of zero, which no text has: below the head of a table is something else. */
  hasZeros: boolean
}

/** Which table it is, how large, and its SHA-256; undefined when it is none, which the first piece tells. */
export async function survey({ chunks }: Content): Promise<Survey | undefined> {
  const sum = checksums()
  let bytes = 0
  let hasZeros = false
  let head = new Uint8Array()
  let id: SourceId | undefined
  for await (const chunk of chunks()) {
    sum.add(chunk)
    bytes += chunk.length
    hasZeros ||= chunk.includes(0)
    if (id !== undefined) continue
    head = joined(head, chunk)
    if (head.length < HEAD_BYTES) continue
    id = idOf(head)
    if (id === undefined) return undefined
  }
  id ??= idOf(head)
  return id && { id, bytes, sha256: sum.end(), hasZeros: hasZeros && !isUtf16(head) }
}

export function plainContent(source: Source): Content {
  return { chunks: source.chunks, read: (work) => work(source) }
}

/** Unpacked beside the catalog while it is read. */
export function packedContent(io: Io, packed: Packed): Content {
  return { chunks: () => unpacked(packed), read: (work) => withUnpacked(packed, catalogFile(io), work) }
}

function idOf(head: Uint8Array): SourceId | undefined {
  // What is cut in the middle of a letter is no UTF-8.
  const end = head.length < HEAD_BYTES ? head.length : head.lastIndexOf(LINE_FEED) + 1 || head.length
  return tableOfHeader(tableHead(csvBytes(sourceOf(head.subarray(0, end))).head).keys)?.id
}

const LINE_FEED = 10

/** By its mark: spreadsheets save text so, in which every second byte may be zero. */
function isUtf16([first = 0, second = 0]: Uint8Array): boolean {
  return Math.min(first, second) === 0xfe && Math.max(first, second) === 0xff
}

function joined(head: Uint8Array, chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(head.length + chunk.length)
  all.set(head)
  all.set(chunk, head.length)
  return all
}
