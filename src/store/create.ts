import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeFolders } from '../system/make-folders.js'
import { discard } from './discard.js'
import { migrate, type Schema } from './migrate.js'
import { openDatabase, type DatabaseOptions } from './sqlite.js'
import { explained } from './sqlite-error.js'

/**
 * Makes an empty database, if there is none. Its file gets its name only when it is whole, so that one that is empty or
 * cut off was damaged, and nobody takes it for new.
 * @throws {BrickError} when that cannot be.
 */
export async function createDatabase(file: string, schema: Schema, options: DatabaseOptions): Promise<void> {
  if (fs.existsSync(file)) return
  const half = `${file}.${process.pid}.part`
  try {
    makeFolders(path.dirname(file))
    discard(half)
    const database = await openDatabase(half, options)
    try {
      await migrate(database, schema, options)
    } finally {
      database.close()
    }
    settle(half, file)
  } catch (error) {
    throw explained(error, { ...options, file, patience: 0 })
  } finally {
    discard(half)
  }
}

/** Another process may have made one meanwhile, and written to it: that one stays. */
function settle(half: string, file: string): void {
  try {
    fs.linkSync(half, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Some disks have no links; there, two that start in the same instant are in each other's way.
    if (code !== 'EEXIST' && !fs.existsSync(file)) fs.renameSync(half, file)
  }
}
