import type * as http from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BrickError } from '../../../src/core/error.js'
import type { Dialect } from '../../../src/system/http/dialect.js'
import { troubleOf } from '../../../src/system/http/trouble.js'
import { openServer, openWorld, POLICY, QUESTION, CHANGE, START } from './answering.js'

let world: Awaited<ReturnType<typeof openWorld>>
const servers: Awaited<ReturnType<typeof openServer>>[] = []

beforeEach(async () => {
  world = await openWorld()
})

afterEach(async () => {
  await world.close()
  for (const server of servers.splice(0)) await server.close()
})

describe('a service that takes only increasing times of signing', () => {
  it.each([
    // The pace lets 0.85 s more be signed before the clock with each call.
    { most: 20, calls: 60, refused: 1, least: 60 - 20 - 4, longest: 60 - 20 + 4 },
    { most: 0, calls: 20, refused: 1, least: 19, longest: 23 },
    { most: 86_400, calls: 60, refused: 0, least: 8, longest: 9 },
  ])('and not more than $most s before its clock is asked as fast as it lets us', async (row) => {
    const { most, calls, refused, least, longest } = row
    const { server, ask, numbers } = await opened({ most })
    for (let count = 0; count < calls; count++) await ask(count)
    expect(numbers()).toEqual(Array.from({ length: calls }, (_, number) => `/v1/${number}`))
    expect(server.seen).toHaveLength(calls + refused)
    const seconds = (world.now() - START) / 1000
    expect(seconds).toBeGreaterThanOrEqual(least)
    expect(seconds).toBeLessThanOrEqual(longest)
  })

  it('is not asked too much by the next run', async () => {
    const { server, ask, refusals } = await opened({ most: 10 })
    for (let count = 0; count < 20; count++) await ask(count)
    const other = world.open(server.url, { dialect: DIALECT })
    for (let count = 20; count < 40; count++) await other.call({ ...QUESTION, path: `/${count}` })
    expect(refusals()).toBe(1)
  })

  it('is asked on when it takes less than before', async () => {
    const { ask, numbers, set } = await opened({ most: 60 })
    for (let count = 0; count < 30; count++) await ask(count)
    set({ most: 5 })
    for (let count = 30; count < 40; count++) await ask(count)
    expect(numbers()).toHaveLength(40)
  })

  it('is asked on when another program signs later with the same token', async () => {
    const { ask, numbers, set } = await opened({ most: 60, last: START / 1000 + 4 })
    await ask(0)
    set({ last: START / 1000 + 12 })
    await ask(1)
    expect(numbers()).toHaveLength(2)
  })

  it('is not asked twice for a change', async () => {
    const { ask, service, server } = await opened({ most: 2 })
    for (let count = 0; count < 3; count++) await ask(count)
    const before = server.seen.length
    const error = await failure(service.call(CHANGE))
    expect([error.message, server.seen.length]).toEqual([
      expect.stringMatching(/answers 401 TIMESTAMP_REFUSED$/),
      before + 1,
    ])
  })

  it('and has another time than we have: we say so, and go on when the clock was set right', async () => {
    const { ask, refusals } = await opened({ most: 300, skew: -600_000 })
    const error = await failure(ask(0))
    expect([troubleOf(error), refusals()]).toEqual(['credentials', 1])
    expect(error.message).toMatch(/^The Shop \(127\S+\) refuses the time of signing$/)
    expect(error.hint).toMatch(/^the clock of this computer is 10 min ahead of that of the service/)
    world.pass(-600_000)
    await ask(1)
    expect(refusals()).toBe(1)
  })
})

const DIALECT: Partial<Dialect> = {
  policy: { ...POLICY, concurrency: 1, limits: [{ calls: 1, window: 150, then: 'wait' }], tries: 5 },
  stamps: { token: 'mine', ahead: 7_200_000 },
  sign: (outgoing, { timestamp }) => ({ ...outgoing, headers: { 'x-time': String(timestamp) } }),
  read: ({ status }) => (status === 401 ? { stampRefused: '401 TIMESTAMP_REFUSED' } : undefined),
}

interface Taking {
  /** How far before its clock it takes times, in seconds. */
  most: number
  /** The last time that it took, in seconds since 1970. */
  last: number
  /** How far its clock is before ours, in milliseconds. */
  skew: number
}

/** A service by the clock of the test. */
async function opened(taking: Partial<Taking>) {
  const state: Taking = { most: 300, last: 0, skew: 0, ...taking }
  const taken: string[] = []
  let refused = 0
  const started = START
  const server = await openServer((request: http.IncomingMessage, response: http.ServerResponse) => {
    const time = Number(request.headers['x-time'])
    // Its own clock goes right, whatever ours is set to.
    const there = (state.skew === 0 ? world.now() : started + state.skew) / 1000
    const isTaken = time > state.last && time <= there + state.most
    if (isTaken) state.last = time
    if (isTaken) taken.push(request.url ?? '')
    else refused++
    const date = new Date(there * 1000).toUTCString()
    response.writeHead(isTaken ? 200 : 401, { date }).end('{}')
  })
  servers.push(server)
  const service = world.open(server.url, { dialect: DIALECT })
  return {
    ...{ server, service, numbers: () => taken, refusals: () => refused },
    ask: (number: number) => service.call({ ...QUESTION, path: `/${number}` }),
    set: (more: Partial<Taking>) => Object.assign(state, more),
  }
}

async function failure(work: Promise<unknown>): Promise<BrickError> {
  return work.then(
    () => expect.fail('it went well'),
    (error: BrickError) => error,
  )
}
