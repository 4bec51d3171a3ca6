import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkKeyCall, usageCall } from '../../src/markets/brickset/account.js'
import { allSets } from '../../src/markets/brickset/all-sets.js'
import {
  instructionsCall,
  picturesCall,
  subthemesCall,
  themesCall,
  yearsCall,
} from '../../src/markets/brickset/catalog.js'
import { changeCall, minifigsCall, notesCall } from '../../src/markets/brickset/collection.js'
import { bricksetDialect } from '../../src/markets/brickset/dialect.js'
import { brickset } from '../../src/markets/brickset.js'
import { setsCall, userSetsCall, type SetQuery } from '../../src/markets/brickset/sets.js'
import { decimalOf } from '../../src/core/trade/money.js'
import { openService } from '../../src/system/http/open-service.js'
import { brickset as service } from '../sandbox/brickset.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'
import { WORLD_TIME } from '../sandbox/world.js'
import { openServer } from '../system/http/answering.js'
import { keysOf, openAsking, trouble, type Asking } from './asking.js'

let sandbox: Sandbox
let asking: Asking

beforeAll(async () => {
  sandbox = await startSandbox({ services: [service], clock: WORLD_TIME })
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  sandbox.reset()
  asking = await openAsking(sandbox, 'brickset')
})
afterEach(() => asking.close())

describe('credentials', () => {
  it('says that they are good', async () => {
    expect(await asking.market.check()).toBe('the key and the user hash are good')
    const { key = '' } = keysOf(sandbox, 'brickset')
    const without = asking.again({ credentials: { key, user_hash: undefined } })
    expect(await without.check()).toContain('the key is good; to know your sets')
  })

  it.each([
    { title: 'S1', credentials: { key: '3-none-none-none' }, message: 'Brickset does not know this key' },
    { title: 'S2', credentials: { user_hash: 'ffffff' }, message: 'Brickset does not know this user hash, or no more' },
  ])('$title: tells what is wrong with them', async ({ credentials, message }) => {
    const told = await trouble(asking.again({ credentials }).check())
    expect(told).toMatchObject({ message, exit: 6, kind: 'credentials' })
    expect(told.hint).toContain('brick login brickset')
  })

  it('S3: gives a user hash for a name and a password, and says when they are wrong', async () => {
    const { username = '', password = '', userHash } = sandbox.persona('ok').brickset ?? {}
    expect(await login(username, password)).toBe(userHash)
    expect(await trouble(login(username, 'canary-password'))).toMatchObject({
      ...{ message: 'Brickset knows nobody of this name with this password', exit: 6, kind: 'credentials' },
    })
    expect(JSON.stringify(sandbox.log.map(({ url }) => url))).not.toContain('canary')
    expect(asking.written()).not.toContain('canary')
  })

  it('never writes or shows a key', async () => {
    const keys = { key: 'canary-key-of-mine', user_hash: 'canary-hash' }
    const told = await trouble(asking.again({ credentials: keys }).check())
    await asking.market.sets?.owned()
    await asking.market.service.call(setsCall({ year: '2014' }))
    expect(asking.written() + JSON.stringify(told)).not.toContain('canary')
    for (const secret of Object.values(keysOf(sandbox, 'brickset'))) {
      expect(asking.written()).not.toContain(secret)
      expect(JSON.stringify(sandbox.log.map(({ url }) => url))).not.toContain(secret)
    }
  })

  it.each(['', 'short', 'a key of words', '3-abcd-é000-0000'])('refuses "%s" as a key before it asks', (key) => {
    expect(() => asking.again({ credentials: { key, user_hash: undefined } })).toThrow('this is no API key of Brickset')
  })

  it('needs the user hash for what is yours', async () => {
    const { key = '' } = keysOf(sandbox, 'brickset')
    const told = await trouble(
      asking.again({ credentials: { key, user_hash: undefined } }).sets?.owned() ?? Promise.resolve(),
    )
    expect(told).toMatchObject({ exit: 6, hint: 'brick login brickset asks for it' })
  })
})

