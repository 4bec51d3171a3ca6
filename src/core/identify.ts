import type { ColorFact, PartFact } from './catalog.js'
import type { Facts } from './facts.js'
import type { ElementFact } from './facts-elements.js'
import type { IdSystem } from './inventory.js'
import { namesOf, plain } from './resolve-color.js'
import { normalPart } from './resolution.js'
import { nearIds, titleDistance, words } from './search.js'
import { openUpgrader } from './upgrade.js'

/** One thing that a number or name may mean. */
export type Reading =
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

/** What people write before a number to say whose it is. */
export const SCHEMES = {
  ld: 'ldraw',
  bl: 'bricklink',
  rb: 'rebrickable',
  bo: 'brickowl',
  el: 'element',
  lego: 'lego',
} as const

export type Scheme = keyof typeof SCHEMES

/** All that a number or a name may mean, parts first. One reading when all systems mean the same thing by it. */
export function identify(query: string, facts: Facts, scheme?: Scheme): Reading[] {
  const [, prefix, rest = ''] = /^(ld|bl|rb|bo|el|lego):(.+)$/i.exec(query.trim()) ?? []
  if (prefix !== undefined) return identify(rest, facts, prefix.toLowerCase() as Scheme)
  const text = query.trim()
  const parts = scheme === 'el' || scheme === 'lego' ? [] : partReadings(normalPart(text), facts, scheme)
  const elements = scheme === undefined || scheme === 'el' || scheme === 'lego' ? elementReadings(text, facts) : []
  const colors = scheme === 'el' ? [] : colorReadings(text, facts, scheme)
  // Old element numbers are as short as part numbers, and there is hardly a number that no color has.
  const sure = [...parts, ...(parts.length > 0 && text.length < 6 ? [] : elements)]
  return sure.length > 0 && text.length > 3 ? sure : [...sure, ...colors]
}

const PART_SYSTEMS = ['bricklink', 'rebrickable', 'brickowl'] as const

function partReadings(number: string, facts: Facts, scheme: Scheme | undefined): Reading[] {
  const own = scheme === undefined || scheme === 'ld' ? facts.part(number) : undefined
  const readings: Reading[] = own ? [{ kind: 'part', system: 'ldraw', number, part: own, others: [] }] : []
  for (const system of PART_SYSTEMS) {
    if (scheme !== undefined && SCHEMES[scheme] !== system) continue
    const reading = byNumber(number, system, facts)
    if (reading && !readings.some((known) => same(known, reading))) readings.push(reading)
  }
  return readings
}

function byNumber(number: string, system: (typeof PART_SYSTEMS)[number], facts: Facts): Reading | undefined {
  const [part, ...others] = facts.partsByNumber(system, number)
  if (part) return { kind: 'part', system, number, part, others }
  const now = system === 'bricklink' ? openUpgrader(facts.numbers('bricklink')).upgrade(number) : undefined
  const [current, ...more] = now === undefined || now === number ? [] : facts.partsByNumber(system, now)
  if (!current || now === undefined) return undefined
  return { kind: 'part', system, number: now, part: current, others: more, was: number }
}

/** Two readings are one when they come to the same part, or to parts that go by the same numbers. */
function same(a: Reading, b: Reading): boolean {
  if (a.kind !== 'part' || b.kind !== 'part') return false
  const ids = [b.part, ...b.others].map(({ id }) => id)
  if ([a.part, ...a.others].some(({ id }) => ids.includes(id))) return true
  const targets = a.part.content.length === 1 ? a.part.content.map(({ part }) => part) : []
  if (targets.some((id) => ids.includes(id))) return true
  const [x, y] = [a.part.numbers, b.part.numbers]
  return x.bricklink !== undefined && x.bricklink === y.bricklink
}

function elementReadings(text: string, facts: Facts): Reading[] {
  const element = facts.element(text)
  return element ? [{ kind: 'element', element }] : []
}

const COLOR_SYSTEMS = { ld: 'ldraw', bl: 'bricklink', rb: 'rebrickable', bo: 'brickowl', lego: 'lego' } as const

function colorReadings(text: string, facts: Facts, scheme: Scheme | undefined): Reading[] {
  if (!/^-?\d+$/.test(text)) return colorsByName(text, facts).map((color) => ({ kind: 'color', color }))
  const readings: Reading[] = []
  for (const [prefix, system] of Object.entries(COLOR_SYSTEMS)) {
    const color = scheme === undefined || scheme === prefix ? facts.color(system, Number(text)) : undefined
    if (!color || readings.some((known) => known.kind === 'color' && known.color === color)) continue
    readings.push({ kind: 'color', color, system, number: Number(text) })
  }
  return readings
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
export function findByWords(text: string, facts: Facts, limit: number): Reading[] {
  const wanted = words(text)
  if (wanted.length === 0 || !/\p{L}/u.test(text)) return []
  const hits = facts.search((title) => titleDistance(wanted, title), limit)
  const parts = hits.map((part): Reading => ({ kind: 'part', system: 'ldraw', number: part.id, part, others: [] }))
  const colors = facts
    .colors()
    .filter((color) => color.kind === 'own' && namesOf(color).some((name) => titleDistance(wanted, name) !== undefined))
  return [...colors.slice(0, limit).map((color): Reading => ({ kind: 'color', color })), ...parts].slice(0, limit)
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
  const bare = normalPart(number.replace(/^(ld|bl|rb|bo|el|lego):/i, ''))
  return inFull(nearIds(bare, facts.ids(), limit), facts)
}

function inFull(ids: string[], facts: Facts): PartFact[] {
  return ids.map((id) => facts.part(id)).filter((part) => part !== undefined)
}
