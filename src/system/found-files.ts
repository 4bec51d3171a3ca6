import * as fs from 'node:fs'
import * as path from 'node:path'
import { BrickError, EXIT } from '../core/error.js'
import type { Io } from './io.js'
import { reason } from './reason.js'

/** A file or folder that the user named, or a file in a folder that the user named. */
export interface Found {
  /** As the user would name it. */
  name: string
  kind: 'file' | 'folder'
  /** The user named it, and not only the folder that it is in. */
  isNamed: boolean
  /** The day of the last change, in UTC: `2026-04-01`. */
  date: string
}

/**
 * The files of names on a command line: files as they are, folders with what `isWhole` says as they are, others by the
 * files in them, by name.
 * @throws {BrickError} when there is no such file or folder.
 */
export function findFiles({ cwd }: Pick<Io, 'cwd'>, names: string[], isWhole: (entries: string[]) => boolean): Found[] {
  return names.flatMap((name) => {
    const full = path.resolve(cwd, name)
    const stat = look(full, name)
    if (!stat.isDirectory()) return [found(name, stat, true)]
    const entries = fs.readdirSync(full).sort()
    if (isWhole(entries)) return [found(name, stat, true)]
    const files = entries.map((entry) => ({ entry, stat: look(path.join(full, entry), path.join(name, entry)) }))
    return files
      .filter((file) => file.stat.isFile())
      .map((file) => found(path.join(name, file.entry), file.stat, false))
  })
}

/** The names of the files in a folder, without those in folders in it; none where there is no such folder. */
export function namesIn({ cwd }: Pick<Io, 'cwd'>, folder: string): string[] {
  try {
    const entries = fs.readdirSync(path.resolve(cwd, folder), { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort()
  } catch {
    return []
  }
}

function found(name: string, stat: fs.Stats, isNamed: boolean): Found {
  const kind = stat.isDirectory() ? 'folder' : 'file'
  return { name, kind, isNamed, date: stat.mtime.toISOString().slice(0, 10) }
}

function look(full: string, what: string): fs.Stats {
  try {
    return fs.statSync(full)
  } catch (error) {
    throw new BrickError(`cannot read ${what}: ${reason(error)}`, { exit: EXIT.input, cause: error })
  }
}
