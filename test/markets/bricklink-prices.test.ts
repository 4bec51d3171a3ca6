import { describe, expect, it } from 'vitest'
import type { Lot } from '../../src/core/inventory.js'
import { decimalOf, type Money } from '../../src/core/trade/money.js'
import type { PriceGuide } from '../../src/core/trade/price-guide.js'
import type { PriceWish } from '../../src/core/trade/sources.js'
import { pricesCall } from '../../src/markets/bricklink/price-guide.js'
import type { OpenMarket } from '../../src/markets/market.js'
import { fingerprint } from '../../src/system/http/fingerprint.js'
import { bricklink } from '../sandbox/bricklink.js'
import { openAskingSandbox } from './asking-sandbox.js'
import { keysOf, trouble, type Asking } from './asking.js'

const SOLD: PriceWish = { basis: 'sold', condition: 'N', currency: 'EUR', vat: 'included' }
const STOCK: PriceWish = { ...SOLD, basis: 'stock' }
const [HOUR, DAY] = [3_600_000, 86_400_000]

const { sandbox, open } = await openAskingSandbox(bricklink)

describe('what is asked', () => {
  const brick: Lot = { part: '3001', color: 11, quantity: 1 }
  it.each<{ title: string; lot?: Lot; wish?: Partial<PriceWish>; asks: string }>([
    { title: 'what was sold', asks: 'PART/3001 color_id=11 guide_type=sold new_or_used=N currency_code=EUR vat=Y' },
    { title: 'what is on sale', wish: { basis: 'stock' }, asks: 'guide_type=stock' },
    { title: 'without VAT', wish: { vat: 'excluded' }, asks: 'vat=N' },
    { title: 'the condition of the wish for lots of any', lot: { ...brick, condition: 'X' }, asks: 'new_or_used=N' },
    { title: 'the condition of the lot', lot: { ...brick, condition: 'U' }, asks: 'new_or_used=U' },
    { title: 'sellers of a country', wish: { country: 'DE' }, asks: 'country_code=DE' },
    { title: 'sellers of the United Kingdom', wish: { country: 'GB' }, asks: 'country_code=UK' },
    { title: 'sellers of a region', wish: { region: 'eu' }, asks: 'region=eu' },
    { title: 'all colors of what has none', lot: { ...brick, color: 0 }, asks: 'PART/3001 guide_type=sold' },
    { title: 'a set', lot: { ...brick, part: '10294-1', color: 0, itemType: 'S' }, asks: 'SET/10294-1 guide_type' },
    {
      ...{ title: 'the first variant of a set', lot: { ...brick, part: '10294', color: 0, itemType: 'S' } },
      asks: 'SET/10294-1 guide_type',
    },
    { title: 'a minifigure', lot: { ...brick, part: 'sh765', color: 0, itemType: 'M' }, asks: 'MINIFIG/sh765' },
    { title: 'an original box', lot: { ...brick, part: '1-1', color: 0, itemType: 'O' }, asks: 'ORIGINAL_BOX/1-1' },
    { title: 'a number with a slash', lot: { ...brick, part: '3/4 b' }, asks: 'PART/3%2F4%20b color_id=11' },
  ])('$title', ({ lot = brick, wish = {}, asks }) => {
    const { path, query = {} } = pricesCall(lot, { ...SOLD, ...wish })
    const words = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    expect([path.replace(/^\/items\/|\/price$/g, ''), ...words].join(' ')).toContain(asks)
  })

  it('names a country or a region, not both: BrickLink would take one of them', () => {
    const { query } = pricesCall(brick, { ...SOLD, country: 'DE', region: 'eu' })
    expect(query).toMatchObject({ country_code: 'DE' })
    expect(query).not.toHaveProperty('region')
  })
})