describe('the limit', () => {
  it('S4: stops when Brickset says that no calls are left', async () => {
    const told = await trouble(asking.again({ persona: 'bs-limit' }).service.call(setsCall({ year: '2014' })))
    expect(told).toMatchObject({ kind: 'quota', exit: 5 })
    expect(told.message).toBe('Brickset lets this key ask for sets no more today')
    expect(sandbox.counters()['brickset']).toMatchObject({ limited: 1 })
  })

  it('leaves five of a hundred calls to others, and counts nothing else', async () => {
    const { service } = asking.market
    for (let n = 0; n < 95; n++) await service.call(userSetsCall({ year: '2014' }))
    expect(await trouble(service.call(userSetsCall({ year: '2014' })))).toMatchObject({
      ...{ kind: 'quota', exit: 5 },
      message: 'Brickset allows 100 calls in 24 h: 95 are used, and 5 are left for other programs',
    })
    expect((await service.call(themesCall())).value).not.toEqual([])
    expect((await service.call(usageCall())).value).toEqual([{ day: '2026-03-01T00:00:00Z', calls: 95 }])
    expect(sandbox.counters()['brickset']).toMatchObject({ 'getSets calls': 95 })
  })

  it('asks twice a second at most', async () => {
    for (let n = 0; n < 5; n++) await asking.market.service.call(checkKeyCall())
    expect(sandbox.mostWithin({ service: 'brickset', milliseconds: 499 })).toBe(1)
  })

  it('asks for what it was told in the last seven days no more', async () => {
    const call = setsCall({ theme: 'Rails' })
    await asking.market.service.call(call)
    expect((await asking.again().service.call(call)).cached).toBe(true)
    sandbox.clock.advance(7 * 86_400_000 + 1)
    expect((await asking.again().service.call(call)).cached).toBe(false)
  })
})

describe('answers that are none', () => {
  it('S5, S6: are no keys, and are not tried again', async () => {
    const { key: apiKey = '' } = keysOf(sandbox, 'brickset')
    const dialect = bricksetDialect({ apiKey }, { baseUrl: sandbox.urlOf('brickset') })
    const rough = asking.closing(openService({ ...dialect, sign: (outgoing) => outgoing }, asking.means))
    const call = setsCall({ year: '2014' })
    const missing = await trouble(rough.call({ ...call, form: { apiKey, params: '{}' } }))
    expect(missing).toMatchObject({ kind: 'request', exit: 5 })
    expect(missing.message).toBe('Brickset refuses what it was asked: Missing parameter: userHash.')
    const wrong = await trouble(rough.call({ ...call, form: { apiKey, userHash: '', params: '{' } }))
    expect(wrong.message).toBe('Brickset refuses what it was asked: Parameter error')
    expect(sandbox.log).toHaveLength(2)
  })

  it.each(['', '{}', '{"status":"success"}', '[]', 'null', '{"status":"error"}', '<html><title>Down</title>'])(
    'takes "%s" for none',
    async (body) => {
      const server = await openServer({ body })
      const told = await trouble(asking.again({ baseUrl: server.url }).service.call(setsCall({ year: '2014' })))
      expect(told).toMatchObject({ exit: 5, kind: expect.stringMatching(/malformed|unavailable/) })
      expect(told.message).toMatch(/^Brickset /)
      await server.close()
    },
  )

  it.each(['reset-before', 'lost-answer', 'status-503', 'cut-length', 'corrupt-gzip', 'malformed-json'])(
    'are asked for again: %s',
    async (fault) => {
      sandbox.fault({ fault, match: { service: 'brickset' }, times: 1 })
      const { value } = await asking.market.service.call(setsCall({ theme: 'Rails' }))
      expect(value?.matches).toBe(4)
    },
  )

  it.each(['bom', 'number-swap', 'unknown-words', 'clock-skew'])('may be odd: %s', async (fault) => {
    const plain = await asking.market.service.call(userSetsCall({ theme: 'Rails' }))
    sandbox.fault({ fault, match: { service: 'brickset' } })
    const { value } = await asking.market.service.call(userSetsCall({ theme: 'Rails' }))
    expect(value?.sets.map(({ number }) => number)).toEqual(plain.value?.sets.map(({ number }) => number))
  })
})

