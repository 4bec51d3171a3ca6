import { nameKey } from '../core/catalog/part-id.js'
import { colorDefinitions, openPaints, type Paints } from '../render/paint.js'
import { openShapes, type Shapes } from '../render/shapes.js'
import { inflate } from '../system/deflate.js'
import type { ReadLibrary } from './library-files.js'

/** What pictures are made of: an LDraw library, and what the user has besides. */
export interface PictureLibrary {
  shapes: Shapes
  /** The texts behind `0 !COLOUR` in the library. */
  definitions: string[]
  /** The colors of the library, and of what was taken in so far. */
  paints(): Paints
}

/** A file beside a model, by its name; undefined where there is none. */
export type Beside = (name: string) => Uint8Array | undefined

export interface PictureLibraryOptions {
  beside?: Beside | undefined
  /** Hears of each file that was looked for, with what is in it if there is one. */
  hear?: (file: HeardFile) => void
}

export interface HeardFile {
  name: string
  bytes: Uint8Array | undefined
  isBeside: boolean
}

/** @throws {BrickError} as `read`. */
export async function openPictureLibrary(
  read: ReadLibrary,
  { beside, hear }: PictureLibraryOptions = {},
): Promise<PictureLibrary> {
  const definitions = colorDefinitions((await read(COLORS)) ?? new Uint8Array())
  const shapes = openShapes(find, inflate)
  return { shapes, definitions, paints: () => openPaints([...definitions, ...shapes.colors]) }

  async function find(names: string[]): Promise<Map<string, Uint8Array>> {
    const files = new Map<string, Uint8Array>()
    for (const name of names) {
      const own = beside?.(name)
      const bytes = own ?? (await inLibrary(nameKey(name), read))
      hear?.({ name, bytes, isBeside: own !== undefined })
      if (bytes) files.set(name, bytes)
    }
    return files
  }
}

/** Where a library defines its colors. */
export const COLORS = 'ldconfig.ldr'

/** Parts first, then primitives, then what is unofficial, then models: where a name is looked for. */
const FOLDERS = ['parts', 'p', 'unofficial/parts', 'unofficial/p', 'models']

async function inLibrary(name: string, read: ReadLibrary): Promise<Uint8Array | undefined> {
  for (const folder of FOLDERS) {
    const bytes = await read(`${folder}/${name}`)
    if (bytes) return bytes
  }
  return undefined
}
