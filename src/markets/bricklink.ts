import { openService } from '../system/http/open-service.js'
import { trouble } from '../system/http/trouble.js'
import { bricklinkDialect, POLICY } from './bricklink/dialect.js'
import type { Keys } from './bricklink/oauth.js'
import { ordersCall } from './bricklink/orders.js'
import { placedOrders } from './bricklink/placed-orders.js'
import { bricklinkPrices } from './bricklink/prices.js'
import { KEY_PAGE } from './bricklink/refusal.js'
import type { CredentialField, Entry, Market, OpenMarket } from './market.js'

/** The BrickLink Store API. It knows prices and the user's own orders, but no sellers. */
export const bricklink: Market = {
  id: POLICY.service,
  title: POLICY.title,
  baseUrl: 'https://api.bricklink.com/api/store/v1',
  credentials: [
    field('consumer_key', 'consumer key'),
    field('consumer_secret', 'consumer secret'),
    field('token', 'token value'),
    field('token_secret', 'token secret'),
  ],
  keyPage: KEY_PAGE,
  keyFor: 'registered sellers only',
  gives: [
    { command: 'brick price', what: 'what was paid in six months, and what is asked today' },
    { command: 'brick own add order:bricklink:ID', what: 'books what you ordered there' },
  ],
  open,
}

function open({ credentials, baseUrl, means }: Entry): OpenMarket {
  const keys: Keys = {
    ...{ consumerKey: keyOf(credentials, 0), consumerSecret: keyOf(credentials, 1) },
    ...{ token: keyOf(credentials, 2), tokenSecret: keyOf(credentials, 3) },
  }
  const dialect = bricklinkDialect(keys, {
    baseUrl,
    used: () => Math.max(0, ...service.remaining().map(({ used }) => used)),
  })
  const service = openService(dialect, means)
  return { market: bricklink, service, check, prices: bricklinkPrices(service, means), orders: placedOrders(service) }

  /**
   * BrickLink has no question for whose key it is. Orders that the user placed name the buyer, and they are what a buyer
   * wants anyway; without those under way, it is known only that the key is good.
   */
  async function check(): Promise<string> {
    const { value: orders = [] } = await service.call(ordersCall('out'))
    const [order] = orders
    if (order?.buyer === undefined)
      return 'the key is good; as long as you have no orders there, it does not say whose it is'
    const currency = order.shown?.currency
    return currency === undefined ? order.buyer : `${order.buyer}, who sees prices in ${currency}`
  }
}

function field(name: string, title: string): CredentialField {
  return { name, title, variable: `BRICK_BRICKLINK_${name.toUpperCase()}` }
}

/** @throws {BrickError} when it cannot be one: all four are 32 hexadecimal digits. */
function keyOf(credentials: Record<string, string>, place: number): string {
  const { name = '', title = '' } = bricklink.credentials[place] ?? {}
  const key = credentials[name] ?? ''
  if (/^[0-9A-F]{32}$/i.test(key)) return key
  throw trouble('credentials', {
    message: `this is no ${title} of BrickLink: it has ${key.length} characters, not 32 hexadecimal digits`,
    hint: `copy it whole from ${KEY_PAGE}, then: brick login bricklink`,
  })
}
