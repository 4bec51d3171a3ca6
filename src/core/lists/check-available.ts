import type { ColorFact } from '../catalog/catalog.js'
import type { Decisions } from '../catalog/decisions.js'
import { elementsOf } from '../catalog/elements.js'
import type { Facts } from '../catalog/facts.js'
import type { Lot } from '../inventory.js'
import { resolveLot } from '../translate/translate.js'
import { split, type Offered } from './split.js'

/** What of a list is in a list of elements that can be had. */
export interface Availability {
  /** Of which no known element is in it, with the colors in which the part is in it. */
  absent: { lot: Lot; colors: ColorFact[] }[]
  /** Of which no element number is known, so that nobody can tell. */
  unknown: Lot[]
}

/** Looks for the elements of each lot, of any mould, in a list of them; prices and conditions do not matter. */
export function availability(
  lots: readonly Lot[],
  available: ReadonlyMap<string, Offered>,
  facts: Facts,
  decisions: Decisions,
): Availability {
  const result: Availability = { absent: [], unknown: [] }
  for (const lot of lots) {
    const { condition: _, maxPrice: __, carried: ___, ...plain } = lot
    const [other] = split([plain], { sold: available }, facts, decisions).others
    if (other?.reason === 'unknown') result.unknown.push(lot)
    else if (other) result.absent.push({ lot, colors: colorsThere(lot) })
  }
  return result

  function colorsThere(lot: Lot): ColorFact[] {
    const { number } = resolveLot(lot, 'rebrickable', facts, decisions)
    if (number === undefined) return []
    const parts = [number, ...facts.moulds(number)]
    return facts.colors().filter(({ kind, rebrickable }) => {
      if (kind !== 'own' || rebrickable === undefined) return false
      return parts.some((part) => elementsOf(part, rebrickable, facts).some((element) => available.has(element)))
    })
  }
}
