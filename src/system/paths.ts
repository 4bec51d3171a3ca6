import * as path from 'node:path'
import { BrickError } from '../core/error.js'
import type { Io } from './io.js'

/** Where what cannot be got again is kept: the collection. */
export function dataFolder(io: Pick<Io, 'env' | 'cwd'>): string {
  return folder(io, 'BRICK_DATA', 'XDG_DATA_HOME', '.local/share')
}

/** Where what can be got again is kept: the catalog. Safe to delete whole. */
export function cacheFolder(io: Pick<Io, 'env' | 'cwd'>): string {
  return folder(io, 'BRICK_CACHE', 'XDG_CACHE_HOME', '.cache')
}

function folder({ env, cwd }: Pick<Io, 'env' | 'cwd'>, own: string, shared: string, usual: string): string {
  const named = env[own]
  if (named) return path.resolve(cwd, named)
  const base = env[shared]
  if (base && path.isAbsolute(base)) return path.join(base, 'brick')
  const home = env['HOME'] || env['USERPROFILE']
  if (home) return path.join(home, usual, 'brick')
  throw new BrickError('there is no home folder to keep files in', {
    hint: `set HOME, or name a folder: ${own}=/some/folder`,
  })
}
