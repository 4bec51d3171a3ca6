import * as fs from 'node:fs'
import { BrickError, EXIT } from '../core/error.js'
import { discard } from './discard.js'
import { openDatabase, type Database, type DatabaseOptions } from './sqlite.js'
import { damaged, explained } from './sqlite-error.js'

/** What a database is made of, as it grew: each step brings it from one version to the next. */
export interface Schema {
  /** Stands in the file, so that nobody takes the database of another program for it. */
  application: number
  /** SQL. The first makes the tables of an empty database. Steps are only ever added. */
  steps: readonly string[]
}

/**
 * Brings a database to the present version, all steps or none. One that holds anything is copied first, to
 * `collection.db.v1.bak` beside it.
 * @throws {BrickError} when it is of a later version, of another program, or damaged.
 */
export async function migrate(database: Database, schema: Schema, options: DatabaseOptions): Promise<void> {
  const { title } = options
  const { file } = database
  const version = versionOf(database)
  if (version === schema.steps.length && applicationOf(database) === schema.application) return
  refuse()
  if (version > 0) await backUp(database, version, options)
  database.transaction(() => {
    // Another process may have done it while we waited.
    const start = versionOf(database)
    refuse()
    for (const step of schema.steps.slice(start)) database.exec(step)
    database.exec(`PRAGMA application_id = ${schema.application}; PRAGMA user_version = ${schema.steps.length}`)
  })

  function refuse(): void {
    const found = versionOf(database)
    const isEmpty = found === 0 && database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
    if (!isEmpty && applicationOf(database) !== schema.application)
      throw new BrickError(`${file} is a database of another program, not ${title}`, {
        exit: EXIT.input,
        hint: 'move it away, or name another folder with BRICK_DATA or BRICK_CACHE',
      })
    if (found > schema.steps.length)
      throw new BrickError(`${title} is from a later version of brick: ${file} has schema ${found}`, {
        exit: EXIT.input,
        hint: `this brick knows schemas up to ${schema.steps.length}: install the latest one`,
      })
  }
}

/** Where a database of an earlier version is kept. */
export function backupName(file: string, version: number): string {
  return `${file}.v${version}.bak`
}

/** Whether the last process that wrote was cut off, or another one is writing right now. */
export function isInterrupted(file: string): boolean {
  try {
    return fs.statSync(`${file}-wal`).size > 0
  } catch {
    return false
  }
}

/** @throws {BrickError} when the file ends within a page, which SQLite takes for one that ends in zeros. */
export function checkSize(database: Database, options: DatabaseOptions): void {
  const page = Number(database.prepare('PRAGMA page_size').get()?.['page_size'])
  if (fs.statSync(database.file).size % page !== 0) throw damaged({ ...options, file: database.file })
}

/** @throws {BrickError} when anything in the file is not as SQLite left it. */
export function check(database: Database, options: DatabaseOptions): void {
  const [first] = database.prepare('PRAGMA quick_check(1)').all()
  if (first?.['quick_check'] !== 'ok') throw damaged({ ...options, file: database.file }, first?.['quick_check'])
}

export function versionOf(database: Database): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}

function applicationOf(database: Database): number {
  return Number(database.prepare('PRAGMA application_id').get()?.['application_id'])
}

/** The copy gets its name only when it is whole, on the disk, and still of the version in its name. */
async function backUp(database: Database, version: number, options: DatabaseOptions): Promise<void> {
  const name = backupName(database.file, version)
  const half = `${name}.${process.pid}.part`
  try {
    discard(half)
    database.prepare('VACUUM INTO ?').run(half)
    sync(half)
    const copy = await openDatabase(half, { ...options, readOnly: true })
    const isEarlier = versionOf(copy) === version
    copy.close()
    if (isEarlier) fs.renameSync(half, name)
  } catch (error) {
    throw explained(error, { ...options, file: name, patience: 0 })
  } finally {
    discard(half)
  }
}

function sync(file: string): void {
  const descriptor = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
