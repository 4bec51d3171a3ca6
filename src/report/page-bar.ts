import { html, isRgb } from './html.js'
import type { Bar } from './report.js'

export interface BarOptions {
  /** The value of the longest bar of the chart. */
  most: number
  /** In words, for those who do not see it. */
  label: string
  /** How pieces look that have no color of their own, by their labels. */
  kinds?: ReadonlyMap<string, string>
}

/** A bar that lies, of pieces one after another, in the width that there is for the longest. */
export function bar(pieces: Bar['pieces'], { most, label, kinds }: BarOptions): string {
  let left = 0
  const boxes = pieces.map(({ value, label: name, rgb }) => {
    const width = share(value, most)
    const look = isRgb(rgb) ? `fill="${rgb}"` : `class="${kinds?.get(name) ?? 'kind0'}"`
    const box = `<rect ${look} x="${left}" width="${width}" height="14"/>`
    left = round(left + width)
    return box
  })
  return `<svg class="bar" viewBox="0 0 ${WIDTH} 14" preserveAspectRatio="none" role="img" aria-label="${html(label)}">${boxes.join('')}</svg>`
}

/** Of the drawing; it is stretched to the room there is. */
const WIDTH = 1000

function share(value: number, most: number): number {
  if (!(value > 0) || !(most > 0)) return 0
  // What is there can be seen.
  return round(Math.max(2, (Math.min(value, most) / most) * WIDTH))
}

function round(length: number): number {
  return Math.round(length * 10) / 10
}
