import { describe, expect, it } from 'vitest'
import { pieces } from '../../src/core/inventory.js'
import { CATEGORIES_CALL, COLORS_CALL } from '../../src/markets/bricklink/catalog.js'
import {
  elementsCall,
  itemCall,
  knownColorsCall,
  mappingCall,
  subsetsCall,
  supersetsCall,
} from '../../src/markets/bricklink/items.js'
import { orderCall, ordersCall } from '../../src/markets/bricklink/orders.js'
import { ownLotCall, ownLotsCall } from '../../src/markets/bricklink/own-lots.js'
import { couponsCall, ratingCall } from '../../src/markets/bricklink/people.js'
import { bricklink as market } from '../../src/markets/bricklink.js'
import type { Order, OrderSource } from '../../src/markets/market.js'
import { bricklink } from '../sandbox/bricklink.js'
import type { Switches } from '../sandbox/service.js'
import { decimal, USER } from '../sandbox/world.js'
import { openServer } from '../system/http/answering.js'
import { openAskingSandbox } from './asking-sandbox.js'
import { keysOf, type Asking, type More } from './asking.js'

const { sandbox, open } = await openAskingSandbox(bricklink)

describe('orders that were placed', () => {
  it('are listed newest first, without those that were filed', async () => {
    const { orders } = await source()
    const placed = sandbox.world.orders.filter(({ direction, filed }) => direction === 'out' && !filed)
    const list = await orders.list({})
    expect(list.map(({ id }) => id)).toEqual(placed.map(({ id }) => String(id)).toReversed())
    const [order] = list
    const last = placed.at(-1)
    expect(order).toEqual({
      ...{ id: String(last?.id), ordered: new Date(last?.time ?? 0).toISOString(), seller: last?.storeName },
      ...{ status: last?.status, pieces: last?.pieces, lots: last?.lots },
      total: expect.stringMatching(/^EUR \d+\.\d\d$/),
    })
  })

  it('that were filed come when they are asked for', async () => {
    const { orders } = await source()
    const filed = sandbox.world.orders.filter((order) => order.direction === 'out' && order.filed)
    const list = await orders.list({ isFiled: true })
    expect(list.map(({ id }) => id).toSorted()).toEqual(filed.map(({ id }) => String(id)).toSorted())
  })

  it('B24: come all at once, however many', async () => {
    sandbox.set('bricklink', { extra_orders: 1000 })
    const { orders } = await source()
    expect((await orders.list({})).length).toBeGreaterThan(1000)
    expect(sandbox.log).toHaveLength(1)
  })

  it('come with all lots, prices and remarks', async () => {
    const { orders } = await source()
    const placed = sandbox.world.orders.filter(({ direction, batches }) => direction === 'out' && batches.length > 0)
    for (const given of placed.slice(0, 6)) {
      const order = await orders.order(String(given.id))
      const rows = given.batches.flat()
      expect(order && pieces(order.inventory)).toBe(rows.reduce((sum, { quantity }) => sum + quantity, 0))
      for (const { lot, price, description, remarks } of rows) {
        const found = lotIn(order, lot.pair?.part.bricklink ?? '', lot.pair?.color.bricklink ?? 0)
        expect(found).toMatchObject({
          condition: expect.stringMatching(/^[NU]$/),
          carried: { price: decimal(price, 4), lotId: lot.id, name: lot.pair?.part.name },
        })
        expect(found?.carried?.currency).toBe(given.currency === 'USD' ? undefined : given.currency)
        expect(found?.remarks).toBe(remarks)
        // B25: as people read it.
        expect(found?.carried?.comments).toBe(description === '' ? undefined : "Don't mind the scratches (few)")
      }
    }
  })

  it('add up what was added later', async () => {
    const { orders } = await source()
    const given = sandbox.world.orders.find(({ batches }) => batches.length === 2)
    const order = await orders.order(String(given?.id))
    const [row] = given?.batches[1] ?? []
    const [first] = given?.batches[0] ?? []
    const found = lotIn(order, row?.lot.pair?.part.bricklink ?? '', row?.lot.pair?.color.bricklink ?? 0)
    expect(found?.quantity).toBe((row?.quantity ?? 0) + (first?.quantity ?? 0))
  })

  it('that were purged have no lots any more', async () => {
    const { orders } = await source()
    const given = sandbox.world.orders.find(({ direction, status }) => direction === 'out' && status === 'PURGED')
    const order = await orders.order(String(given?.id))
    expect(order).toMatchObject({ status: 'PURGED', pieces: given?.pieces, inventory: { lots: [] } })
  })

  it.each([
    { id: '5', sent: 1 },
    { id: 'abc', sent: 0 },
    { id: '', sent: 0 },
    { id: '../coupons', sent: 0 },
  ])('B17: of $id there is none', async ({ id, sent }) => {
    const { orders } = await source()
    expect(await orders.order(id)).toBeUndefined()
    expect(sandbox.log).toHaveLength(sent)
  })

  it('are never kept: they change', async () => {
    const { orders, kept } = await source()
    await orders.list({})
    expect(kept()).toBe(0)
  })

  it('keep a state that nobody knows yet', async () => {
    sandbox.fault({ fault: 'unknown-words' })
    const { orders } = await source()
    expect((await orders.list({})).every(({ status }) => status === 'ON_HOLD')).toBe(true)
  })
})

