import { nameKey } from '../core/catalog/part-id.js'
import { fromBase64 } from '../core/base64.js'
import { meshOf, type Mesh } from './mesh.js'
import type { Picture } from './picture.js'
import { project } from './projection.js'
import { readPng, type Inflate } from './read-png.js'
import { readShapes } from './read-shapes.js'
import type { Shape } from './shape.js'
import { boil, type ShapeSource } from './soup.js'
import { isTooHeavy, openScales } from './weigh.js'

/** How files come in: by name, lower case, `/` between folders; what is not there is not in the answer. */
export type FindFiles = (names: string[]) => Promise<Map<string, Uint8Array>>

/** A part to draw, or why it cannot be drawn. */
export type Geometry =
  { kind: 'mesh'; mesh: Mesh; missing: string[] } | { kind: 'none'; why: 'missing' | 'empty' | 'too heavy' }

/** All shapes that were asked for, and those that they refer to. */
export interface Shapes extends ShapeSource {
  /** Takes in a file with all its blocks, which come before those of the library. Returns its main block. */
  add(bytes: Uint8Array, name: string): Shape | undefined
  /** Reads what these names lead to, and all that they refer to. */
  load(names: string[]): Promise<void>
  /** A part, put together; each only once. */
  geometry(name: string): Geometry
  /** The pictures that textures show. */
  images: Map<string, Picture>
  /** The names of all blocks that were taken in. */
  names(): string[]
  /** The texts behind `0 !COLOUR` of the files that were taken in. */
  colors: string[]
}

export function openShapes(find: FindFiles, inflate: Inflate): Shapes {
  const known = new Map<string, Shape | undefined>()
  const images = new Map<string, Picture>()
  const askedImages = new Set<string>()
  const geometries = new Map<string, Geometry>()
  const colors: string[] = []
  const own = new Set<string>()
  const source: ShapeSource = {
    shape,
    projection: (texture) => (images.has(texture.image) ? project(texture) : undefined),
  }
  const weigh = openScales(source)
  return { ...source, add, load, geometry, images, names: () => [...own], colors }

  function shape(name: string): Shape | undefined {
    return known.get(name)
  }

  function add(bytes: Uint8Array, name: string): Shape | undefined {
    const file = readShapes(bytes, name)
    for (const one of file.shapes) {
      if (!known.get(one.name)) known.set(one.name, one)
      own.add(one.name)
    }
    for (const [image, text] of file.images) addImage(image, fromBase64(text))
    colors.push(...file.colors)
    return file.shapes[0]
  }

  async function load(names: string[]): Promise<void> {
    const seen = new Set<Shape>()
    for (let wanted = names.map(nameKey); wanted.length > 0; wanted = next(seen, wanted)) {
      const unknown = [...new Set(wanted)].filter((name) => !known.has(name))
      if (unknown.length > 0) take(unknown, await find(unknown))
    }
    await loadImages(seen)
  }

  /** A library's file may have more blocks than one; they are its own. */
  function take(names: string[], files: Map<string, Uint8Array>): void {
    for (const name of names) {
      const bytes = files.get(name)
      const [first] = bytes ? readShapes(bytes, name).shapes : []
      known.set(name, first)
    }
  }

  /** What the shapes of these names refer to that was not looked at yet. */
  function next(seen: Set<Shape>, names: string[]): string[] {
    const found: string[] = []
    for (const name of names) {
      const one = known.get(name)
      if (!one || seen.has(one)) continue
      seen.add(one)
      for (const reference of one.references) found.push(reference.name)
    }
    return found
  }

  async function loadImages(seen: Set<Shape>): Promise<void> {
    const names = [...seen].flatMap(({ textures }) => textures.map(({ image }) => image))
    const unknown = [...new Set(names)].filter((name) => !images.has(name) && !askedImages.has(name))
    if (unknown.length === 0) return
    for (const name of unknown) askedImages.add(name)
    const files = await find(unknown.flatMap((name) => [`textures/${name}`, name]))
    for (const name of unknown) addImage(name, files.get(`textures/${name}`) ?? files.get(name))
  }

  /** A picture that cannot be read is none: what it lies on is drawn plain. */
  function addImage(name: string, bytes: Uint8Array | undefined): void {
    const picture = bytes && readPng(bytes, inflate)
    if (picture && !images.has(name)) images.set(name, picture)
  }

  function geometry(name: string): Geometry {
    const key = nameKey(name)
    const before = geometries.get(key)
    if (before) return before
    const made = make(known.get(key))
    geometries.set(key, made)
    return made
  }

  function make(one: Shape | undefined): Geometry {
    if (!one) return { kind: 'none', why: 'missing' }
    const weight = weigh(one)
    if (isTooHeavy(weight)) return { kind: 'none', why: 'too heavy' }
    const mesh = meshOf(boil(one, source, weight))
    const missing = missingBelow(one)
    if (mesh.corners.length > 0 || mesh.lines.length > 0) return { kind: 'mesh', mesh, missing }
    return { kind: 'none', why: missing.length > 0 ? 'missing' : 'empty' }
  }

  /** Files that are not there, and pictures that are not, or that cannot be read. */
  function missingBelow(one: Shape): string[] {
    const seen = new Set<Shape>([one])
    const missing = new Set<string>()
    for (const { references, textures } of seen) {
      for (const { name } of references) {
        const target = known.get(name)
        if (target) seen.add(target)
        else missing.add(name)
      }
      for (const { image } of textures) if (!images.has(image)) missing.add(image)
    }
    return [...missing]
  }
}
