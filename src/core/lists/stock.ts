import type { ColorFact, PartFact } from '../catalog/catalog.js'
import { ANY_COLOR } from '../catalog/color-code.js'
import { colorFromKey, type KeyedColor } from '../catalog/color-key.js'
import type { Facts } from '../catalog/facts.js'
import type { Holding } from './holding.js'
import { splitPrefix } from '../catalog/id-prefix.js'
import type { Lot } from '../inventory.js'
import { isForeign } from '../catalog/part-id.js'
import { isOtherSystem, type OtherSystem } from '../catalog/resolution.js'
import { translateHome } from '../translate/translate-home.js'

/** What somebody owns, in the numbers in which we count and compare. */
export interface Stock {
  /** One for each holding, in the same order. */
  lots: Lot[]
  /** What the holdings themselves say of parts and colors that no table has. */
  parts: PartFact[]
  colors: ColorFact[]
}

/**
 * Brings holdings home. What was written down under another system's number, because LDraw had none, gets its LDraw
 * number if our tables know one by now.
 */
export function stockOf(holdings: readonly Holding[], facts: Facts): Stock {
  const { homes, parts } = foreignParts(holdings, facts)
  const colors = new Map<string, KeyedColor>()
  const lots = holdings.map(bring)
  return { lots, parts, colors: [...colors.values()].flatMap(({ fact }) => fact ?? []) }

  function bring(holding: Holding): Lot {
    const { part, color, condition, itemType, written, quantity } = holding
    const lot: Lot = { part, color: colorOf(color), quantity }
    if (itemType !== 'P') lot.itemType = itemType
    if (condition !== 'X') lot.condition = condition
    const home = isForeign(part) ? homes.get(nameOf(holding)) : undefined
    if (!home) {
      if (written !== '') lot.written = written
      return lot
    }
    lot.part = home.part
    if (home.written !== undefined) lot.written = home.written
    // Only an element number says the color.
    if (part.startsWith('el:') && home.color !== ANY_COLOR) lot.color = home.color
    return lot
  }

  /** A text that is no color was written by nobody we know; the piece is there all the same. */
  function colorOf(key: string): number {
    const known = colors.get(key)
    if (known) return known.code
    const color = colorFromKey(key, facts) ?? { code: ANY_COLOR }
    colors.set(key, color)
    return color.code
  }
}

/** What parts with a number of another system are at home, by name, and what is learnt of those that LDraw has not. */
function foreignParts(holdings: readonly Holding[], facts: Facts): { homes: Map<string, Lot>; parts: PartFact[] } {
  const homes = new Map<string, Lot>()
  const ids = new Set<string>()
  const together = new Map<OtherSystem, Lot[]>()
  const alone: [name: string, lot: Lot][] = []
  for (const holding of holdings) {
    const name = isForeign(holding.part) ? nameOf(holding) : ''
    if (name === '' || homes.has(name)) continue
    const lot = lotOf(holding)
    const { system, rest } = splitPrefix(lot.part)
    const id = lot.part.toLowerCase()
    // What differs in spelling only says each for itself what it is; so does what is not looked up by its number alone.
    const isAlone = system === undefined || !isOtherSystem(system) || rest.includes(':') || ids.has(id)
    ids.add(id)
    homes.set(name, lot)
    if (isAlone) alone.push([name, lot])
    else {
      lot.part = rest
      const some = together.get(system)
      if (some) some.push(lot)
      else together.set(system, [lot])
    }
  }
  let parts: PartFact[] = []
  // In place, each stays the record that stands under its name.
  for (const [system, lots] of together)
    parts = parts.concat(translateHome({ system, lots }, facts, { inPlace: true }).facts)
  for (const [name, lot] of alone) {
    const home = translateHome({ system: 'ldraw', lots: [lot] }, facts)
    homes.set(name, home.inventory.lots[0] ?? lot)
    parts = parts.concat(home.facts)
  }
  return { homes, parts }
}

function nameOf({ part, itemType, written }: Holding): string {
  return itemType === 'P' && written === '' ? part : `${itemType}\t${part}\t${written}`
}

/** A lot of it, as lists name it that give numbers of several systems. */
function lotOf({ part, itemType, written }: Holding): Lot {
  const number = written === '' ? part : part.slice(0, -splitPrefix(part).rest.length) + written
  return { part: number, color: 0, quantity: 1, ...(itemType !== 'P' && { itemType }) }
}
