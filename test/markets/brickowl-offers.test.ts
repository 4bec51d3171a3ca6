import { describe, expect, it } from 'vitest'
import type { Lot } from '../../src/core/inventory.js'
import type { Offer } from '../../src/core/trade/offer.js'
import type { OfferAnswer } from '../../src/core/trade/sources.js'
import { availabilityOf, type KnownStores } from '../../src/markets/brickowl/availability.js'
import type { OpenMarket } from '../../src/markets/market.js'
import { openServer } from '../system/http/answering.js'
import { brickowl } from '../sandbox/brickowl.js'
import type { Pair, SellerLot } from '../sandbox/world.js'
import { openAskingSandbox } from './asking-sandbox.js'
import { trouble } from './asking.js'

const { sandbox, open } = await openAskingSandbox(brickowl)

async function ask({ offers }: OpenMarket, lots: Lot[], shipTo = 'DE'): Promise<OfferAnswer[]> {
  const answers: OfferAnswer[] = []
  if (offers) for await (const answer of offers.offers(lots, { shipTo })) answers.push(answer)
  return answers.toSorted((a, b) => a.position - b.position)
}

/** What the world has on sale of a pair, to be sent to a country, by the number of the lot. */
function onSale(pair: Pair, country = 'DE'): SellerLot[] {
  const isSent = ({ store }: SellerLot) => store.shipsTo.length === 0 || store.shipsTo.includes(country)
  return sandbox.world.lots.filter((lot) => lot.pair === pair && lot.store.open && isSent(lot))
}

/** Pairs that somebody sells, most offers first. */
function soldPairs(): Pair[] {
  return sandbox.world.pairs.toSorted((a, b) => onSale(b).length - onSale(a).length)
}

function lotOf({ part, color }: Pair, quantity = 1): Lot {
  return { part: part.bricklink, color: color.bricklink, quantity }
}

const idsOf = (offers: Offer[] = []) => offers.map(({ lotId }) => lotId ?? '').toSorted()
const paths = () => sandbox.log.map(({ url }) => new URL(url, 'http://here').pathname.replace('/v1/catalog/', ''))

