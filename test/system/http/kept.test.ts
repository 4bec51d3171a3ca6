import * as fs from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeptForm } from '../../../src/system/http/call.js'
import type { Limit } from '../../../src/system/http/policy.js'
import { troubleOf } from '../../../src/system/http/trouble.js'
import { CHANGE, openServer, openWorld, POLICY, QUESTION, START } from './answering.js'

const HOUR = 3_600_000

let world: Awaited<ReturnType<typeof openWorld>>
let server: Awaited<ReturnType<typeof openServer>>

beforeEach(async () => {
  world = await openWorld()
  server = await openServer({ body: '{"price":"0.0500"}' })
})

afterEach(async () => {
  await world.close()
  await server.close()
})

describe('what is kept', () => {
  it('is used again for its time, and says how old it is', async () => {
    const service = world.open(server.url)
    expect(await service.call(QUESTION)).toEqual({ value: { price: '0.0500' }, fetchedAt: START, cached: false })
    world.pass(HOUR)
    const later = world.open(server.url)
    expect(await later.call(QUESTION)).toEqual({ value: { price: '0.0500' }, fetchedAt: START, cached: true })
    world.pass(1)
    expect(await world.open(server.url).call(QUESTION)).toMatchObject({ fetchedAt: START + HOUR + 1, cached: false })
    expect(server.seen).toHaveLength(2)
  })

  it.each([
    { title: 'younger than the user wants', means: { maxAge: 2 * HOUR }, age: HOUR + 1, cached: true },
    { title: 'older than the user wants', means: { maxAge: 1000 }, age: 1001, cached: false },
    { title: 'to be refreshed', means: { refresh: true } as const, age: 1, cached: false },
    { title: 'all that there is', means: { offline: true } as const, age: 1000 * HOUR, cached: true },
  ])('is used or not when it is $title', async ({ means, age, cached }) => {
    await world.open(server.url).call(QUESTION)
    world.pass(age)
    const service = world.open(server.url, means)
    expect(await service.call(QUESTION)).toMatchObject({ cached })
    // Nothing is paid for twice in one run.
    expect(await service.call(QUESTION)).toMatchObject({ cached: true })
  })

  it('is not of this run because the clock was ahead when it came', async () => {
    world.pass(1000 * HOUR)
    await world.open(server.url).call(QUESTION)
    world.pass(-1000 * HOUR)
    const service = world.open(server.url)
    expect(await service.call(QUESTION)).toMatchObject({ fetchedAt: START, cached: false })
    expect(await service.call(QUESTION)).toMatchObject({ cached: true })
  })

  it('is of this run also when the clock is set back meanwhile', async () => {
    const service = world.open(server.url, { refresh: true })
    await service.call(QUESTION)
    world.pass(-1000 * HOUR)
    expect(await service.call({ ...QUESTION })).toMatchObject({ cached: true })
  })

  it('is asked once when it is wanted twice at once', async () => {
    const service = world.open(server.url)
    const answers = await Promise.all([service.call(QUESTION), service.call(QUESTION)])
    expect([answers.map(({ value }) => value), server.seen.length]).toEqual([Array(2).fill({ price: '0.0500' }), 1])
  })

  it('is not asked when another process was told while this one waited', async () => {
    const other = world.open(server.url)
    const sleep = async (milliseconds: number) => {
      world.pass(milliseconds)
      await other.call(QUESTION)
    }
    const limits: Limit[] = [{ calls: 1, window: 1000, then: 'wait' }]
    const clock = { now: world.now, sleep }
    const service = world.open(server.url, { dialect: { policy: { ...POLICY, limits } }, clock })
    await service.call({ ...QUESTION, path: '/first' })
    expect(await service.call(QUESTION)).toMatchObject({ value: { price: '0.0500' }, cached: true })
    expect([server.seen.length, service.remaining()[0]?.used]).toEqual([2, 2])
  })

  it('also says that there is no such thing, for another time', async () => {
    const missing = await openServer({ status: 404, body: '{"detail":"Not found."}' })
    const call = { ...QUESTION, keep: 100 * HOUR }
    expect(await world.open(missing.url).call(call)).toMatchObject({ value: undefined, cached: false })
    world.pass(24 * HOUR)
    expect(await world.open(missing.url).call(call)).toMatchObject({ value: undefined, cached: true })
    world.pass(1)
    expect(await world.open(missing.url).call(call)).toMatchObject({ value: undefined, cached: false })
    await missing.close()
  })

  it('is read once for a call that is made again and again', async () => {
    server = await openServer({ body: '{}' })
    let decoded = 0
    const call = { ...QUESTION, decode: () => ({ number: ++decoded }) }
    const service = world.open(server.url)
    for (let count = 0; count < 9; count++) await service.call(call)
    expect([decoded, server.seen.length]).toEqual([3, 1])
  })

  it('is nothing where nothing may be kept', async () => {
    const service = world.open(server.url)
    const { keep: _, ...call } = QUESTION
    await service.call(call)
    expect(await service.call(call)).toMatchObject({ cached: false })
    const { keep: __, ...change } = CHANGE
    await service.call(change)
    await service.call(change)
    expect(server.seen).toHaveLength(4)
    expect(
      troubleOf(
        await world
          .open(server.url, { offline: true })
          .call(call)
          .catch((error: unknown) => error),
      ),
    ).toBe('offline')
  })

  it('is not mixed up', async () => {
    const calls = [
      QUESTION,
      { ...QUESTION, query: { color: 1 } },
      { ...QUESTION, query: { color: 2 } },
      { ...QUESTION, vary: 'EUR' },
      { ...QUESTION, keepAs: { ...PRICE_ONLY, name: 'price 2' } },
      { ...QUESTION, path: '/item/3002' },
    ]
    const service = world.open(server.url)
    for (const call of calls) expect(await service.call(call)).toMatchObject({ cached: false })
    const other = world.open(server.url, { dialect: { account: 'somebody else' } })
    expect(await other.call(QUESTION)).toMatchObject({ cached: false })
  })

  it('is the same in whatever order it is asked', async () => {
    const service = world.open(server.url)
    await service.call({ ...QUESTION, query: { a: 1, b: 'x y', c: undefined } })
    expect(await service.call({ ...QUESTION, query: { b: 'x y', a: '1' } })).toMatchObject({ cached: true })
  })

  it('is asked anew when it can no longer be understood', async () => {
    const changing = await openServer({ body: '{"version":1}' }, { body: '{"version":2}' })
    await world.open(changing.url).call(QUESTION)
    const decode = (body: unknown): unknown => {
      if ((body as { version: number }).version === 1) throw new Error('it was of another version')
      return body
    }
    const answer = await world.open(changing.url).call({ ...QUESTION, decode })
    expect(answer).toMatchObject({ value: { version: 2 }, cached: false })
    await changing.close()
  })

  it('is as short as the call wants it, and says the same', async () => {
    const call = { ...QUESTION, keepAs: PRICE_ONLY }
    const first = await world.open(server.url).call(call)
    const later = await world.open(server.url).call(call)
    expect(later).toEqual({ ...first, cached: true })
    const written = fs.readdirSync(world.folder).map((name) => fs.readFileSync(`${world.folder}/${name}`, 'latin1'))
    expect([written.join('').includes('0.0500'), written.join('').includes('{"price"')]).toEqual([true, false])
  })

  it('is asked anew when its short form cannot be read', async () => {
    await world.open(server.url).call({ ...QUESTION, keepAs: { ...PRICE_ONLY, write: () => '' } })
    const answer = await world.open(server.url).call({ ...QUESTION, keepAs: PRICE_ONLY })
    expect(answer).toMatchObject({ value: { price: '0.0500' }, cached: false })
  })

  it('is found where it was expected, as it was then or came since', async () => {
    const calls = Array.from({ length: 600 }, (_, n) => ({ ...QUESTION, path: `/${n}` }))
    for (const call of calls.filter((_, n) => n % 100 === 0)) await world.open(server.url).call(call)
    world.pass(1)
    const service = world.open(server.url, { refresh: true })
    service.expect(calls)
    const other = world.open(server.url)
    const [old, young, unknown] = [
      { ...QUESTION, path: '/100' },
      { ...QUESTION, path: '/101' },
      { ...QUESTION, path: '/1' },
    ]
    expect(await service.call(old)).toMatchObject({ fetchedAt: START + 1, cached: false })
    expect(await service.call({ ...old })).toMatchObject({ fetchedAt: START + 1, cached: true })
    await other.call(young)
    expect(await service.call(young)).toMatchObject({ cached: true })
    expect(await service.call(unknown)).toMatchObject({ cached: false })
    const offline = world.open(server.url, { offline: true })
    offline.expect(calls)
    expect(await offline.call({ ...QUESTION, path: '/500' })).toMatchObject({ fetchedAt: START, cached: true })
  })

  it('has no key in it, and only its owner may read it', async () => {
    await world.open(server.url).call(QUESTION)
    for (const name of fs.readdirSync(world.folder)) {
      expect(fs.readFileSync(`${world.folder}/${name}`).includes('c4nary'), name).toBe(false)
      if (process.platform !== 'win32') expect(fs.statSync(`${world.folder}/${name}`).mode & 0o077, name).toBe(0)
    }
  })
})

