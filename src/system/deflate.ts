import { deflateSync, inflateSync } from 'node:zlib'

/** Packs as PNG files are packed. */
export function deflate(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: 7 })
}

/** Unpacks what `deflate` packed. @throws {Error} when it is damaged, or longer than this many bytes. */
export function inflate(bytes: Uint8Array, most: number): Uint8Array {
  return inflateSync(bytes, { maxOutputLength: Math.max(most, 1) })
}
