import * as fs from 'node:fs'
import * as path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { makeFolders } from '../system/make-folders.js'
import { unwritable } from './catalog-build.js'
import { CATALOG_TITLE } from './catalog-schema.js'
import { openDatabase, type Database } from './sqlite.js'
import { isBusy } from './sqlite-error.js'

/**
 * Works while nobody else makes the catalog anew: what one of two at the same time did would be lost, as each keeps what it
 * found. The turn is a lock of an empty database beside the catalog: it ends with the process, however that ends.
 * @throws {BrickError} when it cannot be had, or takes longer than any import; whatever `work` throws.
 */
export async function inTurn<T>(catalog: string, wait: () => void, work: () => Promise<T>): Promise<T> {
  const folder = path.dirname(catalog)
  makeWritable(folder, catalog)
  const turn = await openDatabase(path.join(folder, `.${path.basename(catalog)}.turn`), {
    ...CATALOG_TITLE,
    patience: 0,
  })
  try {
    await take(turn, wait)
    return await work()
  } finally {
    turn.close()
  }
}

function makeWritable(folder: string, catalog: string): void {
  try {
    makeFolders(folder)
    fs.accessSync(folder, fs.constants.W_OK)
  } catch (error) {
    throw unwritable(error, catalog)
  }
}

async function take(turn: Database, wait: () => void): Promise<void> {
  const end = performance.now() + PATIENCE
  for (;;) {
    try {
      return turn.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
    }
    wait()
    await setTimeout(PAUSE)
  }
}

/** In milliseconds. */
const PATIENCE = 600_000
const PAUSE = 50
