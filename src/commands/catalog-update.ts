import { Option, type Command } from 'commander'
import * as path from 'node:path'
import { count } from '../core/count.js'
import { BrickError, EXIT } from '../core/error.js'
import { SOURCE_TABLES } from '../store/catalog-tables.js'
import { now } from '../system/clock.js'
import { download, setAside, type Freshness } from '../system/http.js'
import type { Io } from '../system/io.js'
import { cacheFolder } from '../system/paths.js'
import { openProgress, type Progress } from '../system/progress.js'
import { openGiven } from './catalog-given.js'
import { writeLock } from './catalog-lock.js'
import { reportTakenIn, takeIn } from './catalog-take-in.js'

interface Flags {
  force?: true
  offline?: true
  lock?: string | true
  from: string
}

export function catalogUpdate(catalog: Command, io: Io): void {
  catalog
    .command('update')
    .summary("Download Rebrickable's tables and make the catalog of them")
    .description(
      "Downloads Rebrickable's public tables, where they are newer than those that are here, at most once a day, and makes the catalog of them.",
    )
    .option('--force', 'ask again, also when that was less than a day ago')
    .option('--offline', 'use what was downloaded before')
    .option('--lock [file]', 'also write what the catalog is made of to a lock file (default: brick.lock)')
    .addOption(
      new Option('--from <url>', 'where the tables are').default(REBRICKABLE, "Rebrickable's").env('BRICK_CATALOG_URL'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async ({ force, offline, lock, from }: Flags) => {
      const progress = openProgress(io)
      try {
        const folder = path.join(cacheFolder(io), 'downloads')
        if (offline) io.say('offline: using what was downloaded before')
        else await fetchTables(io, { folder, base: from, force: force === true }, progress)
        const { given } = await openGiven(io, [folder], progress.tell)
        const taken = await takeIn(io, given, progress)
        progress.end()
        reportTakenIn(io, taken, [])
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
  brick catalog update --lock`

interface Place {
  folder: string
  base: string
  force: boolean
}

/** What is remembered of each table that was downloaded, by where it came from. */
type Known = Record<string, Freshness & { asked: string }>

async function fetchTables(io: Io, { folder, base, force }: Place, progress: Progress): Promise<void> {
  io.makeFolder(folder)
  const state = path.join(folder, 'downloads.json')
  const known = readKnown(io, state)
  let [fresh, same, early] = [0, 0, 0]
  for (const name of TABLES) {
    const url = urlOf(base, name)
    const file = path.join(folder, `${name}.csv.gz`)
    const before = known[url]
    if (before && !force && isToday(before.asked, now(io)) && io.tryRead(file)) {
      early++
      continue
    }
    const tell = (bytes: number, whole: number | undefined) =>
      progress.tell(`downloading ${name}: ${share(bytes, whole)}`)
    const { asked: _, ...freshness } = before ?? { asked: '' }
    const found = await download(url, file, { known: freshness, tell })
    if (found) await verify(io, file, name)
    if (found) fresh++
    else same++
    known[url] = { ...(found ?? freshness), asked: now(io) }
    io.save(state, `${JSON.stringify(known, null, 2)}\n`)
  }
  progress.end()
  if (early === TABLES.length) io.say('asked less than a day ago; --force asks again')
  else io.say(`${count(fresh, 'table')} downloaded, ${same + early} up to date`)
}

const TABLES = SOURCE_TABLES.filter(({ id }) => id.startsWith('rebrickable/')).map(({ id }) =>
  id.slice(id.indexOf('/') + 1),
)

/** Anything may come from a server. What is no table is put aside, and so asked for anew the next time. */
async function verify(io: Io, file: string, name: string): Promise<void> {
  try {
    const { given } = await openGiven(io, [file], () => undefined)
    if (given[0]?.id === `rebrickable/${name}`) return
  } catch (error) {
    if (!(error instanceof BrickError)) throw error
  }
  setAside(file)
  throw new BrickError(`what came as ${name}.csv.gz is not that table of Rebrickable`, {
    exit: EXIT.service,
    hint: `it is kept as ${file}.wrong; try again later`,
  })
}

const DAY = 86_400_000

function isToday(asked: string, time: string): boolean {
  const age = Date.parse(time) - Date.parse(asked)
  return age >= 0 && age < DAY
}

function share(bytes: number, whole: number | undefined): string {
  const megabytes = (bytes / 1024 ** 2).toFixed(1)
  return whole === undefined ? `${megabytes} MB` : `${megabytes} of ${(whole / 1024 ** 2).toFixed(1)} MB`
}

/** What is not as we left it is asked for anew. */
function readKnown(io: Io, state: string): Known {
  const bytes = io.tryRead(state)
  if (!bytes) return {}
  try {
    const known: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof known === 'object' && known !== null ? (known as Known) : {}
  } catch {
    return {}
  }
}

function urlOf(base: string, name: string): string {
  const url = `${base.replace(/\/$/, '')}/${name}.csv.gz`
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return new URL(url).href
  throw new BrickError(`${base} is no place on the web`, { exit: EXIT.usage, hint: 'write it as https://host/folder/' })
}
