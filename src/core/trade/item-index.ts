import type { Lot } from '../inventory.js'

type Item = Pick<Lot, 'part' | 'color' | 'itemType'>

/** Same item, same key, whatever the condition. */
export function itemKey({ part, color, itemType = 'P' }: Item): string {
  return `${itemType}${part.toLowerCase()}\t${itemType === 'P' ? color : ''}`
}

/** Same item in the same condition, same key; a lot that leaves the condition open is one of its own. */
export function lotKey(lot: Item & Pick<Lot, 'condition'>): string {
  return `${itemKey(lot)}\t${lot.condition ?? 'X'}`
}

/** Whether it is a part whose color does not matter, in BrickLink's numbers. */
export function isAnyColor({ color, itemType = 'P' }: Item): boolean {
  return itemType === 'P' && color === 0
}

/** Finds what there is of an item; of a part in any color, what there is in all colors, in the order of the list. */
export function itemIndex<T extends Item>(all: readonly T[]): (item: Item) => readonly T[] {
  const items = grouped(all, itemKey)
  let parts: Map<string, T[]> | undefined
  return (item) => {
    if (!isAnyColor(item)) return items.get(itemKey(item)) ?? []
    parts ??= grouped(all, partKey)
    return parts.get(partKey(item)) ?? []
  }
}

/** Tells which items are asked for: a part in any color asks for all colors. */
export function itemsAskedFor(lots: readonly Item[]): (item: Item) => boolean {
  const keys = new Set(lots.map((lot) => (isAnyColor(lot) ? partKey(lot) : itemKey(lot))))
  return (item) => keys.has(itemKey(item)) || keys.has(partKey(item))
}

function partKey(item: Item): string {
  return itemKey({ ...item, color: 0 })
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}
