import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { BrickError } from '../../src/core/error.js'
import { bricksetDialect } from '../../src/markets/brickset/dialect.js'
import { brickset } from '../../src/markets/brickset.js'
import type { OpenMarket } from '../../src/markets/market.js'
import { openAnswers } from '../../src/store/answers.js'
import { openCalls } from '../../src/store/calls.js'
import type { Means } from '../../src/system/http/means.js'
import { openService, type Service } from '../../src/system/http/open-service.js'
import { troubleOf } from '../../src/system/http/trouble.js'
import type { Sandbox } from '../sandbox/server.js'

/** The real client with real databases, whose clock is that of the sandbox: sleeping moves it. */
export interface Asking {
  market: OpenMarket
  /** Another one with the same databases. */
  again(more?: More): OpenMarket
  /** A service with a call that the client would not make. */
  rough(keys: { apiKey: string; userHash?: string }): Service
  login(username: string, password: string): Promise<string>
  /** All bytes that were written, as text. */
  written(): string
  close(): Promise<void>
}

export interface More extends Partial<Means> {
  persona?: string
  /** In place of those of the persona. */
  credentials?: Record<string, string>
  /** Where the sandbox is not meant. */
  baseUrl?: string
}

export interface Told {
  message: string
  hint: string | undefined
  exit: number
  kind: string | undefined
}

export async function openAsking(sandbox: Sandbox, more: More = {}): Promise<Asking> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-brickset-'))
  const clock = {
    now: () => sandbox.clock.now(),
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
  return { market: again(), again, rough, login, written, close }

  function again(other: More = {}): OpenMarket {
    const market = brickset.open(entryOf(other))
    services.push(market.service)
    return market
  }

  function rough(keys: { apiKey: string; userHash?: string }): Service {
    const dialect = bricksetDialect(keys, { baseUrl: sandbox.urlOf('brickset') })
    const service = openService({ ...dialect, sign: (outgoing) => outgoing }, means)
    services.push(service)
    return service
  }

  function login(username: string, password: string): Promise<string> {
    if (!brickset.signIn) throw new Error('nobody can sign in')
    return brickset.signIn.exchange(entryOf({}), { username, password })
  }

  function entryOf(other: More) {
    const { persona, credentials, baseUrl = sandbox.urlOf('brickset'), ...rest } = { ...more, ...other }
    return {
      credentials: credentials ?? keysOf(sandbox, persona),
      ...{ baseUrl, means: { ...means, ...rest } },
    }
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
export function keysOf(sandbox: Sandbox, persona = 'ok'): Record<string, string> {
  const keys = sandbox.persona(persona).brickset
  if (!keys) throw new Error(`${persona} has no key for Brickset`)
  return { key: keys.apiKey, user_hash: keys.userHash }
}

/** All that there is of an error for the user. */
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
