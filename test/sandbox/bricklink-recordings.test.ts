import * as fs from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bricklink } from './bricklink.js'
import { startSandbox, type Sandbox } from './server.js'
import { signed, type SignOptions } from './signed-call.js'
import { WORLD_TIME } from './world.js'

const RECORDED = '../shared/recorded/bricklink/'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ services: [bricklink], clock: WORLD_TIME })
})
afterAll(() => sandbox.close())

const LOT = {
  ...{ item: { no: '99101-1', type: 'SET' }, color_id: 0, quantity: 1, unit_price: '50', new_or_used: 'U' },
  ...{ completeness: 'C', remarks: 'made', is_retain: false, is_stock_room: true, stock_room_id: 'A' },
}

/** A recording and the call that the sandbox answers alike. */
const PAIRS: { file: string; path: string; options?: SignOptions }[] = [
  { file: 'inventories_status_S.json', path: '/inventories?status=S' },
  { file: 'inventories_item_type_SET.json', path: '/inventories?item_type=SET' },
  { file: 'inventory_224148559.json', path: '/inventories/62000001' },
  { file: 'inventory_update_step1.json', path: '/inventories/62000001' },
  {
    file: 'inventory_update_step2.json',
    path: '/inventories/62000001',
    options: { method: 'PUT', body: '{"quantity":"+1"}' },
  },
  {
    file: 'inventories_POST_single.json',
    path: '/inventories',
    options: { method: 'POST', body: JSON.stringify(LOT) },
  },
  {
    file: 'inventories_POST_bulk.json',
    path: '/inventories',
    options: { method: 'POST', body: JSON.stringify([LOT]) },
  },
  { file: 'orders_in.json', path: '/orders' },
  { file: 'orders_out_2021.json', path: '/orders?direction=out' },
  { file: 'order_15646315.json', path: '/orders/IN' },
  { file: 'order_items_html_entities.json', path: '/orders/IN/items' },
  { file: 'item_unknown_200_empty_data.json', path: '/items/set/1-10214' },
]

/** Answers that have to be the same to the letter. */
const ERRORS: { file: string; path: string; options?: SignOptions }[] = [
  { file: 'error_400_bare_set_number.json', path: '/items/SET/75192' },
  { file: 'error_400_invalid_request_body.json', path: '/inventories', options: { method: 'POST', body: '[' } },
  { file: 'error_400_invalid_uri.json', path: '/items/?type=SET&no=42100-1' },
  { file: 'error_400_parameter_unparseable.json', path: '/colors/400000000000000000' },
  { file: 'error_400_unparseable_body.json', path: '/inventories', options: { method: 'POST', body: '["x"]' } },
  {
    ...{ file: 'error_400_unparseable_field.json', path: '/inventories' },
    options: { method: 'POST', body: '{"item":{"no":"3001","categoryID":5}}' },
  },
  { file: 'error_401_signature_invalid.json', path: '/colors', options: { keys: { tokenSecret: 'x' } } },
  {
    file: 'inventories_POST_bulk.json',
    path: '/inventories',
    options: { method: 'POST', body: JSON.stringify([LOT]) },
  },
  { file: 'item_unknown_200_empty_data.json', path: '/items/set/1-10214' },
]

/** May be there or not, as it happens to be with what was recorded. */
const OPTIONAL = ['remarks', 'completeness', 'stock_room_id', 'date_paid', 'tracking_no', 'date_shipped']

describe.skipIf(!fs.existsSync(RECORDED))('recordings of BrickLink', () => {
  it.each(PAIRS)('$file has the members, order and types of $path', async ({ file, path, options }) => {
    const received = orderFor(path)
    const answer = JSON.parse((await signed(sandbox, received, options)).text) as unknown
    expect(differences(JSON.parse(fs.readFileSync(`${RECORDED}${file}`, 'utf8')), answer, '')).toEqual([])
  })

  it('has the members, order and types of a price guide of what was sold', async () => {
    const answer = await signed(sandbox, '/items/PART/3001/price?color_id=11&guide_type=sold')
    const { data } = JSON.parse(answer.text) as { data: { price_detail: unknown[] } }
    expect(data.price_detail.length).toBeGreaterThan(0)
    const recorded: unknown = JSON.parse(fs.readFileSync(`${RECORDED}price_guide_sold_3006_2017.json`, 'utf8'))
    expect(differences(recorded, data, '')).toEqual([])
  })

  it.each(ERRORS)('$file is answered to the letter', async ({ file, path, options }) => {
    const answer = await signed(sandbox, path, options)
    expect(answer.text).toBe(JSON.stringify(JSON.parse(fs.readFileSync(`${RECORDED}${file}`, 'utf8'))))
  })
})

