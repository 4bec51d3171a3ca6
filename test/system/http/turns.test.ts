import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BrickError } from '../../../src/core/error.js'
import type { Outgoing } from '../../../src/system/http/dialect.js'
import type { Limit } from '../../../src/system/http/policy.js'
import { troubleOf } from '../../../src/system/http/trouble.js'
import { openServer, openWorld, POLICY, QUESTION, START, type Act } from './answering.js'

let world: Awaited<ReturnType<typeof openWorld>>
const servers: Awaited<ReturnType<typeof openServer>>[] = []

beforeEach(async () => {
  world = await openWorld()
})

afterEach(async () => {
  await world.close()
  for (const server of servers.splice(0)) await server.close()
})

describe('limits', () => {
  it('keep the pace from start to start', async () => {
    const { ask } = await opened([{ calls: 1, window: 150, then: 'wait' }])
    for (let count = 0; count < 4; count++) await ask()
    expect(world.slept).toEqual([150, 150, 150])
  })

  it('let through what fits in the window, and wait until the first is forgotten', async () => {
    const { ask } = await opened([{ calls: 3, window: 3000, then: 'wait' }])
    for (let count = 0; count < 4; count++) await ask()
    expect(sum(world.slept)).toBe(3010)
  })

  it('of a kind hold for that kind only', async () => {
    const { ask } = await opened([{ kind: 'bulk', calls: 1, window: 60_000, then: 'wait' }])
    for (const kind of [undefined, 'bulk', undefined]) await ask(kind)
    expect(world.slept).toEqual([])
    await ask('bulk')
    expect(sum(world.slept)).toBe(60_000)
  })

  it('that do not wait stop with a word on when, and leave the reserve', async () => {
    const { server, service, ask } = await opened([{ calls: 5, window: 86_400_000, reserve: 2, then: 'stop' }])
    await ask()
    world.pass(3_600_000)
    await ask()
    await ask()
    const error = await failure(ask())
    expect([troubleOf(error), error.exit, server.seen.length]).toEqual(['quota', 5, 3])
    expect(error.message).toBe('The Shop allows 5 calls in 24 h: 3 are used, and 2 are left for other programs')
    expect(error.hint).toBe('there is room again in 24 h; the 3 answers that came are kept')
    expect(service.remaining()).toMatchObject([{ used: 3, left: 0, frees: START + 86_400_010 }])
    world.pass(82_800_010)
    await ask()
  })

  it('count every attempt', async () => {
    const { service, ask } = await opened([{ calls: 100, window: 86_400_000, then: 'stop' }], {
      acts: [{ status: 500 }, { status: 500 }, {}],
    })
    await ask()
    expect(service.remaining()).toMatchObject([{ used: 3, left: 97 }])
    expect(world.progress.at(-1)).toEqual({ title: 'The Shop', sent: 3, cached: 0, left: 97 })
  })

  it('are told beforehand', async () => {
    const { service, ask } = await opened([
      { calls: 1, window: 150, then: 'wait' },
      { calls: 10, window: 86_400_000, then: 'stop' },
    ])
    const call = (number: number) => ({ ...QUESTION, path: `/item/${number}` })
    const calls = Array.from({ length: 12 }, (_, number) => call(number))
    await service.call(call(0))
    expect(service.estimate([...calls, call(3)])).toMatchObject({
      ...{ calls: 11, cached: 2, time: 1500 },
      short: { left: 9, needed: 11, frees: START + 86_400_010 },
    })
    expect(service.estimate(calls.slice(0, 3))).toEqual({ calls: 2, cached: 1, time: 150 })
    await ask()
  })

  it('let only so many be under way', async () => {
    let [now, most] = [0, 0]
    const act: Act = (_, response) => {
      most = Math.max(most, ++now)
      setTimeout(() => {
        now--
        response.end('{}')
      }, 20)
    }
    const { ask } = await opened([], { acts: [act] })
    await Promise.all(Array.from({ length: 8 }, () => ask()))
    expect(most).toBe(2)
  })
})

describe('a service that asks us to slow down', () => {
  it.each([
    { title: 'in seconds', headers: { 'retry-after': '7' }, wait: 8000 },
    {
      title: 'until a time of its own clock',
      headers: { 'retry-after': 'Sun, 01 Mar 2026 13:00:09 GMT', date: 'Sun, 01 Mar 2026 13:00:00 GMT' },
      wait: 10_000,
    },
    { title: 'without saying how long', headers: {}, wait: 500 },
  ])('$title is heard', async ({ headers, wait }) => {
    const { server, ask } = await opened([], { acts: [{ status: 429, headers }, {}] })
    await ask()
    expect(server.seen).toHaveLength(2)
    expect(world.now()).toBe(START + wait)
  })

  it('slows down everybody, and the rest of the run', async () => {
    const limits: Limit[] = [{ calls: 1, window: 1000, then: 'wait' }]
    const { server, ask } = await opened(limits, { acts: [{ status: 429, headers: { 'retry-after': '9' } }, {}] })
    await ask()
    expect(world.now()).toBe(START + 10_000)
    await ask()
    expect(world.now()).toBe(START + 12_000)
    world.means.ledger.holdUntil('shop', world.now() + 5000, world.now())
    await world.open(server.url).call({ ...QUESTION, path: '/other' })
    expect(world.now()).toBe(START + 17_000)
  })

  it('for longer than anybody waits is left alone, by later runs too', async () => {
    const { server, ask } = await opened([], { acts: [{ status: 429, headers: { 'retry-after': '3600' } }] })
    const error = await failure(ask())
    expect(error.message).toMatch(/429 Too Many Requests: {}; it asks us to wait 61 min$/)
    const next = await failure(world.open(server.url).call(QUESTION))
    expect([troubleOf(next), server.seen.length]).toEqual(['too-fast', 1])
    expect(next.message).toMatch(/asked to be left alone for 61 min more/)
  })
})

