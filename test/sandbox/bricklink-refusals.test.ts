import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bricklink } from './bricklink.js'
import { startSandbox, type Sandbox } from './server.js'
import { asked, call, signed, type Envelope, type SignOptions } from './signed-call.js'
import { WORLD_TIME } from './world.js'

const NOW = Math.floor(WORLD_TIME / 1000)

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({
    services: [bricklink],
    clock: WORLD_TIME,
    switches: { bricklink: { most_ahead: 86_400 } },
  })
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.reset())

/** Answers with HTTP 200 to calls that are refused. */
interface Row {
  row: string
  path?: string
  options?: SignOptions
  code: number
  message: string
  description: string | RegExp
}

const OAUTH = { code: 401, message: 'BAD_OAUTH_REQUEST' }
const INVALID = { code: 400, message: 'PARAMETER_MISSING_OR_INVALID' }

const ROWS: Row[] = [
  {
    row: 'B1 garbled',
    options: { spoil: () => 'Bearer x' },
    ...OAUTH,
    description: 'PARAMETER_ABSENT: oauth_consumer_key',
  },
  {
    row: 'B1 no nonce',
    options: { oauth: { oauth_nonce: '' } },
    ...OAUTH,
    description: 'PARAMETER_ABSENT: oauth_nonce',
  },
  {
    ...{ row: 'B2', options: { keys: { consumerKey: 'ABCD' } } },
    ...{ ...OAUTH, description: 'CONSUMER_KEY_UNKNOWN: consumer: ABCD' },
  },
  { row: 'B3', options: { keys: { token: 'ABCD' } }, ...OAUTH, description: 'TOKEN_VALUE_UNKNOWN: token: ABCD' },
  {
    row: 'B3 revoked',
    options: { persona: 'revoked-token' },
    ...OAUTH,
    description: /^TOKEN_VALUE_UNKNOWN: token: \w{32}$/,
  },
  {
    ...{ row: 'B4', options: { persona: 'ip-locked' } },
    ...{ ...OAUTH, description: /^TOKEN_IP_MISMATCHED: consumer: \w{32} IP: 127\.0\.0\.1$/ },
  },
  {
    ...{ row: 'B5 wrong secret', options: { keys: { tokenSecret: 'x' } } },
    ...{ ...OAUTH, description: 'SIGNATURE_INVALID: Invalid Signature' },
  },
  {
    ...{ row: 'B7 too old', options: { oauth: { oauth_timestamp: String(NOW - 301) } } },
    ...{ ...OAUTH, description: `TIMESTAMP_REFUSED: timestamp: ${NOW - 301}` },
  },
  {
    ...{ row: 'B7 no number', options: { oauth: { oauth_timestamp: 'noon' } } },
    ...{ ...OAUTH, description: 'TIMESTAMP_REFUSED: timestamp: noon' },
  },
  {
    ...{ row: 'B8 version', options: { oauth: { oauth_version: '2.0' } } },
    ...{ ...OAUTH, description: 'VERSION_REJECTED: oauth_version' },
  },
  {
    ...{ row: 'B8 method', options: { oauth: { oauth_signature_method: 'PLAINTEXT' } } },
    ...{ ...OAUTH, description: 'SIGNATURE_METHOD_REJECTED: oauth_signature_method' },
  },
  { row: 'B12', path: '/items/SET/99101', ...INVALID, description: 'Invalid item sequence number: null' },
  {
    ...{ row: 'B13', path: '/colors/400000000000000000', ...INVALID },
    description: 'Unparseable data [400000000000000000] for [color_id].',
  },
  {
    row: 'B14',
    path: '/items/?type=SET&no=99101-1',
    code: 400,
    message: 'INVALID_URI',
    description: '/api/store/v1/items/',
  },
  {
    ...{ row: 'B14 broken', path: '/items/PART/%ZZ', code: 400, message: 'INVALID_URI' },
    description: '/api/store/v1/items/PART/%ZZ',
  },
  {
    ...{ row: 'B15 broken', path: '/inventories', options: { method: 'POST', body: '{"item":' } },
    ...{ code: 400, message: 'INVALID_REQUEST_BODY' },
    description: 'A request has been made with a malformed JSON body.',
  },
  {
    ...{ row: 'B15 unknown', path: '/inventories', options: { method: 'POST', body: '{"item":{"categoryID":5}}' } },
    ...{ ...INVALID, description: 'Unparseable value or field: [item.categoryID.]' },
  },
  {
    ...{ row: 'B15 no object', path: '/inventories', options: { method: 'POST', body: '7' } },
    ...{ ...INVALID, description: 'Unparseable value or field: []' },
  },
  {
    ...{ row: 'B18 method', path: '/colors', options: { method: 'POST', body: '{}' } },
    ...{ code: 405, message: 'METHOD_NOT_ALLOWED', description: 'METHOD_NOT_ALLOWED' },
  },
  {
    row: 'B18 media type',
    path: '/inventories',
    options: { method: 'POST', body: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    ...{ code: 415, message: 'UNSUPPORTED_MEDIA_TYPE', description: 'UNSUPPORTED_MEDIA_TYPE' },
  },
  {
    ...{ row: 'B17 none', path: '/orders/5' },
    ...{ code: 404, message: 'RESOURCE_NOT_FOUND', description: 'RESOURCE_NOT_FOUND' },
  },
]

describe('what BrickLink refuses', () => {
  it.each(ROWS)('$row', async ({ path = '/colors', options, code, message, description }) => {
    const answer = await signed(sandbox, path, options)
    const { meta, ...rest } = JSON.parse(answer.text) as Envelope
    expect(meta).toEqual({ description: expect.stringMatching(exactly(description)), message, code })
    expect(Object.keys(meta)).toEqual(['description', 'message', 'code'])
    expect(rest).toEqual({})
    expect(answer.status).toBe(200)
  })

  it('B1: no Authorization at all', async () => {
    const answer = await call(`${sandbox.urlOf('bricklink')}/colors`)
    expect(answer.text).toBe(
      '{"meta":{"description":"PARAMETER_ABSENT: oauth_consumer_key","message":"BAD_OAUTH_REQUEST","code":401}}',
    )
  })

  it('B4 lets in those within the mask, and says which address it saw', async () => {
    const keys = sandbox.persona('ip-locked').bricklink
    sandbox.set('bricklink', { caller: keys?.address ?? '' })
    expect((await asked(sandbox, '/colors/11', { persona: 'ip-locked' })).meta.code).toBe(200)
    sandbox.set('bricklink', { caller: '198.51.100.9' })
    expect((await asked(sandbox, '/colors/11', { persona: 'ip-locked' })).meta.description).toMatch(
      /IP: 198\.51\.100\.9$/,
    )
  })

  it('B5 says both base strings in its log', async () => {
    await asked(sandbox, '/orders?direction=in', { keys: { consumerSecret: 'x' } })
    expect(sandbox.log[0]).toMatchObject({
      refused: 'SIGNATURE_INVALID: Invalid Signature',
      persona: 'ok',
      theirs: /=$/,
    })
    expect(sandbox.log[0]?.base).toMatch(
      /^GET&http%3A%2F%2F127\.0\.0\.1%3A\d+%2Fapi%2Fstore%2Fv1%2Forders&direction%3Din%26/,
    )
  })

  it('B5 notices a query that was changed after it was signed', async () => {
    const options = { spoil: (header: string) => header }
    expect((await asked(sandbox, '/orders?direction=out', options)).meta.code).toBe(200)
    const header = { Authorization: '' }
    await signed(sandbox, '/orders?direction=in', { spoil: (text) => (header.Authorization = text) && 'OAuth x="y"' })
    const answer = await call(`${sandbox.urlOf('bricklink')}/orders?direction=out`, { headers: header })
    expect(answer.text).toContain('SIGNATURE_INVALID')
  })

  it('B6: a nonce once', async () => {
    const oauth = { oauth_nonce: 'same', oauth_timestamp: String(NOW + 80_000) }
    expect((await asked(sandbox, '/colors/11', { oauth })).meta.code).toBe(200)
    expect((await asked(sandbox, '/colors/11', { oauth })).meta.description).toBe('NONCE_USED: nonce: same')
  })

  it.each([
    { mode: 'strict', equal: 401 },
    { mode: 'lenient', equal: 200 },
  ] as const)('B7, $mode: equal timestamps $equal, older ones never', async ({ mode, equal }) => {
    const other = await startSandbox({ services: [bricklink], clock: WORLD_TIME, mode })
    const at = async (seconds: number, nonce: string) => {
      const oauth = { oauth_timestamp: String(NOW + seconds), oauth_nonce: nonce }
      return (await asked(other, '/colors/11', { oauth })).meta.code
    }
    expect([await at(5, 'a'), await at(5, 'b'), await at(4, 'c'), await at(6, 'd')]).toEqual([200, equal, 401, 200])
    expect([await at(300, 'e'), await at(301, 'f')]).toEqual([200, 401])
    await other.close()
  })

  it.each([
    { variant: 'envelope', status: 200, type: 'text/html;charset=utf-8' },
    { variant: 'gateway', status: 429, type: 'text/html' },
  ])('B9: the call over the quota, by $variant; after a day there is a new one', async ({ variant, status, type }) => {
    sandbox.set('bricklink', { quota_answer: variant })
    const options = { persona: 'near-quota' }
    const codes = [await asked(sandbox, '/colors/11', options), await asked(sandbox, '/colors/11', options)]
    expect(codes.map(({ meta }) => meta.code)).toEqual([200, 200])
    const answer = await signed(sandbox, '/colors/11', options)
    expect([answer.status, answer.headers['content-type'], answer.headers['retry-after']]).toEqual([
      status,
      type,
      undefined,
    ])
    expect(answer.text).toMatch(
      /^(\{"meta":\{"description":"API call limit exceeded\.".*429\}\}|<html>.*429 Too Many.*)$/,
    )
    expect(sandbox.counters()['bricklink']).toEqual({ 'calls of near-quota': 5_000 })
    sandbox.clock.advance(86_400_000)
    expect((await asked(sandbox, '/colors/11', options)).meta.code).toBe(200)
  })

  it('B9: who was refused has used nothing', async () => {
    const options = { persona: 'near-quota' }
    await asked(sandbox, '/colors', { ...options, keys: { tokenSecret: 'x' } })
    expect((await asked(sandbox, '/colors/11', options)).meta.code).toBe(200)
    expect((await asked(sandbox, '/colors/11', options)).meta.code).toBe(200)
  })

  it('B10: the fifth of five at a time is reset', async () => {
    sandbox.fault({ fault: 'late', wait: 150 })
    const five = await Promise.allSettled([1, 2, 3, 4, 5].map(() => signed(sandbox, '/colors/11')))
    expect(five.map(({ status }) => status).toSorted()).toEqual([...Array<string>(4).fill('fulfilled'), 'rejected'])
    sandbox.clearFaults()
    expect((await asked(sandbox, '/colors/11')).meta.code).toBe(200)
  })

  it('B16: VAT that there is not is the one error of HTTP, a region that there is not is none', async () => {
    const wrong = await signed(sandbox, '/items/PART/3001/price?vat=BOGUS')
    expect([wrong.status, JSON.parse(wrong.text)]).toMatchObject([400, { meta: INVALID }])
    const path = '/items/PART/3001/price?color_id=11'
    expect(await asked(sandbox, `${path}&region=mars`)).toEqual(await asked(sandbox, path))
  })

  it('B17: the order of others', async () => {
    const other = sandbox.world.orders.find(({ direction }) => direction === 'other')
    const { meta } = await asked(sandbox, `/orders/${other?.id}`)
    expect(meta).toMatchObject({ code: 403, message: 'PERMISSION_DENIED' })
  })

  it('checks in order: who asks before what is asked', async () => {
    const wrong = { method: 'POST', body: '{', keys: { tokenSecret: 'x' } }
    expect((await asked(sandbox, '/nowhere', wrong)).meta.description).toMatch(/^SIGNATURE_INVALID/)
    expect((await asked(sandbox, '/nowhere', { method: 'POST', body: '{' })).meta.message).toBe('INVALID_URI')
    expect((await asked(sandbox, '/colors', { method: 'POST', body: '{' })).meta.message).toBe('METHOD_NOT_ALLOWED')
  })

  it('takes both forms of the signature, and an address behind a proxy', async () => {
    expect((await asked(sandbox, '/orders?direction=out', { form: 'B' })).meta.code).toBe(200)
    const proxied = await startSandbox({
      services: [bricklink],
      clock: WORLD_TIME,
      publicBase: 'https://api.example.org',
    })
    expect((await asked(proxied, '/colors/11')).meta.description).toBe('SIGNATURE_INVALID: Invalid Signature')
    expect(proxied.log[0]?.base).toMatch(/^GET&https%3A%2F%2Fapi\.example\.org%2Fapi/)
    await proxied.close()
  })
})

function exactly(text: string | RegExp): RegExp {
  return typeof text === 'string' ? new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : text
}
