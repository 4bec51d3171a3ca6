import * as fs from 'node:fs'
import * as path from 'node:path'
import { BrickError } from '../core/error.js'
import { reason } from './reason.js'

/** Gives a file that is whole the name, and so the place, of another. @throws {BrickError} when that cannot be. */
export function putInPlace(whole: string, file: string): void {
  explained(file, () => fs.renameSync(whole, file))
}

/** Copies a large file, so that nobody ever sees half of it. @throws {BrickError} when that cannot be. */
export function copyInPlace(from: string, file: string): void {
  const half = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`)
  explained(file, () => {
    try {
      // Where the file system can, the copy shares its bytes with the other until one is changed.
      fs.copyFileSync(from, half, fs.constants.COPYFILE_FICLONE)
      fs.renameSync(half, file)
    } finally {
      fs.rmSync(half, { force: true })
    }
  })
}

/** Where there is none, nothing is to be done. @throws {BrickError} when it cannot be removed. */
export function removeFile(file: string): void {
  explained(file, () => fs.rmSync(file, { force: true }))
}

function explained(file: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    throw new BrickError(`cannot write ${file}: ${reason(error)}`, {
      hint: 'make room there, or change the permissions of its folder',
      cause: error,
    })
  }
}
