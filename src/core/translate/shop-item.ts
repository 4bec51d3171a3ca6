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

/** The same for many items, of which the same come often: each is looked up once, as long as there are not too many. */
export function shopItems(facts: Facts): (item: ShopItem) => ShopItem | undefined {
  const items = new Map<string, ShopItem | undefined>()
  return (item) => {
    const key = `${item.system}\t${item.itemType}${item.part}\t${item.color}`
    const known = items.get(key)
    if (known || items.has(key)) return known
    const found = shopItem(item, facts)
    if (items.size < MOST) items.set(key, found)
    return found
  }
}

/** No catalog has more items that are sold in all their colors; what damaged files have need not be remembered. */
const MOST = 200_000
