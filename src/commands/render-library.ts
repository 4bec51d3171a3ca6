import { nameKey } from '../core/catalog/part-id.js'
import { BrickError, EXIT } from '../core/error.js'
import { colorDefinitions, openPaints, type Paints } from '../render/paint.js'
import { openShapes, type Shapes } from '../render/shapes.js'
import { inflate } from '../system/deflate.js'
import type { Io } from '../system/io.js'
import { openLibraryFiles, type Read } from './library.js'

/** What pictures are made of: the user's LDraw library, and what lies beside a model. */
export interface PictureLibrary {
  shapes: Shapes
  /** The colors of the library, and of what was taken in so far. */
  paints(): Paints
}

/** A file beside a model, by its name; undefined where there is none. */
export type Beside = (name: string) => Uint8Array | undefined

/** @throws {BrickError} when there is no library, for nobody can draw a part without one. */
export async function openPictureLibrary(io: Io, flag: string | undefined, beside?: Beside): Promise<PictureLibrary> {
  const read = await openLibraryFiles(io, flag)
  if (!read)
    throw new BrickError('pictures need an LDraw library, which is not on this machine', {
      exit: EXIT.catalog,
      hint: 'download complete.zip from library.ldraw.org, and name it: --library complete.zip (or in LDRAWDIR)',
    })
  const definitions = colorDefinitions((await read('ldconfig.ldr')) ?? new Uint8Array())
  const shapes = openShapes((names) => found(names, read, beside), inflate)
  return { shapes, paints: () => openPaints([...definitions, ...shapes.colors]) }
}

/** Parts first, then primitives, then what is unofficial, then models: where a name is looked for. */
const FOLDERS = ['parts', 'p', 'unofficial/parts', 'unofficial/p', 'models']

async function found(names: string[], read: Read, beside: Beside | undefined): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const name of names) {
    const bytes = beside?.(name) ?? (await inLibrary(nameKey(name), read))
    if (bytes) files.set(name, bytes)
  }
  return files
}

async function inLibrary(name: string, read: Read): Promise<Uint8Array | undefined> {
  for (const folder of FOLDERS) {
    const bytes = await read(`${folder}/${name}`)
    if (bytes) return bytes
  }
  return undefined
}
