import type { PartFact } from './catalog.js'

export type NumberSystem = keyof PartFact['numbers']

/** Where the rows of parts start in the text of `parts.tsv`, by the numbers that other systems give them. */
export interface NumberIndex {
  /** Capitals do not matter. */
  rows(system: NumberSystem, number: string): readonly number[]
  /** Where the row of a part starts, where an index that was made for its sake tells; undefined means nothing. */
  rowOf(id: string): number | undefined
  /** All numbers in a system, in lower case. */
  numbers(system: NumberSystem): Iterable<string>
}

/** The text is long: the first few numbers are searched for, before an index is made that answers all others at once. */
export function indexNumbers(text: () => string): NumberIndex {
  const made: Partial<Record<NumberSystem, Index>> = {}
  const searched = new Map<string, number[]>()
  return { rows, rowOf, numbers: (system) => indexOf(system).keys() }

  function indexOf(system: NumberSystem): Index {
    return (made[system] ??= indexAll(text(), system))
  }

  function rows(system: NumberSystem, number: string): readonly number[] {
    const wanted = number.toLowerCase()
    const index = made[system]
    if (index) return startsIn(index, wanted)
    const isPlain = /^[\w.-]{1,30}$/.test(wanted)
    const near = searched.get(wanted) ?? (isPlain && searched.size < FEW ? search(wanted) : undefined)
    if (near) return near.filter((start) => numberIn(lineAt(text(), start), system) === wanted)
    return startsIn(indexOf(system), wanted)
  }

  function rowOf(id: string): number | undefined {
    if (!made.rebrickable) return undefined
    return startsIn(made.rebrickable, id).find((start) => text().startsWith(`${id}\t`, start))
  }

  function search(wanted: string): number[] {
    const rows = rowsWith(text(), wanted)
    searched.set(wanted, rows)
    return rows
  }
}

type Index = Map<string, number | number[]>

function startsIn(index: Index, wanted: string): readonly number[] {
  const found = index.get(wanted)
  return found === undefined ? [] : typeof found === 'number' ? [found] : found
}

/** An index of one system takes longer than so many searches. */
const FEW = 3

/** The row that starts here. */
export function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start)
  return text.slice(start, end < 0 ? text.length : end)
}

/** Rows in which it stands as a word of its own, as numbers do. */
function rowsWith(text: string, wanted: string): number[] {
  const pattern = new RegExp(`(?:^|[\\t\\n=])${wanted.replaceAll('.', '\\.')}(?=[ \\t\\n]|$)`, 'gi')
  const rows = new Set<number>()
  for (const { index } of text.matchAll(pattern)) rows.add(text[index] === '\n' ? index + 1 : lineStart(text, index))
  return [...rows]
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at) + 1
}

function indexAll(text: string, system: NumberSystem): Index {
  const index: Index = new Map()
  for (let start = 0; start < text.length;) {
    const line = lineAt(text, start)
    const number = numberIn(line, system)
    if (number !== '') add(index, number, start)
    start += line.length + 1
  }
  return index
}

/** Lines are gone through by hand: there are many. `=` stands for the id. */
function numberIn(line: string, system: NumberSystem): string {
  const number = system === 'brickowl' ? brickOwl(line) : column(line, system === 'bricklink' ? 2 : 3)
  return (number === '=' ? column(line, 0) : number).toLowerCase()
}

function column(line: string, place: number): string {
  let start = 0
  for (let i = 0; i < place; i++) start = line.indexOf('\t', start) + 1
  const end = line.indexOf('\t', start)
  return end < 0 ? line.slice(start) : line.slice(start, end)
}

function brickOwl(line: string): string {
  const at = line.lastIndexOf('bo=')
  return at > 0 ? (line.slice(at + 3).split(' ', 1)[0] ?? '') : ''
}

function add(index: Index, key: string, start: number): void {
  const starts = index.get(key)
  if (starts === undefined) index.set(key, start)
  else if (typeof starts === 'number') index.set(key, [starts, start])
  else starts.push(start)
}
