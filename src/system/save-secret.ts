import * as fs from 'node:fs'
import * as path from 'node:path'
import { BrickError } from '../core/error.js'
import { makeFolders } from './make-folders.js'
import { reason } from './reason.js'

/**
 * Writes a file that only its owner may read, from its first moment on, into a folder that only he may look into if it
 * is new. It is written beside its place and renamed, so that nobody ever sees half of it.
 * @throws {BrickError} when that fails; the old file then stands as it was.
 */
export function saveSecret(file: string, content: string): void {
  try {
    makeFolders(path.dirname(file), 0o700)
    // A link stays, and what it leads to is replaced.
    replace(fs.existsSync(file) ? fs.realpathSync(file) : file, content)
  } catch (error) {
    throw new BrickError(`cannot write ${file}: ${reason(error)}`, {
      hint: 'change the permissions of its folder, or name another with XDG_CONFIG_HOME',
      cause: error,
    })
  }
}

function replace(full: string, content: string): void {
  const half = path.join(path.dirname(full), `.${path.basename(full)}.${process.pid}.part`)
  try {
    fs.rmSync(half, { force: true })
    const descriptor = fs.openSync(half, 'wx', 0o600)
    try {
      fs.writeFileSync(descriptor, content)
      fs.fsyncSync(descriptor)
    } finally {
      fs.closeSync(descriptor)
    }
    fs.renameSync(half, full)
  } catch (error) {
    fs.rmSync(half, { force: true })
    throw error
  }
}
