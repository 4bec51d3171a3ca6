import { MAIN_COLOR } from '../core/catalog/color-code.js'
import { colorDefinitions, OPEN_COLOR, openPaints, type Rgb } from '../render/paint.js'
import type { Io } from '../system/io.js'
import { findLibrary, type LibraryPlace } from '../system/library.js'
import { addKnownParts, openKnownParts, type KnownPart } from './known-parts.js'
import { keptImage } from './kept-image.js'
import { ownNames } from './own-names.js'
import type { PartSource } from './part-source.js'
import { pictureKeys } from './picture-key.js'
import type { Beside, PictureLibrary } from './picture-library.js'
import { openKeptPictures, tidyPictures } from './pictures-folder.js'

/** A part in a color, as lists have it. */
export interface PictureWish {
  /** The LDraw number. */
  part: string
  /** An LDraw code; 16 leaves it open, and is drawn in `OPEN_COLOR`. */
  color: number
}

/** How large pictures are: all of one scale, or all in a frame of one size, or both. */
export interface PictureStyle {
  /** Pixels an LDraw unit. */
  scale?: number
  /** In pixels: no side is longer; what would be is drawn smaller. */
  most?: number
  /** The frame, in pixels; without it a picture is as large as what it shows. */
  width?: number
  height?: number
  /** The width of lines, in pixels; by the size of the picture without. */
  line?: number
  /** Filled with this; clear without. */
  background?: Rgb
}

export interface PartImage {
  png: Uint8Array
  /** In pixels. */
  width: number
  height: number
  /** A placeholder has a question mark and the number. */
  kind: 'drawn' | 'placeholder'
  /** It is drawn smaller than the scale says, as it would not fit. */
  isShrunk: boolean
  /** By how much: 0.5 is half as large. */
  shrink?: number
  /** It was not drawn now: it lay in the cache. */
  isKept: boolean
}

/** Pictures of parts, drawn from the user's LDraw library, or kept from earlier. */
export interface PartPictures {
  /**
   * One picture for each wish, in their order.
   * @param tell is called while pictures are drawn: how many of those that were not kept are done.
   */
  draw(
    wishes: readonly PictureWish[],
    style: PictureStyle,
    tell?: (done: number, all: number) => void,
  ): Promise<PartImage[]>
  /** What they are drawn from, for pictures of other kinds; the models are in it. */
  library(): Promise<PictureLibrary>
}

export interface PartPicturesOptions {
  /** What `--library` says. */
  library?: string | undefined
  /** The user's models: parts that they bring along come before those of the library. */
  models?: readonly { bytes: Uint8Array; name: string }[]
  /** Files beside the models. */
  beside?: Beside
  /** Neither look for kept pictures, nor keep any. */
  isUncached?: boolean
}

/** Undefined where there is no LDraw library. @throws {BrickError} when what the user named is none. */
export async function openPartPictures(
  io: Io,
  { library: flag, models = [], beside, isUncached = false }: PartPicturesOptions = {},
): Promise<PartPictures | undefined> {
  const place = await findLibrary(io, flag)
  if (!place) return undefined
  const since = Date.now()
  const name = place.kind === 'folder' ? place.path : place.full
  const kept = isUncached ? undefined : openKeptPictures(io)
  const before = kept && openKnownParts(kept.parts, name)
  const ownColors = models.flatMap(({ bytes }) => colorDefinitions(bytes))
  let paints = before && openPaints([...before.definitions, ...ownColors])
  const isOwn = ownNames(models, beside)
  const learned = new Map<string, KnownPart>()
  let source: Promise<PartSource> | undefined
  let isTold = false
  return { draw, library }

  /** @throws {BrickError} when it cannot be read. */
  function library(): Promise<PartSource> {
    source ??= import('./part-source.js').then(({ openPartSource }) =>
      openPartSource(place as LibraryPlace, { models, beside }),
    )
    return source
  }

  async function draw(asked: readonly PictureWish[], style: PictureStyle, tell?: Tell): Promise<PartImage[]> {
    const wishes = asked.map(({ part, color }) => ({ part, color: color === MAIN_COLOR ? OPEN_COLOR : color }))
    const each = new Map(wishes.map((wish) => [idOf(wish), wish]))
    const images = keptImages(each.values(), style)
    const left = [...each.values()].filter((wish) => !images.has(idOf(wish)))
    for (const [wish, image] of left.length > 0 ? await drawn(left, style, tell) : []) images.set(idOf(wish), image)
    return wishes.map((wish) => images.get(idOf(wish)) as PartImage)
  }

  /** Who does not know the colors of the library yet, finds no picture by them. */
  function keptImages(wishes: Iterable<PictureWish>, style: PictureStyle): Map<string, PartImage> {
    const images = new Map<string, PartImage>()
    if (!kept || !paints) return images
    const keyOf = pictureKeys(paints, style)
    for (const wish of wishes) {
      const known = knownPart(wish.part)
      const image = known && keptImage(kept.pictures, keyOf(wish, known))
      if (image) images.set(idOf(wish), image)
    }
    return images
  }

  /** Undefined when that may be otherwise now, with what the user brings along. */
  function knownPart(part: string): KnownPart | undefined {
    const known = learned.get(part) ?? before?.find(part)
    return known && ASCII.test(part) && !known.names.some(isOwn) ? known : undefined
  }

  async function drawn(wishes: PictureWish[], style: PictureStyle, tell: Tell | undefined) {
    tell?.(0, wishes.length)
    const [{ drawWishes }, opened] = await Promise.all([import('./draw-wishes.js'), library()])
    paints = opened.paints()
    const count = learned.size
    const images = await drawWishes(wishes, opened, {
      style,
      kept: kept?.pictures,
      learn: (part, known) => learned.set(part, known),
      tell: (done) => tell?.(done, wishes.length),
    })
    if (kept && learned.size > count) addKnownParts(kept.parts, { library: name, ...opened.state }, learned, since)
    if (kept) tidyPictures(io)
    const trouble = kept?.pictures.trouble() ?? kept?.parts.trouble()
    if (trouble !== undefined && !isTold) io.say(`note: pictures are drawn, but cannot be kept: ${trouble}`)
    isTold ||= trouble !== undefined
    return images
  }
}

/** Only of these the user's files can be told by their names without reading them: what is in them may be in any encoding. */
const ASCII = /^[ -~]*$/

type Tell = (done: number, all: number) => void

function idOf({ part, color }: PictureWish): string {
  return `${part} ${color}`
}
