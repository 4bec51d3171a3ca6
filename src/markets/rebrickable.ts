import type { Call } from '../system/http/call.js'
import { openService } from '../system/http/open-service.js'
import { trouble } from '../system/http/trouble.js'
import { exchanged } from './exchanged.js'
import type { Entry, Market, OpenMarket } from './market.js'
import { POLICY, rebrickableDialect } from './rebrickable/dialect.js'
import { profileCall, tokenCall } from './rebrickable/lists.js'
import { partNumbers } from './rebrickable/part-numbers.js'
import { KEY_PAGE } from './rebrickable/refusal.js'
import { userLists } from './rebrickable/user-lists.js'

/** Rebrickable's API: the user's lists, and what others call its parts. It knows no prices. */
export const rebrickable: Market = {
  id: POLICY.service,
  title: POLICY.title,
  baseUrl: 'https://rebrickable.com/api/v3',
  credentials: [
    { name: 'key', title: 'API key', variable: 'BRICK_REBRICKABLE_KEY' },
    { name: 'user_token', title: 'user token', variable: 'BRICK_REBRICKABLE_USER_TOKEN', optional: true },
  ],
  keyPage: KEY_PAGE,
  keyFor: 'all users',
  gives: [
    { command: 'brick sync rebrickable', what: 'brings your lists and sets into your collection, and back' },
    { command: 'brick catalog update --ids', what: 'what the other sites call each part' },
  ],
  signIn: {
    field: 'user_token',
    asks: [
      { name: 'username', title: 'user name or e-mail' },
      { name: 'password', title: 'password' },
    ],
    exchange: userTokenOf,
  },
  open,
}

/** Asks for next to nothing. */
const KEY_CALL: Call<true> = { method: 'GET', path: '/lego/colors/0/', repeat: 'safe', decode: () => true }

function open({ credentials, baseUrl, means }: Entry): OpenMarket {
  const [key, token] = [keyOf(credentials), credentials['user_token'] || undefined]
  const service = openService(rebrickableDialect(key, { baseUrl, secrets: token === undefined ? [] : [token] }), means)
  return {
    ...{ market: rebrickable, service, check, partNumbers: () => partNumbers(service, baseUrl) },
    ...(token !== undefined && { lists: userLists(service, { origin: baseUrl, token, secrets: [key, token] }) }),
  }

  async function check(): Promise<string> {
    if (token !== undefined) {
      const { value } = await service.call(profileCall(token))
      return value ?? 'the key is good; the user token is of nobody'
    }
    await service.call(KEY_CALL)
    return 'the key is good; without a user token, your lists are not seen'
  }
}

/** The user token of whoever has this name, or address, and password. Neither is kept, nor seen in any message. */
async function userTokenOf(entry: Entry, { username = '', password = '' }: Record<string, string>): Promise<string> {
  const { credentials, baseUrl, means } = entry
  const dialect = rebrickableDialect(keyOf(credentials), { baseUrl, secrets: [password] })
  return exchanged(openService(dialect, means), tokenCall(username, password), 'Rebrickable', 'user token')
}

/** @throws {BrickError} when it cannot be one: it has 32 hexadecimal digits. */
function keyOf(credentials: Record<string, string>): string {
  const key = credentials['key'] ?? ''
  if (/^[0-9a-f]{32}$/i.test(key)) return key
  throw trouble('credentials', {
    message: `this is no key of Rebrickable: it has ${key.length} characters, not 32 hexadecimal digits`,
    hint: `copy it whole from ${KEY_PAGE}, then: brick login rebrickable`,
  })
}
