import type { Facts } from '../../core/catalog/facts.js'
import { inventory, type Lot } from '../../core/inventory.js'
import type { Document } from '../../ldraw/document.js'

/**
 * Lots in LDraw's colors, where the file has Studio's own: those that BrickLink has and LDraw had not, numbered from
 * 100000 on. LDraw has most of them by now.
 */
export function withoutStudioColors(lots: Lot[], { colors }: Document, facts: Facts): Lot[] {
  if (!lots.some(({ color }) => isStudios(color) && !colors.has(color))) return lots
  const mapped = lots.map((lot) => (colors.has(lot.color) ? lot : { ...lot, color: ldrawColor(lot.color, facts) }))
  return inventory('ldraw', mapped).lots
}

function ldrawColor(code: number, facts: Facts): number {
  const number = isStudios(code) ? facts.color('ldraw', code)?.bricklink : undefined
  return (number === undefined ? undefined : facts.color('bricklink', number)?.ldraw) ?? code
}

/** Below what authors mix themselves. */
function isStudios(code: number): boolean {
  return code >= 100_000 && code < 1_000_000
}
