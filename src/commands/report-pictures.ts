import { ANY_COLOR, MAIN_COLOR } from '../core/catalog/color-code.js'
import { count } from '../core/count.js'
import { sizeInTitle } from '../core/catalog/title-size.js'
import type { PartPictures, PictureStyle } from '../pictures/part-pictures.js'
import type { Rgb } from '../render/paint.js'
import type { Progress } from '../system/progress.js'
import type { ReportLot } from './report-list.js'

interface PictureOptions {
  /** On white, for paper. */
  isOpaque: boolean
  progress: Progress
}

/** Gives each lot its picture, all of one scale, and the larger ones their size in words. The answer is what to tell of them. */
export async function drawLots(
  pictures: PartPictures,
  lots: readonly ReportLot[],
  { isOpaque, progress }: PictureOptions,
): Promise<string[]> {
  const pieces = lots.filter(({ row }) => (row.itemType ?? 'P') === 'P')
  const wishes = pieces.map(({ lot: { part, color } }) => ({ part, color: color === ANY_COLOR ? MAIN_COLOR : color }))
  const drawn = await pictures.draw(wishes, { ...STYLE, ...(isOpaque && { background: WHITE }) }, (done, all) =>
    progress.tell(`drawing parts: ${done} of ${all}`),
  )
  const [without, smaller] = [[] as string[], [] as string[]]
  for (const [index, { shown }] of pieces.entries()) {
    const picture = drawn[index]
    if (!picture) continue
    const { png, width, height, kind, isShrunk, shrink } = picture
    const alt = `${shown.quantity}x ${shown.name || shown.part}, ${shown.color.name}`
    shown.image = { png, width: width / DENSITY, height: height / DENSITY, alt }
    if (kind === 'placeholder') without.push(shown.part)
    else if (isShrunk) {
      const size = sizeInTitle(shown.name) ?? largerInWords(shrink)
      if (size !== undefined) shown.size = size
      smaller.push(shown.part)
    }
  }
  return [...withoutNote(without), ...smallerNote(smaller)]
}

/** Pixels in one of the page, each way. */
export const DENSITY = 2

/** Paper. */
export const WHITE: Rgb = [255, 255, 255]

/** So that a 2 x 4 brick is 98 wide on the page, and nothing is wider than 170. */
const STYLE: PictureStyle = { scale: 1.15 * DENSITY, most: 170 * DENSITY }

function withoutNote(parts: string[]): string[] {
  const names = [...new Set(parts)]
  if (names.length === 0) return []
  const are = names.length === 1 ? 'is' : 'are'
  return [
    `${count(names.length, 'part')} ${are} shown by a placeholder, as the LDraw library has no geometry for ${names.length === 1 ? 'it' : 'them'}: ${some(names)}.`,
  ]
}

function smallerNote(parts: string[]): string[] {
  if (parts.length === 0) return []
  const [are, they, them] = parts.length === 1 ? ['is', 'it is', 'it'] : ['are', 'they are', 'them']
  return [
    `All parts are drawn to one scale, except ${count(parts.length, 'lot')} that ${are} too large for it; how large ${they} stands beside ${them}.`,
  ]
}

function some(names: string[]): string {
  return names.length > MOST ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more` : names.join(', ')
}

const MOST = 12

/** `2.5 times as large`: where no title tells the size in studs. */
function largerInWords(shrink: number | undefined): string | undefined {
  return shrink === undefined ? undefined : `${(1 / shrink).toFixed(1)} times as large`
}
