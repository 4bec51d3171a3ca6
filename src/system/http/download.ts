import * as fs from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { BrickError, EXIT } from '../../core/error.js'
import { reason } from '../reason.js'
import { version } from '../shipped.js'
import { openConnections, type Connections } from './connections.js'
import { networkFailure } from './failure.js'

/** By what a server knows whether we have the newest: to be handed back the next time. */
export interface Freshness {
  etag?: string
  modified?: string
}

export interface DownloadOptions {
  /** Of the file that is there. */
  known: Freshness
  /** The file that is there, when it has another name than the one that is to come. */
  there?: string
  /** What to do when the server refuses. */
  byHand: string
  /** For the proxy. */
  env: Record<string, string | undefined>
  /** How many bytes of how many are here; the whole is undefined where the server does not say. */
  tell(bytes: number, whole: number | undefined): void
  /** How long to wait before each new try, in milliseconds. */
  waits?: number[]
}

/**
 * Brings a file up to date: undefined when it is. What was cut off goes on where it stopped, also in a later run; the file
 * gets its name only when it is whole, and its date is the server's.
 * @throws {BrickError} when the server cannot be reached, or refuses.
 */
export async function download(url: string, file: string, options: DownloadOptions): Promise<Freshness | undefined> {
  const { waits = WAITS, env } = options
  const connections = openConnections({ env, timeout: CONNECT, most: 1 })
  for (let tries = 0; ; tries++) {
    try {
      return await attempt(url, file, options, connections)
    } catch (error) {
      const wait = waits[tries]
      if (wait === undefined || !mayPass(error)) throw explained(error, url, file)
      await setTimeout(wait)
    } finally {
      await connections.close()
    }
  }
}

/** Renames a file that came and is not what it should be. */
export function setAside(file: string): void {
  fs.renameSync(file, `${file}.wrong`)
}

const WAITS = [1000, 4000]

/** In milliseconds. The longest that a table of any server took was a minute. */
const PATIENCE = 600_000
const CONNECT = 10_000

async function attempt(
  url: string,
  file: string,
  { known, there = file, byHand, tell }: DownloadOptions,
  connections: Connections,
): Promise<Freshness | undefined> {
  const half = `${file}.part`
  const begun = startOf(half)
  const response = await ask(url, headersFor(there, known, begun), connections)
  const { statusCode: status, body } = response
  const headers = (name: string) => [response.headers[name]].flat()[0]
  if (status === 304) return undefined
  if (status === 416) {
    fs.rmSync(half, { force: true })
    throw new Error('the server has another file now')
  }
  if (status >= 500 || status === 429) throw new Error(`it answers ${status}`)
  if (status !== 200 && status !== 206) throw refused(url, status, byHand)
  const offset = status === 206 && begun ? begun.bytes : 0
  const range = /^bytes (\d+)-/.exec(headers('content-range') ?? '')
  if (range && Number(range[1]) !== offset) throw new Error('it gives another part of the file')
  const rest = Number(headers('content-length') ?? NaN)
  const whole = Number.isNaN(rest) ? undefined : offset + rest
  const freshness = freshnessOf(headers)
  // Whoever is killed now must not find the old half and what the new one is.
  if (offset === 0) fs.rmSync(half, { force: true })
  fs.writeFileSync(`${half}.json`, JSON.stringify(freshness))
  const bytes = await pour(body, half, offset, (size) => tell(size, whole))
  if (whole !== undefined && bytes !== whole) throw new Error(`only ${bytes} of ${whole} bytes came`)
  const date = new Date(freshness.modified ?? NaN)
  if (!Number.isNaN(date.getTime())) fs.utimesSync(half, date, date)
  fs.renameSync(half, file)
  fs.rmSync(`${half}.json`, { force: true })
  return freshness
}

