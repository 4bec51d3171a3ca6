import type { ColorFact, PartFact } from '../catalog/catalog.js'
import { ANY_COLOR } from '../catalog/color-code.js'
import { colorFromKey } from '../catalog/color-key.js'
import type { Facts } from '../catalog/facts.js'
import type { Holding } from './holding.js'
import { splitPrefix } from '../catalog/id-prefix.js'
import type { Lot } from '../inventory.js'
import { isForeign } from '../catalog/part-id.js'
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
  const parts = new Map<string, { lot: Lot; facts: PartFact[] }>()
  const colors = new Map<string, { code: number; fact?: ColorFact }>()
  const lots = holdings.map(bring)
  return {
    lots,
    parts: [...parts.values()].flatMap(({ facts }) => facts),
    colors: [...colors.values()].flatMap(({ fact }) => fact ?? []),
  }

  function bring({ part, color, condition, itemType, written, quantity }: Holding): Lot {
    const lot: Lot = { part, color: colorOf(color), quantity }
    if (itemType !== 'P') lot.itemType = itemType
    if (condition !== 'X') lot.condition = condition
    if (!isForeign(part)) return written === '' ? lot : { ...lot, written }
    const { lot: home } = foreign(part, itemType, written)
    const result: Lot = { ...lot, part: home.part }
    if (home.written !== undefined) result.written = home.written
    // Only an element number says the color.
    if (part.startsWith('el:') && home.color !== ANY_COLOR) result.color = home.color
    return result
  }

  function foreign(part: string, itemType: Holding['itemType'], written: string) {
    const key = `${itemType}\t${part}\t${written}`
    const before = parts.get(key)
    if (before) return before
    const { rest } = splitPrefix(part)
    const number = written === '' ? part : part.slice(0, -rest.length) + written
    const lot: Lot = { part: number, color: 0, quantity: 1, ...(itemType !== 'P' && { itemType }) }
    const home = translateHome({ system: 'ldraw', lots: [lot] }, facts)
    const found = { lot: home.inventory.lots[0] ?? lot, facts: home.facts }
    parts.set(key, found)
    return found
  }

  /** A text that is no color was written by nobody we know; the piece is there all the same. */
  function colorOf(key: string): number {
    const color = colors.get(key) ?? colorFromKey(key, facts) ?? { code: ANY_COLOR }
    colors.set(key, color)
    return color.code
  }
}
