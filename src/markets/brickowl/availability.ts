import { parseMoney, type Money } from '../../core/trade/money.js'
import type { Offer, Store } from '../../core/trade/offer.js'
import type { Call } from '../../system/http/call.js'
import { keptLots } from './kept-lots.js'
import { decimal, flag, integer, optional, text, words, type Row } from '../members.js'
import { rowsIn } from './boids.js'
import { conditionOf } from './condition.js'

/** A lot that is on sale now. Amounts are in the currency of the store. */
export interface Lot {
  id: string
  boid: string
  /** `Part`, `Set`, ... */
  type: string | undefined
  /** `new`, `usedg`, ... `other`. */
  condition: string
  price: Money
  quantity: number
  /** Sold only in multiples of this. */
  bulk: number
  url: string | undefined
  store: Store
}

/** Pictures, and times at which a seller did something, say nothing about an offer. */
export const IGNORED_OF_AVAILABILITY = [
  'square_logo_24',
  'square_logo_16',
  'updated',
  'created',
  'set_number',
  'fig_num',
]

export interface AvailabilityWish {
  boid: string
  /** Where it is to be sent: ISO 3166-1. */
  shipTo: string
}

/** Stores by all that answers say of them: the same few have thousands of lots. */
export type KnownStores = Map<string, Store>

/** Who sells an item and sends it there. Absent where there is no such item. Only for keys that may see the catalog. */
export function availabilityCall({ boid, shipTo }: AvailabilityWish, known?: KnownStores): Call<Lot[]> {
  return {
    ...{ method: 'GET', path: '/catalog/availability', repeat: 'safe', keep: 30 * 60_000 },
    decode: (body) => availabilityOf(body, known),
    keepAs: keptLots(known),
    query: { boid, country: shipTo },
  }
}

/**
 * The lots of stores that are open. What the map is keyed by is not looked at: some say the lot, some the store.
 * @throws {Error} when an offer lacks what an order needs.
 */
export function availabilityOf(body: unknown, known: KnownStores = new Map()): Lot[] {
  const open = rowsIn(body).filter((row) => optional(flag, row, 'open') ?? true)
  const lots = open.map((row) => lotOf(row, known))
  return [...new Map(lots.map((lot) => [lot.id, lot])).values()]
}

/** As an offer of the item that was asked for; undefined for what is neither new nor used. */
export function offerOf(
  { condition, store, price, quantity, bulk, id, url }: Lot,
  { part, color, itemType, asOf }: Pick<Offer, 'part' | 'color' | 'itemType' | 'asOf'>,
): Offer | undefined {
  const state = conditionOf(condition)
  if (state === undefined) return undefined
  // Written out, and not put together: a list has thousands of them.
  const offer: Offer = {
    part,
    color,
    itemType,
    asOf,
    store,
    condition: state,
    quantity,
    bulk,
    price,
    lotId: id,
    vat: 'unknown',
  }
  if (url !== undefined) offer.url = url
  return offer
}

function lotOf(row: Row, known: KnownStores): Lot {
  const currency = text(row, 'base_currency').toUpperCase()
  // Written out, and not put together: a list has thousands of them.
  return {
    id: text(row, 'lot_id'),
    boid: text(row, 'boid'),
    type: optional(text, row, 'type'),
    condition: text(row, 'con').toLowerCase(),
    price: amount(row, 'price', currency),
    quantity: integer(row, 'qty'),
    bulk: Math.max(1, optional(integer, row, 'bulk_qty') ?? 1),
    url: optional(text, row, 'url'),
    store: knownStore(row, currency, known),
  }
}

/** Read once, as long as answers say the same of it. */
function knownStore(row: Row, currency: string, known: KnownStores): Store {
  const key = JSON.stringify(OF_STORES.map((name) => row.members[name]))
  const store = known.get(key) ?? storeOf(row, currency)
  known.set(key, store)
  return store
}

const OF_STORES = [
  ...['store_id', 'store_name', 'base_currency', 'country', 'minimum_order', 'minimum_lot_average'],
  ...['feedback_count', 'store_url'],
]

function storeOf(row: Row, currency: string): Store {
  const [country, feedback, url] = [
    optional(text, row, 'country')?.toUpperCase(),
    optional(integer, row, 'feedback_count'),
    optional(text, row, 'store_url'),
  ]
  const id = text(row, 'store_id')
  return {
    ...{ market: 'brickowl', id, name: optional(words, row, 'store_name') || id, currency },
    ...(country && { country: country === 'UK' ? 'GB' : country }),
    ...least('minimum', 'minimum_order'),
    ...least('lotAverage', 'minimum_lot_average'),
    ...(feedback !== undefined && { feedback }),
    ...(url !== undefined && { url }),
  }

  function least(name: 'minimum' | 'lotAverage', member: string): Partial<Store> {
    if (!optional(text, row, member)) return {}
    const money = amount(row, member, currency)
    return money.micros > 0 ? { [name]: money } : {}
  }
}

function amount(row: Row, member: string, currency: string): Money {
  const money = parseMoney(decimal(row, member), currency)
  if (money) return money
  throw new Error(`${row.at}.${member} is no amount: ${JSON.stringify(row.members[member])}`)
}
