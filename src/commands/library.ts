import type { LibraryFile } from '../formats/codec.js'
import type { Io } from '../system/io.js'
import { findLibrary, libraryFolder, type LibraryPlace } from '../system/library.js'

/** Asks an LDraw library for files by name; see `Surroundings.library`. */
export type Library = (names: string[]) => Promise<Map<string, LibraryFile>>

/** The user's LDraw library, opened; undefined when there is none. @throws {BrickError} when it is none. */
export async function openLibrary(io: Io, flag: string | undefined): Promise<Library | undefined> {
  const read = await openLibraryFiles(io, flag)
  if (!read) return undefined
  return async (names) => {
    const found = new Map<string, LibraryFile>()
    for (const name of names) {
      const file = await firstOf(name, read)
      if (file) found.set(name, file)
    }
    return found
  }
}

/** Reads a file of a library by its path in it, in lower case: `parts/3001.dat`, `ldconfig.ldr`. */
export type Read = (path: string) => Promise<Uint8Array | undefined>

/** The files of the user's LDraw library; undefined when there is none. @throws {BrickError} as `openLibrary`. */
export async function openLibraryFiles(io: Io, flag: string | undefined): Promise<Read | undefined> {
  const place = await findLibrary(io, flag)
  if (!place) return undefined
  return place.kind === 'folder' ? folderReader(place.path) : archiveReader(place)
}

/** Parts first, then primitives, then models, then what is unofficial: the order of the LDraw specification. */
const FOLDERS = [
  ['parts', 'parts'],
  ['p', 'p'],
  ['models', 'models'],
  ['parts', 'unofficial/parts'],
  ['p', 'unofficial/p'],
] as const

async function firstOf(name: string, read: Read): Promise<LibraryFile | undefined> {
  for (const [folder, place] of FOLDERS) {
    const path = `${place}/${name}`
    const bytes = await read(path)
    if (bytes) return { folder, file: path, path: `library:${path}`, bytes }
  }
  return undefined
}

function folderReader(place: string): Read {
  const read = libraryFolder(place)
  return async (path) => read(path)
}

/** The library has 25,000 files, and grows by a thousand a year. */
const MAX_FILES = 200_000

async function archiveReader({ blob, path: file }: LibraryPlace & { kind: 'archive' }): Promise<Read> {
  const [{ openArchive }, { unpacker }] = await Promise.all([
    import('../ldraw/archive.js'),
    import('../system/unpack.js'),
  ])
  const archive = await openArchive(blob, file, { maxFiles: MAX_FILES, hint: 'download the archive again', unpacker })
  const names = new Map(archive.names.map((name) => [name.toLowerCase().replace(/^ldraw\//, ''), name]))
  return async (path) => {
    const name = names.get(path)
    return name === undefined ? undefined : archive.read(name)
  }
}
