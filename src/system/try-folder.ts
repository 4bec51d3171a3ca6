import * as fs from 'node:fs'
import * as path from 'node:path'
import { reason } from './reason.js'

/** Why nothing can be written into a folder, or into the nearest that is there to make it in; undefined where it can. */
export function triedFolder(folder: string): string | undefined {
  try {
    fs.accessSync(nearest(folder), fs.constants.W_OK)
    return undefined
  } catch (error) {
    return reason(error)
  }
}

function nearest(folder: string): string {
  const above = path.dirname(folder)
  return fs.existsSync(folder) || above === folder ? folder : nearest(above)
}
