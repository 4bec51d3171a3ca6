import * as fs from 'node:fs'
import * as path from 'node:path'

/**
 * Makes a folder and those that it is in, where they are not there yet. Node's own `recursive` never comes to an end where
 * a file system makes no folders and says that there is none, as `/proc` does.
 * @param mode of all that are made
 * @throws {Error} of the system, when that cannot be.
 */
export function makeFolders(folder: string, mode = 0o777): void {
  if (isFolder(folder)) return
  const parent = path.dirname(folder)
  if (!fs.existsSync(parent)) makeFolders(parent, mode)
  try {
    fs.mkdirSync(folder, mode)
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(folder)) throw error
  }
}

function isFolder(folder: string): boolean {
  try {
    return fs.statSync(folder).isDirectory()
  } catch {
    return false
  }
}
