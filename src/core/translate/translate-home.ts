import type { ColorFact, PartFact } from '../catalog/catalog.js'
import { ANY_COLOR, MAIN_COLOR } from '../catalog/color-code.js'
import type { Facts } from '../catalog/facts.js'
import { foreignColorFact } from '../catalog/foreign-color.js'
import { prefixOf, splitPrefix } from '../catalog/id-prefix.js'
import { inventory, lotKey, placeOf, type IdSystem, type Inventory, type Lot } from '../inventory.js'
import { ITEM_TITLES } from '../item-titles.js'
import { namesake } from '../catalog/namesake.js'
import { normalPart } from '../catalog/part-id.js'
import type { Problem } from '../problem.js'
import { knownPart, type Known } from './known-part.js'
import { resolveDesign } from '../catalog/resolve-design.js'
import { isOtherSystem, TITLES, type OtherSystem } from '../catalog/resolution.js'

/** A list in the numbers in which we count and compare, and what was learnt on the way. */
export interface Homecoming {
  inventory: Inventory<'ldraw'>
  /** The parts and colors of the list that LDraw has not, under ids of their own: `bl:973pb0001c01`. */
  facts: PartFact[]
  colors: ColorFact[]
  problems: Problem[]
}

/**
 * Brings a list home: gives each lot the LDraw number of what it is, where there is one that surely leads back to the
 * same number; the way back is `translate`. All others keep their own number, with its system before it, so that
 * nothing is lost and nothing mixed up; with `asWritten`, all keep it. A lot whose part has the prefix of another system,
 * as in `ld:u9999`, is in the numbers of that one, its color too.
 *
 * With `inPlace`, the lots may get their numbers where they are: to copy a long list takes longer than all else.
 */
