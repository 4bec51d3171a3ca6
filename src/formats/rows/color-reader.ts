import type { ColorFact } from '../../core/catalog/catalog.js'
import { ANY_COLOR } from '../../core/catalog/color-code.js'
import type { Facts } from '../../core/catalog/facts.js'
import type { IdSystem } from '../../core/inventory.js'
import { isOtherSystem } from '../../core/catalog/resolution.js'
import { findColor, NO_COLOR, plain } from '../../core/catalog/resolve-color.js'

/**
 * Reads cells with colors, by number or by name, as numbers of `system`. Numbers are of `colors`, which may be another
 * system; then they count only where both have the color. Undefined where nobody can tell which color it is.
 */
export function colorReader(colors: IdSystem, system: IdSystem, facts: Facts): (text: string) => number | undefined {
  const known = new Map<string, number | undefined>()
  return (text) => {
    if (known.has(text)) return known.get(text)
    const color = colorOf(text)
    if (known.size < MOST) known.set(text, color)
    return color
  }

  function colorOf(text: string): number | undefined {
    if (ANY_NAMES.test(text)) return anyColor(system)
    const number = numberOf(text, colors)
    if (number === undefined) return numberIn(system, namedIn(colors, text, facts))
    if (isAny(number, colors)) return anyColor(system)
    return colors === system ? number : numberIn(system, facts.color(colors, number))
  }
}

/** What stands for a color that does not matter. */
export function anyColor(system: IdSystem): number {
  if (isOtherSystem(system)) return NO_COLOR[system]
  return system === 'ldraw' ? ANY_COLOR : 0
}

/** Lists have no more colors than this; what damaged ones have for colors need not be remembered. */
const MOST = 5000

/** BrickLink, Rebrickable and we call it so. */
const ANY_NAMES = /^[[(]?(any colou?r|no colou?r(\/any colou?r)?|not applicable|unknown)[\])]?$/i

function numberOf(text: string, colors: IdSystem): number | undefined {
  if (colors === 'ldraw' && /^(0x|#)[0-9a-f]{7}$/i.test(text)) return Number.parseInt(text.replace(/^0x|^#/i, ''), 16)
  return /^-?\d{1,9}(\.0+)?$/.test(text) ? Number(text) : undefined
}

function isAny(number: number, colors: IdSystem): boolean {
  if (colors === 'rebrickable') return number === NO_COLOR.rebrickable || number < 0
  return colors === 'ldraw' ? number < 0 : number <= 0
}

/** By the name in its own system first: LEGO's names are other colors' names elsewhere. */
function namedIn(colors: IdSystem, text: string, facts: Facts): ColorFact | undefined {
  const wanted = plain(text)
  const own = facts.colors().find((color) => plain(nameIn(colors, color) ?? '') === wanted && wanted !== '')
  return own ?? (wanted === '' ? undefined : findColor(text, facts))
}

function nameIn(system: IdSystem, color: ColorFact): string | undefined {
  if (isOtherSystem(system)) return color[`${system}Name`]
  return system === 'lego' ? color.legoName : color.ldrawName
}

function numberIn(system: IdSystem, color: ColorFact | undefined): number | undefined {
  if (isOtherSystem(system)) return color?.[system]
  return system === 'lego' ? color?.lego[0] : color?.ldraw
}
