import type { Component, Confidence, PartFact, PartKind } from './catalog.js'
import { lazy } from '../lazy.js'
import { indexNumbers, lineAt } from './part-numbers.js'
import { openTable, rowsOf } from './table.js'
import { idsByWords, vocabularyOf, words, type Title } from './title-words.js'

export type PartNumbers = PartFact['numbers']

export interface PartFacts {
  part(id: string): PartFact | undefined
  ids(): readonly string[]
  byNumber(system: keyof PartNumbers, number: string): PartFact[]
  hasNumber(system: keyof PartNumbers, number: string): boolean
  numbers(system: keyof PartNumbers): Iterable<string>
  search(wanted: string[], limit: number): PartFact[]
}

/** Each read when it is first needed. */
export interface PartFiles {
  parts(): Uint8Array
  categories(): Uint8Array
  geometry(): Uint8Array
}

export function openParts(files: PartFiles): PartFacts {
  const table = lazy(() => openTable(files.parts()))
  const geometry = lazy(() => openTable(files.geometry()))
  const categories = lazy(() => readCategories(files.categories()))
  const known = new Map<string, PartFact | undefined>()
  const ids = lazy(
    () =>
      table()
        .text()
        .match(/^[^\t\n]+/gm) ?? [],
  )
  const titles = lazy(() => readTitles(table().text()))
  const vocabulary = lazy(() => vocabularyOf(titles()))
  const reverse = indexNumbers(() => table().text())

  return { part, ids, byNumber, hasNumber, numbers: reverse.numbers, search }

  function part(id: string): PartFact | undefined {
    const before = known.get(id)
    if (before !== undefined || known.has(id)) return before
    // Numbers of other systems with these before them are none of LDraw's.
    if (id.includes(':')) return undefined
    // LDraw's id is mostly Rebrickable's number, too.
    const start = reverse.rowOf(id)
    const row = start === undefined ? table().row(id) : lineAt(table().text(), start).split('\t')
    const fact = row ? withTitle(readPart(row, categories())) : (posed(id) ?? shape(id))
    known.set(id, fact)
    return fact
  }

  /** The part whose row starts here in the text of the table: to find it by its id takes ten times as long. */
  function partAt(start: number): PartFact | undefined {
    const text = table().text()
    const id = text.slice(start, text.indexOf('\t', start))
    if (known.has(id)) return known.get(id)
    const fact = withTitle(readPart(lineAt(text, start).split('\t'), categories()))
    known.set(id, fact)
    return fact
  }

  /** A moved file has no title of its own worth reading: it is called as what it moved to. */
  function withTitle(fact: PartFact): PartFact {
    let last = fact
    for (let i = 0; i < MAX_MOVES && last.kind === 'moved'; i++) {
      const row = table().row(last.content[0]?.part ?? '')
      if (!row) break
      last = readPart(row, categories())
    }
    return last === fact ? fact : { ...fact, title: last.title, category: last.category }
  }

  /** What bends or turns has a file for each pose, and not always one without. */
  function posed(id: string): PartFact | undefined {
    const row = table().row(`${id}-f1`)
    return row && { ...readPart(row, categories()), id }
  }

  function shape(id: string): PartFact | undefined {
    if (geometry().row(id) === undefined) return undefined
    const kind = id.startsWith('s/') ? 'subpart' : 'primitive'
    return { id, kind, title: '', category: '', content: [], numbers: {}, confidence: 'unknown' }
  }

  function search(wanted: string[], limit: number): PartFact[] {
    const near = idsByWords(wanted, titles(), vocabulary()).slice(0, limit)
    return near.map((id) => part(id)).filter((fact) => fact !== undefined)
  }

  function byNumber(system: keyof PartNumbers, number: string): PartFact[] {
    const facts = reverse
      .rows(system, number)
      .map(partAt)
      .filter((fact) => fact !== undefined)
    return facts.length < 2 ? facts : facts.sort((a, b) => rank(a, number) - rank(b, number))
  }

  function hasNumber(system: keyof PartNumbers, number: string): boolean {
    return reverse.rows(system, number).length > 0
  }
}

