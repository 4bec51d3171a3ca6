import { createHash } from 'node:crypto'
import { addUpHoldings, HOLDING_FIELDS, holdingKey, type Holding } from '../core/lists/holding.js'
import { readBatches, type Batch, type Kind } from './collection-batches.js'
import { COLUMNS } from './collection-schema.js'
import type { Database } from './sqlite.js'

/** What the user wants written. */
export interface Change {
  kind: Exclude<Kind, 'undo'>
  /** ISO 8601, UTC. */
  time: string
  note?: string
  origins: Origin[]
  /** Signed. Those that differ in quantity only are added up. */
  entries: Iterable<Holding>
  /** What the lists call parts of which nobody else may know the name. */
  names?: ReadonlyMap<string, string>
  /** Write it although one of the origins was added before. */
  again?: true
  /** Answer as if it were written, and write nothing. */
  dryRun?: true
}

/** A list that a change is made of. */
export interface Origin {
  source: string
  /** As `fingerprint` makes it; without it, the list may come any number of times. */
  fingerprint?: string
  /** The shop's own number of the order. */
  order?: string
}

export type Outcome =
  | { done: true; batch: number; added: number; taken: number }
  /** Nothing was written: these were added before, by these batches. */
  | { done: false; why: 'known'; known: { origin: Origin; batch: Batch; by: 'order' | 'contents' }[] }
  /** Nothing was written: so many of these are not there. */
  | { done: false; why: 'missing'; missing: Holding[] }

/**
 * What tells the contents of a list from all others, in whatever order they come. Where the user puts them, and whether
 * they are new, is no matter: that may be said the second time only.
 */
export function fingerprint(holdings: Iterable<Holding>): string {
  const contents = [...holdings].map(({ part, color, itemType, quantity }): Holding => {
    const same = { condition: 'X', state: 'loose', place: '', source: '', written: '' } as const
    return { part, color, itemType, quantity, ...same }
  })
  const hash = createHash('sha256')
  for (const holding of addUpHoldings(contents)) hash.update(`${holdingKey(holding)}\t${holding.quantity}\n`)
  return hash.digest('hex').slice(0, 32)
}

export function writeChange(database: Database, { again, dryRun, ...change }: Change): Outcome {
  return database[dryRun ? 'rehearse' : 'transaction'](() => {
    const known = again ? [] : knownOrigins(database, change.origins)
    if (known.length > 0) return { done: false, why: 'known', known }
    return append(database, change)
  })
}

/** Adds a batch; nothing when that would leave less than none of anything. Must be in a transaction. */
export function append(
  database: Database,
  {
    kind,
    time,
    note = '',
    undoes,
    origins,
    entries,
    names = new Map(),
  }: Omit<Change, 'kind'> & { kind: Kind; undoes?: number },
): Outcome {
  const summed = addUpHoldings(entries)
  const missing = notThere(database, summed)
  if (missing.length > 0) return { done: false, why: 'missing', missing }
  const { id } = database
    .prepare('INSERT INTO batch (time, kind, note, undoes) VALUES (?, ?, ?, ?)')
    .run(time, kind, note, undoes ?? null)
  const originRow = database.prepare('INSERT INTO origin VALUES (?, ?, ?, ?)')
  for (const { source, fingerprint = '', order = '' } of origins) originRow.run(id, source, fingerprint, order)
  const marks = HOLDING_FIELDS.map(() => '?').join(', ')
  const row = database.prepare(`INSERT INTO entry (${COLUMNS}, batch, quantity) VALUES (${marks}, ?, ?)`)
  const sum = { added: 0, taken: 0 }
  for (const entry of summed) {
    row.run(...HOLDING_FIELDS.map((field) => entry[field]), id, entry.quantity)
    if (entry.quantity > 0) sum.added += entry.quantity
    else sum.taken -= entry.quantity
  }
  const nameRow = database.prepare('INSERT INTO name VALUES (?, ?, ?)')
  for (const [part, name] of names) nameRow.run(part, id, name)
  return { done: true, batch: id, ...sum }
}

/** What would be missing: for each entry that takes, how many more than are there. */
function notThere(database: Database, entries: Holding[]): Holding[] {
  const where = HOLDING_FIELDS.map((field) => `${field} = ?`).join(' AND ')
  const there = database.prepare(`SELECT sum(quantity) AS quantity FROM entry WHERE ${where}`)
  return entries.flatMap((entry) => {
    if (entry.quantity > 0) return []
    const sum = Number(there.get(...HOLDING_FIELDS.map((field) => entry[field]))?.['quantity'] ?? 0)
    return sum + entry.quantity < 0 ? { ...entry, quantity: -(sum + entry.quantity) } : []
  })
}

/** Lists that came before, and were not undone. */
function knownOrigins(database: Database, origins: Origin[]) {
  const byOrder = database.prepare('SELECT batch FROM origin WHERE order_number = ? ORDER BY batch DESC')
  const byContents = database.prepare('SELECT batch FROM origin WHERE fingerprint = ? ORDER BY batch DESC')
  let batches: Map<number, Batch> | undefined
  return origins.flatMap((origin) => {
    const { order, fingerprint } = origin
    const same = { order: order ? byOrder.all(order) : [], contents: fingerprint ? byContents.all(fingerprint) : [] }
    for (const by of ['order', 'contents'] as const) {
      for (const { batch: id } of same[by]) {
        batches ??= new Map(readBatches(database).map((batch) => [batch.id, batch]))
        const batch = batches.get(Number(id))
        if (batch && batch.undoneBy === undefined) return [{ origin, batch, by }]
      }
    }
    return []
  })
}
