import type { Decisions } from '../catalog/decisions.js'
import type { Facts } from '../catalog/facts.js'
import type { Row } from '../catalog/listing.js'
import { resolveColor } from '../catalog/resolve-color.js'
import type { Lot } from '../inventory.js'
import { byColor, byPart } from './translate-words.js'
import { resolveLot, type Unresolved } from './translate.js'

/** A row for which a list in the numbers of BrickLink has no place, and what the user can do. */
export function unplaced(row: Row, reason: 'part' | 'color', facts: Facts, decisions?: Decisions): Unresolved {
  const { id: part, colorCode: color, quantity, places, written } = row
  const lot: Lot = { part, color, quantity, places, ...(written !== undefined && { written }) }
  const problem =
    reason === 'part'
      ? byPart(lot, resolveLot(lot, 'bricklink', facts, decisions), 'bricklink')
      : byColor(lot, resolveColor(color, 'bricklink', facts, decisions), 'bricklink', facts)
  return { lot, reason, problem }
}
