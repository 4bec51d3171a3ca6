import type { LibraryFile } from '../formats/codec.js'
import { openLibraryFiles, type ReadLibrary } from '../pictures/library-files.js'
import type { Io } from '../system/io.js'

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

/** Parts first, then primitives, then models, then what is unofficial: the order of the LDraw specification. */
const FOLDERS = [
  ['parts', 'parts'],
  ['p', 'p'],
  ['models', 'models'],
  ['parts', 'unofficial/parts'],
  ['p', 'unofficial/p'],
] as const

async function firstOf(name: string, read: ReadLibrary): Promise<LibraryFile | undefined> {
  for (const [folder, place] of FOLDERS) {
    const path = `${place}/${name}`
    const bytes = await read(path)
    if (bytes) return { folder, file: path, path: `library:${path}`, bytes }
  }
  return undefined
}