const PRICE_ONLY: KeptForm<unknown> = {
  name: 'price 1',
  write: (value) => (value as { price: string }).price,
  read(text) {
    if (text === '') throw new Error('there is no price')
    return { price: text }
  },
}

describe('what goes out', () => {
  it('is encoded as signatures want it, with the key', async () => {
    await world.open(server.url).call({ ...QUESTION, query: { status: 'Y,S', text: "a b+c*'()!~é€", no: undefined } })
    expect(server.seen[0]?.url).toBe(
      '/v1/item/3001?status=Y%2CS&text=a%20b%2Bc%2A%27%28%29%21~%C3%A9%E2%82%AC&key=c4nary-k3y%2Fand%3Dmore',
    )
    expect(server.seen[0]?.headers).toMatchObject({ accept: 'application/json' })
  })

  it.each([
    { title: 'a form', call: CHANGE, type: 'application/x-www-form-urlencoded', body: 'name=walls%20%26%20towers' },
    {
      title: 'JSON',
      call: { ...CHANGE, form: undefined, json: { a: ['ü'] } },
      type: 'application/json',
      body: '{"a":["ü"]}',
    },
  ])('is $title', async ({ call, type, body }) => {
    await world.open(server.url).call(call as typeof CHANGE)
    expect(server.seen[0]).toMatchObject({ method: 'POST', body, headers: { 'content-type': type } })
  })

  it('goes over few connections, and each change over one of its own', async () => {
    const service = world.open(server.url)
    for (let count = 0; count < 5; count++) await service.call({ ...QUESTION, path: `/${count}` })
    expect(server.connections()).toBeLessThanOrEqual(2)
    await service.call(CHANGE)
    expect(server.seen.at(-1)?.headers.connection).toBe('close')
  })
})
