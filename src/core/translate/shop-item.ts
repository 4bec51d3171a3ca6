import type { Facts } from '../catalog/facts.js'
import { inventory, type IdSystem, type ItemType } from '../inventory.js'
import { translate } from './translate.js'
import { translateHome } from './translate-home.js'

/** One item of a shop, in somebody's numbers. */
export interface ShopItem {
  system: IdSystem
  part: string
  color: number
  itemType: ItemType
}

/** The same item in BrickLink's numbers; undefined where nobody knows it there. */
export function shopItem({ system, part, color, itemType }: ShopItem, facts: Facts): ShopItem | undefined {
  if (system === 'bricklink') return { system, part: facts.upgrade(part) ?? part, color, itemType }
  const lot = { part, color, quantity: 1, ...(itemType !== 'P' && { itemType }) }
  const home = translateHome(inventory(system, [lot]), facts)
  const [found] = translate(home.inventory, 'bricklink', facts).inventory.lots
  return found && { system: 'bricklink', part: found.part, color: found.color, itemType: found.itemType ?? 'P' }
}
