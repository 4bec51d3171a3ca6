import { byNumber } from '../order.js'

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
  const digits = digitsOf(wanted)
  const candidates: Candidate[] = []
  for (const id of worthComparing(wanted, digits, ids)) {
    const distance = id === wanted ? Infinity : distanceOf(wanted, id, digits)
    if (distance <= most) candidates.push({ id, distance })
  }
  candidates.sort((a, b) => a.distance - b.distance || a.id.length - b.id.length || byNumber(a.id, b.id))
  return candidates.slice(0, limit).map(({ id }) => id)
}

/** Where ids lie by what slips of the finger mostly leave as it is. */
interface NearIndex {
  known: Set<string>
  byDigits: Map<string, string[]>
  byStart: Map<string, string[]>
}

/** One index for each list: to make it takes as long as two comparisons with all of a large list. */
const indexes = new WeakMap<readonly string[], NearIndex>()

const FEW = 1000

/** In a long list, ids with the same digits, those that begin with the same two letters, and those one slip away there. */
function worthComparing(wanted: string, digits: string, ids: readonly string[]): Iterable<string> {
  if (ids.length < FEW) return ids
  const { known, byDigits, byStart } = indexed(ids)
  const begins = (byStart.get(wanted.slice(0, 2)) ?? []).filter((id) => Math.abs(id.length - wanted.length) <= 2)
  const slips = slipsAtStart(wanted).filter((id) => known.has(id))
  return new Set([...(byDigits.get(digits) ?? []), ...slips, ...begins])
}

function indexed(ids: readonly string[]): NearIndex {
  const index = indexes.get(ids) ?? { known: new Set(ids), byDigits: new Map(), byStart: new Map() }
  if (!indexes.has(ids)) {
    for (const id of ids) {
      push(index.byDigits, digitsOf(id), id)
      push(index.byStart, id.slice(0, 2), id)
    }
    indexes.set(ids, index)
  }
  return index
}

function push(map: Map<string, string[]>, key: string, id: string): void {
  const list = map.get(key)
  if (list) list.push(id)
  else map.set(key, [id])
}

const LETTERS = [...'0123456789abcdefghijklmnopqrstuvwxyz-']

/** All that is one slip away in the first two letters. */
function slipsAtStart(word: string): string[] {
  const found: string[] = []
  for (let i = 0; i < 2; i++) {
    const [start, end] = [word.slice(0, i), word.slice(i)]
    found.push(start + end.slice(1), start + end.charAt(1) + end.charAt(0) + end.slice(2))
    for (const letter of LETTERS) found.push(start + letter + end, start + letter + end.slice(1))
  }
  return found
}

function digitsOf(text: string): string {
  return /\d+/.exec(text)?.[0] ?? ''
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
