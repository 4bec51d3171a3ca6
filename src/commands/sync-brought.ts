import { addTo, type Amounts } from '../core/lists/difference.js'
import type { Batch } from '../store/collection-batches.js'
import type { Collection } from '../store/collection.js'
import { isSourceOf } from './sync-group.js'

/** What a site brought until now. */
export interface Brought {
  amounts: Amounts
  /** The last time; 0 for never. */
  last: number
  /** Lists of parts there that were made of the collection. */
  pushed: Set<number>
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
  const amounts: Amounts = new Map()
  for (const { id } of syncs)
    for (const entry of await collection.entries(id)) if (isSourceOf(title, entry.source)) addTo(amounts, entry)
  return { amounts, last: syncs.at(-1)?.id ?? 0, pushed: pushedLists(batches, title) }
}

function pushedLists(batches: Batch[], title: string): Set<number> {
  const start = pushSource(title, 0).slice(0, -1)
  const lists = batches.flatMap(({ sources }) => sources.filter((source) => source.startsWith(start)))
  return new Set(lists.map((source) => Number(source.slice(start.length))))
}