describe('trying again', () => {
  it('waits longer each time, by chance up to the whole', async () => {
    const policy = { ...POLICY, tries: 6, backoff: { base: 1000, cap: 4000 } }
    const { server } = await opened([], { acts: [{ status: 503 }] })
    const chances = [0, 0.25, 0.5, 0.75, 0.5]
    const random = () => chances.shift() ?? 0
    await failure(world.open(server.url, { dialect: { policy }, random }).call(QUESTION))
    expect(world.slept).toEqual([0, 500, 2000, 3000, 2000])
  })

  it('counts answers that make no sense by themselves', async () => {
    const garbage = { body: '<<<' }
    const { server } = await opened([], { acts: [{ status: 503 }, garbage, garbage, {}] })
    await world.open(server.url).call(QUESTION)
    expect(server.seen).toHaveLength(4)
    const { server: other } = await opened([], { acts: [garbage] })
    await failure(world.open(other.url).call(QUESTION))
    expect(other.seen).toHaveLength(3)
  })

  it('signs anew, with a later time for each', async () => {
    const { server } = await opened([], { acts: [{ status: 503 }, { status: 503 }, {}] })
    const sign = (outgoing: Outgoing, { timestamp, nonce }: { timestamp: number; nonce: string }) => {
      return { ...outgoing, headers: { authorization: `OAuth ${timestamp} ${nonce}` } }
    }
    const policy = { ...POLICY, backoff: { base: 0, cap: 0 } }
    const dialect = { sign, policy, stamps: { token: 'mine', ahead: 240_000 } }
    await world.open(server.url, { dialect }).call(QUESTION)
    const marks = server.seen.map(({ headers }) => headers.authorization?.split(' ') ?? [])
    const first = START / 1000
    expect(marks.map(([, time]) => Number(time))).toEqual([first, first + 1, first + 2])
    expect(new Set(marks.map(([, , nonce]) => nonce)).size).toBe(3)
  })

  it('says when the clock was set back', async () => {
    const { server } = await opened([])
    const dialect = { stamps: { token: 'mine', ahead: 3000 } }
    world.pass(7_200_000)
    await world.open(server.url, { dialect }).call(QUESTION)
    world.pass(-7_200_000)
    const error = await failure(world.open(server.url, { dialect }).call({ ...QUESTION, path: '/other' }))
    expect(error.message).toBe('The Shop was last called at a time that is 2 h after now: the clock was set back')
  })
})

describe('Ctrl-C', () => {
  it('gives up what is under way', async () => {
    const stop = new AbortController()
    const { server } = await opened([], { acts: [() => stop.abort()] })
    const error = await failure(world.open(server.url, { signal: stop.signal }).call(QUESTION))
    expect([troubleOf(error), error.exit]).toEqual(['interrupted', 130])
  })

  it('gives up what waits, and sends nothing more', async () => {
    const stop = new AbortController()
    const { server } = await opened([])
    const limits: Limit[] = [{ calls: 1, window: 1000, then: 'wait' }]
    const sleep = async () => stop.abort()
    const clock = { now: () => START, sleep: () => sleep().then(() => stop.signal.throwIfAborted()) }
    const service = world.open(server.url, { dialect: { policy: { ...POLICY, limits } }, signal: stop.signal, clock })
    const [, second] = await Promise.allSettled([service.call(QUESTION), service.call({ ...QUESTION, path: '/b' })])
    expect(second).toMatchObject({ status: 'rejected', reason: { exit: 130 } })
    expect(server.seen.length).toBeLessThanOrEqual(1)
    expect(service.remaining()).toMatchObject([{ used: 1 }])
  })
})

/** A service with these limits, that is asked something else each time. */
async function opened(limits: Limit[], { acts = [{}] }: { acts?: Act[] } = {}) {
  const server = await openServer(...acts)
  servers.push(server)
  const service = world.open(server.url, { dialect: { policy: { ...POLICY, limits } } })
  let count = 0
  const ask = async (kind?: string) => {
    return service.call({ ...QUESTION, path: `/question/${count++}`, ...(kind !== undefined && { kind }) })
  }
  return { server, service, ask }
}

async function failure(work: Promise<unknown>): Promise<BrickError> {
  return work.then(
    () => expect.fail('it went well'),
    (error: BrickError) => error,
  )
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
