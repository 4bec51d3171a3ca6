import { describe, expect, it } from 'vitest'
import { boidsOf } from '../../src/markets/brickowl/boids.js'
import { itemOf } from '../../src/markets/brickowl/items.js'
import { IGNORED_OF_ORDER_ITEMS, orderItemsOf } from '../../src/markets/brickowl/order-items.js'
import { IGNORED_OF_ORDERS, orderOf, ordersOf } from '../../src/markets/brickowl/orders.js'
import { ownLotsOf } from '../../src/markets/brickowl/own-lots.js'
import { IGNORED_OF_USERS, userOf } from '../../src/markets/brickowl/user.js'
import { createListCall, createLotCall, doneOf, wishlistsOf } from '../../src/markets/brickowl/wishlists.js'
import { lostOf, recorded, recordingsOf, widened } from './recordings.js'

/** Which decoder a recording is for, by the beginning of its name. */
const DECODERS: { name: RegExp; decode(body: unknown): unknown; ignored?: string[]; wrap?: true }[] = [
  { name: /^catalog_(lookup|list_row)_/, decode: itemOf },
  { name: /^id_lookup_/, decode: boidsOf },
  { name: /^inventory_list_/, decode: ownLotsOf },
  { name: /^inventory_lot_/, decode: ownLotsOf, wrap: true },
  { name: /^order_items_/, decode: orderItemsOf, ignored: IGNORED_OF_ORDER_ITEMS },
  { name: /^order_list_/, decode: ordersOf },
  { name: /^order_view_/, decode: orderOf, ignored: IGNORED_OF_ORDERS },
  { name: /^user_details_/, decode: userOf, ignored: IGNORED_OF_USERS },
  { name: /^wishlist_lists/, decode: wishlistsOf },
  { name: /^wishlist_create_list/, decode: createListCall({ name: '' }).decode },
  { name: /^wishlist_create_lot/, decode: createLotCall({ list: '', boid: '' }).decode },
  { name: /^status_success/, decode: doneOf },
]

const all = recordingsOf('brickowl').filter(({ kind }) => kind !== 'synthetic')
const errors = all.filter(({ file }) => file.includes('/error_'))
const answers = all.filter(({ file }) => decoderOf(file) !== undefined)

describe.skipIf(all.length === 0)('recordings of Brick Owl', () => {
  it('has a decoder for each that is no error', () => {
    expect(all.filter((one) => !answers.includes(one) && !errors.includes(one))).toEqual([])
  })

  it.each(answers)('$file: all members are decoded, or on the list of those that are not', ({ file }) => {
    const { body, decode, ignored = [] } = read(file)
    const leaves = leavesIn(body).filter((names) => !isOn(ignored, names))
    const lost = lostOf(body, leaves, { decode, other })
    expect(lost.map((names) => names.join('.'))).toEqual([])
  })

  it.each(answers)('$file: decodes with members that nobody has seen yet, and with numbers for texts', ({ file }) => {
    const { body, decode } = read(file)
    expect(decode(widened(body))).toEqual(decode(body))
    const swapped = JSON.stringify(body).replace(/:"([1-9]\d{0,8}|\d{1,6}\.\d*[1-9])"/g, ':$1')
    expect(JSON.stringify(decode(JSON.parse(swapped)))).toBe(JSON.stringify(decode(body)))
  })

  it('takes the word null for nothing, and an empty list for an empty map', () => {
    const [lot] = read('brickowl/inventory_lot_2022.json').decoded as Record<string, unknown>[]
    expect(lot).toMatchObject({ external: { other: '321501076' }, tiers: '[]', isForSale: true })
    expect([lot?.['publicNote'], lot?.['cost'], lot?.['reservedFor']]).toEqual([undefined, undefined, undefined])
    expect(ownLotsOf([{ lot_id: 1, boid: '2', con: 'new', qty: 3, price: 0.5, external_lot_ids: [] }])).toMatchObject([
      { id: '1', price: '0.5', external: {} },
    ])
  })
})

function decoderOf(file: string) {
  return DECODERS.find(({ name }) => name.test(file.replace('brickowl/', '')))
}

function read(file: string) {
  const written: unknown = JSON.parse(recorded(file).toString())
  const decoder = decoderOf(file) ?? { name: /./, decode: String }
  const body = decoder.wrap ? [written] : written
  return { ...decoder, body, decoded: decoder.decode(body) }
}

/** What stands there twice, to the letter, says nothing the second time. */
function leavesIn(value: unknown, names: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [names]
  const entries = Object.entries(value)
  const texts = entries.map(([, member]) => JSON.stringify(member))
  const news = Array.isArray(value) ? entries.filter((_, at) => texts.indexOf(texts[at] ?? '') === at) : entries
  return news.flatMap(([name, member]) => leavesIn(member, [...names, name]))
}

function isOn(ignored: string[], names: string[]): boolean {
  return names.some((name) => ignored.includes(name))
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 7
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string') return '7'
  if (value === '' || value === 'null') return '7'
  if (value === '1' || value === '0') return value === '1' ? '0' : '1'
  return /^[\d.]+$/.test(value) ? `7${value}` : `${value}7`
}
