import { ANY_COLOR } from '../catalog/color-code.js'
import type { Decisions } from '../catalog/decisions.js'
import type { Facts } from '../catalog/facts.js'
import type { Resolution } from '../catalog/resolution.js'
import { NO_COLOR, resolveColor } from '../catalog/resolve-color.js'
import type { Lot } from '../inventory.js'
import { resolveLot } from '../translate/translate.js'
import type { Pieces } from './sets-shelves.js'

/** Lots in the numbers in which sets are catalogued, and those that have none. */
export interface CataloguedPieces {
  pieces: Pieces[]
  unknown: Lot[]
}

/**
 * Brings lots into Rebrickable's numbers. A wanted lot of any color is one of any; an owned one that has no color is one
 * of the things that have none.
 */
export function cataloguedPieces(
  lots: readonly Lot[],
  purpose: 'wanted' | 'owned',
  facts: Facts,
  decisions: Decisions,
): CataloguedPieces {
  const result: CataloguedPieces = { pieces: [], unknown: [] }
  // Collections have many lots of few parts, so that each part and color is looked up once.
  const parts = new Map<string, Resolution>()
  const colors = new Map<number, number | undefined>()
  for (const lot of lots) {
    const { itemType = 'P', quantity } = lot
    if (itemType !== 'P' || quantity <= 0) {
      if (quantity > 0) result.unknown.push(lot)
      continue
    }
    const { number: part, confidence, color: own = lot.color } = partOf(lot)
    const color = own === ANY_COLOR ? NO_COLOR.rebrickable : colorOf(own)
    const isAnother = ['print-dropped', 'sticker-dropped', 'sticker'].includes(confidence)
    if (part === undefined || isAnother || color === undefined) result.unknown.push(lot)
    else result.pieces.push({ part, color: own === ANY_COLOR && purpose === 'wanted' ? undefined : color, quantity })
  }
  return result
  function partOf(lot: Lot): Resolution {
    const key = `${lot.part}\t${lot.written ?? ''}`
    const found = parts.get(key) ?? resolveLot(lot, 'rebrickable', facts, decisions)
    parts.set(key, found)
    return found
  }

  function colorOf(code: number): number | undefined {
    if (!colors.has(code)) colors.set(code, resolveColor(code, 'rebrickable', facts, decisions).number)
    return colors.get(code)
  }
}
