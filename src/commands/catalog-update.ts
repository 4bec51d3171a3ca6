import { Option, type Command } from 'commander'
import { count } from '../core/count.js'
import type { Io } from '../system/io.js'
import { openProgress, type Progress } from '../system/progress.js'
import { openDownloads, type Downloads } from './catalog-download.js'
import { openGiven } from './catalog-given.js'
import { daysOf } from './catalog-info.js'
import { writeLock } from './catalog-lock.js'
import { reportTakenIn, takeIn } from './catalog-take-in.js'
import { updatePinned } from './catalog-update-pinned.js'

interface Flags {
  force?: true
  maxAge: number
  offline?: true
  lock?: string | true
  pinned?: string
  from: string
  ids?: true
}

export function catalogUpdate(catalog: Command, io: Io): void {
  catalog
    .command('update')
    .alias('fetch')
    .summary("Download Rebrickable's tables and make the catalog of them")
    .description(
      "Downloads Rebrickable's public tables, where they are newer than those that are here, at most once a day, and makes the catalog of them.",
    )
    .option('--force', 'ask again, also when that was less than a day ago')
    .addOption(
      new Option('--max-age <days>', 'ask again only after so many days')
        .argParser(daysOf)
        .default(1)
        .conflicts('force'),
    )
    .option('--offline', 'use what was downloaded before')
    .option('--lock [file]', 'also write what the catalog is made of to a lock file (default: brick.lock)')
    .addOption(
      new Option('--pinned <lock>', 'only what a lock file says; exit 7 when that is not to be had').conflicts('lock'),
    )
    .addOption(
      new Option('--from <url>', 'where the tables are').default(REBRICKABLE, "Rebrickable's").env('BRICK_CATALOG_URL'),
    )
    .addOption(
      new Option('--ids', 'also what other sites call each part; needs a key of Rebrickable').conflicts([
        'offline',
        'pinned',
      ]),
    )
    .addHelpText('after', EXAMPLES)
    .action(async ({ force, maxAge, offline, lock, pinned, from, ids }: Flags) => {
      const progress = openProgress(io)
      try {
        const place = { base: from, maxAge: force ? 0 : maxAge, offline: offline === true }
        const downloads = openDownloads(io, place, progress)
        if (offline) io.say('offline: using what was downloaded before')
        if (ids) {
          const { downloadNumbers } = await import('./catalog-numbers.js')
          await downloadNumbers(io, downloads.folder, force ? { refresh: force } : {})
        }
        if (pinned === undefined) await update(io, downloads, maxAge, progress)
        else await updatePinned(io, pinned, downloads, progress)
      } finally {
        progress.end()
      }
      if (lock !== undefined) await writeLock(io, lock === true ? 'brick.lock' : lock)
    })
}

/** What they allow: any use, when they are named as the source; automatic downloads once a day. */
const REBRICKABLE = 'https://cdn.rebrickable.com/media/downloads/'

const EXAMPLES = `
Examples:
  brick catalog update
  brick catalog update --ids
  brick catalog update --lock
  brick catalog update --pinned brick.lock`

async function update(io: Io, downloads: Downloads, maxAge: number, progress: Progress): Promise<void> {
  if (!downloads.isOffline) await fetchAll(io, downloads, maxAge, progress)
  const { given } = await openGiven(io, [downloads.folder], progress.tell)
  const taken = await takeIn(io, given, progress)
  progress.end()
  reportTakenIn(io, taken, [])
}

async function fetchAll(io: Io, { tables, fetch }: Downloads, maxAge: number, progress: Progress): Promise<void> {
  const counts = { fresh: 0, same: 0, early: 0 }
  for (const id of tables) counts[await fetch(id)]++
  progress.end()
  if (counts.early === tables.length)
    io.say(`asked less than ${maxAge === 1 ? 'a day' : `${maxAge} days`} ago; --force asks again`)
  else io.say(`${count(counts.fresh, 'table')} downloaded, ${counts.same + counts.early} up to date`)
}
