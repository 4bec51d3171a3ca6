import { deflateSync, gzipSync, inflateSync } from 'node:zlib'

/** Packs as PNG files are packed. */
export function deflate(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: 7 })
}

/** Unpacks what `deflate` packed. @throws {Error} when it is damaged, or longer than this many bytes. */
export function inflate(bytes: Uint8Array, most: number): Uint8Array {
  return inflateSync(bytes, { maxOutputLength: Math.max(most, 1) })
}

/** Packs as browsers unpack it by themselves, as small as can be. */
export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 9 })
}
