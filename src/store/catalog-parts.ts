import type { PartFact } from '../core/catalog/catalog.js'
import type { CatalogAnswers, CatalogPart, OtherNumber } from '../core/catalog/catalog-facts.js'
import { titleDistance } from '../core/catalog/title-words.js'
import { lazy } from '../core/lazy.js'
import { asker, type Asker } from './catalog-ask.js'
import type { Database, Row } from './sqlite.js'

/** How two parts belong together: print of, mould of, alternate of, pattern of, part of, pair with. */
export type RelationKind = 'P' | 'M' | 'A' | 'T' | 'B' | 'R'

/** A Rebrickable part that belongs to another one: it is the `child` of it, or its `parent`. */
export interface Relation {
  kind: RelationKind
  part: string
  as: 'child' | 'parent'
}

export interface CatalogParts extends CatalogAnswers {
  /** All that a part is related to. The print is the child, the plain part its parent; the assembly, that of what is in it. */
  relations(part: string): Relation[]
  /** The numbers of all parts of a category, in lower case. */
  partsIn(category: string): Set<string>
}

export function catalogParts(db: Database): CatalogParts {
  const ask = asker(db)
  const moulds = lazy(() => readMoulds(ask))
  // Few have a library in their catalog, and lists ask thousands of times.
  const hasLDraw = lazy(() => ask.one('SELECT 1 FROM ldraw_part') !== undefined)
  const hasNumbers = lazy(() => ask.one('SELECT 1 FROM part_number') !== undefined)
  return {
    part: (system, number) => (system === 'rebrickable' ? rebrickablePart(ask, number) : bricklinkPart(ask, number)),
    colors: () =>
      ask.all('SELECT id, name, rgb, transparent FROM color ORDER BY id').map(({ id, name, rgb, transparent }) => ({
        ...{ id: Number(id), name: String(name), rgb: String(rgb), isTransparent: transparent === 1 },
      })),
    elements: (part, color) => texts(ask.all(ELEMENTS, part, color), 'element'),
    element: (number) => {
      const row = ask.one('SELECT part, color FROM element WHERE element = ?', number)
      return row && { part: String(row['part']), color: Number(row['color']) }
    },
    moulds: (part) => moulds().get(part.toLowerCase()) ?? [],
    alternates: (part) => texts(ask.all(ALTERNATES, part, part), 'part'),
    relations: (part) => relations(ask, part),
    search: (wanted, limit) => search(ask, wanted, limit),
    partsIn: (category) => new Set(texts(ask.all(PARTS_IN, category), 'number')),
    ldrawPart: (id) => (hasLDraw() ? ldrawPart(ask.one('SELECT fact FROM ldraw_part WHERE id = ?', id)) : undefined),
    ldrawIds: () => texts(ask.all('SELECT id FROM ldraw_part ORDER BY id'), 'id'),
    ldrawPartsByNumber: (system, number) =>
      hasLDraw() ? ask.all(LDRAW_BY_NUMBER, number, system).flatMap((row) => ldrawPart(row) ?? []) : [],
    studioNumber: (id) => {
      const [only, another] = texts(ask.all('SELECT DISTINCT item FROM studio_part WHERE ldraw = ?', id), 'item')
      return another === undefined ? only : undefined
    },
    numbers: (part) => (hasNumbers() ? ask.all(NUMBERS, part).map(otherNumber) : []),
    partsNumbered: (system, number) => (hasNumbers() ? texts(ask.all(NUMBERED, number, system), 'part') : []),
    date: () => {
      const date = ask.one(`SELECT max(date) AS date FROM source WHERE id LIKE 'rebrickable/%'`)?.['date']
      return typeof date === 'string' ? date : undefined
    },
  }
}

const ELEMENTS = 'SELECT element FROM element WHERE part = ? AND color = ? ORDER BY CAST(element AS INTEGER) DESC'

const ALTERNATES = `
  SELECT parent AS part FROM relation WHERE child = ? AND kind = 'A'
  UNION SELECT child FROM relation WHERE parent = ? AND kind = 'A'`

