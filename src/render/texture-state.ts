import { nameKey } from '../core/catalog/part-id.js'
import { textureFlags, WHEN, type Shape, type ShapeFile, type Texture } from './shape.js'

/** Which picture the lines of a file are drawn with, while its lines go by. */
export function openTextureState({ images }: ShapeFile) {
  let shape: Shape | undefined
  let current: { texture: number; isFallback: boolean; isNext: boolean } | undefined
  /** The picture of Studio that faces with six more numbers show. */
  let mapped: number | undefined
  let image: { name: string; pieces: string[] } | undefined
  return { open, openImage, closeImage, read, readHidden, flags, mappedFlags, drawn }

  function open(next: Shape): void {
    shape = next
    current = mapped = undefined
  }

  /** Flags of a plain line. */
  function flags(): number {
    if (!current) return 0
    return textureFlags(current.texture, current.isFallback ? WHEN.plain : WHEN.always)
  }

  /** Flags of a line behind `0 !:`; undefined where there is no picture for it. */
  function readHidden(): number | undefined {
    return current && !current.isFallback ? textureFlags(current.texture, WHEN.textured) : undefined
  }

  function mappedFlags(): number | undefined {
    return mapped === undefined ? undefined : textureFlags(mapped, WHEN.always)
  }

  /** `NEXT` holds for one line. */
  function drawn(): void {
    if (current?.isNext) current = undefined
  }

  /** A meta of textures. */
  function read(first: string, rest: string): void {
    if (first === 'PE_TEX_INFO') return readMapped(rest)
    if (first !== '!TEXMAP') return
    const [action = '', ...words] = rest.match(/"[^"]*"|\S+/g) ?? []
    if (action === 'END') current = undefined
    else if (action === 'FALLBACK' && current) current.isFallback = true
    else if (action === 'START' || action === 'NEXT') start(words, action === 'NEXT')
  }

  function start([method = '', ...words]: string[], isNext: boolean): void {
    const projection = method.toLowerCase()
    const angles = ANGLES[projection]
    if (angles === undefined || !shape) return
    const numbers = words.slice(0, 9 + angles).map(Number)
    const name = nameKey((words[9 + angles] ?? '').replaceAll('"', ''))
    if (numbers.length < 9 + angles || numbers.some((number) => !Number.isFinite(number)) || name === '') return
    const texture = { projection: projection as Texture['projection'], image: name }
    shape.textures.push({ ...texture, points: numbers.slice(0, 9), angles: numbers.slice(9) })
    current = { texture: shape.textures.length - 1, isFallback: false, isNext }
  }

  /** Other forms, with a position before the picture, are left as plain faces. */
  function readMapped(rest: string): void {
    mapped = undefined
    if (!shape || !/^[\w+/=]{40,}$/.test(rest)) return
    const name = `${shape.name}#${images.size}`
    images.set(name, rest)
    shape.textures.push({ projection: 'mapped', points: [], angles: [], image: name })
    mapped = shape.textures.length - 1
  }

  /** A picture that lies in the model, between `!DATA` and the next block. */
  function openImage(name: string) {
    image = { name, pieces: [] }
    return (text: string) => image?.pieces.push(text.replace(/\s+/g, ''))
  }

  function closeImage(): void {
    if (image) images.set(image.name, image.pieces.join(''))
    image = undefined
  }
}

/** How many angles stand behind the points. */
const ANGLES: Record<string, number> = { planar: 0, cylindrical: 1, spherical: 2 }
