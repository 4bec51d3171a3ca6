import * as path from 'node:path'
import type * as Package from '@photostructure/sqlite'
import { makeFolders } from '../system/make-folders.js'
import { pause } from '../system/pause.js'
import { explained, isBusy, type Troubled } from './sqlite-error.js'

/** What can stand in a cell. Integers beyond 2^53 are refused when they are read. */
export type Value = string | number | null | Uint8Array

export type Row = Record<string, Value>

export interface Statement {
  run(...values: Value[]): { changes: number; id: number }
  get(...values: Value[]): Row | undefined
  all(...values: Value[]): Row[]
  iterate(...values: Value[]): Iterable<Row>
}

/** An open database. Whatever goes wrong in it is thrown as a `BrickError` that names the file, or is a bug. */
export interface Database {
  file: string
  exec(sql: string): void
  prepare(sql: string): Statement
  /** Does all of it or nothing, and nobody else writes meanwhile. */
  transaction<T>(work: () => T): T
  /** Does it and takes it back: to see what it would come to. */
  rehearse<T>(work: () => T): T
  /** Also moves what was written into the main file, unless another process is at work there. */
  close(): void
}

export interface DatabaseOptions {
  /** What it holds, for messages: `the collection`. */
  title: string
  /** How long to wait for other processes, in milliseconds. */
  patience?: number
  readOnly?: true
  /** What to do when it is damaged, for the message. */
  remedy?: (file: string) => string
}

/**
 * Opens a database file, or makes it and the folders that it is in.
 * @throws {BrickError} when that cannot be.
 */
export async function openDatabase(file: string, options: DatabaseOptions): Promise<Database> {
  const { patience = PATIENCE, readOnly } = options
  const troubled: Troubled = { ...options, file, patience }
  const { DatabaseSync } = await engine()
  const inner = attempt(troubled, () => {
    if (!readOnly && file !== MEMORY) makeFolders(path.dirname(file))
    return new DatabaseSync(file, readOnly ? { readOnly } : {})
  })
  const database = wrapped(inner, troubled)
  try {
    database.exec(`PRAGMA busy_timeout = ${patience}; PRAGMA foreign_keys = ON`)
    return database
  } catch (error) {
    inner.close()
    throw error
  }
}

/** A database that lives as long as it is open. */
export const MEMORY = ':memory:'

/** In milliseconds. The largest import takes a tenth of it. */
const PATIENCE = 10_000

/**
 * Lets readers and a writer work at the same time, and makes sure that what is committed survives a power cut. Where
 * the disk cannot do the former, as over a network, they take turns.
 */
export function makeDurable(database: Database, patience = PATIENCE): void {
  const mode = () => database.prepare('PRAGMA journal_mode').get()?.['journal_mode']
  // SQLite does not wait by itself for others to let it switch; once is enough for the life of the file.
  if (mode() !== 'wal') patiently(patience, () => database.prepare('PRAGMA journal_mode = WAL').get())
  database.exec('PRAGMA synchronous = FULL')
}

/** Tries again for a while, as long as others are at work. */
function patiently<T>(patience: number, work: () => T): T {
  const end = performance.now() + patience
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
      pause()
    }
  }
}

type Engine = Pick<typeof Package, 'DatabaseSync'>

/** Node brings SQLite from 22.13 on; before, a package with the same interface does. Asked once. */
async function engine(): Promise<Engine> {
  return (builtIn() as Engine | undefined) ?? (await import('@photostructure/sqlite'))
}

/** Node 22 warns that it may change; that is for us to know, not for the user. */
function builtIn(): object | undefined {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return process.getBuiltinModule('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}

function wrapped(inner: InstanceType<Engine['DatabaseSync']>, troubled: Troubled): Database {
  const { file } = troubled
  return { file, exec, prepare, transaction, rehearse, close }

  function exec(sql: string): void {
    attempt(troubled, () => inner.exec(sql))
  }

  function prepare(sql: string): Statement {
    const statement = attempt(troubled, () => inner.prepare(sql))
    // Written out, and not by way of `attempt`: imports run these a million times.
    return {
      run(...values) {
        try {
          const { changes, lastInsertRowid } = statement.run(...values)
          return { changes: Number(changes), id: Number(lastInsertRowid) }
        } catch (error) {
          throw explained(error, troubled)
        }
      },
      get(...values) {
        try {
          return statement.get(...values) as Row | undefined
        } catch (error) {
          throw explained(error, troubled)
        }
      },
      all(...values) {
        try {
          return statement.all(...values) as Row[]
        } catch (error) {
          throw explained(error, troubled)
        }
      },
      *iterate(...values) {
        try {
          yield* statement.iterate(...values) as Iterable<Row>
        } catch (error) {
          throw explained(error, troubled)
        }
      },
    }
  }

  function transaction<T>(work: () => T): T {
    exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      exec('COMMIT')
      return result
    } catch (error) {
      rollBack()
      throw error
    }
  }

  function rehearse<T>(work: () => T): T {
    exec('BEGIN IMMEDIATE')
    try {
      return work()
    } finally {
      rollBack()
    }
  }

  /** After some errors, SQLite has done it already and complains. */
  function rollBack(): void {
    try {
      inner.exec('ROLLBACK')
    } catch {
      return
    }
  }

  /** Who only closes has lost nothing if the tidying fails: the next one does it. */
  function close(): void {
    try {
      if (!troubled.readOnly) inner.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)')
    } catch {
      // Another process is at work.
    }
    inner.close()
  }
}

function attempt<T>(troubled: Troubled, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw explained(error, troubled)
  }
}
