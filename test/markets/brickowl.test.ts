import { describe, expect, it } from 'vitest'
import { brickowl as market } from '../../src/markets/brickowl.js'
import { availabilityCall } from '../../src/markets/brickowl/availability.js'
import { boidsCall, COLORS_CALL, CONDITIONS_CALL } from '../../src/markets/brickowl/boids.js'
import { itemCall, itemsCall, listCall } from '../../src/markets/brickowl/items.js'
import { ordersCall } from '../../src/markets/brickowl/orders.js'
import { ownLotsCall } from '../../src/markets/brickowl/own-lots.js'
import { createListCall, WISHLISTS_CALL } from '../../src/markets/brickowl/wishlists.js'
import type { Call } from '../../src/system/http/call.js'
import { openServer } from '../system/http/answering.js'
import { brickowl } from '../sandbox/brickowl.js'
import { openAskingSandbox } from './asking-sandbox.js'
import { trouble, type More } from './asking.js'

const { sandbox, open: openClient } = await openAskingSandbox(brickowl)

const LOOKUP = boidsCall({ id: '3001', type: 'P', idType: 'bl_item_no' })
const UNKNOWN_KEY = 'canary0000000000000000000000000000000000000000000000000000000000'

async function open(more?: More) {
  const asking = await openClient(more)
  return { ...asking, service: asking.market.service }
}

describe('what Brick Owl refuses', () => {
  it.each([
    { what: 'O1: a key that it does not know', more: { credentials: { key: UNKNOWN_KEY } }, call: LOOKUP },
    {
      what: 'O1: the same in a form',
      more: { credentials: { key: UNKNOWN_KEY } },
      call: createListCall({ name: 'A' }),
    },
  ])('$what', async ({ more, call }) => {
    const { service, kept, written } = await open(more)
    const told = await trouble(service.call<unknown>(call as Call<unknown>))
    expect(told).toEqual({
      message: 'Brick Owl does not know this key: Invalid API key',
      hint: 'copy it whole from https://www.brickowl.com/user (tab API Keys), then: brick login brickowl',
      ...{ exit: 6, kind: 'credentials' },
    })
    expect([kept(), sandbox.log.length]).toEqual([0, 1])
    expect(JSON.stringify(told) + written()).not.toContain('canary')
  })

  it.each<[string, Call<unknown>]>([
    ['lookup', itemCall('737117')],
    ['bulk_lookup', itemsCall(['737117'])],
    ['list', listCall('Minifigure')],
    ['availability', availabilityCall({ boid: '737117', shipTo: 'DE' })],
  ])('O2: %s with a key that may not see the catalog', async (_, call) => {
    const { service, kept } = await open({ persona: 'owl-basic' })
    const told = await trouble(service.call(call))
    expect(told).toMatchObject({ exit: 6, kind: 'permission' })
    expect(told.message).toMatch(/^Brick Owl does not show its catalog/)
    expect(told.hint).toMatch(/write to it.*--offers FILE/)
    expect([kept(), sandbox.log.length]).toEqual([0, 1])
  })

  it('O2: but not what every key may ask', async () => {
    const { service } = await open({ persona: 'owl-basic' })
    expect((await service.call(LOOKUP)).value?.length).toBeGreaterThan(3)
    expect((await service.call(COLORS_CALL)).value?.find(({ bricklink }) => bricklink.includes(11))).toMatchObject({
      name: 'Black',
    })
    expect((await service.call(CONDITIONS_CALL)).value?.map(({ id }) => id)).toContain('usedg')
  })

  it('what is denied beside the catalog is a box that is not ticked', async () => {
    const server = await openServer({ status: 403, body: '{"error":"Access Denied"}' })
    const { service } = await open({ baseUrl: server.url })
    const told = await trouble(service.call(WISHLISTS_CALL))
    expect(told).toMatchObject({ message: 'Brick Owl does not allow that to this key: Access Denied', exit: 6 })
    expect(told.hint).toMatch(/tick/)
    await server.close()
  })

  it('O3: orders of a store, to who has none', async () => {
    const { service } = await open({ persona: 'owl-catalog' })
    const told = await trouble(service.call(ordersCall('store')))
    expect(told).toMatchObject({ exit: 5, kind: 'request' })
    expect(told.message).toContain('400 Store not found')
    expect((await service.call(ordersCall('customer'))).value?.length).toBeGreaterThan(5)
  })

  it.each([{ isFlat: false }, { isFlat: true }])('O4: a wrong argument, flat: $isFlat', async ({ isFlat }) => {
    sandbox.set('brickowl', { flat_errors: isFlat })
    const { service, kept } = await open()
    const told = await trouble(service.call(availabilityCall({ boid: '737117', shipTo: 'Germany' })))
    expect(told).toMatchObject({ exit: 5, kind: 'request' })
    expect(told.message).toBe('Brick Owl refuses what it was asked: 400 Invalid value for country')
    expect([kept(), sandbox.log.length]).toEqual([0, 1])
  })

  it('O5: what does not exist is an answer, kept for a day', async () => {
    const { again, kept } = await open()
    const unknown = boidsCall({ id: 'nothing', type: 'P', idType: 'bl_item_no' })
    const ask = async () => {
      const { service } = again()
      return [(await service.call(itemCall('1'))).value, (await service.call(unknown)).value]
    }
    expect(await ask()).toEqual([undefined, undefined])
    sandbox.clock.advance(23 * 3_600_000)
    expect(await ask()).toEqual([undefined, undefined])
    expect([kept(), sandbox.log.length]).toEqual([2, 2])
    sandbox.clock.advance(2 * 3_600_000)
    await ask()
    expect(sandbox.log).toHaveLength(4)
  })
})

