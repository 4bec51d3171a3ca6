/** How many columns of a terminal a text takes: wide characters take two, accents that combine none. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** The text with blanks behind it, or before it, up to so many columns. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return side === 'right' ? text + blanks : blanks + text
}

/** The text, cut to so many columns; the last is then an ellipsis. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  let kept = ''
  let used = 1
  for (const character of text) {
    used += characterWidth(character)
    if (used > width) break
    kept += character
  }
  return width < 1 ? '' : `${kept.trimEnd()}…`
}

const ASCII = /^[\x20-\x7e]*$/

function characterWidth(character: string): number {
  if (COMBINING.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

const COMBINING = /[\p{Mn}\p{Me}\p{Cf}]/u

/** Ranges of East Asian scripts, of full-width forms, and emoji. Source: Unicode annex 11, classes W and F. */
const WIDE = new RegExp(
  [
    '[\\u1100-\\u115F\\u2E80-\\u303E\\u3041-\\u4DBF\\u4E00-\\uA4CF\\uA960-\\uA97F\\uAC00-\\uD7A3\\uF900-\\uFAFF',
    '\\uFE30-\\uFE6F\\uFF01-\\uFF60\\uFFE0-\\uFFE6\\u{20000}-\\u{3FFFD}\\p{Emoji_Presentation}]',
  ].join(''),
  'u',
)
