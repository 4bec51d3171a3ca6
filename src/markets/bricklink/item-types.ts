import type { ItemType } from '../../core/inventory.js'
import { segment } from '../../system/http/call.js'

/** The path of an item: `/items/PART/3001`. */
export function itemPath(type: ItemType, no: string): string {
  return `/items/${WORDS[type]}/${segment(numbered(type, no))}`
}

/** The letter for what the API writes in full; undefined for lots of unsorted pieces, and for what we do not know. */
export function letterOf(word: string): ItemType | undefined {
  return LETTERS.get(word.toUpperCase())
}

export const WORDS: Record<ItemType, string> = {
  S: 'SET',
  P: 'PART',
  M: 'MINIFIG',
  B: 'BOOK',
  G: 'GEAR',
  C: 'CATALOG',
  I: 'INSTRUCTION',
  O: 'ORIGINAL_BOX',
}

const LETTERS = new Map(Object.entries(WORDS).map(([letter, word]) => [word, letter as ItemType]))

/** Numbers of sets end in that of the variant; without it, the first is meant, and BrickLink refuses them. */
function numbered(type: ItemType, no: string): string {
  return ['S', 'I', 'O'].includes(type) && !/-\d+$/.test(no) ? `${no}-1` : no
}
