import type { Persona } from './personas.js'
import { openAccount, type Account } from './rebrickable-account.js'
import { catalogOf } from './rebrickable-catalog.js'
import { legoRoutes } from './rebrickable-lego.js'
import { partListRoutes } from './rebrickable-lists.js'
import { refuse, router } from './rebrickable-routes.js'
import { setRoutes } from './rebrickable-sets.js'
import { throttle } from './rebrickable-throttle.js'
import { userRoutes } from './rebrickable-user.js'
import { answered } from './refusal.js'
import { json, type Answer, type Ask, type OpenService, type Service, type Settings } from './service.js'
import { USER, type World } from './world.js'

/** Rebrickable's API as apis.md §3 and §8.4 describe it, its catalog and the lists of its users. */
export const rebrickable: Service = {
  name: 'rebrickable',
  prefix: '/api/v3',
  switches: {
    // What a key may ask for: so many calls a second, so many at once.
    ...{ rate: 1, burst: 5, throttle_seconds: 2, ban_after: 10 },
    // Generated parts that make `lego/parts/` as long as the real list: 61500 are 62 pages.
    extra_parts: 0,
    // `short` or `model`: the two ways in which Django says that something is not there.
    not_found: 'short',
    // As it was before 2025-07-23, and in the recordings.
    print_of_in_lists: false,
    // `errors` or `skipped`: what an array POST answers for what it did not add.
    array_post: 'errors',
    // Where `next` leads: to the page that it stands on, or to another origin.
    ...{ next_itself: false, next_host: '' },
  },
  open,
}

const routed = router({ ...userRoutes, ...legoRoutes, ...partListRoutes, ...setRoutes })

function open(world: World, { switches }: Settings): OpenService {
  const catalog = catalogOf(world)
  const accounts = new Map<string, Account>()
  const throttles = new Map<string, ReturnType<typeof throttle>>()
  const counts: Record<string, number> = { calls: 0 }

  function answer(ask: Ask): Answer {
    count('calls')
    if (!ask.path.endsWith('/')) return withoutSlash(ask)
    const persona = authenticate(ask, world.personas)
    ask.note({ persona: persona.name })
    count(`calls of ${persona.name}`)
    const refused = throttleOf(persona).refusal(ask.time, switches, persona.rebrickable?.isThrottled === true)
    if (refused) return refused
    return routed({ ask, catalog, switches, account: (token) => accountOf(persona, token), login })
  }

  function count(name: string) {
    counts[name] = (counts[name] ?? 0) + 1
  }

  function throttleOf({ name }: Persona) {
    const known = throttles.get(name) ?? throttle()
    throttles.set(name, known)
    return known
  }

  /** A name is a user's own or the address of all; the password tells who it is. */
  function login(username: string, password: string): string | undefined {
    const all = world.personas.flatMap(({ rebrickable: keys }) => keys ?? [])
    const isNamed = (name: string) => name === username || username === USER.email
    return all.find((keys) => isNamed(keys.username) && keys.password === password)?.userToken
  }

  function accountOf(persona: Persona, token: string): Account {
    if (persona.rebrickable?.userToken !== token) {
      return refuse(json(403, { detail: 'You do not have permission to perform this action.' }))
    }
    const account = accounts.get(token) ?? openAccount(world.personas.indexOf(persona) + 1, persona, catalog)
    accounts.set(token, account)
    return account
  }

  return {
    answer: (ask) => answered(() => answer(ask)),
    counters() {
      const sums: Record<string, number> = { ...counts, throttled: 0, ignored: 0, bans: 0 }
      for (const one of throttles.values()) {
        for (const [name, number] of Object.entries(one.counters())) sums[name] = (sums[name] ?? 0) + number
      }
      return sums
    },
  }
}

/** Django leads readers to the right address, and cannot take a body along. */
function withoutSlash(ask: Ask): Answer {
  const { pathname, search } = new URL(ask.url)
  const html: Record<string, string> = { 'Content-Type': 'text/html; charset=utf-8' }
  if (ask.method === 'GET' || ask.method === 'HEAD') {
    return { status: 301, headers: { ...html, Location: `${ask.origin}${pathname}/${search}` }, body: '' }
  }
  return { status: 500, headers: html, body: '<!doctype html><html><body><h1>Server Error (500)</h1></body></html>' }
}

/** The key stands in the header, in the query, or in the form of a POST. */
function authenticate(ask: Ask, personas: Persona[]): Persona {
  const header = /^key\s+(\S+)$/i.exec(ask.headers['authorization'] ?? '')?.[1]
  const key = header ?? ask.query.get('key') ?? ask.form.get('key')
  if (!key) return refuse(json(401, { detail: 'Authentication credentials were not provided.' }))
  const persona = personas.find(({ rebrickable: keys }) => keys?.key === key)
  return persona ?? refuse(json(401, { detail: 'Invalid token.' }))
}
