import * as fs from 'node:fs'
import * as path from 'node:path'
import { listFolder } from './list-folder.js'

export interface KeptAmount {
  files: number
  bytes: number
}

/** How much `openKeptFiles` keeps below a folder, in folders that are called by 16 hexadecimal digits each. */
export function keptAmount(folder: string): KeptAmount {
  const sizes = filesBelow(folder).flatMap((full) => fs.statSync(full, { throwIfNoEntry: false })?.size ?? [])
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/**
 * Removes what `keptAmount` counts, and nothing else that may lie there: the folder may be one in which the user keeps
 * pictures, too. Says how much of it is gone.
 */
export function clearKept(folder: string, isOne: (place: string) => boolean = () => true): KeptAmount {
  const gone = { files: 0, bytes: 0 }
  for (const place of placesIn(folder).filter(isOne)) {
    for (const full of filesIn(place)) {
      const bytes = fs.statSync(full, { throwIfNoEntry: false })?.size ?? 0
      if (!attempted(() => fs.rmSync(full))) continue
      gone.files++
      gone.bytes += bytes
    }
    for (const shelf of shelvesIn(place)) attempted(() => fs.rmdirSync(shelf))
    attempted(() => fs.rmdirSync(place))
  }
  attempted(() => fs.rmdirSync(folder))
  return gone
}

/** Removes what nobody added anything to in a month, but for what is in use. */
export function clearOldKept(folder: string, used: string): void {
  const month = 30 * 86_400_000
  const isOld = (place: string) => {
    const changed = fs.statSync(place, { throwIfNoEntry: false })?.mtimeMs
    return path.basename(place) !== used && changed !== undefined && changed < Date.now() - month
  }
  const now = new Date()
  attempted(() => fs.utimesSync(path.join(folder, used), now, now))
  if (placesIn(folder).length > 1) clearKept(folder, isOld)
}

function filesBelow(folder: string): string[] {
  return placesIn(folder).flatMap(filesIn)
}

function placesIn(folder: string): string[] {
  return named(folder, /^[0-9a-f]{16}$/)
}

function filesIn(place: string): string[] {
  return shelvesIn(place).flatMap((shelf) => named(shelf, /^(?:[0-9a-f]{64}\.(?:png|json)|\.[0-9a-f]{64}\.\w+\.part)$/))
}

function shelvesIn(place: string): string[] {
  return named(place, /^[0-9a-f]$/)
}

function named(folder: string, pattern: RegExp): string[] {
  return listFolder(folder)
    .filter((name) => pattern.test(name))
    .map((name) => path.join(folder, name))
}

/** What is not empty stays, and what cannot be removed is counted as there. */
function attempted(work: () => void): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}
