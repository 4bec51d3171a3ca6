import * as path from 'node:path'
import { BrickError } from '../core/error.js'
import { drawingCode } from '../system/drawing-code.js'
import type { Io } from '../system/io.js'
import { clearOldKept } from '../system/kept-contents.js'
import { openKeptFiles, type KeptFiles } from '../system/kept-files.js'
import { cacheFolder } from '../system/paths.js'

/** Where pictures are kept, of all that ever drew some. @throws {BrickError} when there is no home to keep it in. */
export function picturesFolder(io: Pick<Io, 'env' | 'cwd'>): string {
  return path.join(cacheFolder(io), 'pictures')
}

/** Those that this program drew; undefined where there is no home. */
export function openKeptPictures(io: Pick<Io, 'env' | 'cwd'>): Record<'pictures' | 'parts', KeptFiles> | undefined {
  try {
    const folder = path.join(picturesFolder(io), drawingCode())
    return {
      pictures: openKeptFiles(folder, { mostBytes: MOST_BYTES, ending: '.png' }),
      // One file for each library that somebody ever had.
      parts: openKeptFiles(folder, { mostBytes: Infinity, ending: '.json' }),
    }
  } catch (error) {
    if (error instanceof BrickError) return undefined
    throw error
  }
}

/** Takes away what earlier versions of brick drew. */
export function tidyPictures(io: Pick<Io, 'env' | 'cwd'>): void {
  clearOldKept(picturesFolder(io), drawingCode())
}

/** Fifty thousand pictures of parts. */
const MOST_BYTES = 200 * 1024 ** 2
