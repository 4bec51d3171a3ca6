import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rebrickable as market } from '../../src/markets/rebrickable.js'
import { partListRows } from '../../src/markets/rebrickable/lists.js'
import { pages, wholeList } from '../../src/markets/rebrickable/pages.js'
import { ALL_PARTS, COLORS, elementCall, partCall, partColors, partsCall } from '../../src/markets/rebrickable/parts.js'
import { setAlternates, setCall, setParts } from '../../src/markets/rebrickable/sets.js'
import { openServer } from '../system/http/answering.js'
import { rebrickable } from '../sandbox/rebrickable.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'
import { WORLD_TIME } from '../sandbox/world.js'
import { keysOf, openAsking, trouble, type Asking } from './asking.js'

let sandbox: Sandbox
let asking: Asking

beforeAll(async () => {
  sandbox = await startSandbox({ services: [rebrickable], clock: WORLD_TIME })
})
beforeEach(async () => {
  sandbox.reset()
  asking = await openAsking(sandbox, 'rebrickable')
})
afterEach(() => asking.close())
afterAll(() => sandbox.close())

const origin = () => sandbox.urlOf('rebrickable')
const SECRET = /e0[0-9a-f]{30}|e5[0-9a-f]{62}|trowel-and-mortar/

describe('questions about the catalog', () => {
  it('asks for parts, colors, elements and sets', async () => {
    const { service } = asking.market
    const [pair] = sandbox.world.pairs.filter(({ elements }) => elements.length > 0)
    const [no = '', element = ''] = [pair?.part.rebrickable, pair?.elements[0]]
    expect((await service.call(partCall(no))).value).toMatchObject({ part: no, years: { to: 2026 } })
    expect((await service.call(elementCall(element))).value?.part.part).toBe(no)
    expect((await wholeList(service, origin(), partsCall([no, 'nothing'])))?.rows.map(({ part }) => part)).toEqual([no])
    expect((await wholeList(service, origin(), partColors(no)))?.rows).toBeDefined()
    expect((await wholeList(service, origin(), COLORS))?.rows.at(-1)).toMatchObject({ color: 9999, numbers: {} })
    const set = sandbox.world.sets[0]?.no ?? ''
    expect((await service.call(setCall(set))).value?.set).toBe(set)
    expect((await wholeList(service, origin(), setParts(set)))?.rows.some(({ isSpare }) => isSpare)).toBe(true)
    expect((await wholeList(service, origin(), setAlternates(set)))?.rows).toBeDefined()
    expect(sandbox.mostWithin({ service: 'rebrickable', milliseconds: 900 })).toBe(1)
  })

  it.each(['short', 'model'])('R5: knows what is not there, and keeps that (%s)', async (style) => {
    sandbox.set('rebrickable', { not_found: style })
    expect((await asking.market.service.call(partCall('nothing'))).value).toBeUndefined()
    expect(await wholeList(asking.market.service, origin(), setParts('nothing-1'))).toBeUndefined()
    expect((await asking.market.service.call(partCall('nothing'))).cached).toBe(true)
  })

  it('says whose key it is', async () => {
    expect(await asking.market.check()).toBe('mason1')
    const { user_token: _, ...key } = keysOf(sandbox, 'rebrickable')
    const other = asking.again({ credentials: { ...key, user_token: '' } })
    expect(await other.check()).toContain('the key is good')
  })
})

describe('refusals', () => {
  it.each([
    {
      row: 'R1',
      fault: { status: 401, body: '{"detail":"Authentication credentials were not provided."}' },
      message: 'Rebrickable saw no key: Authentication credentials were not provided.',
      ...{ exit: 6, kind: 'credentials' },
    },
    {
      row: 'R2',
      credentials: { key: '0'.repeat(32) },
      message: 'Rebrickable does not know this key: Invalid token.',
      ...{ exit: 6, kind: 'credentials' },
    },
    {
      row: 'R4',
      credentials: { user_token: '0'.repeat(64) },
      message: 'Rebrickable does not show this to you: You do not have permission to perform this action.',
      ...{ exit: 6, kind: 'permission' },
    },
    {
      row: 'R10',
      fault: { status: 400, body: '{"name":["This field is required."],"detail":"no"}' },
      message: 'Rebrickable refuses what it was asked: 400 name: This field is required.; no',
      ...{ exit: 5, kind: 'request' },
    },
    {
      row: 'R15',
      fault: { status: 502, body: '<html><title>502 Bad Gateway</title></html>' },
      message: /^Rebrickable \(127.0.0.1:\d+\) answers 502 Bad Gateway; tried 5 times$/,
      ...{ exit: 5, kind: 'unavailable' },
    },
    {
      row: 'R8',
      fault: { status: 301, headers: { Location: 'https://elsewhere.example/x?key=1' }, body: '' },
      message: /wants to send us to elsewhere.example/,
      ...{ exit: 5, kind: 'unavailable' },
    },
  ] as Refused[])(
    '$row: in words, with what to do, and nothing is kept',
    async ({ credentials, fault, ...expected }) => {
      const headers = { 'Content-Type': 'application/json' }
      if (fault) sandbox.fault({ fault: 'answer', headers, ...fault })
      const market = asking.again(credentials ? { credentials } : {})
      const told = await trouble(market.check())
      expect(told).toMatchObject({ exit: expected.exit, kind: expected.kind })
      expect(told.message).toMatch(expected.message)
      expect(told.hint).toMatch(/\w/)
      expect(`${told.message} ${told.hint}`).not.toMatch(SECRET)
      expect(asking.kept()).toBe(0)
      expect(asking.written()).not.toMatch(SECRET)
    },
  )

  it('R7: waits as long as it is told, and is slower for the rest', async () => {
    const throttled = asking.again({ persona: 'rb-throttled' })
    for (const part of ['3001', '3003', '3004']) await throttled.service.call(partCall(part))
    expect(sandbox.counters()['rebrickable']).toMatchObject({ throttled: 2, ignored: 0, bans: 0 })
    const times = sandbox.log.map(({ time }) => new Date(time).getTime())
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(3000)
    expect((times[3] ?? 0) - (times[2] ?? 0)).toBeGreaterThanOrEqual(2000)
  })

  it('refuses what cannot be a key before anything is sent', () => {
    expect(() => asking.again({ credentials: { key: 'secret' } })).toThrow('no key of Rebrickable: it has 6 characters')
  })
})

