import { nameKey } from '../core/catalog/part-id.js'
import type { Geometry, Shapes } from '../render/shapes.js'
import { EDGE } from '../render/soup.js'
import type { LibraryPlace } from '../system/library.js'
import { stampOf, type Stamp } from '../system/stamp.js'
import { openClosures } from './closure.js'
import type { FoundFile, KnownPart, LibraryState } from './known-parts.js'
import { readerOf, type ReadLibrary } from './library-files.js'
import { COLORS, openPictureLibrary, type Beside, type PictureLibrary } from './picture-library.js'

/** A library that parts are read from, and what comes out on the way. */
export interface PartSource extends PictureLibrary {
  /** Reads a part, and puts it together. @throws {BrickError} when its files cannot be read. */
  read(part: string): Promise<ReadPart>
  /** How the library stood when it was read. */
  state: Pick<LibraryState, 'folders' | 'files' | 'definitions'>
}

export interface ReadPart {
  geometry: Geometry
  /** What stickers and prints show. */
  images: Shapes['images']
  known: KnownPart
  /** It is drawn from files of the user's. */
  isOwn: boolean
}

interface PartSourceOptions {
  models: readonly { bytes: Uint8Array; name: string }[]
  beside?: Beside | undefined
}

/** @throws {BrickError} when the library cannot be read. */
export async function openPartSource(place: LibraryPlace, { models, beside }: PartSourceOptions): Promise<PartSource> {
  const folders = new Map<string, Stamp | undefined>()
  if (place.kind === 'archive') folders.set(place.full, stampOf(place.full))
  const files = new Map<string, FoundFile>()
  const closures = openClosures()
  let last: FoundFile | undefined
  const plain = await readerOf(place, (full, kind) => {
    if (kind === 'folder') folders.set(full, stampOf(full))
    else last = { full, stamp: stampOf(full) }
  })
  const library = await opened()
  let [current, count] = [library, 0]
  return { ...library, read, state: { folders, files, definitions: library.definitions } }

  async function opened(): Promise<PictureLibrary> {
    const fresh = await openPictureLibrary(readAndNote, { beside, hear })
    for (const { bytes, name } of models) fresh.shapes.add(bytes, name)
    return fresh
  }

  /** Of files that are looked for in several folders, the last is the one that was found. */
  async function readAndNote(path: string): ReturnType<ReadLibrary> {
    const bytes = await plain(path)
    if (path === COLORS && bytes && last) files.set(path, last)
    return bytes
  }

  function hear(file: Parameters<typeof closures.hear>[0]): void {
    closures.hear(file)
    if (file.bytes && !file.isBeside && last) files.set(file.name, last)
  }

  async function read(part: string): Promise<ReadPart> {
    if (++count % MOST_PARTS === 0) current = await opened()
    const { shapes } = current
    const name = nameKey(`${part}.dat`)
    await shapes.load([name])
    const geometry = shapes.geometry(name)
    const { isOwn, ...closure } = closures.of(name, shapes)
    const palette = geometry.kind === 'mesh' ? geometry.mesh.palette : []
    const colors = [...new Set(palette.map((key) => (key >= EDGE ? key - EDGE : key)))].filter(
      (code) => !OPEN.has(code),
    )
    return {
      geometry,
      images: shapes.images,
      isOwn,
      known: { ...closure, colors, ...(geometry.kind === 'none' && { why: geometry.why }) },
    }
  }
}

/** After so many parts what was read is forgotten: it would be a gigabyte after all parts of the library. */
const MOST_PARTS = 400

/** The colors that a part takes from where it is used. */
const OPEN = new Set([16, 24])
