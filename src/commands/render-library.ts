import { BrickError, EXIT } from '../core/error.js'
import { openLibraryFiles } from '../pictures/library-files.js'
import { openPictureLibrary, type Beside, type PictureLibrary } from '../pictures/picture-library.js'
import type { Io } from '../system/io.js'
import { HOW_TO_GET_ONE } from './library-words.js'

/** @throws {BrickError} when there is no library, for nobody can draw a part without one. */
export async function neededLibrary(io: Io, flag: string | undefined, beside?: Beside): Promise<PictureLibrary> {
  const read = await openLibraryFiles(io, flag)
  if (!read) throw noPictures()
  return openPictureLibrary(read, { beside })
}

/** What to tell those who want pictures and have no library. */
export function noPictures(): BrickError {
  return new BrickError('pictures need an LDraw library, which is not on this machine', {
    exit: EXIT.catalog,
    hint: HOW_TO_GET_ONE,
  })
}
