import type { ColorFact, PartFact } from './catalog.js'
import { foreignColor, isForeignColor } from './color-code.js'
import { extendFacts } from './extend-facts.js'
import type { Facts } from './facts.js'
import type { ElementFact } from './facts-elements.js'
import { splitPrefix } from './id-prefix.js'
import { completed, idsNumbered } from './other-numbers.js'
import { lazy } from '../lazy.js'

/** A part as a catalog names it, in the numbers of whose catalog it is. */
export interface CatalogPart {
  number: string
  name: string
  category: string
}

/** A color of Rebrickable's. */
export interface CatalogColor {
  id: number
  name: string
  /** `RRGGBB` */
  rgb: string
  isTransparent: boolean
}

/** Who has numbers for parts that Rebrickable lists beside its own. */
export type NumberedBy = 'bricklink' | 'brickowl' | 'ldraw' | 'lego'

export interface OtherNumber {
  system: NumberedBy
  number: string
}

/** What a local catalog can be asked; it may have any of its tables, or none. */
export interface CatalogAnswers {
  part(system: 'rebrickable' | 'bricklink', number: string): CatalogPart | undefined
  colors(): CatalogColor[]
  /** LEGO's element numbers of a Rebrickable part in a Rebrickable color, newest first. */
  elements(part: string, color: number): string[]
  element(number: string): { part: string; color: number } | undefined
  /** Rebrickable numbers of the same part in other moulds, itself left out. */
  moulds(part: string): string[]
  alternates(part: string): string[]
  /** The Rebrickable parts whose names have all of the words, nearest first. */
  search(wanted: string[], limit: number): CatalogPart[]
  /** What the header of a file of an LDraw library says. */
  ldrawPart(id: string): PartFact | undefined
  ldrawIds(): string[]
  /** LDraw parts that name this number among their keywords. */
  ldrawPartsByNumber(system: string, number: string): PartFact[]
  /** BrickLink's number of an LDraw part, as Studio has it. */
  studioNumber(ldrawId: string): string | undefined
  /** What others call a Rebrickable part. */
  numbers(part: string): OtherNumber[]
  /** The Rebrickable parts that another calls so. */
  partsNumbered(system: NumberedBy, number: string): string[]
  /** Of what day the facts are; undefined when it has none of Rebrickable. */
  date(): string | undefined
}

/**
 * Facts with what a local catalog adds. Those that we ship are the floor: what they know, stays as they know it. The catalog
 * has names of parts that LDraw has not, under ids like `rb:970c00pr1234`; newer elements; more moulds and alternates;
 * parts of a newer LDraw library; numbers of Studio where we have none.
 */