describe('sets', () => {
  const numbers = async (query: SetQuery) => {
    const { value } = await asking.market.service.call(setsCall(query))
    return value?.sets.map(({ number }) => number)
  }

  it('S7: finds none', async () => {
    expect(await numbers({ setNumber: '1-1' })).toEqual([])
  })

  it('are known by number and variant, with prices by region', async () => {
    const { value } = await asking.market.service.call(setsCall({ setNumber: '99101-1' }))
    const [set] = value?.sets ?? []
    expect(set).toMatchObject({ id: 30001, number: '99101-1', own: undefined })
    expect(Object.keys(set?.retail ?? {})).toEqual(['US', 'UK', 'CA', 'DE'])
    const { US, DE } = set?.retail ?? {}
    expect([US?.price?.currency, DE?.price?.currency]).toEqual(['USD', 'EUR'])
    expect(US?.price && decimalOf(US.price)).toMatch(/\.99$/)
  })

  it('S8: come from all pages, 500 on each', async () => {
    sandbox.set('brickset', { extra_sets: 1200 })
    const all = await allSets(asking.market.service, { query: 'postcard' })
    expect(new Set(all.map(({ number }) => number)).size).toBe(1200)
    expect(sandbox.counters()['brickset']).toMatchObject({ 'getSets calls': 3 })
  })

  it('are none missing when the list changes between two pages', async () => {
    const page = (matches: number, ...ids: number[]) => ({ body: JSON.stringify(pageOf(matches, ids)) })
    const server = await openServer(page(4, 1, 2), page(5, 2, 3), page(5, 4), page(5, 9, 1), page(5, 2, 3), page(5, 4))
    const { service } = asking.again({ baseUrl: server.url })
    const all = await allSets(service, { owned: 1 })
    expect(all.map(({ id }) => id)).toEqual([9, 1, 2, 3, 4])
    await server.close()
  })

  it('are not made up when pages repeat', async () => {
    const server = await openServer({ body: JSON.stringify(pageOf(4, [1, 2])) })
    const { service } = asking.again({ baseUrl: server.url })
    const told = await trouble(allSets(service, { owned: 1 }))
    expect(told).toMatchObject({ kind: 'malformed', exit: 5 })
    expect(server.seen).toHaveLength(4)
    await server.close()
  })

  it('are those that the user owns and wants', async () => {
    const lists = sandbox.world.setLists.flatMap(({ rows }) => rows)
    const owned = (await asking.market.sets?.owned()) ?? []
    expect(new Set(owned.map(({ number }) => number))).toEqual(new Set(lists.map(({ set }) => set.no)))
    expect(sum(owned)).toBe(sum(lists))
    expect(await asking.market.sets?.wanted()).toHaveLength(3)
  })

  it('change what the user says of them, and asking twice changes nothing more', async () => {
    const [wanted] = (await asking.market.sets?.wanted()) ?? []
    const { service } = asking.market
    const { value } = await service.call(userSetsCall({ setNumber: wanted?.number ?? '' }))
    const id = value?.sets[0]?.id ?? 0
    const change = { isOwned: true, isWanted: false, owned: 3, notes: 'attic & cellar', rating: 5 }
    sandbox.fault({ fault: 'lost-answer', match: { service: 'brickset' }, times: 1 })
    await service.call(changeCall(id, change))
    expect((await service.call(notesCall())).value).toContainEqual({ id, notes: 'attic & cellar' })
    const owned = (await asking.market.sets?.owned()) ?? []
    expect(owned.find(({ number }) => number === wanted?.number)?.quantity).toBe(3)
    const told = await trouble(service.call(changeCall(id, { owned: 1000 })))
    expect(told.message).toBe('Brickset refuses what it was asked: Parameter error')
  })
})

describe('what else it knows', () => {
  it('is themes, years, pictures, instructions and minifigs', async () => {
    const { service } = asking.market
    const { value: [theme] = [] } = await service.call(themesCall())
    expect((await service.call(subthemesCall(theme?.theme ?? ''))).value?.map(({ theme }) => theme)).toContain(
      theme?.theme,
    )
    expect((await service.call(yearsCall())).value?.every(({ year }) => year > 1900)).toBe(true)
    expect((await service.call(picturesCall(30008))).value).toHaveLength(1)
    expect((await service.call(instructionsCall('99102-1'))).value).not.toEqual([])
    const { value: minifigs = [] } = await service.call(minifigsCall())
    for (const { inSets, loose, owned } of minifigs) expect(inSets + loose).toBe(owned)
  })
})

function sum(lots: { quantity: number }[]): number {
  return lots.reduce((total, { quantity }) => total + quantity, 0)
}

function pageOf(matches: number, ids: number[]) {
  const sets = ids.map((setID) => ({ setID, number: String(setID), numberVariant: 1, name: `set ${setID}` }))
  return { status: 'success', matches, sets }
}

function login(username: string, password: string): Promise<string> {
  if (!brickset.signIn) throw new Error('nobody can sign in')
  return brickset.signIn.exchange(asking.entry(), { username, password })
}
