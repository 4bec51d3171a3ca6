import * as path from 'node:path'
import { picturesFolder } from '../pictures/pictures-folder.js'
import { openAnswers } from '../store/answers.js'
import { catalogFile } from '../system/catalog-place.js'
import type { Io } from '../system/io.js'
import { clearKept, keptAmount } from '../system/kept-contents.js'
import { listFolder } from '../system/list-folder.js'
import { cacheFolder } from '../system/paths.js'
import { removeFile } from '../system/put-in-place.js'
import { stampOf } from '../system/stamp.js'

/** One kind of what is kept. */
export interface CacheRow {
  id: 'pictures' | 'answers' | 'catalog'
  /** In words. */
  title: string
  /** By what it comes again. */
  again: string
  /** It takes long to have again, so that it goes only where it is named. */
  isDear: boolean
  amount(io: Io): CacheAmount
  /** @throws {BrickError} when that cannot be. */
  clear(io: Io): Promise<void>
}

export interface CacheAmount {
  files: number
  bytes: number
}

export const CACHE_ROWS: CacheRow[] = [
  {
    id: 'pictures',
    title: 'pictures of parts',
    again: 'drawn again when they are needed',
    isDear: false,
    amount: (io) => keptAmount(picturesFolder(io)),
    clear: async (io) => void clearKept(picturesFolder(io)),
  },
  {
    id: 'answers',
    title: 'answers of marketplaces',
    again: 'asked for again, within the quota',
    isDear: false,
    amount: (io) => sizeOf(withEndings(answersFile(io))),
    clear: async (io) => clearAnswers(answersFile(io)),
  },
  {
    id: 'catalog',
    title: 'catalog, and what it is made of',
    again: 'brick catalog update',
    isDear: true,
    amount: (io) => sizeOf(catalogFiles(io)),
    clear: async (io) => catalogFiles(io).forEach(removeFile),
  },
]

function answersFile(io: Io): string {
  return path.join(cacheFolder(io), 'answers.db')
}

/** What SQLite makes beside a database. */
function withEndings(file: string): string[] {
  return ['', '-wal', '-shm'].map((ending) => `${file}${ending}`)
}

/** Only files that brick makes: the folder may be one that has others in it, too. */
function catalogFiles(io: Io): string[] {
  const downloads = path.join(cacheFolder(io), 'downloads')
  const own = listFolder(downloads).filter((name) => DOWNLOADED.test(name))
  return [...withEndings(catalogFile(io)), ...own.map((name) => path.join(downloads, name))]
}

const DOWNLOADED = /^(?:downloads\.json|[\w-]+\.csv\.gz(?:\.part|\.part\.json|\.wrong)?)$/

function sizeOf(files: string[]): CacheAmount {
  const sizes = files.flatMap((file) => stampOf(file)?.bytes ?? [])
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** Another brick may be asking just now: what it has open is emptied, and not taken away from it. */
async function clearAnswers(file: string): Promise<void> {
  if (!stampOf(file)) return
  const answers = await openAnswers(file, { now: Date.now() })
  answers.clear()
  answers.close()
}
