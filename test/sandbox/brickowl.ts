import { openAccount, type OwlAccount } from './brickowl-account.js'
import type { Method, Methods, OwlCall } from './brickowl-call.js'
import { catalogMethods } from './brickowl-catalog.js'
import { indexOf } from './brickowl-index.js'
import { denied, listed, php, refusal, refuse } from './brickowl-json.js'
import { listMethods } from './brickowl-lists.js'
import { offerMethods } from './brickowl-offers.js'
import { orderMethods } from './brickowl-orders.js'
import { rate, type Rate } from './brickowl-rate.js'
import { storeMethods } from './brickowl-store.js'
import { userMethods } from './brickowl-user.js'
import type { BrickowlKey, Persona } from './personas.js'
import { answered } from './refusal.js'
import type { Answer, Ask, OpenService, Service, Settings } from './service.js'
import type { World } from './world.js'

/** Brick Owl's API as apis.md §2 and §8.3 describe it. */
export const brickowl: Service = {
  name: 'brickowl',
  prefix: '/v1',
  switches: {
    // Calls a minute; the newest page of the documentation says 100 for bulk.
    ...{ rate_limit: 600, bulk_limit: 200 },
    // Whether `availability` finds nothing under a BOID with a color, and what its map is keyed by.
    ...{ bare_only: false, keyed_by_store: false },
    // All errors in the flat form: `{"error":"..."}`.
    flat_errors: false,
    ...{ long_wishlists: false, bulk_lookup_list: false },
  },
  open,
}

const METHODS: Methods = {
  ...catalogMethods,
  ...offerMethods,
  ...listMethods,
  ...storeMethods,
  ...orderMethods,
  ...userMethods,
  'POST bulk/batch': { act: batch, isBulk: true },
}

function open(world: World, { switches }: Settings): OpenService {
  const index = indexOf(world)
  const accounts = new Map<string, OwlAccount>()
  const rates = new Map<string, Rate>()
  const counts: Record<string, number> = { calls: 0, 'bulk calls': 0, limited: 0 }

  function answer(ask: Ask): Answer {
    count('calls')
    const args = ask.method === 'POST' ? ask.form : ask.query
    const { persona, keys } = owner(world, args.get('key'))
    ask.note({ persona: persona.name })
    count(`calls of ${persona.name}`)
    const method = METHODS[`${ask.method} ${ask.path.slice(1)}`]
    const isBulk = method?.isBulk === true
    if (!rateOf(keys).passes(ask.time, switches, { isBulk })) {
      count('limited')
      return refusal(429, 'Rate limit exceeded')
    }
    if (isBulk) count('bulk calls')
    return done({ args, ask, index, switches, persona, keys, account: accountOf(keys) }, ask)
  }

  function count(name: string) {
    counts[name] = (counts[name] ?? 0) + 1
  }

  function rateOf({ key }: BrickowlKey): Rate {
    const known = rates.get(key) ?? rate()
    rates.set(key, known)
    return known
  }

  function accountOf({ key }: BrickowlKey): OwlAccount {
    const known = accounts.get(key) ?? openAccount(world)
    accounts.set(key, known)
    return known
  }

  return {
    answer: (ask) =>
      flattened(
        answered(() => answer(ask)),
        switches,
      ),
    counters: () => ({ ...counts }),
  }
}

/** All calls need a key: in the query of a GET, in the form of a POST. */
function owner({ personas }: World, key: string | null): { persona: Persona; keys: BrickowlKey } {
  const persona = key ? personas.find((one) => one.brickowl?.key === key) : undefined
  return persona?.brickowl ? { persona, keys: persona.brickowl } : refuse(401, 'Invalid API key')
}

/** Does what one call asks, or one request of a batch. */
function done(call: OwlCall, { method: verb, path }: { method: string; path: string }): Answer {
  const name = path.slice(1)
  const method = METHODS[`${verb} ${name}`]
  if (!method) return isKnown(name) ? refusal(405, 'Method Not Allowed') : refusal(404, 'Not found')
  return answered(() => (allowed(call, method) ? php(200, method.act(call)) : denied()))
}

function isKnown(name: string): boolean {
  return `GET ${name}` in METHODS || `POST ${name}` in METHODS
}

function allowed({ keys }: OwlCall, { needs }: Method): boolean {
  if (needs === 'store' && !keys.hasStore) refuse(400, 'Store not found')
  return needs !== 'contract' && (needs !== 'catalog' || keys.hasCatalog)
}

/** Several requests in one call. Each has an answer of its own, and a status. */
function batch(call: OwlCall) {
  const requests = listed(call.args, 'requests')
  if (requests.length > 50) refuse(400, 'Too many requests, the maximum is 50')
  const responses = requests.map(({ endpoint, request_method, params }) => {
    const given = Array.isArray(params) ? (params[0] as object | undefined) : undefined
    const args = new URLSearchParams()
    for (const [name, value] of Object.entries(given ?? {})) args.set(name, String(value))
    const path = `/${String(endpoint)}`
    const isNested = path === '/bulk/batch'
    const answer = isNested
      ? refusal(400, 'No batch in a batch')
      : done({ ...call, args }, { method: verbOf(request_method), path })
    return { endpoint, status_code: answer.status, body: JSON.parse(String(answer.body)) as unknown }
  })
  return { responses }
}

function verbOf(method: unknown): string {
  return typeof method === 'string' ? method.toUpperCase() : 'GET'
}

function flattened(answer: Answer, switches: Settings['switches']): Answer {
  if (!switches['flat_errors']) return answer
  const { error } = JSON.parse(String(answer.body)) as { error?: { status?: string } }
  return error?.status ? php(answer.status, { error: error.status }) : answer
}
