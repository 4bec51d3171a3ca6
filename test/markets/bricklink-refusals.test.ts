import { describe, expect, it } from 'vitest'
import { segment, type Call } from '../../src/system/http/call.js'
import { bricklink } from '../sandbox/bricklink.js'
import { signed } from '../sandbox/signed-call.js'
import { WORLD_TIME } from '../sandbox/world.js'
import { openServer } from '../system/http/answering.js'
import { openAskingSandbox } from './asking-sandbox.js'
import { keysOf, trouble, type More } from './asking.js'

const OTHER = '0123456789ABCDEF0123456789ABCDEF'
const PAGE = 'https://www.bricklink.com/v2/api/register_consumer.page'

const { sandbox, open, asking } = await openAskingSandbox(bricklink)

interface Row {
  row: string
  more?: More
  /** Before it is asked. */
  before?(): unknown
  path?: string
  /** In place of a question. */
  changing?: Partial<Call<unknown>>
  says: RegExp
  hint: RegExp
  exit: 5 | 6
  /** How often it is sent; once where it is not said. */
  sent?: number
}

const ROWS: Row[] = [
  {
    ...{ row: 'B2 unknown consumer key', more: { credentials: { consumer_key: OTHER } }, exit: 6 },
    ...{ says: /^BrickLink does not know this consumer key$/, hint: /register_consumer\.page, then: brick login bri/ },
  },
  {
    ...{ row: 'B3 unknown token', more: { credentials: { token: OTHER } }, exit: 6 },
    ...{ says: /does not know this token/, hint: /make a new one.*brick login bricklink/ },
  },
  {
    ...{ row: 'B3 token that was removed', more: { persona: 'revoked-token' }, exit: 6 },
    ...{ says: /does not know this token: it was removed/, hint: /make a new one/ },
  },
  {
    ...{ row: 'B4 another address', more: { persona: 'ip-locked' }, exit: 6 },
    before: () => sandbox.set('bricklink', { caller: '198.51.100.9' }),
    says: /^BrickLink does not take this token from 198\.51\.100\.9, the address that it sees: the token is for another$/,
    hint: /make a token for 198\.51\.100\.9, or if that changes, for any: IP 0\.0\.0\.0, mask 0\.0\.0\.0; then: brick login/,
  },
  {
    ...{ row: 'B5 wrong consumer secret', more: { credentials: { consumer_secret: OTHER } }, exit: 6 },
    ...{ says: /knows key and token, but a secret is wrong/, hint: /copy the consumer secret and the token secret/ },
  },
  {
    ...{ row: 'B5 wrong token secret', more: { credentials: { token_secret: OTHER } }, exit: 6 },
    ...{ says: /knows key and token, but a secret is wrong/, hint: /copy the consumer secret and the token secret/ },
  },
  {
    ...{ row: 'B7 our clock is late', more: { ahead: -600_000 }, exit: 6 },
    ...{
      says: /^BrickLink \(127\S+\) refuses the time of signing$/,
      hint: /is 10 min behind that of the service: set it right/,
    },
  },
  {
    ...{ row: 'B7 our clock is early', more: { ahead: 2 * 3_600_000 }, exit: 6 },
    ...{
      says: /^BrickLink \(127\S+\) refuses the time of signing$/,
      hint: /is 2 h ahead of that of the service: set it right/,
    },
  },
  {
    ...{ row: 'B9 over the quota, in an envelope', more: { persona: 'near-quota' }, exit: 5, sent: 3 },
    before: () => use(2),
    ...{ says: /takes no more calls with this key: all of a day are used, 3 of them by brick/, hint: /24 h/ },
  },
  {
    ...{ row: 'B9 over the quota, from the gateway', more: { persona: 'near-quota' }, exit: 5, sent: 3 },
    before: async () => {
      sandbox.set('bricklink', { quota_answer: 'gateway' })
      await use(2)
    },
    ...{ says: /takes no more calls with this key/, hint: /other programs with the same key/ },
  },
  {
    ...{ row: 'B12 set without its variant', path: '/items/SET/99101', exit: 5 },
    ...{ says: /refuses what it was asked: 400 Invalid item sequence number: null$/, hint: /numbers/ },
  },
  {
    ...{ row: 'B13 huge number', path: '/colors/400000000000000000', exit: 5 },
    ...{ says: /400 Unparseable data \[400000000000000000\] for \[color_id\]/, hint: /colors/ },
  },
  { row: 'B14 no such path', path: '/items/', says: /400 \/api\/store\/v1\/items\//, hint: /\w/, exit: 5 },
  {
    ...{ row: 'B15 a body that it does not understand', path: '/inventories', exit: 5 },
    changing: { method: 'POST', json: { item: { categoryID: 5 } } },
    ...{ says: /400 Unparseable value or field: \[item\.categoryID\.\]/, hint: /\w/ },
  },
  {
    ...{ row: 'B16 no such VAT, with HTTP 400', path: '/items/PART/3001/price?vat=BOGUS', exit: 5 },
    ...{ says: /^BrickLink refuses what it was asked: 400 Unparseable data \[BOGUS\]/, hint: /currency/ },
  },
  {
    ...{ row: 'B17 the order of others', path: '/orders/OTHER', exit: 6 },
    ...{ says: /shows that only to its owner: PERMISSION_DENIED/, hint: /whether the number is right/ },
  },
  {
    ...{ row: 'B18 no such method', path: '/colors', changing: { method: 'POST', json: {} }, exit: 5 },
    ...{ says: /405 METHOD_NOT_ALLOWED/, hint: /\w/ },
  },
  {
    ...{
      row: 'B18 no such kind of body',
      path: '/inventories',
      changing: { method: 'POST', form: { a: 'b' } },
      exit: 5,
    },
    ...{ says: /415 UNSUPPORTED_MEDIA_TYPE/, hint: /\w/ },
  },
  {
    ...{ row: 'B19 an error of its own, in 200', before: () => sandbox.fault({ fault: 'internal-in-200' }), exit: 5 },
    ...{ says: /answers 500 INTERNAL_SERVER_ERROR; tried 5 times/, hint: /try again later/, sent: 5 },
  },
  ...[502, 503, 504].map((status): Row => ({
    ...{ row: `B20 the gateway says ${status}`, before: () => sandbox.fault({ fault: `status-${status}` }), exit: 5 },
    ...{ says: new RegExp(`answers ${status} .*; tried 5 times`), hint: /try again later/, sent: 5 },
  })),
  {
    ...{ row: 'B21 maintenance', before: () => sandbox.fault({ fault: 'maintenance' }), exit: 5, sent: 3 },
    ...{ says: /answers 302 and wants to send us to www\.bricklink\.com/, hint: /try again later/ },
  },
  ...[202, 403].map((status): Row => ({
    ...{ row: `B22 a wall for robots, ${status}`, before: () => sandbox.fault({ fault: 'bot-wall', status }), exit: 5 },
    ...{ says: new RegExp(`answers ${status} with a page for people`), hint: /try again later/, sent: 3 },
  })),
  {
    ...{ row: 'B27 an amount without a sign', path: '/inventories/OWN', exit: 5 },
    changing: { method: 'PUT', json: { quantity: '5' }, repeat: 'once' },
    ...{ says: /400 Unparseable data \[5\] for \[quantity\]/, hint: /\w/ },
  },
]

describe('what BrickLink refuses', () => {
  it.each(ROWS)('$row', async ({ more = {}, before, path = '/colors', changing, says, hint, exit, sent = 1 }) => {
    const asking = await open(more)
    await before?.()
    const kept = asking.kept()
    const told = await trouble(asking.market.service.call({ ...questionOf(path), ...changing }))
    expect(told).toEqual({
      ...{ message: expect.stringMatching(says), hint: expect.stringMatching(hint), exit },
      kind: expect.any(String),
    })
    expect(sandbox.log).toHaveLength(sent)
    expect(asking.kept(), 'what is refused is not kept').toBe(kept)
    for (const secret of Object.values(asking.entry().credentials)) {
      expect(JSON.stringify(told)).not.toContain(secret)
      expect(asking.written()).not.toContain(secret)
    }
  })

  it.each(['PARAMETER_ABSENT: oauth_consumer_key', 'VERSION_REJECTED: oauth_version', 'Whatever'])(
    'B1, B8: %s',
    async (description) => {
      const told = await toldBy({ code: 401, message: 'BAD_OAUTH_REQUEST', description })
      expect(told).toMatchObject({ exit: 6, message: `BrickLink does not let this key in: ${description}` })
      expect(told.hint).toBe(`compare all four values with ${PAGE}, then: brick login bricklink`)
    },
  )

  it('cuts keys out of whatever it is told', async () => {
    const { consumer_key: key, token } = keysOf(sandbox, 'bricklink')
    const told = await toldBy({ code: 401, description: `ODD: ${key} and ${token?.toLowerCase()}; OAuth ${token}` })
    expect(told.message).toBe('BrickLink does not let this key in: ODD: *** and ***; OAuth ***')
  })

  it.each([
    { title: 'no envelope', body: { data: [] }, says: /an answer without meta\.code: \{"data":\[\]\}/ },
    { title: 'a list', body: [], says: /an answer without meta\.code: \[\]/ },
    { title: 'nothing', body: null, says: /an answer without meta\.code: null/ },
    { title: 'an empty code', body: { meta: {} }, says: /an answer without meta\.code/ },
  ])('says so when there is $title', async ({ body, says }) => {
    const server = await openServer({ body: JSON.stringify(body) })
    const asking = await open({ baseUrl: `${server.url}/api/store/v1` })
    const told = await trouble(asking.market.service.call(questionOf('/colors')))
    expect(told).toMatchObject({ exit: 5, kind: 'malformed', message: expect.stringMatching(says) })
    expect(asking.kept()).toBe(0)
    await server.close()
  })

  it('waits as long as a server before BrickLink asks it to, and goes on', async () => {
    const page = {
      status: 429,
      headers: { 'content-type': 'text/html', 'retry-after': '7' },
      body: '<html>slow</html>',
    }
    const server = await openServer(page, { body: '{"meta":{"code":200},"data":[1]}' })
    const asking = await open({ baseUrl: `${server.url}/api/store/v1` })
    const before = sandbox.clock.now()
    expect(await asking.market.service.call(questionOf('/colors'))).toMatchObject({ value: [1] })
    expect(sandbox.clock.now() - before).toBeGreaterThanOrEqual(7000)
    await server.close()
  })

  it('does not take a server before BrickLink that asks for an hour for the end of the day', async () => {
    const server = await openServer({ status: 429, headers: { 'retry-after': '3600' }, body: 'slow down' })
    const asking = await open({ baseUrl: `${server.url}/api/store/v1` })
    const told = await trouble(asking.market.service.call(questionOf('/colors')))
    expect(told).toMatchObject({ exit: 5, kind: 'too-fast', message: expect.stringMatching(/429 .*wait 61 min/) })
    await server.close()
  })
})

describe('times of signing', () => {
  it('B6, B7: are new for each try', async () => {
    sandbox.fault({ fault: 'internal-in-200', times: 2 })
    const asking = await open()
    await asking.market.service.call(questionOf('/colors'))
    expect(sandbox.log.map(({ fault }) => fault)).toEqual(['internal-in-200', 'internal-in-200', undefined])
  })

  it('B7: come in order from two clients that share a token', async () => {
    const asking = await open()
    const both = [asking.market, asking.again()]
    const calls = Array.from({ length: 60 }, (_, n) => both[n % 2]?.service.call(questionOf(`/colors/${n}`)))
    await Promise.all(calls)
    expect(sandbox.counters()['bricklink']).toEqual({ 'calls of ok': 60 })
  })

  it.each([
    { title: 'right', ahead: 0, calls: 350 },
    { title: 'early', ahead: 200_000, calls: 130 },
    { title: 'late', ahead: -200_000, calls: 20 },
  ])(
    'B7: are refused once at most for running too far ahead, with a clock that is $title',
    async ({ ahead, calls }) => {
      const asking = await open({ ahead })
      const { service } = asking.market
      for (let n = 0; n < calls; n++) await service.call({ ...questionOf('/colors/11'), keep: 0, vary: String(n) })
      const { TIMESTAMP_REFUSED: refusals = 0, ...counted } = sandbox.counters()['bricklink'] ?? {}
      expect(counted).toEqual({ 'calls of ok': calls })
      expect(refusals).toBeLessThanOrEqual(1)
    },
  )

  it('B7: get past another program that signs with the same token', async () => {
    const time = String(WORLD_TIME / 1000 + 4)
    await signed(sandbox, '/colors/11', { oauth: { oauth_timestamp: time } })
    const asking = await open()
    expect((await asking.market.service.call(questionOf('/colors'))).value).toHaveLength(
      sandbox.world.colors.length + 1,
    )
    expect(sandbox.counters()['bricklink']).toMatchObject({ TIMESTAMP_REFUSED: expect.any(Number) })
  })

  it('B10: are few enough at a time for all to be answered', async () => {
    sandbox.fault({ fault: 'late', wait: 30 })
    const asking = await open()
    const both = [asking.market, asking.again()]
    await Promise.all(Array.from({ length: 20 }, (_, n) => both[n % 2]?.service.call(questionOf(`/colors/${n}`))))
    expect(sandbox.log.filter(({ fault }) => fault === 'parallel')).toEqual([])
  })
})

/** What the client of a server that always says the same makes of it. */
async function toldBy(meta: object) {
  const server = await openServer({ body: JSON.stringify({ meta }) })
  const asking = await open({ baseUrl: `${server.url}/api/store/v1` })
  const told = await trouble(asking.market.service.call(questionOf('/colors')))
  await server.close()
  return told
}

/** So many calls that go well. */
async function use(calls: number): Promise<void> {
  const { market } = asking()
  for (let n = 0; n < calls; n++) await market.service.call(questionOf(`/colors/${n}`))
}

function questionOf(text: string): Call<unknown> {
  const [other, own] = [sandbox.world.orders.find(({ direction }) => direction === 'other'), sandbox.world.ownLots[0]]
  const filled = text.replace('OTHER', segment(other?.id ?? '')).replace('OWN', segment(own?.id ?? ''))
  const { pathname, searchParams } = new URL(filled, 'http://here')
  const query = Object.fromEntries(searchParams)
  return { method: 'GET', path: pathname, query, repeat: 'safe', keep: 60_000, decode: (data) => data }
}
