import * as http from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bricklink } from './bricklink.js'
import { mostWithin, type LogLine } from './request-log.js'
import { startSandbox, type Sandbox } from './server.js'
import { asked, call, signed } from './signed-call.js'
import { decimal, seedWorld, WORLD_TIME } from './world.js'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ services: [bricklink], clock: WORLD_TIME })
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.reset())

const post = async (path: string, value: unknown, method = 'POST') => {
  const { text } = await call(`${sandbox.url}/_sandbox/${path}`, { method, body: JSON.stringify(value) })
  return JSON.parse(text) as Record<string, unknown>
}
const get = async (path: string) => JSON.parse((await call(`${sandbox.url}/_sandbox/${path}`)).text) as unknown

describe('control', () => {
  it('logs each call with its base string, and not itself', async () => {
    await signed(sandbox, '/colors/11?a=b')
    const [line, ...rest] = (await get('log')) as LogLine[]
    expect(line).toMatchObject({
      n: 1,
      time: WORLD_TIME,
      service: 'bricklink',
      method: 'GET',
      status: 200,
      persona: 'ok',
      form: 'A',
    })
    expect(line?.base).toMatch(
      /^GET&http%3A%2F%2F127.0.0.1%3A\d+%2Fapi%2Fstore%2Fv1%2Fcolors%2F11&a%3Db%26oauth_consumer_key/,
    )
    expect(rest).toEqual([])
  })

  it('takes faults, and takes them away', async () => {
    expect(await post('faults', { fault: 'status-502' })).toEqual({ done: true })
    expect((await signed(sandbox, '/colors')).status).toBe(502)
    await post('faults', {}, 'DELETE')
    expect((await signed(sandbox, '/colors')).status).toBe(200)
    expect(await post('faults', { fault: 'nonsense' })).toEqual({ error: 'Error: there is no fault nonsense' })
  })

  it('sets switches, moves the clock, and forgets it all', async () => {
    await post('switches', { bricklink: { content_type: 'json' } })
    expect(await post('clock', { advance: 60_000 })).toEqual({ time: WORLD_TIME + 60_000 })
    const { headers } = await signed(sandbox, '/colors/11')
    expect(headers['content-type']).toMatch(/^application\/json/)
    expect(headers.date).toBe('Sun, 01 Mar 2026 12:01:00 GMT')
    expect(await get('counters')).toEqual({ bricklink: { 'calls of ok': 1 } })
    await post('reset', {})
    expect([await get('clock'), await get('log'), await get('counters')]).toEqual([
      { time: WORLD_TIME },
      [],
      { bricklink: {} },
    ])
    expect((await signed(sandbox, '/colors/11')).headers['content-type']).toMatch(/^text\/html/)
  })

  it('forgets what was written', async () => {
    const before = await asked(sandbox, '/inventories')
    const [lot] = before.data as { inventory_id: number }[]
    await signed(sandbox, `/inventories/${lot?.inventory_id}`, { method: 'DELETE' })
    sandbox.reset()
    expect(await asked(sandbox, '/inventories')).toEqual(before)
  })

  it('refuses connections for a while', async () => {
    await post('refuse', { milliseconds: 200 })
    await expect.poll(() => get('clock').then(String, String), { interval: 20 }).toMatch(/ECONNREFUSED/)
    await expect.poll(() => get('clock').then(() => 'there', String), { interval: 20 }).toBe('there')
  })

  it('says what it knows when it is asked for something else', async () => {
    expect(await get('nonsense')).toMatchObject({ error: 'there is no GET nonsense' })
    expect((await call(`${sandbox.url}/elsewhere`)).status).toBe(404)
  })
})

describe('a proxy', () => {
  it('is what clients may think this is', async () => {
    const { port } = new URL(sandbox.url)
    const options = { port, host: '127.0.0.1', method: 'CONNECT', path: 'api.example.org:80' }
    const text = await new Promise<string>((resolve, reject) => {
      const request = http.request(options).on('error', reject).end()
      request.on('connect', (_, socket) => {
        socket.write('GET /api/store/v1/colors HTTP/1.1\r\nHost: api.example.org\r\nConnection: close\r\n\r\n')
        void socket.toArray().then((pieces) => resolve(Buffer.concat(pieces as Buffer[]).toString()), reject)
      })
    })
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*PARAMETER_ABSENT/)
    expect(sandbox.tunnels).toEqual(['api.example.org:80'])
    expect(sandbox.log[0]?.url).toBe('http://api.example.org/api/store/v1/colors')
  })
})

