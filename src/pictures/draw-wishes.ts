import { openPalette, type Palette } from '../render/palette.js'
import { encodePng } from '../render/png.js'
import { deflate } from '../system/deflate.js'
import type { KeptFiles } from '../system/kept-files.js'
import { drawPart, drawPlaceholder } from './draw-part.js'
import { keepImage, keptImage } from './kept-image.js'
import type { KnownPart } from './known-parts.js'
import type { PartImage, PictureStyle, PictureWish } from './part-pictures.js'
import type { PartSource, ReadPart } from './part-source.js'
import { pictureKeys } from './picture-key.js'

export interface DrawOptions {
  style: PictureStyle
  /** Where pictures are kept; undefined for nowhere. */
  kept: KeptFiles | undefined
  /** Hears of each part that was read from the library alone. */
  learn(part: string, known: KnownPart): void
  /** Hears after each picture how many there are. */
  tell(done: number): void
}

/** Draws pictures, each of which is wished for once, and keeps them; in the order of the wishes. */
export async function drawWishes(
  wishes: readonly PictureWish[],
  source: PartSource,
  { style, kept, learn, tell }: DrawOptions,
): Promise<Map<PictureWish, PartImage>> {
  const paints = source.paints()
  const palette = openPalette(paints)
  const keyOf = pictureKeys(paints, style)
  const images = new Map<PictureWish, PartImage>()
  for (const [part, own] of byPart(wishes)) {
    const read = await source.read(part)
    if (!read.isOwn) learn(part, read.known)
    for (const wish of own) {
      images.set(wish, imageOf(wish, read))
      tell(images.size)
    }
  }
  return images

  /** Which files a part is drawn from is known only now, and so it may turn out that its picture was kept. */
  function imageOf(wish: PictureWish, read: ReadPart): PartImage {
    const key = keyOf(wish, read.known)
    const found = kept && keptImage(kept, key)
    if (found) return found
    const image = drawn(wish, read, palette)
    if (kept) keepImage(kept, key, image)
    return image
  }

  function drawn(wish: PictureWish, { geometry, images }: ReadPart, palette: Palette): PartImage {
    const isDrawn = geometry.kind === 'mesh'
    const { picture, shrink } = isDrawn
      ? drawPart(wish, geometry.mesh, { palette, images }, style)
      : { picture: drawPlaceholder(wish, style), shrink: 1 }
    const { width, height } = picture
    const isShrunk = shrink < 1
    return {
      ...{ png: encodePng(picture, deflate), width, height, kind: isDrawn ? 'drawn' : 'placeholder' },
      ...{ isShrunk, ...(isShrunk && { shrink }), isKept: false },
    }
  }
}

/** The geometry of a part is the same in all colors. */
function byPart(wishes: readonly PictureWish[]): Map<string, PictureWish[]> {
  const groups = new Map<string, PictureWish[]>()
  for (const wish of wishes) groups.set(wish.part, [...(groups.get(wish.part) ?? []), wish])
  return groups
}
