import type { Lot } from '../core/inventory.js'
import { addLoaded, type Loaded } from './load.js'

/** A list that was calculated from others: its lots, with all that was learnt when those were read. */
export function calculated(lists: Loaded[], lots: Lot[]): Loaded {
  return { ...addLoaded(lists, {}), inventory: { system: 'ldraw', lots } }
}
