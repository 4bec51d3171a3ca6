import type { ColorFact, PartFact } from './catalog.js'
import type { Facts } from './facts.js'
import type { ElementFact } from './facts-elements.js'
import { PREFIXES, splitPrefix, type Prefix } from './id-prefix.js'
import type { IdSystem } from '../inventory.js'
import { normalPart } from './part-id.js'
import { OTHER_SYSTEMS, type OtherSystem } from './resolution.js'
import { resolveDesign } from './resolve-design.js'
import { namesOf, plain } from './resolve-color.js'
import { nearIds } from './search.js'
import { titleDistance, words } from './title-words.js'

/** One thing that a number or name may mean. */
export type Meaning =
  | {
      kind: 'part'
      system: Exclude<IdSystem, 'lego'>
      number: string
      part: PartFact
      others: PartFact[]
      was?: string
    }
  | { kind: 'element'; element: ElementFact }
  | { kind: 'color'; color: ColorFact; system?: IdSystem; number?: number }

/** All that a number or a name may mean, parts first. One meaning when all systems mean the same thing by it. */
export function identify(query: string, facts: Facts, scheme?: Prefix): Meaning[] {
  const { system = scheme && PREFIXES[scheme], rest: text } = splitPrefix(query)
  const isElement = system === 'element' || system === 'lego'
  const parts = isElement ? [] : partMeanings(normalPart(text), facts, system)
  // Old element numbers are as short as part numbers, and there is hardly a number that no color has.
  const mayBeElement = (system === undefined || isElement) && (parts.length === 0 || text.length >= 6)
  const sure = [...parts, ...(mayBeElement ? elementMeanings(text, facts) : [])]
  const mayBeColor = system !== 'element' && (sure.length === 0 || text.length <= 3)
  const all = [...sure, ...(mayBeColor ? colorMeanings(text, facts, system) : [])]
  return all.length === 0 && system === 'lego' ? designMeanings(text, facts) : all
}

/** LEGO's numbers are those of elements, of colors, and of designs. */
function designMeanings(number: string, facts: Facts): Meaning[] {
  const design = resolveDesign({ part: number, color: 0 }, facts)
  const part = design && facts.part(design.part)
  return part ? [{ kind: 'part', system: 'ldraw', number: part.id, part, others: [] }] : []
}

function partMeanings(number: string, facts: Facts, asked: IdSystem | undefined): Meaning[] {
  const own = asked === undefined || asked === 'ldraw' ? facts.part(number) : undefined
  const meanings: Meaning[] = own ? [{ kind: 'part', system: 'ldraw', number, part: own, others: [] }] : []
  for (const system of OTHER_SYSTEMS) {
    if (asked !== undefined && asked !== system) continue
    const meaning = byNumber(number, system, facts)
    if (meaning && !meanings.some((known) => same(known, meaning))) meanings.push(meaning)
  }
  return meanings
}

function byNumber(number: string, system: OtherSystem, facts: Facts): Meaning | undefined {
  const [part, ...others] = plainFirst(facts.partsByNumber(system, number), facts)
  if (part) return { kind: 'part', system, number, part, others }
  const now = system === 'bricklink' ? facts.upgrade(number) : undefined
  const [current, ...more] = now === undefined || now === number ? [] : facts.partsByNumber(system, now)
  if (!current || now === undefined) return undefined
  return { kind: 'part', system, number: now, part: current, others: more, was: number }
}

/** Where a number leads to the part in some color only, as each of these has a file of its own, it means the part first. */
function plainFirst(found: PartFact[], facts: Facts): PartFact[] {
  if (found.some(({ kind }) => kind !== 'physical')) return found
  const plain = found.flatMap((part) => plainOf(part, facts) ?? [])
  return [...new Set([...plain, ...found])]
}

