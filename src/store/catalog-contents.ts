import type { Asker } from './catalog-ask.js'
import { unpack } from './catalog-packing.js'

/** What single sets and figures contain. */
export interface Contents {
  /**
   * Everything in a set or figure: its own parts, then those of the figures and the sets in it, `within` one of which they
   * are. Quantities are those in the whole set. Lots may come several times.
   */
  each(owner: string, take: TakeContent): void
  /** Whether anything at all is known of what is in it. */
  has(owner: string): boolean
}

/** Lots are numbered from 1, by the table `lot`. */
export type TakeContent = (lot: number, quantity: number, isSpare: boolean, within: string | undefined) => void

interface Inventory {
  content: Uint8Array | undefined
  inside: { owner: string; quantity: number }[]
}

/** Inventories one by one, for questions about one set. Of several versions, the highest counts. */
export function askContents(ask: Asker): Contents {
  return { each: (owner, take) => give(owner, 1, undefined, take), has }

  function give(owner: string, times: number, within: string | undefined, take: TakeContent, depth = 0): void {
    const inventory = find(owner)
    if (!inventory) return
    if (inventory.content)
      unpack(inventory.content, (lot, quantity, isSpare) => take(lot, quantity * times, isSpare, within))
    if (depth === MAX_DEPTH) return
    for (const { owner: inner, quantity } of inventory.inside)
      give(inner, times * quantity, within ?? inner, take, depth + 1)
  }

  function has(owner: string, depth = 0): boolean {
    const inventory = find(owner)
    if (inventory === undefined || inventory.content) return inventory !== undefined
    return depth < MAX_DEPTH && inventory.inside.some(({ owner: inner }) => has(inner, depth + 1))
  }

  function find(owner: string): Inventory | undefined {
    const id = ask.one('SELECT id FROM inventory WHERE owner = ? ORDER BY version DESC, id DESC', owner)?.['id']
    if (id === undefined) return undefined
    const content = ask.one('SELECT content FROM inventory_part WHERE inventory = ?', id)?.['content']
    const inside = ask.all(INSIDE, id, id)
    return {
      content: content instanceof Uint8Array ? content : undefined,
      inside: inside.map((row) => ({ owner: String(row['owner']), quantity: Number(row['quantity']) })),
    }
  }
}

const INSIDE = `
  SELECT figure AS owner, quantity FROM inventory_figure WHERE inventory = ?
  UNION ALL SELECT number, quantity FROM inventory_set WHERE inventory = ?`

/** Sets are in sets, and figures in those; a set that is in itself must not hang us. */
export const MAX_DEPTH = 6