/** Goes where it is sent; nothing that it takes along is secret. */
async function ask(url: string, headers: Record<string, string>, connections: Connections) {
  const signal = AbortSignal.timeout(PATIENCE)
  let where = new URL(url)
  for (let hops = 0; ; hops++) {
    const { origin, pathname, search } = where
    const path = `${pathname}${search}`
    const response: Dispatcher.ResponseData = await connections.request({
      origin,
      path,
      method: 'GET',
      headers,
      signal,
    })
    const next = MOVED.has(response.statusCode) ? [response.headers['location']].flat()[0] : undefined
    if (next === undefined || hops === MOST_HOPS || !URL.canParse(next, where.href)) return response
    const there = new URL(next, where)
    if (there.protocol !== 'https:' && there.protocol !== where.protocol) return response
    await response.body.dump()
    where = there
  }
}

const MOVED = new Set([301, 302, 303, 307, 308])
const MOST_HOPS = 5

async function pour(
  body: AsyncIterable<Uint8Array>,
  half: string,
  offset: number,
  tell: (bytes: number) => void,
): Promise<number> {
  const descriptor = fs.openSync(half, offset > 0 ? 'a' : 'w')
  let bytes = offset
  try {
    for await (const chunk of body) {
      bytes += fs.writeSync(descriptor, chunk)
      tell(bytes)
    }
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
  return bytes
}

interface Begun extends Freshness {
  bytes: number
}

/** What an earlier try left, if the server can be asked for the rest of the very same. */
function startOf(half: string): Begun | undefined {
  try {
    const { etag, modified } = JSON.parse(fs.readFileSync(`${half}.json`, 'utf8')) as Freshness
    const bytes = fs.statSync(half).size
    if (bytes === 0 || (etag === undefined && modified === undefined)) return undefined
    return { bytes, ...(etag !== undefined && { etag }), ...(modified !== undefined && { modified }) }
  } catch {
    return undefined
  }
}

function headersFor(there: string, { etag, modified }: Freshness, begun: Begun | undefined): Record<string, string> {
  const all: Record<string, string> = { 'user-agent': `brick/${version()}`, 'accept-encoding': 'identity' }
  if (begun) {
    all['range'] = `bytes=${begun.bytes}-`
    all['if-range'] = begun.etag ?? begun.modified ?? ''
  } else if (fs.existsSync(there)) {
    if (etag !== undefined) all['if-none-match'] = etag
    if (modified !== undefined) all['if-modified-since'] = modified
  }
  return all
}

function freshnessOf(headers: (name: string) => string | undefined): Freshness {
  const [etag, modified] = [headers('etag'), headers('last-modified')]
  // A weak tag says nothing about single bytes, so that no rest can be asked for by it.
  return {
    ...(etag !== undefined && !etag.startsWith('W/') && { etag }),
    ...(modified !== undefined && { modified }),
  }
}

/** What the disk says, and no network. */
const DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO'])

function refused(url: string, status: number, byHand: string): BrickError {
  const { host, pathname } = new URL(url)
  return new BrickError(`${host} refuses to give ${pathname}: it answers ${status}`, {
    exit: EXIT.service,
    hint: byHand,
  })
}

/** A refusal stays one, and where nobody is, nobody will be in a second. */
function mayPass(error: unknown): boolean {
  return !(error instanceof BrickError) && !networkFailure(error).undone
}

function explained(error: unknown, url: string, file: string): BrickError {
  if (error instanceof BrickError) return error
  const { name, message, code } = error as Error & { code?: string }
  if (code !== undefined && DISK.has(code))
    return new BrickError(`cannot write ${file}: ${reason(error)}`, { hint: 'make room there', cause: error })
  const isLate = name === 'TimeoutError'
  const why = code === undefined && !isLate ? message : isLate ? 'it takes too long' : `it ${networkFailure(error).why}`
  return new BrickError(`cannot download from ${new URL(url).host}: ${why}`, {
    exit: EXIT.service,
    hint: 'what has come is kept: try again later, and it goes on from there',
    cause: error,
  })
}