export function extendWithCatalog(base: Facts, answers: CatalogAnswers): Facts {
  const known = new Map<string, PartFact | undefined>()
  const colors = lazy(() => unknownColors(base, answers))
  const ids = lazy(() => [...new Set([...base.ids(), ...answers.ldrawIds()])].sort())
  return {
    ...base,
    part,
    partsByNumber,
    ids,
    color: (system, id) => base.color(system, id) ?? colorBeyond(system, id),
    elements: (number, color) => newestFirst([...base.elements(number, color), ...answers.elements(number, color)]),
    element,
    moulds: (number) => union(base.moulds(number), answers.moulds(number)),
    designs: (number) => union(base.designs(number), answers.partsNumbered('lego', number)),
    alternates: (number) => union(base.alternates(number), answers.alternates(number)),
    search,
    sources: lazy(() => withDate(base.sources(), answers.date())),
  }

  function part(id: string): PartFact | undefined {
    if (!known.has(id)) known.set(id, numbered(base.part(id)) ?? beyond(id))
    return known.get(id)
  }

  /** Numbers that Rebrickable lists; for what has none then, Studio's table. */
  function numbered(found: PartFact | undefined): PartFact | undefined {
    if (found?.kind !== 'part' && found?.kind !== 'shortcut') return found
    const fact = completed(found, answers, base)
    if (fact.confidence !== 'unknown' || Object.keys(fact.numbers).length > 0) return fact
    const number = answers.studioNumber(fact.id)
    if (number === undefined) return fact
    const current = base.upgrade(number)
    const confidence = current === undefined ? 'exact-unverified' : 'exact'
    return { ...fact, numbers: { bricklink: current ?? number }, confidence, source: 'studio-table' }
  }

  function beyond(id: string): PartFact | undefined {
    const { system, rest } = splitPrefix(id)
    if (system === 'rebrickable' || system === 'bricklink') return foreign(system, rest)
    const fact = system === undefined ? answers.ldrawPart(id) : undefined
    return fact && numbered(extendFacts(base, [fact]).part(id))
  }

  function foreign(system: 'rebrickable' | 'bricklink', number: string): PartFact | undefined {
    const found = answers.part(system, number)
    const fact = found && factOf(system, found)
    return fact && completed(fact, answers, base)
  }

  function partsByNumber(system: keyof PartFact['numbers'], number: string): PartFact[] {
    const ours = base.partsByNumber(system, number)
    if (ours.length > 0) return ours
    const ldraw = answers.ldrawPartsByNumber(system, number).flatMap(({ id }) => part(id) ?? [])
    const own = ldraw.filter(({ numbers }) => numbers[system]?.toLowerCase() === number.toLowerCase())
    // A number that LDraw has, too, may be another thing there; nobody knows, and it had one meaning before.
    const linked = own.length > 0 ? own : linkedTo(system, number)
    if (linked.length > 0 || system === 'brickowl' || base.part(number.toLowerCase())) return linked
    return [part(`${PREFIX[system]}:${number.toLowerCase()}`)].filter((fact) => fact !== undefined)
  }

  /** Only what leads back to the same number. */
  function linkedTo(system: keyof PartFact['numbers'], number: string): PartFact[] {
    const facts = idsNumbered(system, number, answers, base).flatMap((id) => part(id) ?? [])
    const [first] = facts.filter(({ numbers }) => numbers[system]?.toLowerCase() === number.toLowerCase())
    return first && !isOwnOf(system, first.id) ? [first] : []
  }

  /** What has no number but this at home is left to what is said below of numbers that LDraw has, too. */
  function isOwnOf(system: keyof PartFact['numbers'], id: string): boolean {
    return system !== 'brickowl' && id.startsWith(`${PREFIX[system]}:`)
  }

  function element(number: string): ElementFact | undefined {
    const found = base.element(number) ?? answers.element(number)
    if (!found) return undefined
    const all = newestFirst([...base.elements(found.part, found.color), ...answers.elements(found.part, found.color)])
    return { element: number, part: found.part, color: found.color, siblings: all.filter((other) => other !== number) }
  }

  /** Parts that LDraw has are called as LDraw calls them. */
  function search(wanted: string[], limit: number): PartFact[] {
    const ours = base.search(wanted, limit)
    if (ours.length >= limit) return ours
    const theirs = answers.search(wanted, 4 * limit).filter(({ number }) => isNew(number))
    return [...ours, ...theirs.map((found) => factOf('rebrickable', found))].slice(0, limit)
  }

  function isNew(number: string): boolean {
    return base.partsByNumber('rebrickable', number).length === 0 && base.part(number.toLowerCase()) === undefined
  }

  function colorBeyond(system: string, id: number): ColorFact | undefined {
    if (system === 'rebrickable') return colors().get(foreignColor('rebrickable', id))
    return system === 'ldraw' && isForeignColor(id) ? colors().get(id) : undefined
  }
}

const PREFIX = { rebrickable: 'rb', bricklink: 'bl' } as const

function factOf(system: 'rebrickable' | 'bricklink', { number, name, category }: CatalogPart): PartFact {
  const id = `${PREFIX[system]}:${number.toLowerCase()}`
  const numbers = { [system]: number }
  return { id, kind: 'part', title: name, category, content: [], numbers, confidence: 'exact', source: 'the catalog' }
}

/** Colors that Rebrickable has and we do not, by codes of their own. */
function unknownColors(base: Facts, answers: CatalogAnswers): Map<number, ColorFact> {
  const found = new Map<number, ColorFact>()
  for (const { id, name, rgb, isTransparent } of answers.colors()) {
    if (id < 0 || base.color('rebrickable', id)) continue
    const code = foreignColor('rebrickable', id)
    found.set(code, {
      ...{
        ldraw: code,
        name,
        ldrawName: name,
        rgb: `#${rgb.toUpperCase()}`,
        edge: '',
        alpha: isTransparent ? 128 : 255,
      },
      ...{ finish: '', kind: 'own', lego: [], legoName: '', rebrickable: id, rebrickableName: name },
    })
  }
  return found
}

function withDate(sources: Map<string, string>, date: string | undefined): Map<string, string> {
  const ours = sources.get('rebrickable') ?? ''
  return date === undefined || date < ours ? sources : new Map([...sources, ['rebrickable', date]])
}

function newestFirst(elements: string[]): string[] {
  return [...new Set(elements)].sort((a, b) => Number(b) - Number(a))
}

function union(ours: string[], theirs: string[]): string[] {
  return theirs.length === 0 ? ours : [...new Set([...ours, ...theirs])]
}
