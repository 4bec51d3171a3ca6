/** Words on the command line that stand for a list in no file: told here, so that nothing is loaded to open files. */

/** Whether a word is a set of the catalog: `set:10294-1`. */
export function isSetWord(word: string): boolean {
  return /^set:/i.test(word)
}

/** The number of the set; empty where the word has none. */
export function setNumber(word: string): string {
  return word.replace(/^set:/i, '').trim()
}

/** Whether a word is what the user owns: `own:`. */
export function isOwnWord(word: string): boolean {
  return /^own:/i.test(word)
}

/** Whether a word is an order at a marketplace: `order:bricklink:15646315`. */
export function isOrderWord(word: string): boolean {
  return /^order:/i.test(word)
}
