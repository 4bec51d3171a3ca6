import { openLibraryArchive, readerOf } from '../pictures/library-files.js'
import { COLORS } from '../pictures/picture-library.js'
import type { LibraryPlace } from '../system/library.js'
import { listFolder } from '../system/list-folder.js'

/** What is in an LDraw library. */
export interface LibraryContents {
  parts: number
  /** Parts that LDraw.org has not accepted yet, beside the others. */
  unofficial: number
  /** The day of its colors, which come with most updates; undefined where they do not say it. */
  date?: string
}

/** @throws {BrickError} when it cannot be read. */
export async function libraryContents(place: LibraryPlace): Promise<LibraryContents> {
  const archive = place.kind === 'archive' ? await openLibraryArchive(place) : undefined
  const read = archive?.read ?? (await readerOf(place))
  const colors = new TextDecoder().decode(await read(COLORS))
  const date = /^0\s+!LDRAW_ORG\s+Configuration\b.*?(\d{4}-\d\d-\d\d)/m.exec(colors)?.[1]
  const count = (folder: string) => {
    if (archive)
      return archive.paths.filter((name) => name.startsWith(folder) && isPart(name.slice(folder.length))).length
    return listFolder(`${place.path}/${folder}`).filter((name) => isPart(name.toLowerCase())).length
  }
  const parts = count('parts/') || count('PARTS/')
  return { parts, unofficial: count('unofficial/parts/'), ...(date !== undefined && { date }) }
}

function isPart(name: string): boolean {
  return name.endsWith('.dat') && !name.includes('/')
}
