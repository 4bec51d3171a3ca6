import { Buffer } from 'node:buffer'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { windows1252 } from '../../core/windows-1252.js'

/** What `unpackBody` can unpack, for `Accept-Encoding`. */
export const ENCODINGS = 'gzip, deflate, br'

/** A body that is not taken: too large, cut off, or not packed as it says. */
export interface WrongBody {
  wrong: 'large' | 'cut' | 'packing'
}

/** Reads to the end, but not more than `most` bytes. What breaks underway is thrown as it comes. */
export async function readBody(body: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | WrongBody> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > most) return { wrong: 'large' }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

/** Unpacks what `Content-Encoding` says, in the opposite order. */
export async function unpackBody(bytes: Uint8Array, encoding: string, most: number): Promise<Uint8Array | WrongBody> {
  let unpacked = bytes
  for (const name of encoding.toLowerCase().split(',').reverse()) {
    const unpack = UNPACK[name.trim()]
    if (!unpack) return { wrong: 'packing' }
    if (unpacked.length === 0) continue
    try {
      unpacked = await unpack(unpacked, most)
    } catch (error) {
      return { wrong: WRONG[(error as NodeJS.ErrnoException).code ?? ''] ?? 'packing' }
    }
  }
  return unpacked
}

export function isWrong(body: object): body is WrongBody {
  return 'wrong' in body
}

/** UTF-8, with or without a byte order mark; old servers that write in Windows' letters are understood too. */
export function textOf(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes)
  } catch {
    return windows1252.decode(bytes)
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

type Unpack = (bytes: Uint8Array, most: number) => Promise<Uint8Array>

const [gunzipped, inflated, rawInflated, unbrotlied] = [gunzip, inflate, inflateRaw, brotliDecompress].map((unpack) => {
  const promised = promisify(unpack) as (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>
  return (bytes: Uint8Array, most: number) => promised(bytes, { maxOutputLength: most })
}) as [Unpack, Unpack, Unpack, Unpack]

const UNPACK: Record<string, Unpack | undefined> = {
  '': async (bytes) => bytes,
  identity: async (bytes) => bytes,
  gzip: gunzipped,
  'x-gzip': gunzipped,
  // The standard means zlib's form; some servers send the bare one. The first four bits tell them apart.
  deflate: (bytes, most) => (((bytes[0] ?? 0) & 0x0f) === 8 ? inflated(bytes, most) : rawInflated(bytes, most)),
  br: unbrotlied,
}

const WRONG: Record<string, WrongBody['wrong']> = {
  ERR_BUFFER_TOO_LARGE: 'large',
  Z_BUF_ERROR: 'cut',
}
