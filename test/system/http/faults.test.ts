import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BrickError, EXIT } from '../../../src/core/error.js'
import type { Call } from '../../../src/system/http/call.js'
import { troubleOf } from '../../../src/system/http/trouble.js'
import { CHANGE, KEY, openServer, openWorld, POLICY, QUESTION, type Act } from './answering.js'

const GOOD = '{"price":"0.0500"}'
const PAGE = '<!DOCTYPE html><html><head><title>Please log in</title></head></html>'
const zipped = gzipSync(GOOD)

const reset: Act = (_, response) => response.socket?.resetAndDestroy()
const resetAfterHeaders: Act = (_, response) => {
  response.writeHead(200, { 'content-length': '100' })
  response.flushHeaders()
  setTimeout(() => response.socket?.resetAndDestroy(), 20)
}
const cutByLength: Act = (_, response) => {
  response.writeHead(200, { 'content-length': '100' }).write(GOOD)
  setTimeout(() => response.socket?.end(), 20)
}
const cutInChunks: Act = (_, response) => {
  response.writeHead(200).write('{"price":')
  setTimeout(() => response.socket?.end(), 20)
}
const silent: Act = () => undefined
const dripping: Act = (_, response) => {
  response.writeHead(200, { 'content-length': '18' })
  const drip = setInterval(() => response.write(' '), 40)
  response.on('close', () => clearInterval(drip))
}
const garbled: Act = (_, response) => response.socket?.end('NONSENSE\r\n\r\n')

/** What a server may do wrong, what the user is told, and how often it is asked. */
const FAULTS: { title: string; act: Act; kind: string; says: RegExp; times?: number }[] = [
  { title: 'breaks the connection', act: reset, kind: 'network', says: /breaks the connection/ },
  { title: 'breaks off after the headers', act: resetAfterHeaders, kind: 'malformed', says: /only in part/ },
  { title: 'sends less than it says', act: cutByLength, kind: 'malformed', says: /only in part/ },
  { title: 'stops between chunks', act: cutInChunks, kind: 'malformed', says: /only in part/ },
  { title: 'says nothing', act: silent, kind: 'timeout', says: /does not answer within 0.2 s/ },
  { title: 'drips', act: dripping, kind: 'timeout', says: /does not answer within 0.2 s/ },
  { title: 'talks no HTTP', act: garbled, kind: 'malformed', says: /no HTTP/ },
  {
    title: 'sends broken JSON',
    act: { body: '{"meta":{},"data":[{]}' },
    kind: 'malformed',
    says: /no JSON: .*"meta"/,
    times: 3,
  },
  { title: 'sends nothing', act: { body: '' }, kind: 'malformed', says: /nothing at all/, times: 3 },
  { title: 'sends a page', act: { body: PAGE }, kind: 'unavailable', says: /page for people: Please log in/, times: 3 },
  {
    title: 'challenges robots',
    act: { status: 403, body: PAGE },
    kind: 'unavailable',
    says: /403 with a page/,
    times: 3,
  },
  {
    title: 'warns before the JSON',
    act: { body: `<br />\n<b>Warning</b>${GOOD}` },
    kind: 'malformed',
    says: /no JSON: <br/,
    times: 3,
  },
  {
    title: 'has an internal error',
    act: { status: 500, body: 'oh' },
    kind: 'unavailable',
    says: /500 Internal Server Error: oh/,
  },
  {
    title: 'is overloaded',
    act: { status: 502, body: PAGE },
    kind: 'unavailable',
    says: /answers 502 Bad Gateway; tried/,
  },
  {
    title: 'packs badly',
    act: { headers: { 'content-encoding': 'gzip' }, body: Buffer.from('no gzip') },
    kind: 'malformed',
    says: /unpacked/,
  },
  {
    title: 'packs half',
    act: { headers: { 'content-encoding': 'gzip' }, body: zipped.subarray(0, 20) },
    kind: 'malformed',
    says: /in part/,
  },
  {
    title: 'packs as nobody does',
    act: { headers: { 'content-encoding': 'rot13' }, body: GOOD },
    kind: 'malformed',
    says: /unpacked/,
  },
  {
    title: 'sends too much',
    act: { body: `"${'x'.repeat(1 << 20)}"` },
    kind: 'malformed',
    says: /more than 1 MB/,
    times: 1,
  },
  {
    title: 'sends a bomb',
    act: { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(1 << 22)) },
    kind: 'malformed',
    says: /more than 1 MB/,
    times: 1,
  },
  {
    title: 'knows no such key',
    act: { status: 401, body: '{"detail":"Invalid token."}' },
    kind: 'credentials',
    says: /401 Unauthorized: {"detail/,
    times: 1,
  },
  {
    title: 'forbids it',
    act: { status: 403, body: '{"error":"Access Denied"}' },
    kind: 'permission',
    says: /Access Denied/,
    times: 1,
  },
  {
    title: 'does not understand',
    act: { status: 400, body: '{"name":["This field is required."]}' },
    kind: 'request',
    says: /field is required/,
    times: 1,
  },
]