describe('the pace', () => {
  it('O6: after a call too many, it is left alone for half a minute, and then asked again', async () => {
    sandbox.set('brickowl', { rate_limit: 3 })
    const { service } = await open()
    const calls = Array.from({ length: 5 }, (_, n) => boidsCall({ id: `30${n}`, type: 'P', idType: 'ldraw' }))
    for (const call of calls) await service.call(call)
    const refused = sandbox.log.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    for (const { n, time } of refused) expect((sandbox.log[n]?.time ?? 0) - time).toBeGreaterThanOrEqual(30_000)
  })

  it('O6: who goes on being refused is told so', async () => {
    sandbox.set('brickowl', { rate_limit: 0 })
    const { service, kept } = await open()
    const told = await trouble(service.call(LOOKUP))
    expect(told).toMatchObject({ exit: 5, kind: 'too-fast' })
    expect(told.message).toContain('429 Rate limit exceeded')
    expect(kept()).toBe(0)
  })

  it('is eight calls a second, and three for many things at once in two', async () => {
    const { service } = await open()
    const single = Array.from({ length: 40 }, (_, n) => boidsCall({ id: `30${n}`, type: 'P', idType: 'ldraw' }))
    for (const call of single) await service.call(call)
    expect(sandbox.mostWithin({ service: 'brickowl', milliseconds: 1000 })).toBeLessThanOrEqual(8)
    sandbox.reset()
    const bulk = Array.from({ length: 12 }, (_, n) => itemsCall([`7371${n}`]))
    for (const call of bulk) await service.call(call)
    expect(sandbox.mostWithin({ service: 'brickowl', milliseconds: 2000 })).toBeLessThanOrEqual(3)
    expect(sandbox.counters()['brickowl']).toMatchObject({ 'bulk calls': 12, limited: 0 })
  })
})