describe('prices', () => {
  it('are the same from what is kept', async () => {
    const { market, again } = await open()
    const came = await guidesOf(market, someLots(30), SOLD)
    const asked = sandbox.log.length
    const kept = again()
    expect(await kept.prices?.calls(someLots(30), SOLD)).toBe(0)
    expect(await guidesOf(kept, someLots(30), SOLD)).toEqual(came)
    expect(await guidesOf(again({ offline: true }), someLots(30), SOLD)).toEqual(came)
    expect(sandbox.log).toHaveLength(asked)
  })

  it.each([
    { wish: SOLD, path: 'guide_type=sold&new_or_used=N&currency_code=EUR&vat=Y' },
    { wish: STOCK, path: 'guide_type=stock&new_or_used=N&currency_code=EUR&vat=Y' },
    {
      ...{ wish: { ...SOLD, condition: 'U', vat: 'excluded', currency: 'USD', country: 'GB' } as const },
      path: 'guide_type=sold&new_or_used=U&currency_code=USD&vat=N&country_code=UK',
    },
  ])('are those of BrickLink: $path', async ({ wish, path }) => {
    const { market } = await open()
    const lots = someLots(12)
    const guides = await guidesOf(market, lots, wish)
    for (const [position, { part, color }] of lots.entries()) {
      const raw = await rawOf(market, `/items/PART/${part}/price`, `color_id=${color}&${path}`)
      const [guide] = guides[position] ?? []
      const isNothing = raw.unit_quantity === 0
      expect(guide).toMatchObject({
        ...{ basis: wish.basis, condition: wish.condition, vat: wish.vat, source: 'BrickLink' },
        ...{ currency: wish.currency, lots: raw.unit_quantity, pieces: raw.total_quantity },
      })
      expect([guide?.least, guide?.average, guide?.weighted, guide?.most].map(four)).toEqual(
        isNothing
          ? [undefined, undefined, undefined, undefined]
          : [raw.min_price, raw.avg_price, raw.qty_avg_price, raw.max_price],
      )
    }
    expect(guides.flat().some((guide) => guide.lots > 0)).toBe(true)
  })

  it('say when they were so, and where', async () => {
    const { market } = await open()
    const [[guide] = []] = await guidesOf(market, someLots(1), { ...SOLD, country: 'DE', region: 'eu' })
    expect(guide).toMatchObject({ country: 'DE', asOf: expect.stringMatching(/^2026-03-01T12:0/) })
    expect(guide).not.toHaveProperty('region')
  })

  it('B11, B23: of what nobody knows or has is nothing, not 0', async () => {
    const { market } = await open()
    const [[guide] = []] = await guidesOf(market, [{ part: 'nobody-knows', color: 11, quantity: 1 }], SOLD)
    expect(guide).toMatchObject({ lots: 0, pieces: 0 })
    for (const name of ['least', 'average', 'weighted', 'most']) expect(guide).not.toHaveProperty(name)
  })

  it('come in whatever currency the key has where none is named', async () => {
    const { market } = await open()
    const [[guide] = []] = await guidesOf(market, someLots(1), { basis: 'sold', condition: 'N', vat: 'included' })
    expect(guide?.currency).toBe('EUR')
  })

  it('are asked for once where lots are the same, and told for each', async () => {
    const { market } = await open()
    const [lot] = someLots(1) as [Lot]
    const lots = [lot, { ...lot, quantity: 5 }, { ...lot, remarks: 'wall' }]
    expect(await market.prices?.calls(lots, SOLD)).toBe(1)
    const guides = await guidesOf(market, lots, SOLD)
    expect(guides.map((some) => some.length)).toEqual([1, 1, 1])
    expect(sandbox.log).toHaveLength(1)
  })

  it('of 200 lots are complete, each once', async () => {
    const { market } = await open()
    const guides = await guidesOf(market, someLots(200), SOLD)
    expect(guides.every((some) => some.length === 1)).toBe(true)
    expect(sandbox.counters()['bricklink']).toMatchObject({ 'calls of ok': 200 })
  })

  it('tell which lot BrickLink does not understand', async () => {
    const { market } = await open()
    const lot: Lot = { part: '3001', color: 4_000_000_000, quantity: 1 }
    const told = await trouble(guidesOf(market, [lot], SOLD))
    expect(told.message).toMatch(/400 Unparseable data \[4000000000\] for \[color_id\]\. \(P 3001, color 4000000000\)$/)
    expect(told.exit).toBe(5)
  })

  it('of all others come when BrickLink does not understand one', async () => {
    const { market } = await open()
    const odd: Lot = { part: '3001', color: 4_000_000_000, quantity: 1 }
    const lots = [odd, ...someLots(3), odd]
    const answers = []
    for await (const answer of market.prices?.prices(lots, SOLD) ?? []) answers.push(answer)
    answers.sort((a, b) => a.position - b.position)
    expect(answers.map(({ guides }) => guides.length)).toEqual([0, 1, 1, 1, 0])
    expect(answers.map(({ problem }) => problem?.code)).toEqual([
      ...['price.missing', undefined, undefined, undefined, 'price.missing'],
    ])
    expect(answers[0]?.problem?.message).toContain('(P 3001, color 4000000000)')
  })

  it('ask no more once BrickLink has understood nothing for a while', async () => {
    const { market } = await open()
    const lots = Array.from({ length: 60 }, (_, index) => ({ part: '3001', color: 4e9 + index, quantity: 1 }))
    expect((await trouble(guidesOf(market, lots, SOLD))).exit).toBe(5)
    expect(sandbox.log.length).toBeLessThan(25)
  })

  it('ask no more once something is wrong with all', async () => {
    const { market } = await open({ credentials: { token_secret: 'F'.repeat(32) } })
    expect((await trouble(guidesOf(market, someLots(50), SOLD))).exit).toBe(6)
    expect(sandbox.log).toHaveLength(1)
  })

  it('keep what came before something went wrong', async () => {
    const { market, kept } = await open()
    sandbox.fault({ fault: 'maintenance', match: { path: `/items/PART/${someLots(20)[10]?.part}/` } })
    expect((await trouble(guidesOf(market, someLots(20), SOLD))).exit).toBe(5)
    expect(kept()).toBeGreaterThanOrEqual(8)
    sandbox.clearFaults()
    const before = sandbox.log.length
    const left = await market.prices?.calls(someLots(20), SOLD)
    await guidesOf(market, someLots(20), SOLD)
    expect(sandbox.log.length - before).toBe(left)
    expect(left).toBeLessThan(13)
  })
})

