/**
 * Text as the fonts that every PDF reader has can show it: those know the letters of Western Europe only (Windows-1252).
 * Others lose their accents, and what is no letter of ours at all becomes `?`.
 */
export function printableIn(text: string): string {
  return [...text].map(asPrintable).join('')
}

/** Whether something of a text is not shown as it is written. */
export function isWrittenOtherwise(text: string): boolean {
  return printableIn(text) !== text
}

function asPrintable(letter: string): string {
  if (isKnown(letter)) return letter
  const known = OTHERWISE.get(letter)
  if (known !== undefined) return known
  const plain = [...letter.normalize('NFKD')].filter(isKnown).join('')
  return plain || '?'
}

function isKnown(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || BESIDES.includes(letter)
}

/** What Windows-1252 has where Latin-1 has control characters. */
const BESIDES = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'

/** Letters that are no other letter with an accent. */
const OTHERWISE = new Map([
  ...[...'łŁđĐøØħĦıŧŦ'].map((letter, at) => [letter, 'lLdDoOhHitT'[at] ?? '?'] as const),
  ['≤', '<='],
  ['≥', '>='],
  ['−', '-'],
  ['→', '->'],
  ['\t', ' '],
  ['\n', ' '],
])
