import { catalogRoutes } from './bricklink-catalog.js'
import { envelope, refused, type BricklinkRefusal, type Reply } from './bricklink-envelope.js'
import { openGate } from './bricklink-gate.js'
import { openItems } from './bricklink-items.js'
import { memberRoutes } from './bricklink-members.js'
import { orderRoutes } from './bricklink-orders.js'
import { priceRoutes } from './bricklink-price.js'
import { storeRoutes } from './bricklink-store.js'
import type { Persona } from './personas.js'
import { Refusal } from './refusal.js'
import type { Ask, Service, Settings, Switches } from './service.js'
import type { World } from './world.js'

/** The BrickLink Store API as apis.md §1 and §8.2 have it. */
export const bricklink: Service = {
  name: 'bricklink',
  prefix: '/api/store/v1',
  parallel: 4,
  switches: {
    ...{ content_type: 'html', http_mirrors_meta: false, meta_code_string: false, delete_204_empty: false },
    ...{ category_key: 'category_id', appears_key: 'appears_as', grand_total_key: 'grand_total' },
    ...{ known_color_strings: false, order_id_string: false, rating_list: false },
    // Calls in a rolling day.
    daily: 5_000,
    // `envelope` or `gateway`: how the call over the quota is answered.
    quota_answer: 'envelope',
    // So many more orders in the list of those that the user placed.
    extra_orders: 0,
    // Seconds by which a timestamp may differ from the clock.
    ...{ most_ahead: 300, most_behind: 300 },
    // The address that calls seem to come from.
    caller: '',
  },
  open(world, settings) {
    const items = openItems(world)
    const gate = openGate(world.personas, settings)
    const routes = [catalogRoutes, priceRoutes, storeRoutes, orderRoutes, memberRoutes].flatMap((open) =>
      open(world, items),
    )
    return {
      answer: (ask) =>
        respond(ask, settings, () => {
          const persona = gate.enter(ask)
          return dispatch(routes, { ask, persona, world, switches: settings.switches })
        }),
      counters: () => gate.counters(),
    }
  },
}

/** A path, and what is done there with each method. Groups of the pattern are the parameters. */
export interface Route {
  path: RegExp
  methods: Record<string, Handler>
}

export type Handler = (call: Call, ...parameters: string[]) => Reply

export interface Call {
  ask: Ask
  persona: Persona
  world: World
  switches: Switches
  /** What was sent as JSON; undefined without a body. */
  body?: unknown
}

function respond(ask: Ask, { switches }: Settings, act: () => Reply) {
  try {
    return envelope(act(), switches)
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
    const { reply, answer } = problem as BricklinkRefusal
    if (reply) ask.note({ refused: reply.description })
    return reply ? envelope(reply, switches) : answer
  }
}

function dispatch(routes: Route[], call: Call): Reply {
  const { ask } = call
  const route = routes.find(({ path }) => path.test(ask.path))
  if (!route) throw refused(400, 'INVALID_URI', `${bricklink.prefix}${ask.path}`)
  const handler = route.methods[ask.method]
  if (!handler) throw refused(405, 'METHOD_NOT_ALLOWED', 'METHOD_NOT_ALLOWED')
  const parameters = [...(route.path.exec(ask.path) ?? [])].slice(1).map((text) => decoded(text, ask))
  return handler({ ...call, body: bodyOf(ask) }, ...parameters)
}

function decoded(text: string, { path }: Ask): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw refused(400, 'INVALID_URI', `${bricklink.prefix}${path}`)
  }
}

function bodyOf({ body, headers, method }: Ask): unknown {
  if (body === '' || method === 'GET' || method === 'DELETE') return undefined
  if (!headers['content-type']?.startsWith('application/json')) {
    throw refused(415, 'UNSUPPORTED_MEDIA_TYPE', 'UNSUPPORTED_MEDIA_TYPE')
  }
  try {
    return JSON.parse(body)
  } catch {
    throw refused(400, 'INVALID_REQUEST_BODY', 'A request has been made with a malformed JSON body.')
  }
}
