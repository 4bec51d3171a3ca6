import * as path from 'node:path'
import { BrickError, EXIT } from '../core/error.js'
import type { SourceId } from '../store/catalog-tables.js'
import type { Io } from '../system/io.js'
import type { Progress } from '../system/progress.js'
import type { Downloads } from './catalog-download.js'
import { openGiven, type Given } from './catalog-given.js'
import { openPinned, takePinned, type Pinned } from './catalog-pinned.js'

/**
 * Makes the catalog what a lock file says: of what is in it as it is pinned, of what was downloaded before, and only else of
 * what the server has. That keeps only the newest of each table; where it is another one, the catalog stays as it is.
 * @throws {BrickError} when anything that is pinned is not to be had.
 */
export async function updatePinned(io: Io, lock: string, downloads: Downloads, progress: Progress): Promise<void> {
  const pinned = await openPinned(io, lock)
  const elsewhere = pinned.missing.find((id) => !downloads.tables.includes(id) && id !== NUMBERS)
  if (elsewhere !== undefined) throw lacking(pinned, elsewhere, 'it is none of what Rebrickable has')
  // What nobody else can give is looked for first: without it, nothing need be downloaded.
  const given = pinned.missing.includes(NUMBERS) ? [await pinnedNumbers(io, pinned, downloads, progress)] : []
  for (const id of pinned.missing.filter((id) => id !== NUMBERS)) {
    const here = await present(io, downloads.file(id), id, progress)
    given.push(here && isPinned(pinned, here) ? here : await fetchPinned(io, pinned, { id, here, downloads }, progress))
  }
  await takePinned(io, pinned, given, progress)
}

/** What others call each part: a table of our own making, of the day's answers, that is nowhere to be downloaded. */
const NUMBERS: SourceId = 'rebrickable-api/numbers'

async function pinnedNumbers(io: Io, pinned: Pinned, { folder }: Downloads, progress: Progress): Promise<Given> {
  const { NUMBERS_FILE } = await import('./catalog-numbers.js')
  const here = await present(io, path.join(folder, NUMBERS_FILE), NUMBERS, progress)
  if (here && isPinned(pinned, here)) return here
  const { lock, pins } = pinned
  const what = `${NUMBERS} of ${pins.get(NUMBERS)?.date}, as ${lock} pins it`
  throw new BrickError(`${what}, is not to be had: brick catalog update --ids made it where the lock was written`, {
    exit: EXIT.catalog,
    hint:
      `the catalog stays as it is; bring ${NUMBERS_FILE} from there (folder downloads of the cache), then: ` +
      `brick catalog import ${NUMBERS_FILE}, and this once more; or pin what is there now: brick catalog update --ids --lock ${lock}`,
  })
}

interface Wanted {
  id: SourceId
  /** Downloaded before, and another one. */
  here: Given | undefined
  downloads: Downloads
}

async function fetchPinned(
  io: Io,
  pinned: Pinned,
  { id, here, downloads }: Wanted,
  progress: Progress,
): Promise<Given> {
  if (downloads.isOffline)
    throw lacking(pinned, id, here ? `what was downloaded is that of ${here.date}` : 'it was not downloaded before')
  await downloads.fetch(id)
  const found = await present(io, downloads.file(id), id, progress)
  if (found && isPinned(pinned, found)) return found
  const isNewer = found && found.date > (pinned.pins.get(id)?.date ?? '')
  throw lacking(pinned, id, `the server has ${isNewer ? `a newer one, of ${found.date}` : 'another one'}`)
}

async function present(io: Io, file: string, id: SourceId, progress: Progress): Promise<Given | undefined> {
  if (!io.tryRead(file)) return undefined
  const { given } = await openGiven(io, [file], progress.tell)
  return given.find((one) => one.id === id)
}

function isPinned({ pins }: Pinned, { id, sha256 }: Given): boolean {
  return pins.get(id)?.sha256 === sha256
}

function lacking({ lock, pins }: Pinned, id: SourceId, why: string): BrickError {
  return new BrickError(`${id} of ${pins.get(id)?.date}, as ${lock} pins it, is not to be had: ${why}`, {
    exit: EXIT.catalog,
    hint:
      `the catalog stays as it is; import the files that ${lock} was written of: brick catalog import FOLDER --pinned ${lock}; ` +
      `or pin the newer ones: brick catalog update --lock ${lock}`,
  })
}
