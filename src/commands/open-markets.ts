import * as path from 'node:path'
import { BrickError, EXIT } from '../core/error.js'
import type { Entry, Market, OpenMarket } from '../markets/market.js'
import { markets, type MarketRow } from '../markets/index.js'
import { openAnswers } from '../store/answers.js'
import { openCalls } from '../store/calls.js'
import { readCredentials, type Credentials } from '../system/credentials.js'
import { machineClock } from '../system/http/clock.js'
import type { CallProgress, Means } from '../system/http/means.js'
import { watchInterrupt } from '../system/interrupt.js'
import type { Io } from '../system/io.js'
import { marketUrl } from '../system/market-url.js'
import { cacheFolder, dataFolder } from '../system/paths.js'
import { openProgress } from '../system/progress.js'

/** How old answers may be, and whether anybody is asked. */
export interface AskFlags {
  offline?: true
  refresh?: true
  /** In milliseconds. */
  maxAge?: number
}

/**
 * Opens markets with the user's credentials, hands them over, and closes them. Nothing is asked by opening.
 * @throws {BrickError} when a credential cannot be one.
 */
export async function withMarkets<T>(
  io: Io,
  found: readonly KnownMarket[],
  flags: AskFlags,
  work: (open: OpenMarket[]) => Promise<T>,
): Promise<T> {
  return withMeans(io, flags, async (means) => {
    const open: OpenMarket[] = []
    try {
      for (const { market, credentials } of found) {
        const baseUrl = await marketUrl(io, market.id, market.baseUrl)
        open.push(market.open({ credentials: credentials.values, baseUrl, means }))
      }
      return await work(open)
    } finally {
      for (const { service } of open) await service.close()
    }
  })
}

/** For whoever opens a market by other means than the credentials that are kept. */
export async function withEntry<T>(
  io: Io,
  market: Market,
  credentials: Record<string, string>,
  work: (entry: Entry) => Promise<T>,
): Promise<T> {
  const baseUrl = await marketUrl(io, market.id, market.baseUrl)
  return withMeans(io, {}, (means) => work({ credentials, baseUrl, means }))
}

async function withMeans<T>(io: Io, flags: AskFlags, work: (means: Means) => Promise<T>): Promise<T> {
  const calls = await openCalls(path.join(dataFolder(io), 'calls.db'))
  const answers = await openAnswers(path.join(cacheFolder(io), 'answers.db'), { now: machineClock.now() })
  const interrupt = watchInterrupt()
  const progress = openProgress(io)
  try {
    return await work({
      ...{ ledger: calls, cache: answers, clock: machineClock, random: Math.random, env: io.env },
      ...{ signal: interrupt.signal, told: (heard: CallProgress) => progress.tell(inWords(heard)) },
      ...(flags.offline && { offline: flags.offline }),
      ...(flags.refresh && { refresh: flags.refresh }),
      ...(flags.maxAge !== undefined && { maxAge: flags.maxAge }),
    })
  } finally {
    progress.end()
    interrupt.end()
    calls.close()
    answers.close()
  }
}

/** A market, and what is known of the user's credentials for it. */
export interface KnownMarket {
  market: Market
  credentials: Credentials
}

/** All markets, whether the user has credentials for them or not. */
export async function knownMarkets(io: Io): Promise<KnownMarket[]> {
  return Promise.all(markets.map((row) => known(io, row)))
}

/**
 * The markets that the user names; without a name, those of which the credentials are known.
 * @throws {BrickError} when there is no such market, or when credentials for one that is named are missing.
 */
export async function wantedMarkets(io: Io, names: readonly string[] | undefined): Promise<KnownMarket[]> {
  if (names === undefined) return (await knownMarkets(io)).filter(({ credentials }) => credentials.missing.length === 0)
  const wanted = await Promise.all([...new Set(names)].map((name) => known(io, rowOf(name))))
  for (const one of wanted) if (one.credentials.missing.length > 0) throw withoutCredentials(one)
  return wanted
}

/** @throws {BrickError} when there is none of that name. */
export function rowOf(name: string): MarketRow {
  const row = markets.find(({ id, title }) => id === name.toLowerCase() || title.toLowerCase() === name.toLowerCase())
  if (row) return row
  throw new BrickError(`no marketplace is called ${name}`, {
    hint: `there are ${markets.map(({ id }) => id).join(', ')}; a file of prices or offers needs none`,
  })
}

export function withoutCredentials({ market, credentials: { missing } }: KnownMarket): BrickError {
  const { title, id, keyPage, keyFor } = market
  const remedy = { exit: EXIT.credentials, hint: `get a key at ${keyPage} (${keyFor}), then: brick login ${id}` }
  if (missing.length === market.credentials.filter(({ optional }) => !optional).length)
    return new BrickError(`${title} does not know you yet`, remedy)
  return new BrickError(`the key for ${title} is not whole: ${missing.join(', ')} missing`, remedy)
}

async function known(io: Io, row: MarketRow): Promise<KnownMarket> {
  const market = await row.load()
  return { market, credentials: await readCredentials(io, market.id, market.credentials) }
}

/** `BrickLink: 120 asked, 30 known; 4,680 calls left` */
function inWords({ title, sent, cached, left, waiting }: CallProgress): string {
  const known = cached > 0 ? `, ${cached} known` : ''
  const rest = left === undefined ? '' : `; ${left.toLocaleString('en-US')} calls left`
  const pause =
    waiting && waiting.time >= 2000 ? `; waiting ${Math.round(waiting.time / 1000)} s, ${WHY[waiting.why]}` : ''
  return `${title}: ${sent} asked${known}${rest}${pause}`
}

const WHY = { pace: 'to be no trouble', asked: 'as it asks', trouble: 'then trying again' } as const