describe('wire troubles', () => {
  const ONCE = [
    ...['reset-before', 'reset-after-headers', 'cut-length', 'cut-chunked', 'malformed-json', 'corrupt-gzip'],
    ...['empty-200', 'garbage-200', 'html-200', 'php-warning', 'internal-in-200', 'status-500', 'status-503', 'bom'],
    ...['number-swap', 'unknown-words', 'maintenance', 'bot-wall', 'lost-answer'],
  ]
  it.each(ONCE)('%s once changes nothing of the answer', async (fault) => {
    const { market } = await open()
    const lots = someLots(3)
    const plain = await guidesOf(market, lots, { ...SOLD, condition: 'U' })
    sandbox.fault({ fault, match: { nth: 2 } })
    const fresh = (await open()).market
    expect(timeless(await guidesOf(fresh, lots, { ...SOLD, condition: 'U' }))).toEqual(timeless(plain))
  })

  it.each(ONCE.slice(0, 12))('%s always is trouble, and nothing of it is kept', async (fault) => {
    const { market, kept } = await open()
    sandbox.fault({ fault })
    expect(await trouble(guidesOf(market, someLots(3), SOLD))).toMatchObject({
      ...{ exit: 5, message: expect.stringMatching(/^BrickLink \(127\.0\.0\.1:\d+\) /), hint: 'try again later' },
    })
    expect(kept()).toBe(0)
    expect(sandbox.log.length).toBeLessThanOrEqual(5)
  })

  it.each([
    { switches: { http_mirrors_meta: true } },
    { switches: { meta_code_string: true } },
    { switches: { content_type: 'json' } },
  ])('$switches changes nothing', async ({ switches }) => {
    const { market } = await open()
    const plain = await guidesOf(market, someLots(3), SOLD)
    const fresh = (await open()).market
    sandbox.set('bricklink', switches)
    expect(timeless(await guidesOf(fresh, someLots(3), SOLD))).toEqual(timeless(plain))
  })
})

describe('what is kept', () => {
  it.each([
    { wish: SOLD, young: 47 * HOUR, old: 49 * HOUR },
    { wish: STOCK, young: 11 * HOUR, old: 13 * HOUR },
  ])('$wish.basis for a while', async ({ wish, young, old }) => {
    const { market, again } = await open()
    const lots = someLots(3)
    const guides = await guidesOf(market, lots, wish)
    sandbox.clock.advance(young)
    expect(await again().prices?.calls(lots, wish)).toBe(0)
    expect(await guidesOf(again(), lots, wish)).toEqual(guides)
    expect(sandbox.log).toHaveLength(3)
    sandbox.clock.advance(old - young)
    expect(await again().prices?.calls(lots, wish)).toBe(3)
    await guidesOf(again(), lots, wish)
    expect(sandbox.log).toHaveLength(6)
  })

  it('is not taken for another currency, basis, condition, place or VAT', async () => {
    const { market } = await open()
    await guidesOf(market, someLots(1), SOLD)
    const others: Partial<PriceWish>[] = [
      ...[{ basis: 'stock' as const }, { condition: 'U' as const }, { currency: 'USD' }],
      ...[{ country: 'DE' }, { region: 'eu' }, { vat: 'excluded' as const }],
    ]
    for (const other of others) expect(await market.prices?.calls(someLots(1), { ...SOLD, ...other })).toBe(1)
  })

  it('is all there is without a network', async () => {
    const { market, again } = await open()
    const guides = await guidesOf(market, someLots(2), SOLD)
    sandbox.clock.advance(30 * DAY)
    const offline = again({ offline: true })
    expect(await guidesOf(offline, someLots(2), SOLD)).toEqual(guides)
    expect(await offline.prices?.calls(someLots(9), SOLD)).toBe(0)
    expect(await guidesOf(offline, someLots(9), SOLD)).toEqual([...guides, ...Array(7).fill([])])
    expect(sandbox.log).toHaveLength(2)
  })
})

