import { holdingKey, type Holding } from '../core/lists/holding.js'
import type { Batch } from '../store/collection-batches.js'
import type { Collection } from '../store/collection.js'
import { isSourceOf, sourceOf } from './sync-group.js'

/** What a site brought until now. */
export interface Brought {
  /** By what tells things apart, wherever they are today. */
  amounts: Map<string, Holding>
  /** The last time; 0 for never. */
  last: number
  /** Lists of parts there that were made of the collection. */
  pushed: Set<number>
}

export interface Difference {
  come: Holding[]
  go: Holding[]
  /** What would go, and is not where it was, nor anywhere else with the same source. */
  astray: Holding[]
}

/** How the ledger names what a site brought. */
export function syncSource(title: string): string {
  return `${title} (sync)`
}

export function pushSource(title: string, list: number): string {
  return `pushed to ${title}, list ${list}`
}

/** Adds up what all syncs brought and took that were not undone. */
export async function broughtBefore(collection: Collection, title: string): Promise<Brought> {
  const batches = (await collection.batches()).filter(({ undoneBy }) => undoneBy === undefined)
  const syncs = batches.filter(({ sources }) => sources.includes(syncSource(title)))
  const amounts = new Map<string, Holding>()
  for (const { id } of syncs)
    for (const entry of await collection.entries(id)) if (isSourceOf(title, entry.source)) addTo(amounts, entry)
  return { amounts, last: syncs.at(-1)?.id ?? 0, pushed: pushedLists(batches, title) }
}

/**
 * What changed there since the last time: only that is changed here, so that what the user has moved, built in or given away
 * meanwhile is not brought again. Groups that are passed over are as they were.
 */
export function differenceOf(
  there: readonly Holding[],
  { amounts }: Brought,
  { stock, passed, title }: { stock: readonly Holding[]; passed: readonly string[]; title: string },
): Difference {
  const left = new Map<string, Holding>()
  const untouched = new Set(passed.map((name) => sourceOf(title, name)))
  for (const [key, holding] of amounts) if (!untouched.has(holding.source)) left.set(key, holding)
  const difference: Difference = { come: [], go: [], astray: [] }
  const now = new Map<string, Holding>()
  for (const holding of there) addTo(now, holding)
  for (const [key, holding] of now) {
    const before = left.get(key)?.quantity ?? 0
    left.delete(key)
    if (holding.quantity > before) difference.come.push({ ...holding, quantity: holding.quantity - before })
    if (holding.quantity < before) take(stock, { ...holding, quantity: before - holding.quantity }, difference)
  }
  for (const holding of left.values()) if (holding.quantity > 0) take(stock, holding, difference)
  return difference
}

/** Where it was put first, then wherever it is now. */
function take(stock: readonly Holding[], gone: Holding, { go, astray }: Difference): void {
  let left = gone.quantity
  const key = keyOf(gone)
  const here = stock.filter((holding) => keyOf(holding) === key)
  for (const holding of here.sort((a, b) => Number(b.place === gone.place) - Number(a.place === gone.place))) {
    const quantity = Math.min(left, holding.quantity)
    if (quantity > 0) go.push({ ...holding, quantity: -quantity })
    left -= quantity
  }
  if (left > 0) astray.push({ ...gone, quantity: left })
}

/** All but where it is, and whether it is new, which the user may have said. */
function keyOf(holding: Holding): string {
  return holdingKey({ ...holding, place: '', state: 'loose', condition: 'X' })
}

function addTo(amounts: Map<string, Holding>, entry: Holding): void {
  const key = keyOf(entry)
  const known = amounts.get(key)
  amounts.set(key, known ? { ...known, quantity: known.quantity + entry.quantity } : entry)
}

function pushedLists(batches: Batch[], title: string): Set<number> {
  const start = pushSource(title, 0).slice(0, -1)
  const lists = batches.flatMap(({ sources }) => sources.filter((source) => source.startsWith(start)))
  return new Set(lists.map((source) => Number(source.slice(start.length))))
}
