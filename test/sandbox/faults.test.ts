import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultRule } from './faults.js'
import { startSandbox, type Sandbox } from './server.js'
import { json, type Ask, type Service } from './service.js'
import { call } from './signed-call.js'
import { WORLD_TIME } from './world.js'

/** A service with a list of 40 rows in pages of 10, that counts what is written to it. */
const shelf: Service = {
  ...{ name: 'rebrickable', prefix: '/shelf', switches: {} },
  open() {
    let written = 0
    return {
      answer(ask: Ask) {
        if (ask.method === 'POST') written++
        const page = Number(ask.query.get('page') ?? 1)
        const rows = Array.from({ length: 10 }, (_, n) => ({
          id: page * 100 + n,
          quantity: 3,
          unit_price: '0.05',
          status: 'NEW',
        }))
        return json(200, { count: 40, results: rows, written })
      },
      counters: () => ({ written }),
    }
  },
}

interface Page {
  count: unknown
  results: Record<string, unknown>[]
}

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ services: [shelf], clock: WORLD_TIME })
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.reset())

const get = (path = '/list', headers: Record<string, string> = {}) =>
  call(`${sandbox.urlOf('rebrickable')}${path}`, { headers })
const read = async (path?: string) => JSON.parse((await get(path)).text) as Page
const post = () => call(`${sandbox.urlOf('rebrickable')}/list`, { method: 'POST', body: 'a=b' })

