import type { ColorFact } from '../catalog/catalog.js'
import { directColor } from '../catalog/color-code.js'
import type { Facts } from '../catalog/facts.js'
import { colorDistance, nearestColor } from '../catalog/near-color.js'
import type { Given, Lot } from '../inventory.js'
import type { CheckedLot, Verdict } from './check.js'

/** A lot of which nothing says that it was made in its color, and the color that it was made in that looks most alike. */
export interface ColorFix {
  lot: Lot
  to: ColorFact
  /** In OKLab: 0 is the same, 1 is black and white. */
  distance: number
}

interface ColorFixes {
  fixes: ColorFix[]
  /** Of which no color is known that looks at all like theirs: see-through where that is not, or none. */
  hopeless: CheckedLot[]
}

/** The nearest real color of each lot that needs another one. `isUsable` says which colors the list can name. */
export function nearestFixes(
  checked: readonly CheckedLot[],
  facts: Facts,
  isUsable: (color: ColorFact, lot: Lot) => boolean,
): ColorFixes {
  const result: ColorFixes = { fixes: [], hopeless: [] }
  for (const one of checked) {
    const { lot, verdict, evidence } = one
    if (!UNMADE.includes(verdict)) continue
    const { rgb = '', alpha = 255 } = facts.color('ldraw', lot.color) ?? directColor(lot.color) ?? {}
    const real = evidence.colors.map(({ fact }) => fact).filter((color) => isUsable(color, lot))
    const to = nearestColor(rgb, alpha, real)
    const distance = to && colorDistance(rgb, to.rgb)
    if (to && distance !== undefined) result.fixes.push({ lot, to, distance })
    else result.hopeless.push(one)
  }
  return result
}

const UNMADE: Verdict[] = ['never', 'unnumbered']

/** The lot in its new color. What only holds of the old one, goes. */
export function recolored({ element: _, given, ...lot }: Lot, { to }: ColorFix): Lot {
  const number = given && numberIn(given.system, to)
  const { colorName: __, ...carried } = lot.carried ?? {}
  return {
    ...lot,
    color: to.ldraw,
    ...(lot.carried && { carried }),
    ...(given && number !== undefined && { given: { ...given, color: number } }),
  }
}

/** What a color is called by those who number it; undefined where they have none. */
export function numberIn(system: Given['system'], color: ColorFact): number | undefined {
  if (system === 'element') return undefined
  if (system === 'ldraw') return color.ldraw < 0 ? undefined : color.ldraw
  return system === 'lego' ? color.lego[0] : color[system]
}