const NUMBERS = 'SELECT system, number FROM part_number WHERE part = ? ORDER BY system, number'

const NUMBERED = 'SELECT part FROM part_number WHERE number = ? AND system = ? ORDER BY part'

const LDRAW_BY_NUMBER = `
  SELECT fact FROM ldraw_number JOIN ldraw_part USING (id) WHERE number = ? AND system = ? ORDER BY id`

const PART = `
  SELECT part.number, part.name, category.name AS category
  FROM part LEFT JOIN category ON category.id = part.category`

function rebrickablePart(ask: Asker, number: string): CatalogPart | undefined {
  const row = ask.one(`${PART} WHERE part.number = ?`, number)
  return row && partOf(row)
}

function bricklinkPart(ask: Asker, number: string): CatalogPart | undefined {
  const row = ask.one('SELECT number, name, category FROM bricklink_item WHERE number = ?', number)
  return row && partOf(row)
}

function partOf({ number, name, category }: Row): CatalogPart {
  return { number: String(number), name: String(name), category: String(category ?? '') }
}

const PARTS_IN = `
  SELECT lower(part.number) AS number FROM part JOIN category ON category.id = part.category WHERE category.name = ?`

/** The other moulds of each part, by its number in lower case. Moulds of moulds are moulds of the part. There are few. */
function readMoulds(ask: Asker): Map<string, string[]> {
  const groups = new Map<string, Set<string>>()
  for (const { child, parent } of ask.all("SELECT child, parent FROM relation WHERE kind = 'M'")) {
    const group = groupOf(String(parent))
    for (const part of groupOf(String(child))) {
      group.add(part)
      groups.set(part.toLowerCase(), group)
    }
  }
  return new Map(
    [...groups].map(([part, group]) => [part, [...group].filter((other) => other.toLowerCase() !== part).sort(byName)]),
  )

  function groupOf(part: string): Set<string> {
    const group = groups.get(part.toLowerCase()) ?? new Set([part])
    groups.set(part.toLowerCase(), group)
    return group
  }
}

function byName(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1
}

function relations(ask: Asker, part: string): Relation[] {
  const parents = ask.all('SELECT kind, parent AS part FROM relation WHERE child = ? ORDER BY kind, parent', part)
  const children = ask.all('SELECT kind, child AS part FROM relation WHERE parent = ? ORDER BY kind, child', part)
  return [
    ...parents.map((row): Relation => ({ ...relationOf(row), as: 'parent' })),
    ...children.map((row): Relation => ({ ...relationOf(row), as: 'child' })),
  ]
}

function relationOf({ kind, part }: Row): { kind: RelationKind; part: string } {
  return { kind: String(kind) as RelationKind, part: String(part) }
}

/** The index finds them, and the rule that orders titles everywhere puts them in order. */
function search(ask: Asker, wanted: string[], limit: number): CatalogPart[] {
  const query = wordQuery(wanted)
  if (query === '') return []
  const rows = ask.all(`${PART} WHERE part.rowid IN (SELECT rowid FROM part_words WHERE words MATCH ?)`, query)
  return nearest(rows.map(partOf), wanted).slice(0, limit)
}

/** All words, of which those of three letters and more may be the start of one. */
export function wordQuery(wanted: string[]): string {
  return wanted.map((word) => (/^\p{L}{3}/u.test(word) ? `"${word}" *` : `"${word}"`)).join(' AND ')
}

export function nearest<T extends { number: string; name: string }>(found: T[], wanted: string[]): T[] {
  return found
    .map((one) => ({ one, distance: titleDistance(wanted, one.name) ?? Infinity }))
    .sort((a, b) => a.distance - b.distance || byLength(a.one.number, b.one.number))
    .map(({ one }) => one)
}

function byLength(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1)
}

function ldrawPart(row: Row | undefined): PartFact | undefined {
  return row && (JSON.parse(String(row['fact'])) as PartFact)
}

function otherNumber({ system, number }: Row): OtherNumber {
  return { system: String(system) as OtherNumber['system'], number: String(number) }
}

function texts(rows: Row[], column: string): string[] {
  return rows.map((row) => String(row[column]))
}
