import type { ItemType } from './inventory.js'

/** What BrickLink calls its kinds of item, but for parts, which have categories of their own. */
export const ITEM_TITLES: Partial<Record<ItemType, string>> = {
  S: 'Sets',
  M: 'Minifigures',
  B: 'Books',
  G: 'Gear',
  C: 'Catalogs',
  I: 'Instructions',
  O: 'Original boxes',
}
