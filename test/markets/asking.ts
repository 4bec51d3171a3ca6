import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { BrickError } from '../../src/core/error.js'
import type { Entry, OpenMarket } from '../../src/markets/market.js'
import { rowOf } from '../../src/commands/open-markets.js'
import { openAnswers } from '../../src/store/answers.js'
import { openCalls } from '../../src/store/calls.js'
import type { Means } from '../../src/system/http/means.js'
import type { Service } from '../../src/system/http/open-service.js'
import { troubleOf } from '../../src/system/http/trouble.js'
import type { Sandbox } from '../sandbox/server.js'

/** The real client with real databases, whose clock is that of the sandbox: sleeping moves it. */
export interface Asking {
  market: OpenMarket
  means: Means
  entry(more?: More): Entry
  /** Another client with the same databases. */
  again(more?: More): OpenMarket
  /** A service that is to be closed with the others. */
  closing(service: Service): Service
  /** How many answers are kept. */
  kept(): number
  /** All bytes that were written, as text. */
  written(): string
  close(): Promise<void>
}

export interface More extends Partial<Means> {
  persona?: string
  /** In place of those of the persona, one by one; undefined is none. */
  credentials?: Record<string, string | undefined>
  /** Where the sandbox is not meant. */
  baseUrl?: string
  /** How far the clock of this machine is before that of the sandbox, in milliseconds. */
  ahead?: number
}

export type Id = Parameters<Sandbox['urlOf']>[0]

export async function openAsking(sandbox: Sandbox, id: Id, more: More = {}): Promise<Asking> {
  const market = await rowOf(id).load()
  const folder = fs.mkdtempSync(path.join(tmpdir(), `brick-${id}-`))
  const { ahead = 0 } = more
  const clock = {
    now: () => sandbox.clock.now() + ahead,
    sleep: (milliseconds: number, signal?: AbortSignal) => {
      signal?.throwIfAborted()
      sandbox.clock.advance(milliseconds)
      return Promise.resolve()
    },
  }
  const ledger = await openCalls(path.join(folder, 'calls.db'))
  const cache = await openAnswers(path.join(folder, 'answers.db'), { now: clock.now() })
  const means: Means = { ledger, cache, clock, random: () => 0.5, env: {} }
  const services: Service[] = []
  return { market: again(), means, entry, again, closing, kept, written, close }

  function entry(other: More = {}): Entry {
    const { persona, credentials, baseUrl, ahead: _, ...rest } = { ...more, ...other }
    const all = Object.entries({ ...keysOf(sandbox, id, persona), ...credentials })
    return {
      credentials: Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      baseUrl: baseUrl ?? sandbox.urlOf(id),
      means: { ...means, ...rest },
    }
  }

  function again(other?: More): OpenMarket {
    const opened = market.open(entry(other))
    closing(opened.service)
    return opened
  }

  function closing(service: Service): Service {
    services.push(service)
    return service
  }

  function kept(): number {
    return cache.contents().reduce((sum, { count }) => sum + count, 0)
  }

  function written(): string {
    const files = fs.readdirSync(folder)
    return files.map((file) => fs.readFileSync(path.join(folder, file), 'latin1')).join('\n')
  }

  async function close(): Promise<void> {
    for (const service of services) await service.close()
    ledger.close()
    cache.close()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The credentials of a persona, as they stand in the file of the user. */
export function keysOf(sandbox: Sandbox, id: Id, persona = 'ok'): Record<string, string> {
  const { bricklink, brickowl, rebrickable, brickset } = sandbox.persona(persona)
  const keys: Record<Id, Record<string, string> | undefined> = {
    bricklink: bricklink && {
      ...{ consumer_key: bricklink.consumerKey, consumer_secret: bricklink.consumerSecret },
      ...{ token: bricklink.token, token_secret: bricklink.tokenSecret },
    },
    brickowl: brickowl && { key: brickowl.key },
    rebrickable: rebrickable && { key: rebrickable.key, user_token: rebrickable.userToken },
    brickset: brickset && { key: brickset.apiKey, user_hash: brickset.userHash },
  }
  const own = keys[id]
  if (own) return own
  throw new Error(`${persona} has no keys for ${id}`)
}

export interface Told {
  message: string
  hint: string | undefined
  exit: number
  kind: string | undefined
}

/** What an asking came to, for tests of what the user is told. */
export async function trouble(asking: Promise<unknown>): Promise<Told> {
  try {
    await asking
  } catch (error) {
    if (!(error instanceof BrickError)) throw error
    const { message, hint, exit } = error
    return { message, hint, exit, kind: troubleOf(error) }
  }
  throw new Error('it went well')
}