describe('windows', () => {
  it('finds the most calls in any stretch', () => {
    const lines = [0, 10, 900, 990, 1_000, 1_005, 3_000].map((time, n): LogLine => {
      return { n, time, service: 'brickowl', method: 'GET', url: n === 3 ? '/v1/bulk' : '/v1/x', status: 200 }
    })
    expect(mostWithin(lines, { milliseconds: 1_000 })).toBe(5)
    expect(mostWithin(lines, { milliseconds: 100 })).toBe(3)
    expect(mostWithin(lines, { milliseconds: 100, path: 'bulk' })).toBe(1)
    expect(mostWithin(lines, { milliseconds: 9_999, service: 'brickset' })).toBe(0)
  })

  it('counts calls with faults as well', async () => {
    sandbox.fault({ fault: 'status-502', times: 1 })
    await signed(sandbox, '/colors/11')
    await signed(sandbox, '/colors/11')
    expect(sandbox.mostWithin({ service: 'bricklink', persona: 'ok', milliseconds: 1 })).toBe(2)
    expect(await get('window?service=bricklink&milliseconds=1000')).toEqual({ most: 2 })
  })
})

describe('world', () => {
  const world = seedWorld()

  it('is the same for the same seed, and another for another', () => {
    expect(JSON.stringify(seedWorld())).toBe(JSON.stringify(world))
    expect(JSON.stringify(seedWorld(2).lots)).not.toBe(JSON.stringify(world.lots))
  })

  it('has what it promises', () => {
    expect(world).toMatchObject({
      pairs: { length: 300 },
      sets: { length: 12 },
      stores: { length: 25 },
      orders: { length: 40 },
    })
    expect(world).toMatchObject({ wishlists: { length: 3 }, partLists: { length: 3 }, lostParts: { length: 3 } })
    expect(new Set(world.stores.map(({ country }) => country)).size).toBe(8)
    expect(new Set(world.stores.map(({ currency }) => currency)).size).toBe(4)
    expect(world.stores.filter(({ open }) => !open)).toHaveLength(1)
    expect(world.stores.filter(({ withoutVat }) => withoutVat)).toHaveLength(1)
    expect(world.pairs.some(({ elements }) => elements.length > 1)).toBe(true)
    const rows = world.sets.flatMap((set) => set.rows)
    for (const isOne of ['isAlternate', 'isCounterpart', 'minifig', 'set', 'extra'] as const) {
      expect(
        rows.some((row) => row[isOne]),
        isOne,
      ).toBe(true)
    }
  })

  it('has numbers that differ between the services, and none twice', () => {
    expect(world.parts.some(({ ldraw, bricklink }) => ldraw !== bricklink)).toBe(true)
    expect(world.parts.some(({ rebrickable, bricklink }) => rebrickable !== bricklink)).toBe(true)
    for (const name of ['bricklink', 'rebrickable', 'boid'] as const) {
      expect(new Set(world.parts.map((part) => part[name])).size, name).toBe(world.parts.length)
    }
    expect(world.parts.every(({ name, category }) => name !== '' && category > 0)).toBe(true)
  })

  it('is as large as one wants', () => {
    expect(seedWorld(1, { pairs: 1_000 })).toMatchObject({ pairs: { length: 1_000 }, sets: { length: 12 } })
  })

  it.each([
    [12_345, 4, '1.2345'],
    [12_345, 2, '1.23'],
    [50, 2, '0.01'],
    [5, 4, '0.0005'],
    [0, 2, '0.00'],
    [12_345, 0, '1'],
  ])('writes %d ten-thousandths with %d digits as %s', (amount, digits, text) => {
    expect(decimal(amount, digits)).toBe(text)
  })
})
