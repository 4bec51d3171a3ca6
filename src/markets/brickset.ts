import type { BrickError } from '../core/error.js'
import { openService } from '../system/http/open-service.js'
import { trouble } from '../system/http/trouble.js'
import { checkKeyCall, checkUserHashCall, loginCall } from './brickset/account.js'
import { allSets } from './brickset/all-sets.js'
import { bricksetDialect, KEY_PAGE, POLICY, type Keys } from './brickset/dialect.js'
import type { BricksetSet, SetQuery } from './brickset/sets.js'
import { exchanged } from './exchanged.js'
import type { Entry, Market, OpenMarket, UserSet } from './market.js'

/** Brickset knows facts of sets, and which of them the user owns and wants; neither parts nor sellers. */
export const brickset: Market = {
  id: POLICY.service,
  title: POLICY.title,
  baseUrl: 'https://brickset.com/api/v3.asmx',
  credentials: [
    { name: 'key', title: 'API key', variable: 'BRICK_BRICKSET_KEY' },
    { name: 'user_hash', title: 'user hash', variable: 'BRICK_BRICKSET_USER_HASH', optional: true },
  ],
  keyPage: KEY_PAGE,
  keyFor: 'all who ask',
  gives: [{ command: 'brick sync brickset', what: 'brings the sets that you have entered there into your collection' }],
  signIn: {
    field: 'user_hash',
    asks: [
      { name: 'username', title: 'user name' },
      { name: 'password', title: 'password' },
    ],
    exchange: userHashOf,
  },
  open,
}

function open({ credentials, baseUrl, means }: Entry): OpenMarket {
  const keys = keysOf(credentials)
  const service = openService(bricksetDialect(keys, { baseUrl }), means)
  return {
    ...{ market: brickset, service, check },
    sets: {
      owned: () => userSets({ owned: 1 }, ({ own }) => own?.owned ?? 0),
      wanted: () => userSets({ wanted: 1 }, ({ own }) => own?.wanted ?? 1),
    },
  }

  /** Brickset does not say whose they are. */
  async function check(): Promise<string> {
    if (keys.userHash === undefined) {
      await service.call(checkKeyCall())
      return 'the key is good; to know your sets, it needs your user hash, too: brick login brickset'
    }
    await service.call(checkUserHashCall())
    return 'the key and the user hash are good'
  }

  async function userSets(query: SetQuery, amount: (set: BricksetSet) => number): Promise<UserSet[]> {
    if (keys.userHash === undefined) throw nobody()
    const sets = await allSets(service, query)
    return sets.map((set) => ({ number: set.number, name: set.name, quantity: Math.max(1, amount(set)) }))
  }
}

/** The password goes into this call only, and is cut out of every message. */
async function userHashOf(entry: Entry, { username = '', password = '' }: Record<string, string>): Promise<string> {
  const { credentials, baseUrl, means } = entry
  const dialect = bricksetDialect(keysOf(credentials), { baseUrl, secrets: [password] })
  return exchanged(openService(dialect, means), loginCall(username, password), 'Brickset', 'user hash')
}

/** @throws {BrickError} when it cannot be a key: what is one has no blanks, and some length. */
function keysOf({ key = '', user_hash: userHash }: Record<string, string>): Keys {
  if (/^[\x21-\x7e]{8,100}$/.test(key)) return { apiKey: key, ...(userHash && { userHash }) }
  throw trouble('credentials', {
    message: `this is no API key of Brickset: it has ${key.length} characters, or blanks in it`,
    hint: `copy it whole from the e-mail that brought it, or get one at ${KEY_PAGE}; then: brick login brickset`,
  })
}

function nobody(): BrickError {
  return trouble('credentials', {
    message: 'Brickset cannot say which sets are yours without your user hash',
    hint: 'brick login brickset asks for it',
  })
}