let world: Awaited<ReturnType<typeof openWorld>>
let server: Awaited<ReturnType<typeof openServer>> | undefined

/** The first request loads the package and compiles its parser, for which the deadlines here are too short. */
beforeAll(async () => {
  world = await openWorld()
  const warm = await openServer({})
  await world.open(warm.url).call(QUESTION)
  await world.close()
  await warm.close()
})

beforeEach(async () => {
  world = await openWorld()
})

afterEach(async () => {
  await world.close()
  await server?.close()
  server = undefined
})

/** Only those that never end are waited for in vain; the others have time, however busy the machine. */
function dialectFor(kind: string) {
  return { policy: { ...POLICY, timeouts: { connect: 5000, whole: kind === 'timeout' ? 200 : 10_000 } } }
}

describe('a service that', () => {
  it.each(FAULTS)(
    '$title is explained, asked again where that may help, and not kept',
    async ({ act, kind, says, times = 4 }) => {
      server = await openServer(act)
      const error = await failure(world.open(server.url, { dialect: dialectFor(kind) }).call(QUESTION))
      expect([troubleOf(error), server.seen.length]).toEqual([kind, times])
      expect(error.message).toMatch(says)
      expect(error.message).toContain(`The Shop (127.0.0.1:${server.port})`)
      expect(error.exit).toBe(kind === 'credentials' || kind === 'permission' ? EXIT.credentials : EXIT.service)
      expect(error.message + error.hint).not.toContain('c4nary')
      expect(troubleOf(await failure(world.open(server.url, { offline: true }).call(QUESTION)))).toBe('offline')
    },
  )

  it.each(FAULTS.filter(({ times }) => times !== 1))(
    '$title once does no harm to a question',
    async ({ act, kind }) => {
      server = await openServer(act, { body: GOOD })
      expect((await world.open(server.url, { dialect: dialectFor(kind) }).call(QUESTION)).value).toEqual({
        price: '0.0500',
      })
      expect(world.slept).toEqual([500])
    },
  )

  it.each(FAULTS.filter(({ kind }) => !['credentials', 'permission', 'request'].includes(kind)))(
    '$title is never asked twice to change something, and nobody claims to know whether it did',
    async ({ act, kind }) => {
      server = await openServer(act)
      const error = await failure(world.open(server.url, { dialect: dialectFor(kind) }).call(CHANGE))
      expect([troubleOf(error), error.exit, server.seen.length]).toEqual(['unknown-outcome', EXIT.service, 1])
      expect(error.message).toMatch(/^it is not known whether The Shop .* did it: POST \/item\/3001: it /)
    },
  )

  it('refuses a change did not make it', async () => {
    server = await openServer({ status: 400, body: '{"error":"no"}' }, { status: 429 })
    const service = world.open(server.url)
    expect(troubleOf(await failure(service.call(CHANGE)))).toBe('request')
    expect(troubleOf(await failure(service.call(CHANGE)))).toBe('too-fast')
    expect(server.seen).toHaveLength(2)
  })

  it('is not there is told of, and a change was surely not made', async () => {
    server = await openServer({})
    await server.close()
    const service = world.open(server.url)
    server = undefined
    const [asked, changed] = [await failure(service.call(QUESTION)), await failure(service.call(CHANGE))]
    expect([troubleOf(asked), troubleOf(changed)]).toEqual(['network', 'network'])
    expect(asked.message).toMatch(/is not reached: nobody answers there; tried 4 times/)
  })

  it('sends us elsewhere is not followed, and no key goes there', async () => {
    const other = await openServer({})
    server = await openServer({ status: 302, headers: { location: `${other.url}/?key=${KEY}` } })
    const error = await failure(world.open(server.url).call(QUESTION))
    expect(error.message).toMatch(/answers 302 and wants to send us to 127\.0\.0\.1:\d+; tried 3 times/)
    expect(other.seen).toEqual([])
    await other.close()
  })

  it('answers in a wrong shape is told of, and the answer is not kept', async () => {
    server = await openServer({ body: GOOD })
    const decode = (): never => {
      throw new Error(`price_detail is no list, ${KEY}`)
    }
    const service = world.open(server.url)
    const error = await failure(service.call({ ...QUESTION, decode }))
    expect(error.message).toMatch(/not as it must be: price_detail is no list, \*\*\*/)
    expect(await service.call(QUESTION)).toMatchObject({ cached: false })
  })
})

