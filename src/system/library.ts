import * as fs from 'node:fs'
import * as path from 'node:path'
import { BrickError, EXIT } from '../core/error.js'
import { openFolder } from './folder.js'
import type { Io } from './io.js'
import { dataFolder } from './paths.js'
import { readPiece, tryReadFile } from './read.js'

/** A folder that has `parts` in it, or a zip archive of one. */
export type LibraryPlace = { kind: 'folder'; path: string } | ({ kind: 'archive' } & ArchivePlace)

/** `full` is the whole path; `path` is as the user typed it. */
export interface ArchivePlace {
  path: string
  full: string
  blob: Blob
  /** As `blob`, but a small piece comes in a tenth of the time. @throws {Error} of the system, when that cannot be. */
  piece: (start: number, length: number) => Uint8Array
}

/**
 * The user's LDraw library: where the flag says, where `LDRAWDIR` says, that which brick installed, or one in a usual
 * place. Undefined when there is none; nobody needs one.
 * @throws {BrickError} when the place that the user named is no library.
 */
export async function findLibrary(io: Io, flag: string | undefined): Promise<FoundLibrary | undefined> {
  if (flag !== undefined) return { ...(await openLibraryPlace(path.resolve(io.cwd, flag), flag)), by: 'option' }
  const named = io.env['LDRAWDIR'] || undefined
  if (named !== undefined) return { ...(await openLibraryPlace(path.resolve(io.cwd, named), named)), by: 'environment' }
  const installed = presentLibrary(io)
  if (installed !== undefined) return { ...(await openLibraryPlace(installed, installed)), by: 'brick' }
  const found = usualLibrary(io)
  return found === undefined ? undefined : { kind: 'folder', path: found, by: 'usual place' }
}

/** A library, and why it is this one. */
export type FoundLibrary = LibraryPlace & { by: 'option' | 'environment' | 'brick' | 'usual place' }

/** Where `brick library install` puts it. @throws {BrickError} when there is no home to keep it in. */
export function installedLibrary(io: Pick<Io, 'env' | 'cwd'>): string {
  return path.join(dataFolder(io), 'ldraw', 'complete.zip')
}

/** The library in a usual place, which other programs use, too. */
export function usualLibrary({ env }: Pick<Io, 'env'>): string | undefined {
  const home = env['HOME'] ?? env['USERPROFILE']
  const own = home ? ['ldraw', 'LDraw', '.ldraw'].map((name) => path.join(home, name)) : []
  return [...own, ...SHARED].find(hasParts)
}

function presentLibrary(io: Io): string | undefined {
  try {
    const file = installedLibrary(io)
    return fs.existsSync(file) ? file : undefined
  } catch (error) {
    if (error instanceof BrickError) return undefined
    throw error
  }
}

const SHARED = ['/usr/share/ldraw', '/usr/local/share/ldraw', '/opt/ldraw', '/Library/LDraw', 'C:\\LDraw']

/** @param named as the user typed it. @throws {BrickError} when it is no library, or not there. */
export async function openLibraryPlace(full: string, named: string): Promise<LibraryPlace> {
  const stat = fs.statSync(full, { throwIfNoEntry: false })
  if (!stat) throw noLibrary(`${named}: no such file or folder`)
  if (stat.isFile()) {
    const piece = (start: number, length: number) => readPiece(full, start, length)
    return { kind: 'archive', path: named, full, blob: await fs.openAsBlob(full), piece }
  }
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
    hint: 'name a folder with "parts" in it, or complete.zip; to download it: brick library install',
  })
}

/** Hears of each folder before it is looked through, and of each file before it is read, by its full path. */
export type Watch = (full: string, kind: 'folder' | 'file') => void

/** Reads files of a library folder by their names below it: `parts/3001.dat`. */
export function libraryFolder(place: string, watch?: Watch): (name: string) => Uint8Array | undefined {
  const folder = openFolder(place, (full) => watch?.(full, 'folder'))
  return (name) => {
    const full = folder.find(place, name)
    if (full === undefined) return undefined
    watch?.(full, 'file')
    return tryReadFile(full, full)
  }
}
