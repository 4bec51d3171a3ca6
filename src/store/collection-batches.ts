import type { Database } from './sqlite.js'

export type Kind = 'add' | 'take' | 'move' | 'undo' | 'import'

/** One command that changed the collection. */
export interface Batch {
  id: number
  /** ISO 8601, UTC. */
  time: string
  kind: Kind
  note: string
  /** The lists that it was made of. */
  sources: string[]
  undoes?: number
  /** The batch that undid it, if that was not undone itself. */
  undoneBy?: number
  /** Pieces that came, and pieces that went; a move has both. */
  added: number
  taken: number
}

/** What lists called parts, the latest that is not undone. */
export function readNames(database: Database): Map<string, string> {
  const names = database.prepare('SELECT part, name, batch FROM name ORDER BY batch').all()
  if (names.length === 0) return new Map()
  const undoes = database.prepare('SELECT id, undoes FROM batch WHERE undoes IS NOT NULL ORDER BY id').all()
  const gone = undone(undoes.map((row) => ({ id: Number(row['id']), undoes: Number(row['undoes']) })))
  const left = names.filter(({ batch }) => !gone.has(Number(batch)))
  return new Map(left.map(({ part, name }) => [String(part), String(name)]))
}

/** All batches, the oldest first. */
export function readBatches(database: Database): Batch[] {
  const amounts = amountsOf(database)
  const sources = sourcesOf(database)
  const rows = database.prepare('SELECT id, time, kind, note, undoes FROM batch ORDER BY id').all()
  const batches = rows.map((row): Batch => {
    const { id, time, kind, note, undoes } = row as unknown as Omit<Batch, 'undoes'> & { undoes: number | null }
    const batch: Batch = {
      ...{ id, time, kind, note },
      sources: sources.get(id) ?? [],
      ...(amounts.get(id) ?? { added: 0, taken: 0 }),
    }
    return undoes === null ? batch : { ...batch, undoes }
  })
  return withUndone(batches)
}

function withUndone(batches: Batch[]): Batch[] {
  const undoneBy = undone(batches)
  return batches.map((batch) => {
    const by = undoneBy.get(batch.id)
    return by === undefined ? batch : { ...batch, undoneBy: by }
  })
}

/**
 * What undid each batch that is undone. An undo that was undone undoes nothing. Only later batches undo, so that one pass
 * from the end finds all.
 */
function undone(batches: readonly Pick<Batch, 'id' | 'undoes'>[]): Map<number, number> {
  const undoneBy = new Map<number, number>()
  for (const { id, undoes } of batches.toReversed())
    if (undoes !== undefined && !undoneBy.has(id)) undoneBy.set(undoes, id)
  return undoneBy
}

function amountsOf(database: Database): Map<number, Pick<Batch, 'added' | 'taken'>> {
  const rows = database
    .prepare('SELECT batch, sum(max(quantity, 0)) AS added, -sum(min(quantity, 0)) AS taken FROM entry GROUP BY batch')
    .all()
  return new Map(rows.map(({ batch, added, taken }) => [Number(batch), { added: Number(added), taken: Number(taken) }]))
}

function sourcesOf(database: Database): Map<number, string[]> {
  const sources = new Map<number, string[]>()
  for (const { batch, source } of database.prepare('SELECT batch, source FROM origin ORDER BY rowid').all()) {
    const known = sources.get(Number(batch))
    // A list of several orders has a row for each.
    if (known && known.at(-1) !== source) known.push(String(source))
    else if (!known) sources.set(Number(batch), [String(source)])
  }
  return sources
}