describe('pages', () => {
  beforeEach(() => sandbox.set('rebrickable', { extra_parts: 2500 }))
  afterEach(() => sandbox.set('rebrickable', { extra_parts: 0, next_itself: false, next_host: '' }))

  const whole = () => wholeList(asking.market.service, origin(), ALL_PARTS)

  it('R9: follows next, 1,000 rows at a time', async () => {
    const found = await whole()
    expect(found?.rows).toHaveLength(2500 + new Set(sandbox.world.parts.map((part) => part.rebrickable)).size)
    expect(found?.doubled).toBe(0)
    expect(sandbox.log.length).toBeGreaterThanOrEqual(3)
    expect(sandbox.log.every(({ url }) => !url.includes('key='))).toBe(true)
  })

  it.each([
    {
      row: 'another server',
      switches: { next_host: 'https://evil.example' },
      message: 'on another server, evil.example',
    },
    { row: 'itself', switches: { next_itself: true }, message: 'lead round in a circle' },
  ])('R16: does not follow next to $row, and does not keep the page', async ({ switches, message }) => {
    sandbox.set('rebrickable', switches)
    expect(await trouble(whole())).toMatchObject({ exit: 5, kind: 'malformed' })
    expect((await trouble(whole())).message).toContain(message)
    expect(asking.kept()).toBe(0)
    sandbox.set('rebrickable', { next_itself: false, next_host: '' })
    expect((await whole())?.rows.length).toBeGreaterThan(2500)
  })

  it('R16: stops at a page that is another one again', async () => {
    sandbox.fault({ fault: 'duplicate-page', match: { path: 'page=[1-9]' } })
    const told = await trouble(whole())
    expect(told).toMatchObject({ exit: 5, kind: 'malformed' })
    expect(told.message).toContain('a further page brings nothing new')
  })

  it.each(['shifting-list', 'duplicate-row'])('counts each row once, and says so: %s', async (fault) => {
    const plain = await whole()
    sandbox.fault({ fault })
    const found = await wholeList(asking.again({ refresh: true }).service, origin(), ALL_PARTS)
    expect(found?.rows.map(({ part }) => part)).toEqual(plain?.rows.map(({ part }) => part))
    expect(found?.doubled).toBeGreaterThan(0)
  })

  it('reads a list anew that changed meanwhile', async () => {
    const { lists } = asking.market
    const [list] = (await lists?.partLists()) ?? []
    const page = (rows: number[], next: string | null) => {
      const results = rows.map((n) => row(`${n}`))
      return { body: JSON.stringify({ count: next === null ? 3 : 4, next, previous: null, results }) }
    }
    const settled = {
      body: JSON.stringify({ count: 3, next: null, previous: null, results: ['1', '3', '4'].map(row) }),
    }
    const path = `/users/abc/partlists/${list?.list}/parts/`
    const server = await openServer(page([1, 2], `http://HOST${path}?page=2`), page([4], null), settled)
    const market = asking.again({ baseUrl: server.url })
    const call = partListRows('abc', list?.list ?? 0)
    // The address of the server is not known before it is open.
    const found = await wholeList(market.service, 'http://HOST', call)
    expect(found?.rows.map(({ part }) => part.part)).toEqual(['1', '3', '4'])
    await server.close()
  })

  it('goes on where it was interrupted', async () => {
    for await (const { number } of pages(asking.market.service, origin(), ALL_PARTS)) if (number === 2) break
    const before = sandbox.log.length
    const cached: boolean[] = []
    for await (const page of pages(asking.again().service, origin(), ALL_PARTS)) cached.push(page.cached)
    expect(cached.slice(0, 3)).toEqual([true, true, false])
    expect(sandbox.log.length - before).toBe(cached.length - 2)
  })
})

