import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { BrickError } from '../../src/core/error.js'
import { bricklink } from '../../src/markets/bricklink.js'
import type { OpenMarket } from '../../src/markets/market.js'
import { openAnswers } from '../../src/store/answers.js'
import { openCalls } from '../../src/store/calls.js'
import type { Means } from '../../src/system/http/means.js'
import { troubleOf } from '../../src/system/http/trouble.js'
import type { Sandbox } from '../sandbox/server.js'

/** The real client with real databases, whose clock is that of the sandbox: sleeping moves it. */
export interface Asking {
  market: OpenMarket
  means: Means
  /** Another client with the same databases. */
  again(more?: More): OpenMarket
  /** What an asking came to, for tests of what the user is told. */
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
  /** In place of those of the persona. */
  credentials?: Record<string, string>
  /** Where the sandbox is not meant. */
  baseUrl?: string
  /** How far the clock of this machine is before that of the sandbox, in milliseconds. */
  ahead?: number
}

export async function openAsking(sandbox: Sandbox, more: More = {}): Promise<Asking> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-bricklink-'))
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
  const opened: OpenMarket[] = []
  const again = (other: More = {}) => {
    const { persona, credentials, baseUrl, ahead: _, ...rest } = { ...more, ...other }
    const market = bricklink.open({
      credentials: { ...keysOf(sandbox, persona), ...credentials },
      baseUrl: baseUrl ?? sandbox.urlOf('bricklink'),
      means: { ...means, ...rest },
    })
    opened.push(market)
    return market
  }
  const kept = () => cache.contents().reduce((sum, { count }) => sum + count, 0)
  return { market: again(), means, again, trouble, kept, written, close }

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
  const keys = sandbox.persona(persona).bricklink
  if (!keys) throw new Error(`${persona} has no keys for BrickLink`)
  const { consumerKey, consumerSecret, token, tokenSecret } = keys
  return { consumer_key: consumerKey, consumer_secret: consumerSecret, token, token_secret: tokenSecret }
}

/** All that there is of an error for the user, and the stack for the curious. */
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
