import { existsSync } from 'node:fs'
import * as path from 'node:path'
import { BrickError } from '../core/error.js'
import type { Io } from './io.js'
import { cacheFolder } from './paths.js'

/** Where the catalog is, or will be. @throws {BrickError} when there is no home to keep it in. */
export function catalogFile(io: Pick<Io, 'env' | 'cwd'>): string {
  return path.join(cacheFolder(io), 'catalog.db')
}

/** The catalog's file; undefined where there is none, or no home that it could be in. */
export function presentCatalog(io: Pick<Io, 'env' | 'cwd'>): string | undefined {
  try {
    const file = catalogFile(io)
    return existsSync(file) ? file : undefined
  } catch (error) {
    if (error instanceof BrickError) return undefined
    throw error
  }
}
