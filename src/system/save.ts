import * as fs from 'node:fs'
import * as path from 'node:path'
import { BrickError } from '../core/error.js'
import { makeFolders } from './make-folders.js'
import { reason } from './reason.js'

/**
 * Replaces a file by a new one at once: it is written beside the target and renamed, so that nobody ever sees half
 * of it. Pipes and devices (`-o /dev/stdout`) are written to, links are followed, and the mode of the file is kept.
 * `name` is what the user typed, for the message.
 * @throws {BrickError} when that fails; the old file then stands as it was.
 */
export function saveFile(full: string, name: string, content: string | Uint8Array): void {
  explained(name, () => {
    const stat = fs.statSync(full, { throwIfNoEntry: false })
    if (name.endsWith('/') && stat?.isDirectory() !== true) throw noFolder(name)
    if (stat === undefined) replace(full, content)
    else if (stat.isFile()) replaceOld(fs.realpathSync(full), content, stat.mode)
    else fs.writeFileSync(full, content)
  })
}

/**
 * Finds out before long work whether a file could be written there, as far as that can be told beforehand.
 * @throws {BrickError} as `saveFile` would.
 */
export function checkSavable(full: string, name: string): void {
  explained(name, () => {
    const stat = fs.statSync(full, { throwIfNoEntry: false })
    if (stat?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' })
    if (name.endsWith('/')) throw noFolder(name)
    fs.accessSync(stat === undefined ? path.dirname(full) : full, fs.constants.W_OK)
  })
}

function explained(name: string, act: () => void): void {
  try {
    act()
  } catch (error) {
    if (error instanceof BrickError || (error as NodeJS.ErrnoException).code === 'EPIPE') throw error
    throw new BrickError(`cannot write ${name}: ${reason(error)}`, { hint: remedy(name, error), cause: error })
  }
}

/** Makes a folder, and those that it is in. @throws {BrickError} when that fails. */
export function makeFolder(full: string, name: string): void {
  try {
    makeFolders(full)
  } catch (error) {
    throw new BrickError(`cannot make the folder ${name}: ${reason(error)}`, {
      hint: remedy(name, error),
      cause: error,
    })
  }
}

/** Whether two names lead to one file that is there, also by links; `-`, pipes and devices are never the same. */
export function isSameFile(cwd: string, a: string, b: string): boolean {
  if (a === '-' || b === '-') return false
  const [one, other] = [a, b].map((name) => statOf(path.resolve(cwd, name)))
  return one?.isFile() === true && one.dev === other?.dev && one.ino === other.ino
}

/** Numbers of files can be larger than a double holds exactly. */
function statOf(full: string): fs.BigIntStats | undefined {
  try {
    return fs.statSync(full, { bigint: true })
  } catch {
    return undefined
  }
}

function noFolder(name: string): BrickError {
  return new BrickError(`cannot write ${name}: there is no such folder`, {
    hint: `make it first, and name a file in it: ${path.join(name, 'FILE')}`,
  })
}

/** Renaming would also replace a file that its owner has made read-only. */
function replaceOld(full: string, content: string | Uint8Array, mode: number): void {
  fs.accessSync(full, fs.constants.W_OK)
  replace(full, content, mode)
}

function replace(full: string, content: string | Uint8Array, mode?: number): void {
  const half = path.join(path.dirname(full), `.${path.basename(full).slice(0, 200)}.${process.pid}.part`)
  try {
    fs.writeFileSync(half, content, { flag: 'wx' })
    if (mode !== undefined) fs.chmodSync(half, mode)
    fs.renameSync(half, full)
  } catch (error) {
    fs.rmSync(half, { force: true })
    throw error
  }
}

function remedy(name: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EISDIR') return `name a file in it: ${path.join(name, 'FILE')}`
  if (code === 'ENOENT') return `make its folder first: mkdir -p ${path.dirname(name)}`
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'make room there, or name another place'
  return 'name another place, or change the permissions of this one'
}
