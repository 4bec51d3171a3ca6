import * as fs from 'node:fs'
import * as path from 'node:path'
import { BrickError, EXIT } from '../core/error.js'
import { openFolder } from './folder.js'
import type { Io } from './io.js'
import { tryReadFile } from './read.js'

/** A folder that has `parts` in it, or a zip archive of one. */
export type LibraryPlace = { kind: 'folder'; path: string } | { kind: 'archive'; path: string; blob: Blob }

/**
 * The user's LDraw library: where the flag says, where `LDRAWDIR` says, or in a usual place. Undefined when there is
 * none; nobody needs one.
 * @throws {BrickError} when the place that the user named is no library.
 */
export async function findLibrary(io: Io, flag: string | undefined): Promise<LibraryPlace | undefined> {
  const named = flag ?? (io.env['LDRAWDIR'] || undefined)
  if (named !== undefined) return open(path.resolve(io.cwd, named), named)
  const home = io.env['HOME'] ?? io.env['USERPROFILE']
  const usual = [...(home ? ['ldraw', 'LDraw', '.ldraw'].map((name) => path.join(home, name)) : []), ...SHARED]
  const found = usual.find(hasParts)
  return found === undefined ? undefined : { kind: 'folder', path: found }
}

const SHARED = ['/usr/share/ldraw', '/usr/local/share/ldraw', '/opt/ldraw', '/Library/LDraw', 'C:\\LDraw']

async function open(full: string, named: string): Promise<LibraryPlace> {
  const stat = fs.statSync(full, { throwIfNoEntry: false })
  if (!stat) throw noLibrary(`${named}: no such file or folder`)
  if (stat.isFile()) return { kind: 'archive', path: named, blob: await fs.openAsBlob(full) }
  const places = [full, path.join(full, 'ldraw')]
  const found = places.find(hasParts)
  if (found === undefined) throw noLibrary(`${named} has no folder "parts"`)
  return { kind: 'folder', path: found }
}

function hasParts(place: string): boolean {
  return ['parts', 'PARTS'].some((name) => fs.existsSync(path.join(place, name)))
}

function noLibrary(message: string): BrickError {
  return new BrickError(`not an LDraw library: ${message}`, {
    exit: EXIT.input,
    hint: 'name a folder with "parts" in it, or complete.zip from library.ldraw.org',
  })
}

/** Reads files of a library folder by their names below it: `parts/3001.dat`. */
export function libraryFolder(place: string): (name: string) => Uint8Array | undefined {
  const folder = openFolder(place)
  return (name) => {
    const full = folder.find(place, name)
    return full === undefined ? undefined : tryReadFile(full, full)
  }
}