describe('the check', () => {
  it('says whose key it is, with one call that changes nothing', async () => {
    const { market } = await open()
    expect(await market.check()).toBe(`${USER.name}, who sees prices in ${USER.currency}`)
    expect(sandbox.log.map(({ method, url }) => `${method} ${url.replace(/^.*\/v1/, '')}`)).toEqual([
      'GET /orders?direction=out',
    ])
  })

  it.each([
    { title: 'no orders', data: [] },
    { title: 'nothing to say', data: undefined },
  ])('says what it can of one who has $title', async ({ data }) => {
    const server = await openServer({ body: JSON.stringify({ meta: { code: 200 }, data }) })
    const { market } = await open({ baseUrl: `${server.url}/api/store/v1` })
    expect(await market.check()).toBe(
      'the key is good; as long as you have no orders there, it does not say whose it is',
    )
    await server.close()
  })

  it.each([
    { name: 'consumer_key', value: 'ABC', says: /^this is no consumer key of BrickLink: it has 3 characters, not 32/ },
    { name: 'token_secret', value: `${'F'.repeat(31)}G`, says: /^this is no token secret of BrickLink/ },
    { name: 'token', value: ' '.repeat(32), says: /^this is no token value of BrickLink/ },
  ])('$name that cannot be one is told before anything is sent', ({ name, value, says }) => {
    const open = () =>
      market.open({
        credentials: { ...keysOf(sandbox, 'bricklink'), [name]: value },
        baseUrl: sandbox.urlOf('bricklink'),
        means: {} as More as never,
      })
    expect(open).toThrow(says)
    expect(open).toThrow(expect.objectContaining({ exit: 6 }))
    expect(open).not.toThrow(value)
  })
})

