import type { ItemType } from '../core/inventory.js'
import { pieces } from '../core/inventory.js'
import type { Ledger } from '../core/ledger.js'
import { CONDITIONS } from '../formats/json/lot.js'
import type { Loaded } from './load.js'

/** How much of what is in a list. */
export interface ListFacts {
  parts: number
  lots: number
  /** Different colors; things without one count as one. */
  colors: number
  /** Submodels that parts stand in; 0 in lists that have none. */
  models: number
  /** Pieces of each type. */
  itemTypes: [ItemType, number][]
  /** Lots of each condition. */
  conditions: [string, number][]
  /** Of the lots whose weight the list says; undefined when it says none. */
  weight: { grams: number; lots: number } | undefined
  ledger: Ledger
}

/** BrickLink's kinds of item, in words: one of them, and many. */
export const ITEM_TYPES: Record<ItemType, [one: string, many: string]> = {
  P: ['part', 'parts'],
  S: ['set', 'sets'],
  M: ['minifigure', 'minifigures'],
  B: ['book', 'books'],
  G: ['piece of gear', 'pieces of gear'],
  C: ['catalog', 'catalogs'],
  I: ['instruction', 'instructions'],
  O: ['original box', 'original boxes'],
}

export function factsOfList({ inventory, ledger }: Loaded): ListFacts {
  const { lots } = inventory
  const places = lots.flatMap((lot) => lot.places ?? [])
  const models = places.flatMap(({ file, model }) => (model === undefined ? [] : `${file}\t${model}`))
  return {
    parts: pieces(inventory),
    lots: lots.length,
    colors: new Set(lots.map(({ color }) => color)).size,
    models: new Set(models).size,
    itemTypes: amounts(lots.map(({ itemType = 'P', quantity }) => [itemType, quantity])),
    conditions: amounts(lots.map(({ condition = 'X' }) => [CONDITIONS[condition], 1])),
    weight: weightOf(lots.map(({ carried, quantity }) => ({ each: Number(carried?.weight), quantity }))),
    ledger,
  }
}

function amounts<K>(all: [K, number][]): [K, number][] {
  const sums = new Map<K, number>()
  for (const [key, amount] of all) sums.set(key, (sums.get(key) ?? 0) + amount)
  return [...sums]
}

function weightOf(lots: { each: number; quantity: number }[]): ListFacts['weight'] {
  const weighed = lots.filter(({ each }) => each > 0)
  if (weighed.length === 0) return undefined
  const grams = weighed.reduce((sum, { each, quantity }) => sum + each * quantity, 0)
  return { grams: Math.round(grams * 1000) / 1000, lots: weighed.length }
}
