import { BlobReader, configure, Uint8ArrayReader, ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js'
import { count } from '../core/count.js'
import { BrickError, EXIT } from '../core/error.js'
import {
  FAULTS,
  LOCAL_HEADER_BYTES,
  packedOf,
  unpack,
  unpackHead,
  type PackedFile,
  type Unpacker,
} from './archive-packed.js'

/** A zip archive that is read piece by piece. Its names are only compared, never used as paths. */
export interface Archive {
  /** The names of all files, as they stand in the archive, but with `/` between folders. */
  names: string[]
  /** Names that more than one file has; as with programs that unpack, the last one counts. */
  doubled: string[]
  /** How many files were left out because their names lead out of the archive. */
  strays: number
  /** How large a file says that it is, in bytes. */
  sizeOf(name: string): number
  /** @throws {BrickError} when the file is damaged, too large, or locked. */
  read(name: string): Promise<Uint8Array>
  /**
   * How a file begins: so many bytes at least, if it has them. Whether the rest of it is sound, nobody looks.
   * @throws {BrickError} as `read`.
   */
  head(name: string, most: number): Promise<Uint8Array>
  /** A file as it lies in the archive; undefined when it is locked, or packed in a rare way. @throws {BrickError} as `read`. */
  packed(name: string): Promise<PackedFile | undefined>
}

export interface ArchiveOptions {
  /** What its files may be locked with. */
  password?: string
  /** More files than these are a trap. */
  maxFiles: number
  /** What to do about a damaged one. */
  hint: string
  unpacker?: Unpacker
}

/** No file in an archive is a quarter of this; larger ones are a trap. */
const MAX_FILE_BYTES = 256 * 1024 ** 2
/** So much is read out of one archive, in all. */
const MAX_TOTAL_BYTES = 1024 ** 3
/** Models shrink to a twentieth; what shrinks more than to this part, and is large, was made to be large. */
const MAX_RATIO = 200
const LARGE_BYTES = 16 * 1024 ** 2

/**
 * Opens an archive of strangers: nothing is believed that it says of itself. What is larger than it says, or than is
 * sensible, is given up while it is unpacked.
 * @throws {BrickError} when it is no zip archive, a damaged one, or one that was made to do harm.
 */
export async function openArchive(input: Blob | Uint8Array, file: string, options: ArchiveOptions): Promise<Archive> {
  configure({ useWebWorkers: false })
  const files = new Map<string, FileEntry>()
  const doubled = new Set<string>()
  let entries = 0
  let strays = 0
  let total = 0
  try {
    for await (const entry of entriesOf(input)) list(entry)
  } catch (error) {
    throw error instanceof BrickError ? error : damaged(file, error)
  }
  refuseOverlaps([...files.values()])
  return { names: [...files.keys()], doubled: [...doubled], strays, sizeOf, read, head, packed: packedFile }

  function sizeOf(name: string): number {
    return files.get(name)?.uncompressedSize ?? 0
  }

  function list(entry: Entry): void {
    if (++entries > options.maxFiles) throw refused(`more than ${count(options.maxFiles, 'file')} in it`)
    if (entry.directory) return
    const name = entry.filename.replaceAll('\\', '/')
    if (leadsOut(name)) return void strays++
    if (files.has(name)) doubled.add(name)
    files.set(name, entry)
  }

  async function read(name: string): Promise<Uint8Array> {
    const entry = fileOf(name)
    const { uncompressedSize: size } = entry
    spend(size)
    try {
      const packed = options.unpacker && (await packedOf(input, entry))
      if (options.unpacker && packed) return unpack(packed, options.unpacker)
      const bytes = new Uint8Array(size)
      await entry.getData(sinkOf(bytes), options.password === undefined ? {} : { password: options.password })
      return bytes
    } catch (error) {
      throw damaged(`${name} in ${file}`, error)
    }
  }

  async function head(name: string, most: number): Promise<Uint8Array> {
    const entry = fileOf(name)
    if (!options.unpacker || entry.uncompressedSize <= most) return read(name)
    const packed = await packedFile(name)
    if (!packed) return read(name)
    spend(most)
    try {
      return unpackHead(packed, options.unpacker, most)
    } catch (error) {
      throw damaged(`${name} in ${file}`, error)
    }
  }

  async function packedFile(name: string): Promise<PackedFile | undefined> {
    try {
      return await packedOf(input, fileOf(name))
    } catch (error) {
      throw error instanceof BrickError ? error : damaged(`${name} in ${file}`, error)
    }
  }

  function fileOf(name: string): FileEntry {
    const entry = files.get(name)
    if (!entry) throw new Error(`${file} has no ${name}`)
    const { uncompressedSize: size, compressedSize } = entry
    if (size > MAX_FILE_BYTES || (size > LARGE_BYTES && size > compressedSize * MAX_RATIO))
      throw refused(`${name} would be ${megabytes(size)} large`)
    return entry
  }

  function spend(bytes: number): void {
    if ((total += bytes) > MAX_TOTAL_BYTES) throw refused(`more than ${megabytes(MAX_TOTAL_BYTES)} in it`)
  }

  /** Files that share their bytes unpack to more than any archive of that size could hold. */
  function refuseOverlaps(entries: FileEntry[]): void {
    let end = 0
    let before = ''
    for (const { offset, rawFilename, compressedSize, filename } of entries.sort((a, b) => a.offset - b.offset)) {
      if (offset < end) throw refused(`${before} and ${filename} share their bytes`)
      end = offset + LOCAL_HEADER_BYTES + rawFilename.length + compressedSize
      before = filename
    }
  }

  function refused(why: string): BrickError {
    const hint = 'no program writes such a file; do not trust where it came from'
    return new BrickError(`cannot unpack ${file}: ${why}`, { exit: EXIT.input, hint })
  }

  function damaged(what: string, error: unknown): BrickError {
    const why = error instanceof Error ? error.message : String(error)
    const locked = LOCKED.includes(why)
    const message = `cannot unpack ${what}: ${locked ? 'it is locked with another password' : (WORDS[why] ?? why)}`
    const hint = locked ? 'save it again without a password' : options.hint
    return new BrickError(message, { exit: EXIT.input, hint, cause: error })
  }
}

/** Names are checked here, and the one that leads out is left out; the others are as good as ever. */
function entriesOf(input: Blob | Uint8Array): AsyncGenerator<Entry> {
  const reader = input instanceof Uint8Array ? new Uint8ArrayReader(input) : new BlobReader(input)
  return new ZipReader(reader, { filenameValidation: 'tolerant', checkCrc32: true }).getEntriesGenerator()
}

function leadsOut(name: string): boolean {
  // eslint-disable-next-line no-control-regex
  return name === '' || /^\/|^[a-z]:|[\x00-\x1f\x7f]/i.test(name) || name.split('/').includes('..')
}

/** Takes what is unpacked, and not a byte more than there is room for. */
function sinkOf(bytes: Uint8Array): WritableStream<Uint8Array> {
  let length = 0
  return new WritableStream({
    write(chunk) {
      if (length + chunk.length > bytes.length) throw new Error(FAULTS.size)
      bytes.set(chunk, length)
      length += chunk.length
    },
  })
}

/** What the unpacker says of files that no password of ours opens. */
const LOCKED = ['Invalid password', 'File contains encrypted entry', 'Encryption method not supported']

/** What the unpacker says, in plain words. */
const WORDS: Record<string, string> = {
  'File format is not recognized': 'it is no zip archive, or cut off',
  'End of central directory not found': 'it is cut off',
  'Central directory header not found': 'its table of contents is damaged',
  [FAULTS.sum]: 'it is damaged',
  [FAULTS.content]: 'it is damaged',
  [FAULTS.bounds]: 'it is cut off',
  [FAULTS.header]: 'it is damaged',
  'Compression method not supported': 'it is packed in a way that brick cannot read',
  [FAULTS.size]: 'it is not of the size that it says',
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2).toLocaleString('en-US')} MB`
}
