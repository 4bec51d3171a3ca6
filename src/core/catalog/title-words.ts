/** A title, cut into words once. */
export interface Title {
  id: string
  words: string[]
  /** How much later than its words say it is listed. */
  later: number
}

/** The ids of titles that have all of the words, nearest first. `vocabulary` is that of `vocabularyOf` these titles. */
export function idsByWords(wanted: string[], titles: readonly Title[], vocabulary: string): string[] {
  if (!wanted.every((word) => vocabulary.includes(`\n${word}`))) return []
  const found: { id: string; distance: number }[] = []
  for (const { id, words, later } of titles) {
    const distance = wordDistance(wanted, words)
    if (distance !== undefined) found.push({ id, distance: distance + later })
  }
  found.sort((a, b) => a.distance - b.distance || a.id.length - b.id.length || (a.id < b.id ? -1 : 1))
  return found.map(({ id }) => id)
}

/** All words in the titles, a line break before each: most words that nobody knows are in none. */
export function vocabularyOf(titles: readonly Title[]): string {
  const all = new Set(titles.flatMap(({ words }) => words))
  return `\n${[...all].join('\n')}`
}

/** Words as they are compared: case, `x` between numbers, and British spelling do not matter. */
export function words(text: string): string[] {
  const spaced = text.toLowerCase().replaceAll(/(\d)\s*x\s*(?=\d)/g, '$1 x ')
  return (
    spaced
      .replaceAll('grey', 'gray')
      .replaceAll('tyre', 'tire')
      .match(/[\p{L}\p{N}]+(?:\.[\p{L}\p{N}]+)*/gu) ?? []
  )
}

/** Whether all words stand in the title; how much else stands there, too. Undefined when one is missing. */
export function titleDistance(wanted: string[], title: string): number | undefined {
  return wordDistance(wanted, words(title))
}

function wordDistance(wanted: string[], there: string[]): number | undefined {
  for (const word of wanted) if (!there.some((other) => stands(word, other))) return undefined
  const rank = wanted.every((word, i) => there[i] === word) ? 0 : 100
  return rank + there.length
}

/** As a whole word, or three letters and more as the start of one. */
function stands(word: string, other: string): boolean {
  return other === word || (other.startsWith(word) && /^\p{L}{3}/u.test(word))
}