describe('offers', () => {
  it.each([
    { title: 'as usual', switches: {} },
    { title: 'O8: where only the bare BOID finds sellers', switches: { bare_only: true } },
  ])('O7: are the lots of that part in that color, $title', async ({ switches }) => {
    sandbox.set('brickowl', { bare_only: false, ...switches })
    const pairs = soldPairs().slice(0, 12)
    const { market } = await open()
    const answers = await ask(
      market,
      pairs.map((pair) => lotOf(pair)),
    )
    for (const { position, offers, number, problem } of answers) {
      const pair = pairs[position]
      expect(idsOf(offers)).toEqual(
        pair
          ? onSale(pair)
              .map(({ id }) => id)
              .toSorted()
          : [],
      )
      expect([number, problem]).toEqual([pair?.boid, undefined])
    }
    sandbox.set('brickowl', { bare_only: false })
  })

  it('have the terms of their store', async () => {
    const [pair] = soldPairs()
    const lot = pair && onSale(pair).find(({ store }) => store.minimumOrder > 0)
    if (!pair || !lot) throw new Error('nobody sells it')
    const { market } = await open()
    const [answer] = await ask(market, [lotOf(pair)])
    const { store } = lot
    expect(answer?.offers.find(({ lotId }) => lotId === lot.id)).toMatchObject({
      ...{ part: pair.part.bricklink, color: pair.color.bricklink, itemType: 'P', vat: 'unknown' },
      ...{ condition: lot.condition === 'new' ? 'N' : 'U', quantity: lot.quantity, bulk: lot.bulk },
      price: { currency: store.currency, micros: Math.floor(lot.price / 10) * 1000 },
      ...{ asOf: expect.stringMatching(/^2026-03-01T/), url: expect.stringMatching(/^https:\/\/\w+\.brickowl\.com\//) },
      store: {
        ...{ market: 'brickowl', id: store.id, name: store.name, country: store.country, currency: store.currency },
        ...{ minimum: { currency: store.currency, micros: store.minimumOrder * 100 }, feedback: store.feedback },
        url: expect.stringMatching(/^https:\/\/\w+\.brickowl\.com$/),
      },
    })
  })

  it('are the same from what is kept, and their stores are told of once', async () => {
    const lots = sandbox.world.pairs.slice(0, 60).map((pair) => lotOf(pair))
    const { market, again } = await open()
    const came = await ask(market, lots)
    const asked = sandbox.log.length
    const kept = again()
    expect(await kept.offers?.calls(lots, { shipTo: 'DE' })).toBe(0)
    const found = await ask(kept, lots)
    expect(found).toEqual(came)
    expect(await ask(again({ offline: true }), lots)).toEqual(came)
    expect(sandbox.log).toHaveLength(asked)
    const stores = found.flatMap(({ offers }) => offers.map(({ store }) => store))
    expect(new Set(stores).size).toBe(new Set(stores.map(({ id, currency }) => `${id} ${currency}`)).size)
  })

  it('name stores as people read them, and none that is closed', async () => {
    const lots = soldPairs()
      .slice(0, 60)
      .map((pair) => lotOf(pair))
    const { market } = await open()
    const stores = (await ask(market, lots)).flatMap(({ offers }) => offers.map(({ store }) => store.name))
    const closed = sandbox.world.stores.filter((store) => !store.open).map(({ name }) => name)
    expect(stores.filter((name) => name.includes('&') && !name.includes('&amp;')).length).toBeGreaterThan(0)
    expect(stores.filter((name) => closed.includes(name))).toEqual([])
  })

  it('are of any color where the list takes any, of sets and of figures', async () => {
    const { world } = sandbox
    const [pair] = soldPairs()
    const [set, minifig] = [world.lots.find((lot) => lot.set)?.set, world.lots.find((lot) => lot.minifig)?.minifig]
    const lots: Lot[] = [
      { part: pair?.part.bricklink ?? '', color: 0, quantity: 1 },
      ...(set ? [{ part: set.no, color: 0, quantity: 1, itemType: 'S' as const }] : []),
      ...(minifig ? [{ part: minifig.bricklink, color: 0, quantity: 1, itemType: 'M' as const }] : []),
    ]
    const { market } = await open()
    const [any, ofSet, ofMinifig] = await ask(market, lots)
    const colors = new Set(any?.offers.map(({ lotId }) => world.lots.find(({ id }) => id === lotId)?.pair?.color))
    expect(colors.size).toBeGreaterThan(1)
    for (const answer of [ofSet, ofMinifig]) if (answer) expect(answer.offers.length).toBeGreaterThan(0)
    expect([any, ofSet, ofMinifig].some((answer) => answer?.problem)).toBe(false)
  })

  it.each([
    { lot: { part: 'nothing', color: 5 }, says: 'Brick Owl has nothing that is part nothing at BrickLink' },
    { lot: { part: '3001', color: 9999 }, says: 'Brick Owl has no color that is 9999 at BrickLink' },
    { lot: { part: '6390', color: 0, itemType: 'C' as const }, says: 'Brick Owl has nothing that is catalog 6390' },
  ])('of $lot.part in $lot.color: none, and it is told', async ({ lot, says }) => {
    const { market } = await open()
    const [answer] = await ask(market, [{ ...lot, quantity: 1 }])
    expect(answer).toMatchObject({ offers: [], problem: { level: 'warning', code: 'offer.item', part: lot.part } })
    expect(answer?.problem?.message).toContain(says)
    expect(paths()).not.toContain('availability')
  })

  it('of all things that a number may be, and it is told', async () => {
    const row = (boid: string, lot: string) => ({
      ...{ lot_id: lot, boid, con: 'newc', price: '0.100', qty: '5', bulk_qty: '1', open: true },
      ...{ store_id: '1', store_name: 'A &amp; B', base_currency: 'EUR', country: 'UK' },
    })
    const server = await openServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://here')
      const boid = searchParams.get('boid') ?? ''
      const bodies: Record<string, unknown> = {
        '/catalog/color_list': { 38: { id: '38', name: 'Black', bl_ids: ['11'] } },
        '/catalog/id_lookup': { boids: ['111', '222-40', '222', '333'] },
        '/catalog/availability': { [boid]: row(boid, `lot of ${boid}`) },
      }
      response.end(JSON.stringify(bodies[pathname]))
    })
    const { market } = await open({ baseUrl: server.url })
    const [answer] = await ask(market, [{ part: '3001', color: 11, quantity: 1 }])
    expect(idsOf(answer?.offers)).toEqual(['lot of 111-38', 'lot of 222-38', 'lot of 333-38'])
    expect(answer?.offers[0]).toMatchObject({ condition: 'N', store: { name: 'A & B', country: 'GB' } })
    expect(answer?.problem).toMatchObject({
      message: 'Brick Owl has several things that are part 3001 at BrickLink: 111-38, 222-38, 333-38',
    })
    await server.close()
  })

  it('are found by the number of LDraw where that of BrickLink is unknown there', async () => {
    const server = await openServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://here')
      const boids = searchParams.get('id_type') === 'ldraw' ? ['111-38', '111'] : []
      if (pathname === '/catalog/id_lookup') response.end(JSON.stringify({ boids }))
      else response.end(pathname === '/catalog/color_list' ? '{"38":{"id":"38","name":"Black","bl_ids":["11"]}}' : '[]')
    })
    const { market } = await open({ baseUrl: server.url })
    expect(await ask(market, [{ part: '3001', color: 11, quantity: 1 }])).toEqual([
      { position: 0, offers: [], number: '111-38' },
    ])
    expect(server.seen.map(({ url }) => new URL(url, 'http://here').searchParams.get('id_type'))).toEqual([
      ...['bl_item_no', 'ldraw', null, null, null],
    ])
    await server.close()
  })
})

