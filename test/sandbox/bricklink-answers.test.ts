import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bricklink } from './bricklink.js'
import { startSandbox, type Sandbox } from './server.js'
import { asked, dataOf, signed, type Envelope } from './signed-call.js'
import { WORLD_TIME } from './world.js'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ services: [bricklink], clock: WORLD_TIME })
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.reset())

const OK = { description: 'OK', message: 'OK', code: 200 }

const LOT = { item: { no: '3001', type: 'PART' }, color_id: 11, quantity: 1, unit_price: '50', new_or_used: 'U' }

/** Of this world, and where the user is the buyer unless it says otherwise. */
function orderWith(found: (order: Sandbox['world']['orders'][number]) => boolean) {
  const order = sandbox.world.orders.find(found)
  if (!order) throw new Error('the world has no such order')
  return order
}

describe('what BrickLink answers', () => {
  it.each([
    { path: '/items/PART/sbx-none', data: {} },
    { path: '/items/set/99999-1', data: {} },
    { path: '/colors/2147483647', data: {} },
    { path: '/items/PART/sbx-none/colors', data: [] },
    { path: '/items/PART/sbx-none/subsets', data: [] },
    { path: '/items/PART/sbx-none/supersets', data: [] },
    { path: '/item_mapping/PART/sbx-none', data: [] },
    { path: '/item_mapping/999', data: [] },
  ])('B11: $path is unknown and no error', async ({ path, data }) => {
    expect(await asked(sandbox, path)).toEqual({ meta: OK, data })
  })

  it.each(['/items/PART/sbx-none/price', '/items/PART/3001/price?color_id=999&guide_type=sold'])(
    'B11, B23: nothing for %s is zero',
    async (path) => {
      const guide = await dataOf<Record<string, unknown>>(sandbox, path)
      const zero = '0.0000'
      expect(guide).toMatchObject({ min_price: zero, max_price: zero, avg_price: zero, qty_avg_price: zero })
      expect(guide).toMatchObject({ unit_quantity: 0, total_quantity: 0, price_detail: [] })
    },
  )

  it.each([
    {
      row: 'B19',
      fault: 'internal-in-200',
      status: 200,
      body: /^\{"meta":\{"description":"INTERNAL_SERVER_ERROR".*500\}\}$/,
    },
    { row: 'B20', fault: 'status-502', status: 502, body: /^<html>.*502 Bad Gateway/ },
    { row: 'B20', fault: 'status-503', status: 503, body: /^<html>.*503 Service Temporarily Unavailable/ },
    { row: 'B20', fault: 'status-504', status: 504, body: /^<html>.*504 Gateway Time-out/ },
    { row: 'B21', fault: 'maintenance', status: 302, body: /^<html>/ },
    { row: 'B22', fault: 'bot-wall', status: 202, body: /JavaScript is disabled/ },
  ])('$row: $fault', async ({ fault, status, body }) => {
    sandbox.fault({ fault, times: 1 })
    const answer = await signed(sandbox, '/colors')
    expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(body)])
    expect(answer.headers.location ?? 'none').toMatch(
      fault === 'maintenance' ? /^https:\/\/www\.bricklink\.com\/error\.page/ : /^none$/,
    )
    expect((await signed(sandbox, '/colors')).status).toBe(200)
  })

  it('B24: a long list of orders, whole and at once', async () => {
    sandbox.set('bricklink', { extra_orders: 1_000 })
    const answer = await signed(sandbox, '/orders?direction=out')
    expect(answer.headers['transfer-encoding']).toBe('chunked')
    expect((JSON.parse(answer.text) as { data: unknown[] }).data.length).toBeGreaterThan(1_000)
  })

  it('B25: texts are HTML with line ends', async () => {
    const lots = await dataOf<{ description: string }[]>(sandbox, '/inventories')
    expect(lots.map(({ description }) => description).join()).toMatch(/\r\n\r\n<a href="[^]*Don&#39;t/)
    const bought = orderWith(({ direction, storeName }) => direction === 'out' && storeName.includes('&'))
    expect(await dataOf(sandbox, `/orders/${bought.id}`)).toMatchObject({
      store_name: expect.stringContaining('&amp;') as string,
    })
  })

  it('B26: news are told once', async () => {
    const news = await dataOf<unknown[]>(sandbox, '/notifications')
    expect(news[0]).toEqual({
      event_type: 'Order',
      resource_id: expect.any(Number) as number,
      timestamp: expect.any(String) as string,
    })
    expect(await dataOf(sandbox, '/notifications')).toEqual([])
  })

  it('B27: a quantity is changed by a difference', async () => {
    const [lot] = await dataOf<{ inventory_id: number; quantity: number; color_name: string }[]>(
      sandbox,
      '/inventories',
    )
    const path = `/inventories/${lot?.inventory_id}`
    const put = (quantity: unknown) => asked(sandbox, path, { method: 'PUT', body: JSON.stringify({ quantity }) })
    for (const wrong of ['5', 5, '+x', '-9999']) {
      expect((await put(wrong)).meta).toMatchObject({ code: 400, message: 'PARAMETER_MISSING_OR_INVALID' })
    }
    const { data } = await put('+1')
    expect(data).toMatchObject({ quantity: (lot?.quantity ?? 0) + 1 })
    expect(data).not.toHaveProperty('color_name')
    expect(await dataOf(sandbox, path)).toMatchObject({
      quantity: (lot?.quantity ?? 0) + 1,
      color_name: lot?.color_name,
    })
  })

  it('keeps an inventory: made, read, changed and gone', async () => {
    const made = await asked(sandbox, '/inventories', {
      method: 'POST',
      body: JSON.stringify({ ...LOT, my_cost: '0.12341' }),
    })
    expect(made.meta).toEqual({ description: 'OK_CREATED', message: 'OK_CREATED', code: 201 })
    expect(made.data).toMatchObject({ unit_price: '50.0000', my_cost: '0.1235', item: { name: 'Brick 2 x 4' } })
    const path = `/inventories/${(made.data as { inventory_id: number }).inventory_id}`
    expect(await dataOf(sandbox, path)).toMatchObject({ color_name: 'Black', quantity: 1 })
    expect(await asked(sandbox, path, { method: 'DELETE' })).toEqual({
      meta: { description: 'OK_NO_CONTENT', message: 'OK_NO_CONTENT', code: 204 },
    })
    expect((await asked(sandbox, path)).meta.code).toBe(404)
    const many = await signed(sandbox, '/inventories', { method: 'POST', body: JSON.stringify([LOT, LOT]) })
    expect(many.text).toBe('{"meta":{"description":"OK_CREATED","message":"OK_CREATED","code":201}}')
  })

  it.each([
    { filter: 'item_type=SET', of: (lot: Row) => lot.item?.type === 'SET' },
    { filter: 'item_type=-set', of: (lot: Row) => lot.item?.type !== 'SET' },
    { filter: 'status=S', of: (lot: Row) => lot.stock_room_id === 'A' },
    { filter: 'status=Y', of: (lot: Row) => !lot.is_stock_room },
    { filter: 'status=S,B', of: (lot: Row) => lot.is_stock_room },
    { filter: 'color_id=11', of: (lot: Row) => lot.color_id === 11 },
  ])('filters inventories by $filter', async ({ filter, of }) => {
    const [all, some] = [
      await dataOf<Row[]>(sandbox, '/inventories'),
      await dataOf<Row[]>(sandbox, `/inventories?${filter}`),
    ]
    expect(some).toEqual(all.filter(of))
    expect(some.length).toBeGreaterThan(0)
    expect(some.length).toBeLessThan(all.length)
  })

  it('lists orders by who placed them, filed ones apart', async () => {
    const ids = async (query: string) => (await dataOf<{ order_id: number }[]>(sandbox, `/orders${query}`)).length
    const [placed, received] = [await ids('?direction=out'), await ids('')]
    expect([placed + (await ids('?direction=out&filed=true')), received + (await ids('?filed=true'))]).toEqual([24, 14])
    expect(await ids('?direction=out&status=-completed,-PURGED,-Cancelled')).toBe(3)
    expect((await asked(sandbox, '/orders?direction=sideways')).meta.code).toBe(400)
  })

  it('has batches in an order, none in a purged one, and the VAT that it collected', async () => {
    const [added, purged] = [
      orderWith(({ batches }) => batches.length === 2),
      orderWith(({ status }) => status === 'PURGED'),
    ]
    const taxed = orderWith(({ vatCollected }) => vatCollected)
    const batches = await dataOf<{ quantity: number }[][]>(sandbox, `/orders/${added.id}/items`)
    expect(batches.map((batch) => batch.length)).toEqual(added.batches.map((batch) => batch.length))
    expect(await dataOf(sandbox, `/orders/${added.id}`)).toMatchObject({
      unique_count: added.lots,
      total_count: added.pieces,
    })
    expect(await dataOf(sandbox, `/orders/${purged.id}/items`)).toEqual([])
    expect(await dataOf(sandbox, `/orders/${taxed.id}`)).toMatchObject({
      ...{
        vat_collected_by_bl: true,
        cost: { vat_rate: '19.00', vat_amount: expect.not.stringMatching(/^0\.0000$/) as string },
      },
    })
  })

  it('changes the status of an order that is not done', async () => {
    const put = (id: number, field: string, value: string) => {
      return asked(sandbox, `/orders/${id}/${field}`, { method: 'PUT', body: JSON.stringify({ field, value }) })
    }
    const [open, done] = [
      orderWith(({ status }) => status === 'PENDING'),
      orderWith(({ status }) => status === 'COMPLETED'),
    ]
    expect((await put(open.id, 'status', 'PAID')).meta).toEqual(OK)
    expect(await dataOf(sandbox, `/orders/${open.id}`)).toMatchObject({ status: 'PAID' })
    expect((await put(done.id, 'status', 'PENDING')).meta).toMatchObject({
      code: 422,
      message: 'RESOURCE_UPDATE_NOT_ALLOWED',
    })
    expect((await put(open.id, 'payment_status', 'Nonsense')).meta.code).toBe(400)
  })

  it.each([
    { name: 'content_type', to: 'json', path: '/colors/11', header: 'application/json;charset=utf-8' },
    { name: 'http_mirrors_meta', to: true, path: '/orders/5', status: 404 },
    { name: 'meta_code_string', to: true, path: '/colors/11', text: /"code":"200"/ },
    { name: 'category_key', to: 'categoryID', path: '/items/PART/3001/supersets', text: /"categoryID":65/ },
    { name: 'appears_key', to: 'appear_as', path: '/items/PART/3001/supersets', text: /"appear_as":"R"/ },
    { name: 'grand_total_key', to: 'grandtotal', path: '/orders', text: /"grandtotal":"/ },
    { name: 'known_color_strings', to: true, path: '/items/PART/3001/colors', text: /\{"color_id":"11","quantity":"/ },
    { name: 'order_id_string', to: true, path: '/orders', text: /"order_id":"\d/ },
    { name: 'rating_list', to: true, path: '/members/seller1/ratings', text: /"rating":\[\{/ },
  ])('has a switch $name', async ({ name, to, path, header, status = 200, text = /^\{"meta"/ }) => {
    const before = await signed(sandbox, path)
    sandbox.set('bricklink', { [name]: to })
    const after = await signed(sandbox, path)
    expect([after.status, after.headers['content-type'], after.text]).toEqual([
      ...[status, header ?? 'text/html;charset=utf-8', expect.stringMatching(text)],
    ])
    expect([before.status, before.headers['content-type'], before.text]).not.toEqual([
      status,
      after.headers['content-type'],
      after.text,
    ])
  })

  it('deletes without a body when it is told to', async () => {
    sandbox.set('bricklink', { delete_204_empty: true })
    const [lot] = await dataOf<{ inventory_id: number }[]>(sandbox, '/inventories')
    const answer = await signed(sandbox, `/inventories/${lot?.inventory_id}`, { method: 'DELETE' })
    expect([answer.status, answer.text]).toEqual([204, ''])
  })

  it.each([
    '/categories',
    '/categories/11',
    '/settings/shipping_methods',
    '/settings/shipping_methods/1234',
    '/coupons',
    '/coupons?direction=in&status=S',
    '/coupons/1234',
    '/feedback',
    '/feedback?direction=out',
    '/members/seller1/ratings',
    '/items/PART/3001/images/11',
    '/items/minifig/sbx001',
    '/item_mapping/part/3001?color_id=11',
    '/item_mapping/300126',
  ])('answers %s', async (path) => {
    const { meta, data } = JSON.parse((await signed(sandbox, path)).text) as Envelope
    expect(meta).toEqual(OK)
    expect(JSON.stringify(data).length).toBeGreaterThan(20)
  })

  it('keeps notes on members', async () => {
    const path = '/members/seller1/my_notes'
    expect((await asked(sandbox, path)).meta.code).toBe(404)
    expect((await asked(sandbox, path, { method: 'POST', body: '{"note_text":"packs well"}' })).meta.code).toBe(201)
    expect(await dataOf(sandbox, path)).toMatchObject({ user_name: 'seller1', note_text: 'packs well' })
    expect((await asked(sandbox, path, { method: 'DELETE' })).meta.code).toBe(204)
  })
})

interface Row {
  item?: { type: string }
  color_id?: number
  is_stock_room?: boolean
  stock_room_id?: string
}
