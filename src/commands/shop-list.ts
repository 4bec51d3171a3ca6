import { colorTitle } from '../core/catalog/color-title.js'
import type { Facts } from '../core/catalog/facts.js'
import { ITEM_TITLES } from '../core/item-titles.js'
import type { Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { knownPart } from '../core/translate/known-part.js'
import type { Unresolved } from '../core/translate/translate.js'
import type { Loaded } from './load.js'
import { translateAll } from './translate-all.js'

/** A list in BrickLink's numbers, in which prices and offers are asked for, whoever is asked. */
export interface ShopList {
  lots: Lot[]
  /** What has no number there. */
  unresolved: Unresolved[]
  problems: Problem[]
}

export function shopList(loaded: Loaded): ShopList {
  const { inventory, unresolved, problems } = translateAll(loaded, 'bricklink')
  const lots = inventory.lots.filter(({ quantity }) => quantity > 0)
  return { lots, unresolved, problems: [...loaded.problems, ...problems] }
}

/** What a lot of a shop list is called: its part, and its color. */
export function shopTitles(
  { part, color, itemType = 'P', carried }: Lot,
  facts: Facts,
): { name: string; color: string } {
  if (itemType !== 'P') return { name: carried?.name ?? '', color: ITEM_TITLES[itemType] ?? '' }
  const home = knownPart(part, 'bricklink', facts)?.part
  const title = home === undefined ? undefined : facts.part(home)?.title
  return { name: title || (carried?.name ?? ''), color: colorTitle('bricklink', color, facts) }
}