/** Files move again, but not often. */
const MAX_MOVES = 4

/** The first letter of the flags. */
export const KINDS: Record<string, PartKind> = {
  p: 'part',
  s: 'shortcut',
  m: 'moved',
  a: 'alias',
  c: 'physical',
  k: 'sticker',
  h: 'helper',
  t: 'third-party',
}

/** The second letter of the flags. */
export const LEVELS: Record<string, Confidence> = {
  e: 'exact',
  r: 'renamed',
  n: 'same-number',
  g: 'mould-generic',
  a: 'alias',
  f: 'flex-form',
  l: 'element',
  u: 'exact-unverified',
  b: 'exact-ambiguous',
  v: 'mould-variant',
  k: 'sticker',
  d: 'sticker-dropped',
  p: 'print-dropped',
}

/** The columns of a row of `parts.tsv`; `=` stands for the id. */
function readPart(row: string[], categories: Map<string, string>): PartFact {
  const [id = '', flags = '', bricklink = '', rebrickable = '', category = '', title = '', content = '', hints = ''] =
    row
  const fact: PartFact = {
    id,
    kind: KINDS[flags.charAt(0)] ?? 'part',
    title,
    category: categories.get(category) ?? '',
    content: content === '' ? [] : content.split(' ').map(readComponent),
    numbers: {},
    confidence: LEVELS[flags.charAt(1)] ?? 'unknown',
  }
  if (flags.charAt(2) === 'o') fact.obsolete = true
  if (bricklink !== '') fact.numbers.bricklink = bricklink === '=' ? id : bricklink
  if (rebrickable !== '') fact.numbers.rebrickable = rebrickable === '=' ? id : rebrickable
  if (hints !== '') for (const hint of hints.split(' ')) addHint(fact, hint)
  return fact
}

/** `part:color*quantity`, of which only the part must be there. */
function readComponent(text: string): Component {
  const [, part = '', color = '16', quantity = '1'] = /^([^:*]*)(?::(-?\d+))?(?:\*(\d+))?$/.exec(text) ?? []
  return { part, color: Number(color), quantity: Number(quantity) }
}

function addHint(fact: PartFact, hint: string): void {
  const cut = hint.indexOf('=')
  const value = hint.slice(cut + 1)
  switch (hint.slice(0, cut)) {
    case 'bo':
      fact.numbers.brickowl = value
      break
    case 'by':
      fact.source = value
      break
    case 'in':
      fact.partOf = value
      break
    case 'or':
      fact.rivals = [...(fact.rivals ?? []), value]
      break
    case 'set':
      fact.sets = [...(fact.sets ?? []), value]
  }
}

function readCategories(bytes: Uint8Array): Map<string, string> {
  return new Map(rowsOf(bytes).map(([number = '', name = '']) => [number, name]))
}

/** Obsolete and helper files come last. */
function readTitles(text: string): Title[] {
  const titles: Title[] = []
  for (const line of text.split('\n')) {
    const [id = '', flags = '', , , , title = ''] = line.split('\t', 6)
    if (title !== '') titles.push({ id, words: words(title), later: /^[ps][^.]?$/.test(flags) ? 0 : 50 })
  }
  return titles
}

/** Real parts before other names for them, current ones before obsolete ones, the same number first. */
function rank(fact: PartFact, number: string): number {
  const kind = ['part', 'shortcut', 'sticker', 'helper', 'physical', 'alias', 'moved'].indexOf(fact.kind)
  const doubtful = fact.confidence === 'exact' || fact.confidence === 'renamed' ? 0 : 100
  return kind * 1000 + doubtful + (fact.obsolete ? 500 : 0) + (fact.id === number ? 0 : 10) + fact.id.length
}
