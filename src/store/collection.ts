import * as fs from 'node:fs'
import * as path from 'node:path'
import type { Holding } from '../core/lists/holding.js'
import { readBatches, readNames, type Batch } from './collection-batches.js'
import { writeChange, type Change, type Outcome } from './collection-change.js'
import { holdingsIn } from './collection-holdings.js'
import { COLLECTION_SCHEMA } from './collection-schema.js'
import { undoChange, type Undo } from './collection-undo.js'
import { createDatabase } from './create.js'
import { check, checkSize, isInterrupted, migrate, versionOf } from './migrate.js'
import { damaged } from './sqlite-error.js'
import { makeDurable, MEMORY, openDatabase, type Database, type DatabaseOptions } from './sqlite.js'

/**
 * What the user owns: a ledger to which is only ever added. Its functions promise, so that a server may keep it one day.
 * What is promised is on the disk.
 */
export interface Collection {
  /** Writes all of a change or nothing. */
  change(change: Change): Promise<Outcome>
  /** Writes the reverse of a batch. */
  undo(undo: Undo): Promise<Outcome & { undoes: number }>
  /** All that is there now, sorted. */
  stock(): Promise<Holding[]>
  /** What a batch brought and took. */
  entries(batch: number): Promise<Holding[]>
  /** What lists called parts that LDraw has not. */
  names(): Promise<Map<string, string>>
  /** All batches, the oldest first. */
  batches(): Promise<Batch[]>
  close(): Promise<void>
}

interface CollectionOptions {
  /** In milliseconds. */
  patience?: number
}

/**
 * Opens the collection of a file, or makes an empty one.
 * @throws {BrickError} when it cannot be read or written, is damaged, or of a later version.
 */
export async function openCollection(file: string, { patience }: CollectionOptions = {}): Promise<Collection> {
  const options: DatabaseOptions = { ...OPTIONS, ...(patience !== undefined && { patience }) }
  const interrupted = file !== MEMORY && isInterrupted(file)
  if (file !== MEMORY) await createDatabase(file, COLLECTION_SCHEMA, options)
  const database = await openDatabase(file, options)
  try {
    if (file !== MEMORY) checkSize(database, options)
    if (file !== MEMORY && isBlank(database)) throw damaged({ ...options, file })
    if (interrupted) check(database, options)
    await migrate(database, COLLECTION_SCHEMA, options)
    makeDurable(database, patience)
    return ledger(database)
  } catch (error) {
    database.close()
    throw error
  }
}

/** A collection to look at: where there is no file yet, an empty one, and none is made. */
export async function openCollectionIfAny(file: string): Promise<Collection> {
  return openCollection(fs.existsSync(file) ? file : MEMORY)
}

const OPTIONS: DatabaseOptions = { title: 'the collection', remedy }

/** Nothing is mended by itself: what SQLite can still read of it may be all that there is. */
function remedy(file: string): string {
  const folder = path.dirname(file)
  const isBackup = (name: string) => name.startsWith(`${path.basename(file)}.v`) && name.endsWith('.bak')
  const backups = fs.existsSync(folder) ? fs.readdirSync(folder).filter(isBackup).sort() : []
  const last = backups.at(-1)
  if (last === undefined)
    return `put back your own copy of it, or save what can be read: sqlite3 ${file} .recover | sqlite3 new.db`
  return `an older copy is in ${path.join(folder, last)}; to save what can be read: sqlite3 ${file} .recover | sqlite3 new.db`
}

/** No collection of ours ever was: somebody emptied the file. */
function isBlank(database: Database): boolean {
  return versionOf(database) === 0 && database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
}

function ledger(database: Database): Collection {
  return {
    change: async (change) => writeChange(database, change),
    undo: async (undo) => undoChange(database, undo),
    stock: async () => holdingsIn(database),
    entries: async (batch) => holdingsIn(database, 'WHERE batch = ?', batch),
    names: async () => readNames(database),
    batches: async () => readBatches(database),
    close: async () => database.close(),
  }
}