export function translateHome<S extends IdSystem>(
  { system, lots }: Inventory<S>,
  facts: Facts,
  { asWritten = false, inPlace = false }: { asWritten?: boolean; inPlace?: boolean } = {},
): Homecoming {
  const parts = new Map<string, PartFact>()
  const colors = new Map<number, ColorFact>()
  const problems = new Map<string, Problem>()
  const known = new Map<IdSystem, Map<string, Known>>()
  const codes = new Map<IdSystem, Map<number, number>>()
  let hasOlder = false
  const home = lots.map((lot) => {
    if (!lot.part.includes(':')) return bring(lot, system)
    const { system: own, rest } = splitPrefix(lot.part)
    return own === undefined ? bring(lot, system) : bring({ ...lot, part: rest }, own)
  })
  return {
    inventory: areApart() ? { system: 'ldraw', lots: home } : inventory('ldraw', home, ownKey),
    facts: [...parts.values()],
    colors: [...colors.values()],
    problems: [...problems.values()],
  }

  /** Whether no two lots can have become the same thing: they keep their numbers, none of which is an older one. */
  function areApart(): boolean {
    return isOtherSystem(system) && known.size <= 1 && !hasOlder
  }

  function bring(lot: Lot, from: IdSystem): Lot {
    if (asWritten) return numbered(lot, from)
    if (from === 'element') return element(lot)
    if (from === 'lego') return designed(lot)
    return (from === 'brickowl' && byElement(lot, from)) || numbered(lot, from)
  }

  /** Few know Brick Owl's numbers; where it says LEGO's element too, and that has the same color, it is that. */
  function byElement(lot: Lot, from: 'brickowl'): Lot | undefined {
    const fact = lot.element === undefined ? undefined : facts.element(lot.element)
    if (lot.element === undefined || !fact || knownPart(lot.part, from, facts)) return undefined
    if (colorOf(fact.color, 'rebrickable') !== colorOf(lot.color, from)) return undefined
    return { ...element({ ...lot, part: lot.element }), given: { system: from, part: lot.part, color: lot.color } }
  }

  /** What the element number adds holds only where it fits. A design that nobody knows is in no catalog. */
  function designed({ element: own, ...lot }: Lot): Lot {
    const found = resolveDesign(own === undefined ? lot : { ...lot, element: own }, facts)
    const color = colorOf(lot.color, 'lego')
    if (!found) return { ...lot, part: `${prefixOf('lego')}:${lot.part.toLowerCase()}`, color }
    return { ...lot, part: found.part, color, ...(found.byElement && own !== undefined && { element: own }) }
  }

  function numbered(lot: Lot, from: IdSystem): Lot {
    const isPart = lot.itemType === undefined || lot.itemType === 'P'
    const { part, written, current } = isPart ? partOf(lot, from) : foreign(lot, from)
    const color = isPart ? colorOf(lot.color, from) : ANY_COLOR
    if (current !== undefined) hasOlder = true
    const result = inPlace ? lot : { ...lot }
    result.given = { system: from, part: current ?? lot.part, color: lot.color }
    result.part = part
    result.color = color
    if (written !== undefined) result.written = written
    return result
  }

  function partOf(lot: Lot, from: IdSystem): Known {
    if (from === 'ldraw') return { part: normalPart(lot.part) }
    const ours = within(known, from)
    let found = ours.get(lot.part)
    if (!found) {
      found = (asWritten ? undefined : knownPart(lot.part, from, facts)) ?? foreign(lot, from)
      if (found.part.includes(':') && isOtherSystem(from) && !asWritten) found = likely(found, lot, from)
      ours.set(lot.part, found)
    }
    if (found.renamed !== undefined) note(lot, found.renamed)
    return found
  }

  function foreign({ part, itemType = 'P', carried }: Lot, from: IdSystem): Known {
    const id = `${prefixOf(from)}:${part.toLowerCase()}`
    const system = isOtherSystem(from) ? from : undefined
    const fact = parts.get(id) ?? {
      id,
      kind: 'part',
      title: '',
      category: itemType === 'P' ? '' : (ITEM_TITLES[itemType] ?? ''),
      content: [],
      numbers: system === undefined ? {} : { [system]: part },
      confidence: system === undefined ? 'unknown' : 'exact',
    }
    if (fact.title === '') fact.title = carried?.name ?? ''
    if (fact.category === '') fact.category = carried?.category ?? ''
    parts.set(id, fact)
    return { part: id }
  }

  /** What an old number most likely means is known by that in other systems; in its own, it stays what it is. */
  function likely(own: Known, { part, carried }: Lot, from: OtherSystem): Known {
    const fact = parts.get(own.part)
    // What a table or another list knows needs no guess.
    const twin = fact && namesake(part, from, facts)
    if (!fact || !twin) return own
    const { id, title, category } = twin.fact
    fact.category = category
    if (twin.isPlain) {
      fact.title = carried?.name ?? `${title} (print ${/p[a-z]*(\d.*)$/.exec(part)?.[1] ?? part})`
      return own
    }
    fact.title = carried?.name ?? title
    fact.kind = 'alias'
    fact.content = [{ part: id, color: MAIN_COLOR, quantity: 1 }]
    if (facts.part(own.part)) return own
    return {
      ...own,
      renamed: `${part} is in no list of ${TITLES[from]} that we have; elsewhere taken for LDraw's ${id}`,
    }
  }

  /** An element is a part in a color; one that no table has is kept by its number. */
  function element(lot: Lot): Lot {
    const fact = facts.element(lot.part)
    if (fact) {
      const { part, written } = partOf({ ...lot, part: fact.part }, 'rebrickable')
      const result: Lot = { ...lot, part, color: colorOf(fact.color, 'rebrickable'), element: lot.part }
      return written === undefined ? result : { ...result, written }
    }
    const message = `nobody knows the element ${lot.part}`
    const fix = 'it may be newer than our tables; check the number'
    if (!problems.has(message))
      problems.set(message, { ...placeOf(lot), level: 'warning', code: 'element.unknown', message, fix })
    return { ...lot, ...foreign(lot, 'element'), color: ANY_COLOR, element: lot.part }
  }

  function colorOf(id: number, from: IdSystem): number {
    if (from === 'ldraw') return id
    const ours = within(codes, from)
    const code = ours.get(id) ?? newColor(id, from)
    ours.set(id, code)
    return code
  }

  function newColor(id: number, from: IdSystem): number {
    if (isAny(id, from)) return from === 'lego' ? MAIN_COLOR : ANY_COLOR
    const fact = facts.color(from, id)
    if (fact) return fact.ldraw
    const unknown = foreignColorFact(from, id, facts)
    colors.set(unknown.ldraw, unknown)
    return unknown.ldraw
  }

  function note(lot: Lot, message: string): void {
    if (!problems.has(message)) problems.set(message, { ...placeOf(lot), level: 'note', code: 'part.renamed', message })
  }
}

/** What is kept of each system by itself. */
function within<K, V>(all: Map<IdSystem, Map<K, V>>, system: IdSystem): Map<K, V> {
  const known = all.get(system) ?? new Map<K, V>()
  all.set(system, known)
  return known
}

/** What lists tell apart by their numbers stays apart, also where LDraw has one number for both. */
function ownKey(lot: Lot): string {
  const { given } = lot
  return given === undefined ? lotKey(lot) : lotKey({ ...lot, part: given.part, color: given.color })
}

/** What shops write where the color does not matter, or where there is none. */
function isAny(color: number, system: IdSystem): boolean {
  if (system === 'rebrickable') return color === 9999 || color === -1
  return color <= 0
}