describe('headers of BrickLink', () => {
  it('are those of the recordings, in their order', async () => {
    const { rawHeaders, headers } = await signed(sandbox, '/colors')
    expect(rawHeaders.filter((_, n) => n % 2 === 0)).toEqual([
      ...['Date', 'Content-Type', 'Transfer-Encoding', 'Connection', 'Set-Cookie', 'Set-Cookie', 'Server'],
      ...['X-Xss-Protection', 'Referrer-Policy'],
    ])
    expect(headers).toMatchObject({
      ...{ date: 'Sun, 01 Mar 2026 12:00:00 GMT', server: 'BrickLink', 'content-type': 'text/html;charset=utf-8' },
      ...{ 'transfer-encoding': 'chunked', 'x-xss-protection': '1; mode=block' },
    })
  })

  it('has compact JSON with the envelope first', async () => {
    expect((await signed(sandbox, '/colors/11')).text).toBe(
      '{"meta":{"description":"OK","message":"OK","code":200},"data":{"color_id":11,"color_name":"Black",' +
        '"color_code":"1B2A34","color_type":"Solid"}}',
    )
  })
})

describe('the comparison', () => {
  it.each([
    { title: 'a member too few', answer: { a: '1.0000', b: [{ c: 1 }] }, found: ['.d is not there'] },
    { title: 'a member too many', answer: { a: '1.0000', b: [{ c: 1, x: 1 }], d: null }, found: ['.b[0].x is new'] },
    {
      title: 'another order',
      answer: { b: [{ c: 1 }], a: '1.0000', d: null },
      found: [' has the order b,a,d, not a,b,d'],
    },
    {
      ...{ title: 'another type', answer: { a: '1.00', b: [{ c: '1' }], d: null } },
      found: ['.a is a decimal with 2 digits, not a decimal with 4 digits', '.b[0].c is a text, not number'],
    },
  ])('notices $title', ({ answer, found }) => {
    expect(differences({ a: '0.0500', b: [{ c: 2 }], d: null }, answer, '')).toEqual(found)
  })
})

function orderFor(path: string): string {
  const order = sandbox.world.orders.find(({ direction, batches }) => direction === 'in' && batches.length > 0)
  return path.replace('IN', String(order?.id))
}

/** What of the second is not as in the first: every row of a list is set against the first one of the recording. */
function differences(recorded: unknown, answer: unknown, at: string): string[] {
  if (kindOf(recorded) !== kindOf(answer)) return [`${at} is ${kindOf(answer)}, not ${kindOf(recorded)}`]
  if (Array.isArray(recorded) && Array.isArray(answer)) {
    const [first] = recorded as unknown[]
    return answer.length === 0 ? [`${at} is empty`] : answer.flatMap((row, n) => differences(first, row, `${at}[${n}]`))
  }
  if (!isRecord(recorded) || !isRecord(answer)) return []
  const [there, here] = [Object.keys(recorded), Object.keys(answer)]
  const lost = there
    .filter((name) => !here.includes(name) && !OPTIONAL.includes(name))
    .map((name) => `${at}.${name} is not there`)
  const added = here
    .filter((name) => !there.includes(name) && !OPTIONAL.includes(name))
    .map((name) => `${at}.${name} is new`)
  const [before, after] = [there.filter((name) => here.includes(name)), here.filter((name) => there.includes(name))]
  const order = before.join() === after.join() ? [] : [`${at} has the order ${after.join()}, not ${before.join()}`]
  return [
    ...lost,
    ...added,
    ...order,
    ...before.flatMap((name) => differences(recorded[name], answer[name], `${at}.${name}`)),
  ]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Texts with a form of their own are kinds of their own. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value !== 'string') return value === null ? 'null' : typeof value
  if (/^\d+\.\d+$/.test(value)) return `a decimal with ${value.length - value.indexOf('.') - 1} digits`
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? 'a time' : 'a text'
}
