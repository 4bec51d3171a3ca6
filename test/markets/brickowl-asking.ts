import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { BrickError } from '../../src/core/error.js'
import { brickowl } from '../../src/markets/brickowl.js'
import type { OpenMarket } from '../../src/markets/market.js'
import { openAnswers } from '../../src/store/answers.js'
import { openCalls } from '../../src/store/calls.js'
import type { Means } from '../../src/system/http/means.js'
import { troubleOf } from '../../src/system/http/trouble.js'
import type { Sandbox } from '../sandbox/server.js'

/** The real client with real databases, whose clock is that of the sandbox: sleeping moves it. */
export interface Asking {
  market: OpenMarket
  /** Another one with the same databases. */
  again(more?: More): OpenMarket
  /** How many answers are kept. */
  kept(): number
  /** All bytes that were written, as text. */
  written(): string
  close(): Promise<void>
}

export interface More extends Partial<Means> {
  persona?: string
  /** In place of that of the persona. */
  key?: string
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
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-brickowl-'))
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
  const kept = () => cache.contents().reduce((sum, { count }) => sum + count, 0)
  return { market: again(), again, kept, written, close }

  function again(other: More = {}): OpenMarket {
    const { persona = 'ok', key, baseUrl = sandbox.urlOf('brickowl'), ...rest } = { ...more, ...other }
    const credentials = { key: key ?? sandbox.persona(persona).brickowl?.key ?? '' }
    const market = brickowl.open({ credentials, baseUrl, means: { ...means, ...rest } })
    opened.push(market)
    return market
  }

  function written(): string {
    const files = fs.readdirSync(folder)
    return files.map((file) => fs.readFileSync(path.join(folder, file), 'latin1')).join('\n')
  }

  async function close(): Promise<void> {
    for (const { service } of opened) await service.close()
    ledger.close()
    cache.close()
    fs.rmSync(folder, { recursive: true, force: true })
  }
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
