import type { Picture } from '../render/picture.js'
import type { Shape } from '../render/shape.js'
import type { Shapes } from '../render/shapes.js'
import { checksum, checksums } from '../system/checksum.js'
import type { HeardFile } from './picture-library.js'

/** All files that a part is drawn from. */
export interface Closure {
  /** Of their names and what is in them: who changes any of them, changes this. */
  sum: string
  /** The names that were looked for, whether there is such a file or not. */
  names: string[]
  /** Some of them are the user's, and not in the library. */
  isOwn: boolean
}

/** Finds out what parts are drawn from. It must hear of each file before `of` is asked. */
export function openClosures() {
  const files = new Map<string, { sum: string; isBeside: boolean }>()
  const own = new Map<Shape | Picture, string>()
  return { hear, of }

  function hear({ name, bytes, isBeside }: HeardFile): void {
    files.set(name, { sum: bytes ? checksum(bytes) : MISSING, isBeside })
  }

  /** @param name of the part's file; it and all that it refers to must be loaded. */
  function of(name: string, shapes: Pick<Shapes, 'shape' | 'images'>): Closure {
    const sums = new Map<string, string>()
    const images = new Set<string>()
    let isOwn = false
    const below = new Set([name])
    for (const one of below) take(one, below)
    for (const image of images) takeImage(image)
    const all = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const sum = checksums()
    for (const [file, content] of all) sum.add(`${file}\n${content}\n`)
    return { sum: sum.end(), names: all.map(([file]) => file), isOwn }

    function take(one: string, names: Set<string>): void {
      const shape = shapes.shape(one)
      const file = files.get(one)
      sums.set(one, file?.sum ?? (shape ? ownSum(shape) : MISSING))
      isOwn ||= file ? file.isBeside : shape !== undefined
      for (const reference of shape?.references ?? []) names.add(reference.name)
      for (const texture of shape?.textures ?? []) images.add(texture.image)
    }

    function takeImage(image: string): void {
      const places = [`textures/${image}`, image]
      const isAsked = places.some((place) => files.has(place))
      const picture = shapes.images.get(image)
      if (!isAsked && picture) {
        sums.set(image, ownSum(picture))
        isOwn = true
      } else for (const place of places) take(place, new Set())
    }
  }

  /** Of what stands in a file of the user's with much else, as it was read. */
  function ownSum(content: Shape | Picture): string {
    const known = own.get(content)
    if (known !== undefined) return known
    const sum =
      'rgba' in content ? checksum(content.rgba) + content.width : checksum(new TextEncoder().encode(words(content)))
    own.set(content, sum)
    return sum
  }
}

const MISSING = '-'

function words(shape: Shape): string {
  return JSON.stringify(shape, (_key, value: unknown) => (value instanceof Float64Array ? [...value] : value))
}
