import { BrickError, EXIT } from '../core/error.js'
import { openLibraryArchive } from '../pictures/library-files.js'
import { COLORS } from '../pictures/picture-library.js'
import type { ArchivePlace } from '../system/library.js'

/** Unpacks every file of an archive, and throws it away. @throws {BrickError} when one is damaged, or it is no library. */
export async function verifyLibrary(place: ArchivePlace, tell: (text: string) => void): Promise<void> {
  const { path: file } = place
  const { paths, read } = await openLibraryArchive(place)
  const missing = NEEDED.find((path) => !paths.includes(path))
  if (missing !== undefined)
    throw new BrickError(`${file} is no LDraw library: it has no ${missing}`, {
      exit: EXIT.input,
      hint: 'it is called complete.zip at library.ldraw.org/updates',
    })
  const files = paths.filter((path) => !path.endsWith('/'))
  for (const [index, path] of files.entries()) {
    if (index % 100 === 0)
      tell(`checking ${file}: ${index.toLocaleString('en-US')} of ${files.length.toLocaleString('en-US')} files`)
    await read(path)
  }
}

/** Without these it can draw no brick. */
const NEEDED = [COLORS, 'parts/3001.dat']
