import type { ColorFact, PartFact } from '../core/catalog/catalog.js'
import type { Decisions } from '../core/catalog/decisions.js'
import type { Facts } from '../core/catalog/facts.js'
import type { ElementFact } from '../core/catalog/facts-elements.js'
import type { Meaning } from '../core/catalog/identify.js'
import { OTHER_SYSTEMS, type OtherSystem, type Resolution } from '../core/catalog/resolution.js'
import { resolvePart } from '../core/catalog/resolve-part.js'

export interface Context {
  facts: Facts
  decisions: Decisions
}

/** What was asked, and what it may mean. */
export interface Found {
  query: string
  meanings: Meaning[]
  near: PartFact[]
}

/** A meaning as `brick id --json` writes it. */
export function meaningAsData(meaning: Meaning, context: Context): object {
  if (meaning.kind === 'element') return { kind: 'element', ...elementData(meaning.element, context) }
  const { system, number } = meaning
  if (meaning.kind === 'color') return { kind: 'color', system, number, ...colorData(meaning.color) }
  const { part } = meaning
  const resolved = resolutions(part.id, context)
  return {
    kind: 'part',
    system,
    number,
    name: part.title,
    category: part.category,
    part: { ldraw: part.id, ...numbers(resolved) },
    confidence: resolved.bricklink.confidence,
    why: Object.fromEntries(OTHER_SYSTEMS.map((target) => [target, resolved[target].steps])),
  }
}

export function resolutions(id: string, { facts, decisions }: Context): Record<OtherSystem, Resolution> {
  return {
    bricklink: resolvePart(id, 'bricklink', facts, decisions),
    rebrickable: resolvePart(id, 'rebrickable', facts, decisions),
    brickowl: resolvePart(id, 'brickowl', facts, decisions),
  }
}

/** What an element is: LEGO's number of a part in a color, in all systems. */
export interface ElementData {
  element: string
  part: Partial<Record<'ldraw' | OtherSystem, string>>
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

function numbers(resolved: Record<OtherSystem, Resolution>): Partial<Record<OtherSystem, string>> {
  const found: Partial<Record<OtherSystem, string>> = {}
  for (const target of OTHER_SYSTEMS) {
    const { number } = resolved[target]
    if (number !== undefined) found[target] = number
  }
  return found
}
