import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { BrickError } from '../../src/core/error.js'
import type { Entry, OpenMarket } from '../../src/markets/market.js'
import { rebrickable } from '../../src/markets/rebrickable.js'
import { openAnswers } from '../../src/store/answers.js'
import { openCalls } from '../../src/store/calls.js'
import type { Means } from '../../src/system/http/means.js'
import { troubleOf } from '../../src/system/http/trouble.js'
import type { Sandbox } from '../sandbox/server.js'

/** The real client with real databases, whose clock is that of the sandbox: sleeping moves it. */
export interface Asking {
  market: OpenMarket
  means: Means
  entry(more?: More): Entry
  /** Another client with the same databases. */
  again(more?: More): OpenMarket
  trouble(asking: Promise<unknown>): Promise<Told>
  /** How many answers are kept. */
  kept(): number
  /** All bytes that were written, as text. */
  written(): string
  close(): Promise<void>
}

export interface Told {
  message: string
  hint: string | undefined
  exit: number
  kind: string | undefined
}

export interface More extends Partial<Means> {
  persona?: string
  /** Over those of the persona. */
  credentials?: Record<string, string>
  baseUrl?: string
}

export async function openAsking(sandbox: Sandbox, more: More = {}): Promise<Asking> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-rebrickable-'))
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
  const opened: OpenMarket[] = []
  const entry = (other: More = {}): Entry => {
    const { persona = 'ok', credentials, baseUrl, ...rest } = { ...more, ...other }
    return {
      credentials: { ...keysOf(sandbox, persona), ...credentials },
      baseUrl: baseUrl ?? sandbox.urlOf('rebrickable'),
      means: { ...means, ...rest },
    }
  }
  const again = (other: More = {}) => {
    const market = rebrickable.open(entry(other))
    opened.push(market)
    return market
  }
  const kept = () => cache.contents().reduce((sum, { count }) => sum + count, 0)
  return { market: again(), means, entry, again, trouble, kept, written, close }

  function written(): string {
    return fs
      .readdirSync(folder)
      .map((file) => fs.readFileSync(path.join(folder, file), 'latin1'))
      .join('\n')
  }

  async function close(): Promise<void> {
    for (const { service } of opened) await service.close()
    ledger.close()
    cache.close()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The credentials of a persona, as they stand in the file of the user. */
export function keysOf(sandbox: Sandbox, persona = 'ok'): Record<string, string> {
  const keys = sandbox.persona(persona).rebrickable
  if (!keys) throw new Error(`${persona} has no keys for Rebrickable`)
  return { key: keys.key, user_token: keys.userToken }
}

async function trouble(asking: Promise<unknown>): Promise<Told> {
  try {
    await asking
  } catch (error) {
    if (!(error instanceof BrickError)) throw error
    const { message, hint, exit } = error
    return { message, hint, exit, kind: troubleOf(error) }
  }
  throw new Error('it went well')
}
