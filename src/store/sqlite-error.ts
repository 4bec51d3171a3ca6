import * as fs from 'node:fs'
import * as path from 'node:path'
import { BrickError, EXIT } from '../core/error.js'
import { reason } from '../system/reason.js'
import type { DatabaseOptions } from './sqlite.js'

/** The database that an error comes from. */
export interface Troubled extends DatabaseOptions {
  file: string
  patience: number
}

/** Says in words what SQLite says in numbers; other errors, which are bugs, as they are. */
export function explained(error: unknown, troubled: Troubled): unknown {
  const { patience } = troubled
  if (error instanceof BrickError) return error
  switch (primaryCode(error)) {
    case undefined:
      // Node's own: the folder could not be made.
      return isFromSystem(error) ? cannotOpen(error, troubled) : error
    case CODES.busy:
    case CODES.locked:
      return unwritable(troubled, error, {
        why: `another program has been writing to it for ${patience / 1000} s`,
        hint: 'wait until it is done, or end it, and try again',
      })
    case CODES.full:
      return unwritable(troubled, error, {
        why: 'no space left on the disk',
        hint: 'make room there and try again; what was there before is untouched',
      })
    case CODES.failedToReadOrWrite:
      return unwritable(troubled, error, {
        why: 'the disk reports an error',
        hint: 'is it full, or damaged? Look after it and try again; what was there before is untouched',
      })
    case CODES.notADatabase:
    case CODES.corrupt:
      return damaged(troubled, error)
    case CODES.cannotOpen:
    case CODES.readOnly:
    case CODES.noPermission:
      return cannotOpen(error, troubled)
    default:
      return error
  }
}

export function damaged({ title, file, remedy }: Omit<Troubled, 'patience'>, cause?: unknown): BrickError {
  return new BrickError(`${title} is damaged: ${file} is no whole database`, {
    exit: EXIT.input,
    ...(remedy && { hint: remedy(file) }),
    cause,
  })
}

/** Whether another process is in the way, which may pass. */
export function isBusy(error: unknown): boolean {
  const cause = error instanceof BrickError ? error.cause : error
  const code = primaryCode(cause)
  return code === CODES.busy || code === CODES.locked
}

/** Whether it is the content of a file that is wrong. */
export function isDamaged(error: unknown): boolean {
  const code = primaryCode(error instanceof BrickError ? error.cause : error)
  return code === CODES.corrupt || code === CODES.notADatabase
}

/** https://www.sqlite.org/rescode.html */
const CODES = {
  noPermission: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  failedToReadOrWrite: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
}

/** The higher bytes of SQLite's codes say more than we tell. */
function primaryCode(error: unknown): number | undefined {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown }
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode & 0xff : undefined
}

function isFromSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function cannotOpen(error: unknown, troubled: Troubled): BrickError {
  return unwritable(troubled, error, {
    why: isFromSystem(error) ? reasonOfFolder(error) : obstacle(troubled.file),
    hint: 'change the permissions of the file and its folder, or name another folder with BRICK_DATA or BRICK_CACHE',
  })
}

function unwritable({ title, file }: Troubled, cause: unknown, { why, hint }: { why: string; hint: string }) {
  return new BrickError(`cannot write ${title}: ${file}: ${why}`, { hint, cause })
}

/** Where a file stands, no folder of its name can be made. */
function reasonOfFolder(error: unknown): string {
  return reason((error as NodeJS.ErrnoException).code === 'EEXIST' ? { code: 'ENOTDIR' } : error)
}

/** SQLite does not tell what the system told it, so we ask again. It makes files beside its own. */
function obstacle(file: string): string {
  try {
    if (fs.existsSync(file)) fs.closeSync(fs.openSync(file, 'r+'))
    fs.accessSync(path.dirname(file), fs.constants.W_OK)
    return 'it cannot be opened'
  } catch (error) {
    return reason(error)
  }
}
