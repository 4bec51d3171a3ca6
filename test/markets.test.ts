import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '../src/commands/index.js'
import { BrickError, EXIT } from '../src/core/error.js'
import { markets } from '../src/markets/index.js'
import { variableOf } from '../src/system/market-url.js'
import { keysOf, openAsking, type Asking, type Id } from './markets/asking.js'
import { startSandbox, type Sandbox } from './sandbox/server.js'
import { WORLD_TIME } from './sandbox/world.js'

/** What every marketplace promises, shown against servers that answer as the real ones do. */
describe.each(markets)('$title', ({ id, title, load }) => {
  let sandbox: Sandbox
  let asking: Asking

  beforeAll(async () => {
    sandbox = await startSandbox({ clock: WORLD_TIME })
  })
  beforeEach(async () => {
    sandbox.reset()
    asking = await openAsking(sandbox, id as Id)
  })
  afterEach(() => asking.close())
  afterAll(() => sandbox.close())

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
    expect(sandbox.log).toEqual([])
    expect(await asking.market.check()).toMatch(/\S/)
    expect(sandbox.log.length).toBeGreaterThan(0)
  })

  it('says that it does not know other keys, with exit code 6, and shows none of them', async () => {
    const keys = Object.entries(keysOf(sandbox, id as Id))
    const wrong = Object.fromEntries(keys.map(([name, key]) => [name, turned(key)]))
    const error: unknown = await asking
      .again({ credentials: wrong })
      .check()
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(BrickError)
    const { exit, message, hint = '' } = error as BrickError
    expect(exit).toBe(EXIT.credentials)
    for (const key of Object.values(wrong)) expect(`${message} ${hint}`).not.toContain(key)
  })

  it('refuses what can be no key, before anything is sent', async () => {
    const [first] = (await load()).credentials
    const credentials = { [first?.name ?? '']: 'no key' }
    const error: unknown = await (async () => asking.again({ credentials }).check())().catch(
      (caught: unknown) => caught,
    )
    expect(error).toMatchObject({ exit: EXIT.credentials })
    expect(sandbox.log).toEqual([])
  })
})

/** The same characters in another order, so that it looks like a key. */
function turned(key: string): string {
  return [...key].reverse().join('')
}
