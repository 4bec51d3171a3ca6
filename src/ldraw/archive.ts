import { BlobReader, configure, Uint8ArrayWriter, ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js'
import { BrickError, EXIT } from '../core/error.js'

/** A zip archive that is read piece by piece. */
export interface Archive {
  /** The names of all files, as they stand in the archive. */
  names: string[]
  read(name: string): Promise<Uint8Array>
}

/** No part file is a tenth of this; larger entries are a trap. */
const MAX_ENTRY_BYTES = 64 * 1024 ** 2

/** @throws {BrickError} when the bytes are no zip archive, or a damaged one. */
export async function openArchive(blob: Blob, file: string): Promise<Archive> {
  configure({ useWebWorkers: false })
  const entries = new Map<string, FileEntry>()
  try {
    for (const entry of await new ZipReader(new BlobReader(blob)).getEntries()) {
      if (isFile(entry)) entries.set(entry.filename, entry)
    }
  } catch (error) {
    throw damaged(file, error)
  }
  return { names: [...entries.keys()], read }

  async function read(name: string): Promise<Uint8Array> {
    const entry = entries.get(name)
    if (!entry || entry.uncompressedSize > MAX_ENTRY_BYTES)
      throw new BrickError(`${file}: cannot read ${name}`, { exit: EXIT.input })
    try {
      return await entry.getData(new Uint8ArrayWriter())
    } catch (error) {
      throw damaged(`${name} in ${file}`, error)
    }
  }
}

function damaged(what: string, error: unknown): BrickError {
  const message = `cannot unpack ${what}: ${error instanceof Error ? error.message : String(error)}`
  return new BrickError(message, { exit: EXIT.input, hint: 'download the archive again', cause: error })
}

function isFile(entry: Entry): entry is FileEntry {
  return !entry.directory
}
