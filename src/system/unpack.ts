import { gunzipSync } from 'node:zlib'
import { BrickError, EXIT } from '../core/error.js'
import { MAX_INPUT_BYTES } from './read.js'

/** Whether bytes are packed with gzip. */
export function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b
}

/**
 * What gzip packed. `name` is what the user typed, for the message.
 * @throws {BrickError} when it is damaged, or larger than any input may be.
 */
export function gunzip(bytes: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(bytes, { chunkSize: CHUNK_BYTES, maxOutputLength: MAX_INPUT_BYTES })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'Z_BUF_ERROR' ? 'it is cut off' : code === TOO_LARGE ? 'it is too large' : 'it is damaged'
    throw new BrickError(`cannot unpack ${name}: ${why}`, { exit: EXIT.input, hint: 'download it again', cause: error })
  }
}

const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE'

/** Large tables grow by so much at once. */
const CHUNK_BYTES = 1 << 20
