import { packedOf, unpack } from '../ldraw/archive-packed.js'
import { zipTable, type ZipTable } from '../ldraw/zip-table.js'
import type { Io } from '../system/io.js'
import { findLibrary, libraryFolder, type ArchivePlace, type LibraryPlace, type Watch } from '../system/library.js'
import { unpacker } from '../system/unpack.js'

/** Reads a file of a library by its path in it, in lower case: `parts/3001.dat`, `ldconfig.ldr`. */
export type ReadLibrary = (path: string) => Promise<Uint8Array | undefined>

/** The files of the user's LDraw library; undefined when there is none. @throws {BrickError} when it is none. */
export async function openLibraryFiles(io: Io, flag: string | undefined): Promise<ReadLibrary | undefined> {
  const place = await findLibrary(io, flag)
  return place && readerOf(place)
}

/** @throws {BrickError} when an archive cannot be read. */
export async function readerOf(place: LibraryPlace, watch?: Watch): Promise<ReadLibrary> {
  if (place.kind === 'archive') return (await openLibraryArchive(place)).read
  const read = libraryFolder(place.path, watch)
  return async (path) => read(path)
}

/** A library in an archive. */
export interface LibraryArchive {
  /** In lower case, without a folder `ldraw` around them. */
  paths: string[]
  read: ReadLibrary
}

/** Where something is wrong, the careful reader says what. @throws {BrickError} when it is no archive. */
export async function openLibraryArchive(archive: ArchivePlace): Promise<LibraryArchive> {
  const table = await zipTable(archive.blob).catch(() => undefined)
  if (!table) return openCarefully(archive)
  const places = byPath([...table.places])
  let careful: Promise<LibraryArchive> | undefined
  return { paths: [...places.keys()], read }

  async function read(path: string): Promise<Uint8Array | undefined> {
    const place = places.get(path)
    if (place === undefined) return undefined
    const bytes = await fileAt(place, table as ZipTable, archive)
    if (bytes) return bytes
    careful ??= openCarefully(archive)
    return (await careful).read(path)
  }
}

function byPath<T>(names: [string, T][]): Map<string, T> {
  return new Map(names.map(([name, value]) => [name.toLowerCase().replace(/^ldraw\//, ''), value]))
}

/** No file of a library is a tenth of this. */
const MOST_BYTES = 64 * 1024 ** 2

/** Undefined when it is damaged, or packed in a rare way. */
async function fileAt(place: number, table: ZipTable, { piece }: ArchivePlace): Promise<Uint8Array | undefined> {
  const entry = table.entry(place)
  if (Math.max(entry.uncompressedSize, entry.compressedSize) > MOST_BYTES) return undefined
  try {
    const packed = await packedOf(piece, entry)
    return packed && unpack(packed, unpacker)
  } catch {
    return undefined
  }
}

/** The library has 28,000 files, and grows by a thousand a year. */
const MAX_FILES = 200_000

/** Reads what is packed in rare ways, too, and says what is wrong with what is damaged; which takes a second. */
async function openCarefully({ blob, path: file }: ArchivePlace): Promise<LibraryArchive> {
  const { openArchive } = await import('../ldraw/archive.js')
  const archive = await openArchive(blob, file, { maxFiles: MAX_FILES, hint: 'download the archive again', unpacker })
  const names = byPath(archive.names.map((name) => [name, name]))
  return {
    paths: [...names.keys()],
    read: async (path) => {
      const name = names.get(path)
      return name === undefined ? undefined : archive.read(name)
    },
  }
}
