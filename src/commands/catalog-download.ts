import * as path from 'node:path'
import { BrickError, EXIT } from '../core/error.js'
import { SOURCE_TABLES, type SourceId } from '../store/catalog-tables.js'
import { inTurn } from '../store/catalog-turn.js'
import { now } from '../system/clock.js'
import { download, setAside, type Freshness } from '../system/http/download.js'
import type { Io } from '../system/io.js'
import { cacheFolder } from '../system/paths.js'
import type { Progress } from '../system/progress.js'
import { openGiven } from './catalog-given.js'

/** Rebrickable's tables as they were downloaded, and the place where they are. */
export interface Downloads {
  folder: string
  isOffline: boolean
  /** What can be downloaded. */
  tables: SourceId[]
  file(id: SourceId): string
  /**
   * Downloads a table where it is newer than the one here: it is `fresh` then; `early` when that was asked too short a time
   * ago.
   * @throws {BrickError} when the server cannot be reached, or gives something else.
   */
  fetch(id: SourceId): Promise<'fresh' | 'same' | 'early'>
}

interface Place {
  /** The folder on the web. */
  base: string
  /** In days: what was asked for less long ago is not asked for again. */
  maxAge: number
  offline: boolean
}

/** What is remembered of each table that was downloaded, by its name. */
type Known = Record<string, Freshness & { url: string; asked: string }>

/** @throws {BrickError} when `base` is no place on the web. */
export function openDownloads(io: Io, { base, maxAge, offline }: Place, progress: Progress): Downloads {
  const folder = path.join(cacheFolder(io), 'downloads')
  const state = path.join(folder, 'downloads.json')
  const file = (id: SourceId) => path.join(folder, `${nameOf(id)}.csv.gz`)
  urlOf(base, '')
  return { folder, isOffline: offline, tables: TABLES, file, fetch }

  async function fetch(id: SourceId): Promise<'fresh' | 'same' | 'early'> {
    if (isEarly(id)) return 'early'
    // Two that write the same file would spoil it; who had to wait may find it there.
    const wait = () => progress.tell('waiting for another download')
    return inTurn(folder, wait, async () => (isEarly(id) ? 'early' : ask(id)))
  }

  function isEarly(id: SourceId): boolean {
    const before = readKnown(io, state)[nameOf(id)]
    const isThis = before?.url === urlOf(base, `${nameOf(id)}.csv.gz`)
    return isThis && isYounger(before.asked, now(io), maxAge) && io.tryRead(file(id)) !== undefined
  }

  async function ask(id: SourceId): Promise<'fresh' | 'same'> {
    const name = nameOf(id)
    const url = urlOf(base, `${name}.csv.gz`)
    io.makeFolder(folder)
    const known = readKnown(io, state)
    const { etag, modified } = known[name]?.url === url ? known[name] : {}
    const freshness = { ...(etag !== undefined && { etag }), ...(modified !== undefined && { modified }) }
    const found = await download(url, file(id), {
      known: freshness,
      byHand: 'download the tables with a browser, then: brick catalog import FOLDER',
      env: io.env,
      tell: (bytes, whole) => progress.tell(`downloading ${name}: ${share(bytes, whole)}`),
    })
    if (found) await verify(io, file(id), id)
    known[name] = { url, ...(found ?? freshness), asked: now(io) }
    io.save(state, `${JSON.stringify(known, null, 2)}\n`)
    return found ? 'fresh' : 'same'
  }
}

const TABLES = SOURCE_TABLES.map(({ id }) => id).filter((id) => id.startsWith('rebrickable/'))

function nameOf(id: SourceId): string {
  return id.slice(id.indexOf('/') + 1)
}

/** Anything may come from a server. What is no table is put aside, and so asked for anew the next time. */
async function verify(io: Io, file: string, id: SourceId): Promise<void> {
  try {
    const { given } = await openGiven(io, [file], () => undefined)
    if (given[0]?.id === id) return
  } catch (error) {
    if (!(error instanceof BrickError)) throw error
  }
  setAside(file)
  throw new BrickError(`what came as ${path.basename(file)} is not that table of Rebrickable`, {
    exit: EXIT.service,
    hint: `it is kept as ${file}.wrong; try again later`,
  })
}

const DAY = 86_400_000

function isYounger(asked: string, time: string, days: number): boolean {
  const age = Date.parse(time) - Date.parse(asked)
  return age >= 0 && age < days * DAY
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

function urlOf(base: string, file: string): string {
  const url = `${base.replace(/\/$/, '')}/${file}`
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return new URL(url).href
  throw new BrickError(`${base} is no place on the web`, { exit: EXIT.usage, hint: 'write it as https://host/folder/' })
}
