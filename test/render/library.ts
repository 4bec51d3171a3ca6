import { readFileSync } from 'node:fs'
import { deflateSync, inflateSync } from 'node:zlib'
import type { Mesh } from '../../src/render/mesh.js'
import { colorDefinitions, openPaints } from '../../src/render/paint.js'
import { openPalette, type Palette } from '../../src/render/palette.js'
import type { Picture } from '../../src/render/picture.js'
import { openShapes, type Shapes } from '../../src/render/shapes.js'

const LIBRARY = 'fixtures/render/library'

export const deflate = (bytes: Uint8Array) => deflateSync(bytes)
export const inflate = (bytes: Uint8Array, most: number) => inflateSync(bytes, { maxOutputLength: most })

/** Shapes of the small library in `fixtures`, before which files of a test's own come. */
export function shapesWith(files: Record<string, string | Uint8Array> = {}): Shapes {
  const own = new Map(Object.entries(files))
  return openShapes(async (names) => {
    const found = names.flatMap((name): [string, Uint8Array][] => {
      const file = own.get(name)
      const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : (file ?? fromLibrary(name))
      return bytes ? [[name, bytes]] : []
    })
    return new Map(found)
  }, inflate)
}

function fromLibrary(name: string): Uint8Array | undefined {
  for (const folder of ['parts', 'p']) {
    try {
      return readFileSync(`${LIBRARY}/${folder}/${name}`)
    } catch {
      continue
    }
  }
  return undefined
}

/** A part of the library, or of a test's own. */
export async function meshOf(name: string, files: Record<string, string | Uint8Array> = {}): Promise<Mesh> {
  const shapes = shapesWith(files)
  await shapes.load([name])
  const geometry = shapes.geometry(name)
  if (geometry.kind !== 'mesh') throw new Error(`${name}: ${geometry.why}`)
  return geometry.mesh
}

export function testPalette(): Palette {
  return openPalette(openPaints(colorDefinitions(readFileSync(`${LIBRARY}/LDConfig.ldr`))))
}

/** The color of a pixel: red, green, blue, and how opaque it is. */
export function pixel({ width, rgba }: Picture, x: number, y: number): number[] {
  return [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
}

/** The colors of a picture, and how many pixels have each, the most frequent first. */
export function colorsOf({ rgba }: Picture): { rgba: number[]; count: number }[] {
  const counts = new Map<string, number>()
  for (let at = 0; at < rgba.length; at += 4) {
    const key = rgba.subarray(at, at + 4).join()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const all = [...counts].map(([key, count]) => ({ rgba: key.split(',').map(Number), count }))
  return all.sort((a, b) => b.count - a.count)
}