describe('other questions', () => {
  const plain: Switches = {}
  it.each([
    { switches: plain },
    { switches: { category_key: 'categoryID', appears_key: 'appear_as', grand_total_key: 'grandtotal' } },
    { switches: { known_color_strings: true, order_id_string: true, rating_list: true, meta_code_string: true } },
  ])('are answered alike with $switches', async ({ switches }) => {
    sandbox.set('bricklink', switches)
    const { market } = await open()
    const { service } = market
    const { pairs, sets, stores, ownLots } = sandbox.world
    const [pair, set, store] = [pairs.find(({ elements }) => elements.length > 0), sets[0], stores[0]]
    const [part, color, element] = [pair?.part.bricklink ?? '', pair?.color.bricklink ?? 0, pair?.elements[0] ?? '']
    const value = async <T>(call: Parameters<typeof service.call<T>>[0]) => (await service.call(call)).value

    expect(await value(itemCall('P', part))).toMatchObject({ no: part, type: 'PART', category: pair?.part.category })
    expect((await value(itemCall('P', part)))?.thumbnail).toMatch(/^https:\/\/img\.bricklink\.com/)
    expect(await value(itemCall('P', 'nobody-knows'))).toBeUndefined()
    expect(await value(knownColorsCall('P', part))).toContainEqual({ color, quantity: expect.any(Number) })
    expect(await value(knownColorsCall('P', 'nobody-knows'))).toEqual([])
    expect(await value(elementsCall(part, color))).toContainEqual({
      ...{ item: { no: part, type: 'PART', name: undefined, category: undefined }, color, element },
      colorName: pair?.color.bricklinkName,
    })
    expect((await value(mappingCall(element)))?.map(({ item }) => item.no)).toContain(part)
    expect(await value(mappingCall('0'))).toEqual([])

    const subsets = (await value(subsetsCall('S', set?.no ?? ''))) ?? []
    const regular = set?.rows.filter(({ isAlternate, isCounterpart }) => !isAlternate && !isCounterpart) ?? []
    expect(sum(subsets.filter(({ isAlternate, isCounterpart }) => !isAlternate && !isCounterpart))).toBe(sum(regular))
    expect(subsets.some(({ extra }) => extra > 0)).toBe(true)
    expect(subsets.every(({ item }) => item.category !== undefined)).toBe(true)
    const broken = (await value(subsetsCall('S', set?.no ?? '', { breakMinifigs: true, breakSubsets: true }))) ?? []
    expect(broken.some(({ item }) => item.type === 'MINIFIG')).toBe(false)
    const inSet = set?.rows.find((row) => row.pair)?.pair
    const supersets = await value(supersetsCall('P', inSet?.part.bricklink ?? '', inSet?.color.bricklink))
    expect(supersets).toContainEqual(expect.objectContaining({ item: expect.objectContaining({ no: set?.no }) }))
    expect(supersets?.every(({ as }) => /^[ACER]$/.test(as))).toBe(true)

    expect(await value(COLORS_CALL)).toContainEqual({ color: 11, name: 'Black', rgb: '1B2A34', type: 'Solid' })
    expect((await value(CATEGORIES_CALL))?.length).toBe(sandbox.world.categories.length)
    expect(await value(ratingCall(store?.owner ?? ''))).toMatchObject({ praise: store?.feedback })
    expect(await value(ratingCall('nobody'))).toBeUndefined()
    expect((await value(couponsCall('in')))?.map(({ status }) => status)).toEqual(['O', 'A', 'E'])
    const received = await value(ordersCall('in'))
    expect(received?.every(({ seller }) => seller === USER.name)).toBe(true)
    expect(received?.[0]?.cost.grand).toBeDefined()
    expect(await value(orderCall(received?.[0]?.id ?? ''))).toMatchObject({ id: received?.[0]?.id, isInvoiced: true })
    const own = await value(ownLotsCall())
    expect(own?.length).toBe(ownLots.length + 2)
    expect(own?.some(({ description }) => description === "Don't expect new ones (played with)")).toBe(true)
    expect(
      own?.some(({ description = '' }) => description.includes('<a href=')),
      'tags stay text',
    ).toBe(true)
    expect((await value(ownLotsCall({ itemType: 'SET' })))?.length).toBe(2)
    expect(await value(ownLotCall(own?.[0]?.id ?? ''))).toEqual(own?.[0])
  })

  it('B26: are never for news, which reading would empty', async () => {
    const { market } = await open()
    await market.check()
    await market.orders?.list({})
    expect(sandbox.log.filter(({ url }) => url.includes('notifications'))).toEqual([])
  })
})

async function source(): Promise<Asking & { orders: OrderSource }> {
  const opened = await open()
  const { orders } = opened.market
  if (!orders) throw new Error('there is no source of orders')
  return { ...opened, orders }
}

function lotIn(order: Order | undefined, part: string, color: number) {
  return order?.inventory.lots.find((lot) => lot.part === part && lot.color === color)
}

function sum(rows: { quantity: number }[]): number {
  return rows.reduce((all, { quantity }) => all + quantity, 0)
}
