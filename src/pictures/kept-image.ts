import type { KeptFiles } from '../system/kept-files.js'
import type { PartImage } from './part-pictures.js'

/** In the mark: it stands for a part that cannot be drawn; the rest is by how much it was shrunk, in thousandths. */
const PLACEHOLDER = 1
const SHRINK = 2

export function keepImage(kept: KeptFiles, key: string, { png, kind, shrink = 0 }: PartImage): void {
  const mark = Math.round(shrink * 1000) * SHRINK + (kind === 'placeholder' ? PLACEHOLDER : 0)
  kept.keep(key, { bytes: png, mark })
}

/** A picture that was drawn before. */
export function keptImage(kept: KeptFiles, key: string): PartImage | undefined {
  const found = kept.find(key)
  if (!found) return undefined
  const { bytes: png, mark } = found
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  // A PNG file begins with its size. Source: W3C, Portable Network Graphics, 11.2.2.
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const kind = mark & PLACEHOLDER ? 'placeholder' : 'drawn'
  const shrink = Math.floor(mark / SHRINK) / 1000
  return { png, width, height, kind, isShrunk: shrink > 0, ...(shrink > 0 && { shrink }), isKept: true }
}
