import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { categoriesOf, colorsOf } from '../../src/markets/bricklink/catalog.js'
import { itemOf, knownColorsOf, mappingsOf, subsetsOf, supersetsOf } from '../../src/markets/bricklink/items.js'
import { batchesOf } from '../../src/markets/bricklink/order-items.js'
import { IGNORED_OF_ORDERS, orderOf, ordersOf } from '../../src/markets/bricklink/orders.js'
import { ownLotOf, ownLotsOf } from '../../src/markets/bricklink/own-lots.js'
import { couponsOf, IGNORED_OF_COUPONS, ratingOf } from '../../src/markets/bricklink/people.js'
import { IGNORED_OF_PRICES, pricesOf, type Prices } from '../../src/markets/bricklink/price-guide.js'
import type { Call } from '../../src/system/http/call.js'
import { openServer } from '../system/http/answering.js'
import { bricklink } from '../sandbox/bricklink.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'
import { WORLD_TIME } from '../sandbox/world.js'
import { openAsking, trouble } from './asking.js'
import { leavesIn, lostOf, recorded, recordingsOf, widened } from './recordings.js'

/** Which decoder a recording is for, by the beginning of its name. */
const DECODERS: { name: RegExp; decode(data: unknown): unknown; ignored?: string[]; wrap?: true }[] = [
  { name: /^(orders_|docexample_orders)/, decode: ordersOf, ignored: IGNORED_OF_ORDERS },
  { name: /^order_items_/, decode: batchesOf },
  { name: /^(order_\d|docexample_order\.)/, decode: orderOf, ignored: IGNORED_OF_ORDERS },
  { name: /^docexample_order_item\./, decode: (data) => batchesOf([data]), wrap: true },
  { name: /^inventories_POST_bulk/, decode: () => undefined },
  { name: /^inventories_POST_single|^inventory_|^docexample_inventory/, decode: ownLotOf },
  { name: /^inventories_/, decode: ownLotsOf },
  { name: /^(price_guide|docexample_price_guide)/, decode: whole, ignored: IGNORED_OF_PRICES },
  { name: /^(item_unknown|docexample_item\.)/, decode: itemOf },
  { name: /^(derived_colors|synthetic_colors_)/, decode: colorsOf },
  { name: /^(docexample_color|synthetic_colors-by-id)/, decode: colorsOf, wrap: true },
  { name: /^docexample_category/, decode: categoriesOf, wrap: true },
  { name: /^docexample_known_color/, decode: knownColorsOf, wrap: true },
  { name: /^docexample_mapping/, decode: mappingsOf, wrap: true },
  { name: /^docexample_subset/, decode: subsetsOf, wrap: true },
  { name: /^docexample_superset/, decode: supersetsOf, wrap: true },
  { name: /^docexample_rating/, decode: ratingOf },
  { name: /^docexample_coupon/, decode: couponsOf, ignored: IGNORED_OF_COUPONS, wrap: true },
]

const all = recordingsOf('bricklink')
const answers = all.filter(({ file }) => decoderOf(file) !== undefined)
const live = answers.filter(({ kind }) => kind.startsWith('recorded'))
const errors = all.filter(({ file }) => file.includes('/error_'))

describe.skipIf(all.length === 0)('recordings of BrickLink', () => {
  it('has a decoder for each live one that is no error', () => {
    const others = all.filter(({ kind, file }) => kind.startsWith('recorded') && !decoderOf(file))
    expect(others.filter((one) => !errors.includes(one))).toEqual([])
  })

  it.each(answers)('$file: all members are decoded, or on the list of those that are not', ({ file }) => {
    const { decode, ignored = [], wrap } = decoderOf(file) ?? { decode: String }
    const written = dataOf(file)
    const data: unknown = wrap ? [written] : written
    const leaves = leavesIn(data).filter((names) => !isOn(ignored, names))
    const lost = lostOf(data, leaves, { decode, other })
    expect(lost.map((names) => names.join('.'))).toEqual([])
  })

  it.each(live)('$file: decodes with members that nobody has seen yet, and without numbers for numbers', ({ file }) => {
    const { decode, wrap } = decoderOf(file) ?? { decode: String }
    const written = dataOf(file)
    const data: unknown = wrap ? [written] : written
    expect(decode(widened(data))).toEqual(decode(data))
    expect(JSON.stringify(decode(JSON.parse(swapped(JSON.stringify(data)))))).toBe(JSON.stringify(decode(data)))
  })

  it.each(
    [...new Set(IGNORED_OF_PRICES.concat(IGNORED_OF_ORDERS, IGNORED_OF_COUPONS))].map((member) => ({
      member,
    })),
  )('$member is on the list because some answer has it', ({ member }) => {
    const found = answers.filter(({ file }) => leavesIn(dataOf(file)).some((names) => isOn([member], names)))
    expect(found.length).toBeGreaterThan(0)
  })
})

describe.skipIf(errors.length === 0)('recorded errors', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ services: [bricklink], clock: WORLD_TIME })
  })
  afterAll(() => sandbox.close())

  it.each(errors)('$file is told in words, and not taken for an answer', async ({ file }) => {
    const server = await openServer({ body: recorded(file) })
    const asking = await openAsking(sandbox, 'bricklink', { baseUrl: `${server.url}/api/store/v1` })
    const told = await trouble(asking.market.service.call(QUESTION))
    expect(told.exit).toBe(file.includes('error_401') ? 6 : 5)
    expect(told.message).toMatch(/^BrickLink /)
    expect(told.hint).toMatch(/\w/)
    expect(asking.kept()).toBe(0)
    await asking.close()
    await server.close()
  })
})

const QUESTION: Call<unknown> = {
  ...{ method: 'GET', path: '/colors', repeat: 'safe', keep: 1000, decode: (data) => data },
}

/** With what is read only when it is asked for. */
function whole(data: unknown): object {
  const { rows, ...prices }: Prices = pricesOf(data)
  return { ...prices, rows: rows?.() }
}

function decoderOf(file: string) {
  const base = file.replace(/^.*\//, '')
  return DECODERS.find(({ name }) => name.test(base))
}

/** Some are whole answers, others only their `data`. */
function dataOf(file: string): unknown {
  const value = JSON.parse(recorded(file).toString()) as { meta?: unknown; data?: unknown }
  return value.meta === undefined ? value : (value.data ?? {})
}

/** A name on a list stands for all that is in it, too; lists are looked through. */
function isOn(ignored: string[], names: string[]): boolean {
  const path = names.filter((name) => !/^\d+$/.test(name)).join('.')
  return ignored.some((name) => path === name || path.startsWith(`${name}.`) || path.endsWith(`.${name}`))
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 7
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string') return 'something'
  if (/^\d+\.\d+$/.test(value)) return `7${value}`
  if (value === 'N' || value === 'U') return value === 'N' ? 'U' : 'N'
  return `${value}7`
}

/** Whole numbers as text, as some examples have them. */
function swapped(json: string): string {
  return json.replace(/:(\d+)(?=[,}])/g, ':"$1"')
}
