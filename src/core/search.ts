import { byNumber } from './order.js'

/** An id and how far it is from what was asked for; smaller is nearer. */
interface Candidate {
  id: string
  distance: number
}

/**
 * The ids most like one that does not exist: other letters and suffixes first (distance 1 at most), then slips of
 * the finger (2 for one, 3 for two).
 */
export function nearIds(wanted: string, ids: readonly string[], limit: number, most = 3): string[] {
  const digits = /\d+/.exec(wanted)?.[0] ?? ''
  const candidates: Candidate[] = []
  for (const id of ids) {
    const distance = id === wanted ? Infinity : distanceOf(wanted, id, digits)
    if (distance <= most) candidates.push({ id, distance })
  }
  candidates.sort((a, b) => a.distance - b.distance || a.id.length - b.id.length || byNumber(a.id, b.id))
  return candidates.slice(0, limit).map(({ id }) => id)
}

/** The same digits are nearer than anything else; a longer suffix is a little farther. */
function distanceOf(wanted: string, id: string, digits: string): number {
  if (digits.length >= 3 && sameDigits(id, digits))
    return Math.min(1, Math.abs(id.length - wanted.length) / 10 + (id[0] === wanted[0] ? 0 : 0.2))
  if (Math.abs(id.length - wanted.length) > 2) return Infinity
  return 1 + editDistance(wanted, id, 2)
}

function sameDigits(id: string, digits: string): boolean {
  const at = id.startsWith('u') || id.startsWith('x') ? 1 : 0
  return id.startsWith(digits, at) && !/\d/.test(id.charAt(at + digits.length))
}

/** Insertions, deletions, replacements and swaps of neighbors; Infinity when there are more than `most`. */
export function editDistance(a: string, b: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) row.push(cell(i, j, row, last, before))
    if (Math.min(...row) > most) return Infinity
    before = last
    last = row
  }
  const distance = last[b.length] ?? 0
  return distance > most ? Infinity : distance

  function cell(i: number, j: number, row: number[], above: number[], twoAbove: number[]): number {
    const same = a[i - 1] === b[j - 1]
    const step = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
    const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
    return swapped ? Math.min(step, (twoAbove[j - 2] ?? 0) + 1) : step
  }
}

/** Words as they are compared: case, `x` between numbers, and British spelling do not matter. */
export function words(text: string): string[] {
  const spaced = text.toLowerCase().replaceAll(/(\d)\s*x\s*(?=\d)/g, '$1 x ')
  return (
    spaced
      .replaceAll('grey', 'gray')
      .replaceAll('tyre', 'tire')
      .match(/[\p{L}\p{N}.]+/gu) ?? []
  )
}

/** Whether all words stand in the title; how much else stands there, too. Undefined when one is missing. */
export function titleDistance(wanted: string[], title: string): number | undefined {
  const there = words(title)
  if (!wanted.every((word) => there.some((other) => other === word || (word.length > 2 && other.startsWith(word)))))
    return undefined
  const rank = wanted.every((word, i) => there[i] === word) ? 0 : 100
  return rank + there.length
}
