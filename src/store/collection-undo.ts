import { BrickError } from '../core/error.js'
import { reversed } from '../core/lists/holding.js'
import { readBatches, type Batch } from './collection-batches.js'
import { append, type Outcome } from './collection-change.js'
import { holdingsIn } from './collection-holdings.js'
import type { Database } from './sqlite.js'

export interface Undo {
  /** Absent means the last one that is neither an undo nor undone. */
  batch?: number
  /** ISO 8601, UTC. */
  time: string
  note?: string
  dryRun?: true
}

/**
 * Takes back what a batch did, by adding its reverse. An undo is a batch as well, and can be undone.
 * @throws {BrickError} when there is no such batch, or it is undone already.
 */
export function undoChange(database: Database, { batch: wanted, time, note, dryRun }: Undo) {
  return database[dryRun ? 'rehearse' : 'transaction']((): Outcome & { undoes: number } => {
    const { id } = batchToUndo(readBatches(database), wanted)
    const back = holdingsIn(database, 'WHERE batch = ?', id).map(reversed)
    const change = { kind: 'undo' as const, time, undoes: id, origins: [], entries: back }
    return { ...append(database, note === undefined ? change : { ...change, note }), undoes: id }
  })
}

function batchToUndo(batches: Batch[], wanted: number | undefined): Batch {
  if (wanted === undefined) {
    const last = batches.findLast(({ kind, undoneBy }) => kind !== 'undo' && undoneBy === undefined)
    if (last) return last
    throw new BrickError('there is nothing to undo', { hint: 'brick own log shows what was done' })
  }
  const batch = batches.find(({ id }) => id === wanted)
  if (!batch) throw new BrickError(`there is no batch ${wanted}`, { hint: 'brick own log shows all of them' })
  if (batch.undoneBy === undefined) return batch
  throw new BrickError(`batch ${wanted} is undone already, by batch ${batch.undoneBy}`, {
    hint: `to have it back: brick own undo ${batch.undoneBy}`,
  })
}
