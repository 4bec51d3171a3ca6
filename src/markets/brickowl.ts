import { openService } from '../system/http/open-service.js'
import { trouble, troubleOf } from '../system/http/trouble.js'
import { brickowlDialect, POLICY } from './brickowl/dialect.js'
import { itemCall } from './brickowl/items.js'
import { brickowlOffers } from './brickowl/offers.js'
import { owlOrders } from './brickowl/placed-orders.js'
import { HOW_TO_GET_CATALOG, KEY_PAGE, withCatalogWords } from './brickowl/refusal.js'
import { USER_CALL } from './brickowl/user.js'
import type { Entry, Market, OpenMarket } from './market.js'

/** Brick Owl: the only market that tells who sells what, to keys that it has approved for its catalog. */
export const brickowl: Market = {
  id: POLICY.service,
  title: POLICY.title,
  baseUrl: 'https://api.brickowl.com/v1',
  credentials: [{ name: 'key', title: 'API key', variable: 'BRICK_BRICKOWL_KEY' }],
  keyPage: KEY_PAGE,
  keyFor: 'any account; who sells what, after approval',
  gives: [
    { command: 'brick sellers', what: 'which stores have the parts of a list, and at what price (after approval)' },
    { command: 'brick own add order:brickowl:ID', what: 'books what you ordered there' },
  ],
  open,
}

function open({ credentials, baseUrl, means }: Entry): OpenMarket {
  const service = withCatalogWords(openService(brickowlDialect(keyOf(credentials), baseUrl), means))
  return { market: brickowl, service, check, offers: brickowlOffers(service, means), orders: owlOrders(service) }

  /** Whether the catalog is open is seen by asking for anything of it: that it is not there is an answer, too. */
  async function check(): Promise<string> {
    const { value: user } = await service.call(USER_CALL)
    const name = user?.name ?? 'somebody without a name'
    const { keep: _, ...question } = itemCall(ANY_BOID)
    try {
      await service.call(question)
      return `${name}, whose key may see the catalog, and so who sells what`
    } catch (error) {
      if (troubleOf(error) !== 'permission') throw error
      return `${name}, whose key may not see the catalog, and so not who sells what. ${HOW_TO_GET_CATALOG}`
    }
  }
}

const ANY_BOID = '737117'

/** @throws {BrickError} when it cannot be one. */
function keyOf({ key = '' }: Record<string, string>): string {
  if (/^[\w-]{16,200}$/.test(key)) return key
  const what = key.length < 16 ? `it has ${key.length} characters only` : 'it has characters that are in none'
  throw trouble('credentials', {
    message: `this is no API key of Brick Owl: ${what}`,
    hint: `copy it whole from ${KEY_PAGE} (tab API Keys), then: brick login brickowl`,
  })
}