describe('faults', () => {
  it.each(['reset-before', 'cut-length', 'cut-chunked', 'reset-after-headers', 'lost-answer'])(
    '%s ends the connection',
    async (fault) => {
      sandbox.fault({ fault, times: 1 })
      await expect(get()).rejects.toThrow(/aborted|ECONNRESET|hang up/)
      expect((await get()).status).toBe(200)
    },
  )

  it.each([
    { fault: 'lost-answer', written: 1 },
    { fault: 'reset-after-headers', written: 1 },
    { fault: 'cut-length', written: 1 },
    { fault: 'reset-before', written: 0 },
    { fault: 'status-502', written: 0 },
  ])('of a write with $fault $written came through', async ({ fault, written }) => {
    sandbox.fault({ fault })
    await post().catch(() => undefined)
    expect(sandbox.counters()).toEqual({ rebrickable: { written } })
  })

  it('cuts off after 60 % of the bytes that it promised', async () => {
    const whole = (await get()).body.length
    sandbox.fault({ fault: 'cut-length' })
    const response = await fetch(`${sandbox.urlOf('rebrickable')}/list`)
    expect(Number(response.headers.get('content-length'))).toBe(whole)
    await expect(response.text()).rejects.toThrow()
  })

  it('sends headers at once and the body byte by byte', async () => {
    sandbox.fault({ fault: 'slow-body', pause: 5_000 })
    const stop = new AbortController()
    const response = await fetch(`${sandbox.urlOf('rebrickable')}/list`, {
      signal: stop.signal,
      headers: { 'Accept-Encoding': 'identity' },
    })
    const first = await response.body?.getReader().read()
    expect(first?.value?.length).toBe(1)
    stop.abort()
  })

  it('says nothing for a long time', async () => {
    sandbox.fault({ fault: 'slow-headers', wait: 5_000 })
    await expect(fetch(sandbox.urlOf('rebrickable'), { signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/)
  })

  it.each([
    { fault: 'malformed-json', status: 200, text: /\{\]\}$/ },
    { fault: 'html-200', status: 200, text: /^<html>.*log in/ },
    { fault: 'empty-200', status: 200, text: /^$/ },
    { fault: 'garbage-200', status: 200, text: /\uFFFD/ },
    { fault: 'bom', status: 200, text: /^\uFEFF\{"count"/ },
    { fault: 'php-warning', status: 200, text: /^<br \/>\n<b>Warning<\/b>.*\n\{"count"/ },
    { fault: 'status-429', status: 429, text: /429 Too Many Requests/ },
    { fault: 'status-500', status: 500, text: /500 Internal Server Error/ },
  ])('$fault', async ({ fault, status, text }) => {
    sandbox.fault({ fault })
    const answer = await get()
    expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(text)])
    if (fault !== 'bom') expect(() => void JSON.parse(answer.text)).toThrow()
  })

  it('asks to wait', async () => {
    sandbox.fault({ fault: 'retry-after', seconds: 7 })
    expect((await get()).headers['retry-after']).toBe('7')
  })

  it('answers whatever it is told to', async () => {
    sandbox.fault({ fault: 'answer', body: '{"data":{}}', status: 203, headers: { 'Content-Type': 'text/x-recorded' } })
    const { status, headers, text } = await get()
    expect([status, headers['content-type'], text]).toEqual([203, 'text/x-recorded', '{"data":{}}'])
  })

  it('leads to another host', async () => {
    sandbox.fault({ fault: 'redirect', to: 'http://127.0.0.9:1/x', status: 307 })
    const { status, headers } = await get()
    expect([status, headers.location]).toEqual([307, 'http://127.0.0.9:1/x'])
  })

  it('has a clock that is wrong', async () => {
    sandbox.fault({ fault: 'clock-skew', skew: -600_000 })
    expect((await get()).headers.date).toBe('Sun, 01 Mar 2026 11:50:00 GMT')
  })

  it('swaps numbers and texts', async () => {
    sandbox.fault({ fault: 'number-swap' })
    expect((await read()).results[0]).toEqual({ id: '100', quantity: '3', unit_price: 0.05, status: 'NEW' })
  })

  it('has words and members that nobody knows', async () => {
    sandbox.fault({ fault: 'unknown-words' })
    expect((await read()).results[0]).toMatchObject({ id: 100, status: 'ON_HOLD', brand_new_member: { since: 2027 } })
  })

  it('has a list as long as one wants', async () => {
    sandbox.fault({ fault: 'huge', bytes: 300_000 })
    const answer = await get()
    expect(answer.body.length).toBeGreaterThan(300_000)
    expect((JSON.parse(answer.text) as Page).results.length).toBeGreaterThan(3_000)
  })

  it.each([
    { fault: 'duplicate-row', path: '/list', ids: [100, 100, 101] },
    { fault: 'duplicate-page', path: '/list?page=2', ids: [100, 101, 102] },
    { fault: 'shifting-list', path: '/list?page=2', ids: [109, 200, 201] },
  ])('$fault', async ({ fault, path, ids }) => {
    sandbox.fault({ fault })
    await read('/list')
    expect((await read(path)).results.slice(0, 3).map(({ id }) => id)).toEqual(ids)
  })

  it.each([
    { accept: 'gzip, br', open: gunzipSync },
    { accept: 'deflate', open: inflateSync },
    { accept: 'br;q=1.0, gzip', open: brotliDecompressSync },
  ])('compresses for $accept', async ({ accept, open }) => {
    const answer = await get('/list', { 'Accept-Encoding': accept })
    expect(answer.headers['content-encoding']).toBe(accept.replace(/[;,].*/, ''))
    expect(open(answer.body).toString()).toBe((await get()).text)
  })

  it('compresses wrongly', async () => {
    sandbox.fault({ fault: 'corrupt-gzip' })
    const answer = await get()
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(() => gunzipSync(answer.body)).toThrow()
  })

  it('refuses connections until it does not', async () => {
    await sandbox.refuse()
    await expect(get()).rejects.toThrow(/ECONNREFUSED/)
    await sandbox.resume()
    expect((await get()).status).toBe(200)
  })
})

describe('rules', () => {
  const statuses = async (most: number, path = '/list') => {
    const all: number[] = []
    for (let n = 0; n < most; n++) all.push((await get(path)).status)
    return all
  }

  it.each<{ title: string; rule: FaultRule; expected: number[] }>([
    { title: 'so many times', rule: { fault: 'status-502', times: 2 }, expected: [502, 502, 200, 200] },
    { title: 'the third call', rule: { match: { nth: 3 }, fault: 'status-502' }, expected: [200, 200, 502, 200] },
    { title: 'another path', rule: { match: { path: '/other' }, fault: 'status-502' }, expected: [200, 200, 200, 200] },
    {
      title: 'another method',
      rule: { match: { method: 'POST' }, fault: 'status-502' },
      expected: [200, 200, 200, 200],
    },
    {
      title: 'another service',
      rule: { match: { service: 'brickset' }, fault: 'status-502' },
      expected: [200, 200, 200, 200],
    },
    { title: 'a path', rule: { match: { path: 'li.t$' }, fault: 'status-502' }, expected: [502, 502, 502, 502] },
  ])('match $title', async ({ rule, expected }) => {
    sandbox.fault(rule)
    expect(await statuses(4)).toEqual(expected)
  })

  it('are taken in order', async () => {
    sandbox.fault({ fault: 'status-502', times: 1 }, { fault: 'status-503', times: 1 })
    expect(await statuses(3)).toEqual([502, 503, 200])
  })

  it('match a key', async () => {
    sandbox.fault({ match: { credential: 'abc' }, fault: 'status-502' })
    expect([...(await statuses(1)), ...(await statuses(1, '/list?key=abc'))]).toEqual([200, 502])
    expect((await get('/list', { Authorization: 'key abc' })).status).toBe(502)
  })

  it('come with numbers of items that are faults', async () => {
    expect((await get('/parts/sbxfault-status-504/')).status).toBe(504)
    expect((await get('/parts/sbxfault-nonsense/')).status).toBe(200)
  })

  it('come by chance, the same in each run', async () => {
    const rule: FaultRule = { fault: ['status-502', 'status-503'], probability: 0.3, seed: 5 }
    sandbox.fault(rule)
    const first = await statuses(60)
    sandbox.reset()
    sandbox.fault(rule)
    expect(await statuses(60)).toEqual(first)
    expect(first.filter((status) => status === 200).length).toBeGreaterThan(30)
    expect(new Set(first)).toEqual(new Set([200, 502, 503]))
  })

  it('refuse a fault that there is not', () => {
    expect(() => sandbox.fault({ fault: 'nonsense' })).toThrow('there is no fault nonsense')
  })
})