function plainOf({ content }: PartFact, facts: Facts): PartFact | undefined {
  const [only, ...others] = content
  const part = only && others.length === 0 ? facts.part(only.part) : undefined
  return part?.kind === 'moved' ? plainOf(part, facts) : part
}

/** Two meanings are one when they come to the same part, or to parts that go by the same numbers. */
function same(a: Meaning, b: Meaning): boolean {
  if (a.kind !== 'part' || b.kind !== 'part') return false
  const ids = [b.part, ...b.others].map(({ id }) => id)
  if ([a.part, ...a.others].some(({ id }) => ids.includes(id))) return true
  const targets = a.part.content.length === 1 ? a.part.content.map(({ part }) => part) : []
  if (targets.some((id) => ids.includes(id))) return true
  const [x, y] = [a.part.numbers, b.part.numbers]
  return x.bricklink !== undefined && x.bricklink === y.bricklink
}

function elementMeanings(text: string, facts: Facts): Meaning[] {
  const element = facts.element(text)
  return element ? [{ kind: 'element', element }] : []
}

const COLOR_SYSTEMS: IdSystem[] = ['ldraw', ...OTHER_SYSTEMS, 'lego']

function colorMeanings(text: string, facts: Facts, asked: IdSystem | undefined): Meaning[] {
  if (!/^-?\d+$/.test(text)) return colorsByName(text, facts).map((color) => ({ kind: 'color', color }))
  const meanings: Meaning[] = []
  for (const system of COLOR_SYSTEMS) {
    const color = asked === undefined || asked === system ? facts.color(system, Number(text)) : undefined
    if (!color || meanings.some((known) => known.kind === 'color' && known.color.ldraw === color.ldraw)) continue
    meanings.push({ kind: 'color', color, system, number: Number(text) })
  }
  return meanings
}

/** Colors of that name in any system; where there are some that people buy, the rubber ones are left out. */
function colorsByName(text: string, facts: Facts): ColorFact[] {
  const wanted = plain(text)
  const named = facts.colors().filter((color) => namesOf(color).some((name) => plain(name) === wanted))
  const exact = named.filter((color) => plain(color.name) === wanted)
  const best = exact.length > 0 ? exact : named
  const own = best.filter(({ kind }) => kind === 'own')
  return own.length > 0 ? own : best
}

/** What a name may mean: parts with all its words in their titles, colors with all of them in one of their names. */
export function findByWords(text: string, facts: Facts, limit: number): Meaning[] {
  const wanted = words(text)
  if (wanted.length === 0 || !/\p{L}/u.test(text)) return []
  const hits = facts.search(wanted, limit)
  const parts = hits.map((part): Meaning => ({ kind: 'part', system: 'ldraw', number: part.id, part, others: [] }))
  const colors = facts
    .colors()
    .filter((color) => color.kind === 'own' && namesOf(color).some((name) => titleDistance(wanted, name) !== undefined))
  return [...colors.slice(0, limit).map((color): Meaning => ({ kind: 'color', color })), ...parts].slice(0, limit)
}

/** Parts like one that is known: other moulds, parts used alike, then those with the same digits. */
export function alike({ id, numbers }: PartFact, facts: Facts, limit: number): PartFact[] {
  const number = numbers.rebrickable ?? id
  const related = [...facts.moulds(number), ...facts.alternates(number)]
  const parts = related
    .map((other) => facts.partsByNumber('rebrickable', other)[0]?.id)
    .filter((other) => other !== undefined)
  return inFull([...new Set([...parts, ...nearIds(id, facts.ids(), limit, 1)])].slice(0, limit), facts)
}

/** Parts that may have been meant by a number that nobody knows. */
export function similar(number: string, facts: Facts, limit: number): PartFact[] {
  const bare = normalPart(splitPrefix(number).rest)
  return inFull(nearIds(bare, facts.ids(), limit), facts)
}

function inFull(ids: string[], facts: Facts): PartFact[] {
  return ids.map((id) => facts.part(id)).filter((part) => part !== undefined)
}
