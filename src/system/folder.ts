import * as fs from 'node:fs'
import * as path from 'node:path'
import { listFolder } from './list-folder.js'

/**
 * Finds files by names whose capitals do not matter and whose folders may be parted by `/` or `\`, as on the systems
 * that most models come from. Nothing outside `home` is found, whatever a name or a link says.
 * @param watch hears of each folder before it is looked through.
 */
export function openFolder(home: string, watch: (folder: string) => void = () => undefined) {
  const root = realPath(home)
  const listings = new Map<string, Map<string, string>>()
  return { find }

  /** The full path of `name` in a folder at or below home; undefined where there is none. */
  function find(folder: string, name: string): string | undefined {
    if (/^[\\/]|^[a-z]:/i.test(name)) return undefined
    let full = folder
    for (const step of name.split(/[\\/]+/)) {
      if (step === '' || step === '.') continue
      if (step === '..') full = path.dirname(full)
      else {
        const actual = isWithin(full, home) ? list(full).get(keyOf(step)) : undefined
        if (actual === undefined) return undefined
        full = path.join(full, actual)
      }
    }
    return isWithin(full, home) && isWithin(realPath(full), root) ? full : undefined
  }

  function list(folder: string): Map<string, string> {
    let names = listings.get(folder)
    if (!names) {
      watch(folder)
      names = byKey(listFolder(folder))
      listings.set(folder, names)
    }
    return names
  }
}

function keyOf(name: string): string {
  const key = name.toLowerCase()
  return ASCII.test(key) ? key : key.normalize('NFC')
}

const ASCII = /^[ -~]*$/

/** Of names that differ in capitals only, the one that sorts first. */
function byKey(names: string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const name of names) {
    const key = keyOf(name)
    const other = found.get(key)
    if (other === undefined || name < other) found.set(key, name)
  }
  return found
}

function realPath(full: string): string {
  try {
    return fs.realpathSync(full)
  } catch {
    return full
  }
}

function isWithin(full: string, folder: string): boolean {
  const way = path.relative(folder, full)
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}
