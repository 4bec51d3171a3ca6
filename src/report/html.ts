import { base64 } from '../core/base64.js'
import { printable } from '../core/printable.js'
import type { Image } from './report.js'

/** Text as it is safe in a page, also within quotes. */
export function html(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** The same with its lines, for where they are kept. */
export function htmlLines(text: string): string {
  return text.split(/\r?\n/).map(html).join('\n')
}

/** A picture within the page. None is lazy: who prints at once would get a page without those below the fold. */
export function picture({ png, width, height, alt }: Image): string {
  const size = `width="${side(width)}" height="${side(height)}"`
  return `<img src="data:image/png;base64,${base64(png)}" ${size} alt="${html(alt)}">`
}

function side(length: number): string {
  return String(Math.max(1, Math.round(length * 100) / 100))
}

/** A square of a color; of none that can be shown, nothing. The color is told in words beside it. */
export function swatch(rgb: string | undefined): string {
  if (!isRgb(rgb)) return ''
  return `<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true"><rect x=".5" y=".5" width="15" height="15" rx="3" fill="${rgb}"/></svg>&#8288;`
}

/** Whether it may be written where a color is meant. */
export function isRgb(rgb: string | undefined): rgb is string {
  return rgb !== undefined && /^#[0-9a-f]{6}$/i.test(rgb)
}

/** A link, where the address is one of the web; its text, where it is something else. */
export function link(url: string | undefined, text: string): string {
  if (url === undefined || !/^https?:\/\/[^\s"'<>]+$/i.test(url)) return html(text)
  return `<a href="${html(url)}" rel="noreferrer">${html(text)}</a>`
}
