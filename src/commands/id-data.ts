import type { ColorFact, PartFact } from '../core/catalog.js'
import type { Decisions } from '../core/decisions.js'
import type { Facts } from '../core/facts.js'
import type { ElementFact } from '../core/facts-elements.js'
import type { Reading } from '../core/identify.js'
import { TITLES, type Resolution, type Target } from '../core/resolution.js'
import { resolvePart } from '../core/resolve-part.js'

export interface Context {
  facts: Facts
  decisions: Decisions
}

/** What was asked, and what it may mean. */
export interface Found {
  query: string
  readings: Reading[]
  near: PartFact[]
}

export const TARGETS = Object.keys(TITLES) as Target[]

/** A reading as `brick id --json` writes it. */
export function readingAsData(reading: Reading, context: Context): object {
  if (reading.kind === 'element') return { kind: 'element', ...elementData(reading.element, context) }
  if (reading.kind === 'color') return { kind: 'color', ...colorData(reading.color) }
  const { part, system, number } = reading
  const resolved = resolutions(part.id, context)
  return {
    kind: 'part',
    system,
    number,
    name: part.title,
    category: part.category,
    part: { ldraw: part.id, ...numbers(resolved) },
    confidence: resolved.bricklink.confidence,
    why: Object.fromEntries(TARGETS.map((target) => [target, resolved[target].steps])),
  }
}

export function resolutions(id: string, { facts, decisions }: Context): Record<Target, Resolution> {
  return {
    bricklink: resolvePart(id, 'bricklink', facts, decisions),
    rebrickable: resolvePart(id, 'rebrickable', facts, decisions),
    brickowl: resolvePart(id, 'brickowl', facts, decisions),
  }
}

/** What an element is: LEGO's number of a part in a color, in all systems. */
export interface ElementData {
  element: string
  part: Partial<Record<'ldraw' | Target, string>>
  name: string
  color: ColorFact | undefined
  siblings: string[]
}

export function elementData({ element, part, color, siblings }: ElementFact, context: Context): ElementData {
  const fact = context.facts.partsByNumber('rebrickable', part)[0]
  const known = fact ? { ldraw: fact.id, ...numbers(resolutions(fact.id, context)) } : {}
  const name = fact?.title ?? ''
  return {
    element,
    part: { ...known, rebrickable: part },
    name,
    color: context.facts.color('rebrickable', color),
    siblings,
  }
}

function colorData({ name, rgb, ldraw, bricklink, rebrickable, brickowl, lego, legoName }: ColorFact): object {
  return { name, rgb, ldraw, bricklink, rebrickable, brickowl, lego, legoName }
}

function numbers(resolved: Record<Target, Resolution>): Partial<Record<Target, string>> {
  const found: Partial<Record<Target, string>> = {}
  for (const target of TARGETS) {
    const { number } = resolved[target]
    if (number !== undefined) found[target] = number
  }
  return found
}