describe('what is no answer', () => {
  it.each([
    { what: 'O12: a warning of PHP before the JSON', fault: 'php-warning', kind: 'malformed' },
    { what: 'a page for people', fault: 'html-200', kind: 'unavailable' },
    { what: 'half an answer', fault: 'cut-length', kind: 'malformed' },
    { what: 'a gateway without a service', fault: 'status-502', kind: 'unavailable' },
  ])('$what', async ({ fault, kind }) => {
    sandbox.fault({ fault })
    const { service, kept } = await open()
    const told = await trouble(service.call(LOOKUP))
    expect(told).toMatchObject({ exit: 5, kind })
    expect(told.message).toMatch(/^Brick Owl \(127\.0\.0\.1:\d+\) answers /)
    expect(kept()).toBe(0)
    sandbox.clearFaults()
    expect((await service.call(LOOKUP)).value).toBeDefined()
  })

  it('O12: an offer without a price is not guessed', async () => {
    const offer = { lot_id: '1', boid: '2', con: 'new', qty: '3', base_currency: 'EUR', store_id: '4' }
    const server = await openServer({ body: JSON.stringify({ 1: offer }) })
    const { service } = await open({ baseUrl: server.url })
    const told = await trouble(service.call(availabilityCall({ boid: '2', shipTo: 'DE' })))
    expect(told).toMatchObject({ exit: 5, kind: 'malformed' })
    expect(told.message).toContain('1.price')
    await server.close()
  })
})

describe('O13: the key', () => {
  it('is in the address of a question and in the form of a change', async () => {
    const { service } = await open()
    await service.call(LOOKUP)
    await service.call(createListCall({ name: 'A' }))
    const [question, change] = sandbox.log
    expect([question?.status, change?.status]).toEqual([200, 200])
    expect(question?.url).toContain('key=')
    expect(change?.url).not.toContain('key=')
  })

  it.each(['reset-before', 'html-200', 'garbage-200', 'status-500', 'redirect', 'cut-chunked', 'answer'])(
    'is in nothing that is shown or kept after %s',
    async (fault) => {
      const key = sandbox.persona('ok').brickowl?.key ?? ''
      const { service, written } = await open()
      await service.call(COLORS_CALL)
      const echo = JSON.stringify({ error: { status: `no: /v1/catalog/id_lookup?id=1&key=${key}&type=Part` } })
      sandbox.fault({ fault, to: `http://elsewhere.example/?key=${key}`, status: 400, headers: {}, body: echo })
      const told = await trouble(service.call(LOOKUP))
      expect(JSON.stringify(told)).not.toContain(key.slice(8, 40))
      expect(written()).not.toContain(key.slice(8, 40))
    },
  )

  it.each(['', 'short', 'with blanks in the middle of it', `${'x'.repeat(40)}&a=b`])(
    'that is none is seen before anybody is asked: "%s"',
    (key) => {
      expect(() => market.open({ credentials: { key }, baseUrl: 'http://127.0.0.1:1', means: NO_MEANS })).toThrow(
        /no API key of Brick Owl/,
      )
    },
  )
})

describe('check', () => {
  it.each([
    { persona: 'ok', says: /^brickmason, whose key may see the catalog/ },
    { persona: 'owl-basic', says: /^brickmason, whose key may not see the catalog.*write to it/ },
  ])('says who $persona is, and whether the catalog is open', async ({ persona, says }) => {
    const { market } = await open({ persona })
    expect(await market.check()).toMatch(says)
    expect(sandbox.log).toHaveLength(2)
  })
})

describe('items', () => {
  it.each([{ isList: false }, { isList: true }])('many at once, as a list: $isList', async ({ isList }) => {
    sandbox.set('brickowl', { bulk_lookup_list: isList })
    const { service } = await open()
    const boids = sandbox.world.pairs.slice(0, 3).map(({ boid }) => boid)
    const { value: items = [] } = await service.call(itemsCall([...boids, '1']))
    expect(items.map(({ boid }) => boid)).toEqual(boids)
    expect(items[0]?.color?.id).toBe(sandbox.world.pairs[0]?.color.brickowl)
    expect((await service.call(itemCall(boids[0] ?? ''))).value).toEqual(items[0])
  })

  it('lots of the own store', async () => {
    const { service } = await open()
    const { value: lots = [] } = await service.call(ownLotsCall())
    expect(lots.length).toBeGreaterThan(3)
    expect(lots[0]).toMatchObject({ boid: sandbox.world.ownLots[0]?.pair?.boid, isForSale: true })
  })
})

/** Nothing is asked for. */
const NO_MEANS = {} as Parameters<typeof market.open>[0]['means']
