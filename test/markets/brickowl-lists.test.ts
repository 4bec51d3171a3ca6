import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { batchCall } from '../../src/markets/brickowl/batch.js'
import { boidsCall } from '../../src/markets/brickowl/boids.js'
import { itemCall } from '../../src/markets/brickowl/items.js'
import * as wishlists from '../../src/markets/brickowl/wishlists.js'
import { brickowl } from '../sandbox/brickowl.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'
import { WORLD_TIME } from '../sandbox/world.js'
import { openAsking, trouble, type Asking } from './asking.js'

let sandbox: Sandbox
let asking: Asking

beforeAll(async () => {
  sandbox = await startSandbox({ services: [brickowl], clock: WORLD_TIME })
})
beforeEach(async () => {
  sandbox.reset()
  asking = await openAsking(sandbox, 'brickowl')
})
afterEach(() => asking.close())
afterAll(() => sandbox.close())

const { createListCall, createLotCall, deleteListCall, deleteLotCall, updateLotCall, wishlistLotsCall } = wishlists
const call: typeof asking.market.service.call = (one) => asking.market.service.call(one)
const lists = async () => (await call(wishlists.WISHLISTS_CALL)).value ?? []

describe('wishlists', () => {
  it.each([{ isLong: false }, { isLong: true }])('are listed, in long: $isLong', async ({ isLong }) => {
    sandbox.set('brickowl', { long_wishlists: isLong })
    const [list] = await lists()
    expect(list).toMatchObject({ name: sandbox.world.wishlists[0]?.name })
    expect(list?.lots).toBe(isLong ? sandbox.world.wishlists[0]?.rows.length : undefined)
    const { value: lots } = await call(wishlistLotsCall(list?.id ?? ''))
    expect(lots).toHaveLength(sandbox.world.wishlists[0]?.rows.length ?? 0)
    expect((await call(wishlistLotsCall('1'))).value).toBeUndefined()
  })

  it('O9: are made, a lot in two steps, and taken away again', async () => {
    const { value: list = '' } = await call(createListCall({ name: 'Harbour walls', description: 'walls' }))
    const pair = sandbox.world.pairs[0]
    const { value: lot = '' } = await call(createLotCall({ list, boid: pair?.boid ?? '' }))
    expect((await call(wishlistLotsCall(list))).value).toMatchObject([{ id: lot, boid: pair?.boid, quantity: 1 }])
    const change = { quantity: 12, maximumPrice: '0.05', condition: 'usedg', note: 'a & b' }
    expect((await call(updateLotCall({ list, lot }, change))).value).toBe(true)
    expect((await call(wishlistLotsCall(list))).value).toMatchObject([{ id: lot, ...change }])
    expect((await call(deleteLotCall({ list, lot }))).value).toBe(true)
    expect((await call(wishlistLotsCall(list))).value).toEqual([])
    expect(asking.kept()).toBe(0)
  })

  it('O10: the last one stays', async () => {
    const [first, ...others] = await lists()
    for (const { id } of others) await call(deleteListCall(id))
    const told = await trouble(call(deleteListCall(first?.id ?? '')))
    expect(told).toMatchObject({ exit: 5, kind: 'request' })
    expect(told.message).toContain('400 You must have at least one wishlist')
  })

  it('a list is never made twice: where the answer is lost, the user is told to look', async () => {
    sandbox.fault({ fault: 'lost-answer', match: { method: 'POST' } })
    const before = (await lists()).length
    const told = await trouble(call(createListCall({ name: 'Harbour walls' })))
    expect(told).toMatchObject({ exit: 5, kind: 'unknown-outcome' })
    expect(told.message).toContain('POST /wishlist/create_list')
    expect((await lists()).length).toBe(before + 1)
  })

  it('a change is sent again where its answer is lost', async () => {
    const [list] = await lists()
    const { value: [lot] = [] } = await call(wishlistLotsCall(list?.id ?? ''))
    sandbox.fault({ fault: 'lost-answer', match: { method: 'POST' }, times: 1 })
    const where = { list: list?.id ?? '', lot: lot?.id ?? '' }
    expect((await call(updateLotCall(where, { quantity: 77 }))).value).toBe(true)
    expect((await call(wishlistLotsCall(where.list))).value?.[0]?.quantity).toBe(77)
  })
})

describe('orders', () => {
  it('are those that the user has placed, newest first, with what was in them', async () => {
    const { orders } = asking.market
    const all = (await orders?.list({})) ?? []
    const placed = sandbox.world.orders.filter(({ direction, status }) => direction === 'out' && status !== 'PURGED')
    expect(all.map(({ id }) => id).toSorted()).toEqual(placed.map(({ id }) => String(id)).toSorted())
    expect(all.map(({ ordered }) => ordered)).toEqual(
      all
        .map(({ ordered }) => ordered)
        .toSorted()
        .toReversed(),
    )
    const order = await orders?.order(all[0]?.id ?? '')
    const written = placed.find(({ id }) => String(id) === all[0]?.id)
    const rows = written?.batches.flat() ?? []
    expect(order).toMatchObject({ id: all[0]?.id, pieces: written?.pieces, seller: `store ${written?.store?.id}` })
    expect(order?.total).toMatch(new RegExp(`^${written?.currency} \\d+\\.\\d\\d$`))
    expect(order?.inventory.system).toBe('brickowl')
    const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
    expect(sum(order?.inventory.lots.map(({ quantity }) => quantity) ?? [])).toBe(
      sum(rows.map(({ quantity }) => quantity)),
    )
    for (const { lot } of rows.filter(({ lot }) => lot.pair)) {
      const [part, color] = lot.pair?.boid.split('-') ?? []
      const booked = order?.inventory.lots.find((one) => one.part === part && one.color === Number(color))
      const newest = lot.pair?.elements.toSorted((a, b) => Number(b) - Number(a))[0]
      expect(booked?.element).toBe(newest)
    }
  })

  it.each(['1', 'x', '../1', ''])('has no order %s', async (id) => {
    expect(await asking.market.orders?.order(id)).toBeUndefined()
  })
})

describe('O11: many questions in one call', () => {
  const question = boidsCall({ id: '3001', type: 'P', idType: 'ldraw' })

  it('have an answer each', async () => {
    const boid = sandbox.world.pairs[0]?.boid ?? ''
    const { value } = await call(batchCall<unknown>([question, itemCall(boid), itemCall('1')]))
    expect(value).toEqual([
      { value: (await call(question)).value },
      { value: (await call(itemCall(boid))).value },
      { value: undefined },
    ])
  })

  it('say which of them failed', async () => {
    const wrong = boidsCall({ id: '3001', type: 'P', idType: 'nobody' as 'ldraw' })
    const { value } = await call(batchCall([question, wrong]))
    expect(value?.[1]).toEqual({ status: 400, why: '{"error":{"status":"Invalid value for id_type"}}' })
    expect(value?.[0]).toHaveProperty('value')
  })

  it('are fifty at most', () => {
    expect(() => batchCall(Array.from({ length: 51 }, () => question))).toThrow('51 questions are more than 50')
  })

  it('are believed only when each says what it answers', () => {
    const { decode } = batchCall([question])
    const answer = { endpoint: 'catalog/lookup', status_code: 200, body: {} }
    expect(() => decode({ responses: [answer] })).toThrow('endpoint')
    expect(() => decode({ responses: [] })).toThrow('0 answers to 1 questions')
  })
})
