import { MAIN_COLOR } from '../../core/catalog/color-code.js'
import type { Facts } from '../../core/catalog/facts.js'
import type { Lot } from '../../core/inventory.js'
import { isPrint, resolveDesign } from '../../core/catalog/resolve-design.js'
import type { LegoPiece } from './lego-piece.js'

/**
 * A brick of several parts as the one thing that shops sell: a hinge, a motor with its wheel. Undefined where they have
 * no number for it, or not for its print. Its color is that with which its element number agrees; else that of its main part.
 */
export function wholeBrick(brick: LegoPiece, pieces: LegoPiece[], catalog: Facts): Lot | undefined {
  const { design } = brick
  const isPrinted = pieces.some(({ decorations }) => decorations.length > 0)
  const element = isPrinted === isPrint(elementPart(brick, catalog)) ? brick.element : undefined
  if (design === '' || (isPrinted && element === undefined)) return undefined
  const lots = pieces.map(({ color }) => lotOf(design, color, element))
  const agreeing = lots.find((lot) => resolveDesign(lot, catalog)?.byElement)
  if (agreeing || isPrinted) return agreeing && isSold(agreeing, catalog) ? agreeing : undefined
  const plain = lotOf(design, mainColor(design, pieces, catalog), undefined)
  return isSold(plain, catalog) ? plain : undefined
}

function elementPart({ element }: LegoPiece, catalog: Facts): string {
  return element === undefined ? '' : (catalog.element(element)?.part ?? '')
}

function lotOf(part: string, color: number, element: string | undefined): Lot {
  const lot: Lot = { part, color, quantity: 1 }
  return element === undefined ? lot : { ...lot, element }
}

function isSold(lot: Lot, catalog: Facts): boolean {
  const found = resolveDesign(lot, catalog)
  return found !== undefined && catalog.part(found.part)?.numbers.bricklink !== undefined
}

/** LDraw says which parts of an assembly have a color of their own. */
function mainColor(design: string, pieces: LegoPiece[], catalog: Facts): number {
  const found = resolveDesign({ part: design, color: 0 }, catalog)
  const content = found === undefined ? [] : (catalog.part(found.part)?.content ?? [])
  const main = content.filter(({ color }) => color === MAIN_COLOR).map(({ part }) => part)
  const piece = pieces.find(({ design: part }) => main.some((id) => id === part || id.replace(/[a-z]$/, '') === part))
  return (piece ?? pieces[0])?.color ?? 0
}