describe('the quota', () => {
  it('is told before the first call where it is too small for all', async () => {
    const { market, means } = await open()
    count(means, 4_700)
    sandbox.clock.advance(20 * HOUR + 60_000)
    const told = await trouble(guidesOf(market, someLots(120), SOLD))
    expect(told).toEqual({
      message:
        'this takes 120 calls to BrickLink, which allows 5,000 in 24 h: 100 are left, beside 200 for other programs',
      hint: 'nothing was asked; price a part of the list now, and the rest when there is more room, in 4 h: answers are kept',
      ...{ exit: 5, kind: 'quota' },
    })
    expect(sandbox.log).toHaveLength(0)
    await guidesOf(market, someLots(100), SOLD)
    expect(sandbox.log).toHaveLength(100)
    expect((await trouble(guidesOf(market, someLots(101), SOLD))).kind).toBe('quota')
    sandbox.clock.advance(5 * HOUR)
    expect(await guidesOf(market, someLots(120), SOLD)).toHaveLength(120)
    expect(sandbox.log).toHaveLength(120)
  })

  it('counts only what must be asked', async () => {
    const { market, means } = await open()
    await guidesOf(market, someLots(5), SOLD)
    count(means, 4_800 - 5)
    expect(await guidesOf(market, someLots(5), SOLD)).toHaveLength(5)
  })

  it('B9: what others have used up ends it, once, and what came is kept', async () => {
    const { market, kept } = await open({ persona: 'near-quota' })
    const told = await trouble(guidesOf(market, someLots(30), SOLD))
    expect(told).toMatchObject({ exit: 5, kind: 'quota', message: expect.stringMatching(/takes no more calls/) })
    expect(kept()).toBe(2)
    expect(sandbox.log.length).toBeLessThanOrEqual(2 + 4)
  })
})

interface Raw {
  min_price: string
  max_price: string
  avg_price: string
  qty_avg_price: string
  unit_quantity: number
  total_quantity: number
}

/** As it is written. */
async function rawOf({ service }: OpenMarket, path: string, query: string): Promise<Raw> {
  const call = { method: 'GET', path, query: Object.fromEntries(new URLSearchParams(query)), repeat: 'safe' } as const
  const { value } = await service.call({ ...call, decode: (data) => data as Raw })
  if (!value) throw new Error('there is no such thing')
  return value
}

function someLots(amount: number): Lot[] {
  const pairs = sandbox.world.pairs.slice(0, amount)
  return pairs.map(({ part, color }) => ({ part: part.bricklink, color: color.bricklink, quantity: 2 }))
}

async function guidesOf({ prices }: OpenMarket, lots: Lot[], wish: PriceWish): Promise<PriceGuide[][]> {
  const guides: PriceGuide[][] = []
  for await (const { position, guides: some } of prices?.prices(lots, wish) ?? []) {
    expect(guides[position], 'each lot once').toBeUndefined()
    guides[position] = some
  }
  return guides
}

function four(money: Money | undefined): string | undefined {
  return money && decimalOf(money, 4)
}

function timeless(guides: PriceGuide[][]): unknown {
  return guides.map((some) => some.map(({ asOf: _, ...guide }) => guide))
}

/** Counts calls of another run, a while ago. */
function count({ ledger, clock }: Asking['means'], calls: number): void {
  const account = fingerprint('bricklink', keysOf(sandbox, 'bricklink')['consumer_key'] ?? '')
  for (let n = 0; n < calls; n++) {
    const reservation = ledger.reserve({
      ...{ service: 'bricklink', account, kind: undefined, limits: [], concurrency: calls, patience: 1 },
      now: clock.now(),
    })
    if ('call' in reservation) ledger.finish(reservation.call, clock.now())
  }
}
