import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../src/commands/index.js'
import { BrickError, EXIT } from '../src/core/error.js'
import { markets } from '../src/markets/index.js'
import type { Entry, OpenMarket } from '../src/markets/market.js'
import { openAnswers } from '../src/store/answers.js'
import { openCalls } from '../src/store/calls.js'
import { machineClock } from '../src/system/http/clock.js'
import { variableOf } from '../src/system/market-url.js'
import type { Persona } from './sandbox/personas.js'
import { startSandbox, type Sandbox } from './sandbox/server.js'

/** What every marketplace promises, shown against servers that answer as the real ones do. */
describe.each(markets)('$title', ({ id, title, load }) => {
  let sandbox: Sandbox
  let place: string

  beforeAll(async () => {
    sandbox = await startSandbox()
    place = fs.mkdtempSync(path.join(tmpdir(), 'brick-market-'))
  })

  afterAll(async () => {
    await sandbox.close()
    fs.rmSync(place, { recursive: true, force: true })
  })

  it('is what its row says', async () => {
    const market = await load()
    expect([market.id, market.title]).toEqual([id, title])
  })

  it('says where keys are to be had, by whom, and what they give', async () => {
    const { keyPage, keyFor, gives, baseUrl } = await load()
    expect(keyPage).toMatch(/^https:\/\//)
    expect(baseUrl).toMatch(/^https:\/\/.*[^/]$/)
    expect(keyFor.length).toBeGreaterThan(5)
    expect(gives.length).toBeGreaterThan(0)
    for (const { command } of gives)
      expect(commands.map(({ name }) => `brick ${name}`)).toContain(command.split(' ', 2).join(' '))
  })

  it('names its credentials as the environment does', async () => {
    for (const { name, variable } of (await load()).credentials) expect(variable).toBe(variableOf(id, name))
  })

  it('sends nothing when it is opened, and knows whose keys they are when it is asked', async () => {
    await opened(keysOf(sandbox.persona('ok'), id), async (market) => {
      expect(sandbox.log).toEqual([])
      expect(await market.check()).toMatch(/\S/)
      expect(sandbox.log.length).toBeGreaterThan(0)
    })
  })

  it('says that it does not know other keys, with exit code 6, and shows none of them', async () => {
    const wrong = Object.fromEntries(
      Object.entries(keysOf(sandbox.persona('ok'), id)).map(([name, key]) => [name, turned(key)]),
    )
    await opened(wrong, async (market) => {
      const error: unknown = await market.check().catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(BrickError)
      const { exit, message, hint = '' } = error as BrickError
      expect(exit).toBe(EXIT.credentials)
      for (const key of Object.values(wrong)) expect(`${message} ${hint}`).not.toContain(key)
    })
  })

  it('refuses what can be no key, before anything is sent', async () => {
    const before = sandbox.log.length
    const error: unknown = await opened({ ...keysOf(sandbox.persona('ok'), id), ...(await oddKey()) }, (market) =>
      market.check(),
    ).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ exit: EXIT.credentials })
    expect(sandbox.log).toHaveLength(before)
  })

  async function oddKey(): Promise<Record<string, string>> {
    const [first] = (await load()).credentials
    return { [first?.name ?? '']: 'no key' }
  }

  async function opened<T>(credentials: Record<string, string>, work: (market: OpenMarket) => Promise<T>): Promise<T> {
    const ledger = await openCalls(path.join(place, 'calls.db'))
    const cache = await openAnswers(path.join(place, 'answers.db'), { now: machineClock.now() })
    const means = { ledger, cache, clock: machineClock, random: () => 0.5, env: {}, refresh: true as const }
    const entry: Entry = { credentials, baseUrl: sandbox.urlOf(id as 'bricklink'), means }
    try {
      const market = (await load()).open(entry)
      try {
        return await work(market)
      } finally {
        await market.service.close()
      }
    } finally {
      ledger.close()
      cache.close()
    }
  }
})

/** The same characters in another order, so that it looks like a key. */
function turned(key: string): string {
  return [...key].reverse().join('')
}

function keysOf({ bricklink, brickowl, rebrickable, brickset }: Persona, id: string): Record<string, string> {
  const all: Record<string, Record<string, string>> = {
    bricklink: {
      consumer_key: bricklink?.consumerKey ?? '',
      consumer_secret: bricklink?.consumerSecret ?? '',
      token: bricklink?.token ?? '',
      token_secret: bricklink?.tokenSecret ?? '',
    },
    brickowl: { key: brickowl?.key ?? '' },
    rebrickable: { key: rebrickable?.key ?? '', user_token: rebrickable?.userToken ?? '' },
    brickset: { key: brickset?.apiKey ?? '', user_hash: brickset?.userHash ?? '' },
  }
  return all[id] ?? {}
}
