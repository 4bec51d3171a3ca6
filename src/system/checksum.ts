import { createHash } from 'node:crypto'

/** The SHA-256 of bytes, in hexadecimal. */
export function checksum(bytes: Uint8Array): string {
  return checksums().add(bytes).end()
}

/** The SHA-256 of pieces that come one after the other. */
export function checksums() {
  const hash = createHash('sha256')
  const sum = {
    add(bytes: Uint8Array | string) {
      hash.update(bytes)
      return sum
    },
    end: () => hash.digest('hex'),
  }
  return sum
}
