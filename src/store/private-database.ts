import * as fs from 'node:fs'
import { createDatabase } from './create.js'
import { migrate, type Schema } from './migrate.js'
import { makeDurable, openDatabase, type Database, type DatabaseOptions } from './sqlite.js'

/**
 * Opens a database that only its owner may read, or makes an empty one. What is committed survives the end of the
 * process, however it ends; a power cut may take the last moments, which is as good for what is kept in such.
 * @throws {BrickError} when it cannot be read or written, is damaged, or of a later version.
 */
export async function openPrivateDatabase(file: string, schema: Schema, options: DatabaseOptions): Promise<Database> {
  await createDatabase(file, schema, options)
  closeToOthers(file)
  const database = await openDatabase(file, options)
  try {
    await migrate(database, schema, options)
    makeDurable(database, options.patience)
    database.exec('PRAGMA synchronous = NORMAL')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** What SQLite makes beside it gets the same mode. Who may not change it will be told so when it is written. */
function closeToOthers(file: string): void {
  try {
    if ((fs.statSync(file).mode & 0o077) !== 0) fs.chmodSync(file, 0o600)
  } catch {
    return
  }
}