describe('the user', () => {
  it('R3: gives a token for a name and a password, and neither is written down', async () => {
    const { key = '', user_token } = keysOf(sandbox, 'rebrickable')
    const entry = asking.entry({ credentials: { key } })
    const typed = { username: 'mason1', password: 'trowel-and-mortar-1' }
    const { signIn } = market
    expect(await signIn?.exchange(entry, typed)).toBe(user_token)
    const told = await trouble(
      signIn?.exchange(entry, { ...typed, password: 'trowel-and-mortar-9' }) ?? Promise.resolve(),
    )
    expect(told).toMatchObject({ exit: 6, kind: 'credentials' })
    expect(told.message).toContain('does not take this user name with this password')
    expect(JSON.stringify(told)).not.toMatch(SECRET)
    expect(asking.written()).not.toMatch(SECRET)
  })

  it('reads lists, sets and lost parts', async () => {
    const { lists } = asking.market
    const { partLists, setLists, lostParts } = sandbox.world
    expect((await lists?.partLists())?.map(({ name }) => name)).toEqual(partLists.map(({ name }) => name))
    const parts = await lists?.parts(partLists[0]?.id ?? 0)
    expect(parts).toHaveLength(partLists[0]?.rows.length ?? -1)
    expect(await lists?.parts(1)).toBeUndefined()
    expect(await lists?.sets()).toHaveLength(setLists.flatMap(({ rows }) => rows).length)
    expect(await lists?.lost()).toHaveLength(lostParts.length)
    expect(await lists?.setParts('nothing-1')).toBeUndefined()
  })

  it.each(['plain', 'lost-answer', 'status-429', 'skipped'])(
    'changes a list, and looks what became of it: %s',
    async (how) => {
      const { lists } = asking.market
      if (how === 'skipped') sandbox.set('rebrickable', { array_post: 'skipped' })
      const created = await lists?.create('From brick')
      const [a, b, c] = sandbox.world.pairs.filter((pair, n, all) => {
        return all.findIndex(({ part }) => part.rebrickable === pair.part.rebrickable) === n
      })
      const rowOf = (pair: typeof a, quantity: number) => ({
        ...{ part: pair?.part.rebrickable ?? '', color: pair?.color.rebrickable ?? 0, quantity },
      })
      const nothing = { add: [], set: [], remove: [] }
      const list = created?.list ?? 0
      if (how.includes('-')) sandbox.fault({ fault: how, times: 1, match: { method: 'POST' } })
      const add = [rowOf(a, 2), rowOf(b, 5), { part: 'nothing', color: 0, quantity: 1 }]
      const added = await lists?.change(list, { ...nothing, add })
      expect(added?.parts.map(({ quantity }) => quantity)).toEqual([2, 5])
      if (how === 'plain') expect(added?.refusals).toEqual(['part_num: Invalid pk "nothing" - object does not exist.'])
      const change = { add: [rowOf(c, 1)], set: [rowOf(a, 7)], remove: [rowOf(b, 5)] }
      const changed = await lists?.change(list, change)
      expect(changed?.parts.map(({ quantity }) => quantity)).toEqual([7, 1])
      // What is gone already is no trouble.
      expect((await lists?.change(list, { ...nothing, remove: [rowOf(b, 5)] }))?.parts).toHaveLength(2)
      expect(sandbox.counters()['rebrickable']).toMatchObject({ ignored: 0, bans: 0 })
      expect(asking.written()).not.toMatch(SECRET)
    },
  )

  it('cuts keys out of what it says of parts that it does not take', async () => {
    const { lists } = asking.market
    const { key = '' } = keysOf(sandbox, 'rebrickable')
    const list = (await lists?.create('From brick'))?.list ?? 0
    const add = [{ part: key, color: 0, quantity: 1 }]
    const { refusals } = (await lists?.change(list, { add, set: [], remove: [] })) ?? {}
    expect(refusals).toEqual(['part_num: Invalid pk "***" - object does not exist.'])
  })

  it('says when it is not known whether a list was made, without the token', async () => {
    sandbox.fault({ fault: 'lost-answer', match: { method: 'POST' } })
    const told = await trouble(asking.market.lists?.create('From brick') ?? Promise.resolve())
    expect(told).toMatchObject({ exit: 5, kind: 'unknown-outcome' })
    expect(JSON.stringify(told)).not.toMatch(SECRET)
    expect(sandbox.log.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })
})

interface Refused {
  row: string
  credentials?: Record<string, string>
  fault?: { status: number; body: string; headers?: Record<string, string> }
  message: string | RegExp
  exit: number
  kind: string
}

/** A row of a list of parts, as Rebrickable writes it. */
function row(part: string) {
  const color = { id: 4, name: 'Red', rgb: 'C91A09', is_trans: false }
  return { list_id: 1, quantity: 1, part: { part_num: part, name: 'x', part_cat_id: 1, external_ids: {} }, color }
}