describe('what it costs', () => {
  it('is known before, kept for half an hour, and told anew after that', async () => {
    const lots = soldPairs()
      .slice(0, 6)
      .map((pair) => lotOf(pair))
    const { market, again } = await open()
    const wish = { shipTo: 'DE' }
    const parts = new Set(lots.map(({ part }) => part)).size
    expect(await market.offers?.calls(lots, wish)).toBe(1 + parts + lots.length)
    expect(sandbox.log).toHaveLength(0)
    const first = await ask(market, lots)
    expect(sandbox.log).toHaveLength(1 + parts + lots.length)
    sandbox.clock.advance(29 * 60_000)
    expect(await again().offers?.calls(lots, wish)).toBe(0)
    expect(await again({ offline: true }).offers?.calls(lots, { shipTo: 'FR' })).toBe(0)
    expect(await ask(again(), lots)).toEqual(first)
    expect(sandbox.log).toHaveLength(1 + parts + lots.length)
    expect(await again().offers?.calls(lots, { shipTo: 'FR' })).toBe(lots.length)
    sandbox.clock.advance(2 * 60_000)
    expect(await again().offers?.calls(lots, wish)).toBe(lots.length)
    sandbox.clock.advance(31 * 86_400_000)
    expect(await again().offers?.calls(lots, wish)).toBe(1 + parts + lots.length)
  })

  it('is little where the key may not ask for sellers', async () => {
    const lots = soldPairs()
      .slice(0, 20)
      .map((pair) => lotOf(pair))
    const { market } = await open({ persona: 'owl-basic' })
    expect(await trouble(ask(market, lots))).toMatchObject({ exit: 6, kind: 'permission' })
    expect(paths()).toEqual(['id_lookup', 'color_list', 'availability'])
  })
})

describe('an answer of offers', () => {
  const row = { boid: '2', con: 'new', price: '0.1', qty: 3, base_currency: 'eur', store_id: 4 }

  it.each([
    { title: 'an empty list', body: [], lots: [] },
    { title: 'an empty map', body: {}, lots: [] },
    { title: 'a list of rows', body: [{ ...row, lot_id: 7 }], lots: ['7'] },
    { title: 'rows by store', body: { 4: { ...row, lot_id: 7 }, 5: { ...row, lot_id: 8 } }, lots: ['7', '8'] },
    { title: 'one twice', body: { 7: { ...row, lot_id: 7 }, 8: { ...row, lot_id: 7 } }, lots: ['7'] },
    { title: 'one that is closed', body: { 7: { ...row, lot_id: 7, open: false } }, lots: [] },
  ])('$title', ({ body, lots }) => {
    expect(availabilityOf(body).map(({ id }) => id)).toEqual(lots)
  })

  it('says of a store what stands beside the lot, whatever another answer said of it', () => {
    const known: KnownStores = new Map()
    const storesOf = (more: object) => availabilityOf([{ ...row, lot_id: 7, ...more }], known).map(({ store }) => store)
    const [first] = storesOf({ minimum_order: '5' })
    expect(storesOf({ minimum_order: '5' })[0]).toBe(first)
    expect(storesOf({ minimum_order: '10' })).toMatchObject([{ id: '4', minimum: { micros: 10_000_000 } }])
    expect(storesOf({ base_currency: 'usd' })).toMatchObject([{ id: '4', currency: 'USD' }])
  })

  it.each(['lot_id', 'boid', 'con', 'price', 'qty', 'base_currency', 'store_id'])('must have %s', (name) => {
    const { [name]: _, ...rest } = { ...row, lot_id: 7 } as Record<string, unknown>
    expect(() => availabilityOf({ 7: rest })).toThrow(name)
  })
})