describe('an answer', () => {
  it.each([
    { title: 'with a byte order mark', act: { body: `\uFEFF${GOOD}` } },
    { title: 'that calls itself a page', act: { body: GOOD, headers: { 'content-type': 'text/html;charset=utf-8' } } },
    { title: 'packed by gzip', act: { body: zipped, headers: { 'content-encoding': 'gzip' } } },
    { title: 'packed by deflate', act: { body: deflateSync(GOOD), headers: { 'content-encoding': 'deflate' } } },
    {
      title: 'packed by bare deflate',
      act: { body: deflateRawSync(GOOD), headers: { 'content-encoding': 'deflate' } },
    },
    { title: 'packed by brotli', act: { body: brotliCompressSync(GOOD), headers: { 'content-encoding': 'br' } } },
    { title: 'packed twice', act: { body: brotliCompressSync(zipped), headers: { 'content-encoding': 'gzip, br' } } },
  ])('$title is understood', async ({ act }) => {
    server = await openServer(act)
    expect((await world.open(server.url).call(QUESTION)).value).toEqual({ price: '0.0500' })
    expect(server.seen[0]?.headers['accept-encoding']).toBe('gzip, deflate, br')
  })

  it('in letters of Windows is understood', async () => {
    server = await openServer({ body: Buffer.from('{"name":"B\xfccher, 5 \x80"}', 'latin1') })
    expect((await world.open(server.url).call(QUESTION)).value).toEqual({ name: 'Bücher, 5 €' })
  })

  const done = (): string => 'done'
  const empty: { title: string; act: Act; call: Call<string> }[] = [
    { title: '204', act: { status: 204 }, call: { ...CHANGE, decode: done } },
    { title: 'nothing, to a deletion', act: { body: '' }, call: { ...CHANGE, method: 'DELETE', decode: done } },
  ]

  it.each(empty)('of $title is fine', async ({ act, call }) => {
    server = await openServer(act)
    expect((await world.open(server.url).call(call)).value).toBe('done')
  })

  it('tells how the clocks differ', async () => {
    server = await openServer({ headers: { date: new Date(world.now() + 600_000).toUTCString() } })
    const skews: (number | undefined)[] = []
    const read = ({ skew }: { skew: number | undefined }) => void skews.push(skew)
    const service = world.open(server.url, { dialect: { read } })
    await service.call(QUESTION)
    expect([skews, service.skew()]).toEqual([[600_000], 600_000])
  })

  it.each([
    { minutes: 10, hint: /^the clock of this computer is 10 min behind that of the service: set it right/ },
    { minutes: -180, hint: /is 3 h ahead of that of the service/ },
    { minutes: 0.5, hint: /brick login shop/ },
  ])('that refuses the keys says when the clock is wrong: $minutes minutes', async ({ minutes, hint }) => {
    const date = new Date(world.now() + minutes * 60_000).toUTCString()
    server = await openServer({ status: 401, headers: { date } })
    expect((await failure(world.open(server.url).call(QUESTION))).hint).toMatch(hint)
  })
})

async function failure(work: Promise<unknown>): Promise<BrickError> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (error instanceof BrickError) return error
  throw error ?? new Error('it went well')
}
