import { Refusal } from './refusal.js'
import type { Account } from './rebrickable-account.js'
import type { Catalog } from './rebrickable-catalog.js'
import { json, type Answer, type Ask, type Switches } from './service.js'

/** A call that has a valid key. */
export interface Call {
  ask: Ask
  catalog: Catalog
  switches: Switches
  /** The account of a user token. Refused when it is not that of the key's owner. */
  account(token: string): Account
  /** The user token that a name, or an address, and a password give. */
  login(username: string, password: string): string | undefined
}

/** Answers a call; the words are what stands for the `*` of its route. */
export type Act = (call: Call, ...words: string[]) => Answer

/** By method and path: `GET /lego/parts/*\/`. The first that fits is taken. */
export type Routes = Record<string, Act>

export function router(routes: Routes): (call: Call) => Answer {
  const table = Object.entries(routes).map(([route, act]) => {
    const [method = '', path = ''] = route.split(' ')
    return { method, shape: new RegExp(`^${path.replaceAll('*', '([^/]+)')}$`), act }
  })
  return (call) => {
    const { method, path } = call.ask
    const fitting = table.filter(({ shape }) => shape.test(path))
    if (fitting.length === 0) return notFound()
    const route = fitting.find((one) => one.method === method)
    if (!route) return json(405, { detail: `Method "${method}" not allowed.` })
    const words = route.shape.exec(path)?.slice(1) ?? []
    return route.act(call, ...words.map(decoded))
  }
}

/** A percent sign that means nothing is in no address. */
function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return refuse(notFound())
  }
}

/**
 * One page of rows. With the switch `next_itself` a page names itself as the next; `next_host` is an origin that `next`
 * leads to in place of our own. Pages that repeat or shift are faults (faults.ts), not switches.
 */
export function page<T>({ ask, switches }: Call, rows: readonly T[], show: (row: T) => unknown): Answer {
  const number = positive(ask.query.get('page')) ?? refuse(json(404, { detail: 'Invalid page.' }))
  const size = Math.min(positive(ask.query.get('page_size'), DEFAULT_SIZE) ?? DEFAULT_SIZE, MOST_ROWS)
  const last = Math.max(1, Math.ceil(rows.length / size))
  if (number > last) return json(404, { detail: 'Invalid page.' })
  const ordering = ask.query.get('ordering')
  const sorted = ordering ? ordered(rows.map(show), ordering) : rows
  const shown = sorted.slice((number - 1) * size, number * size)
  const next = number < last ? link(ask, switches['next_itself'] ? number : number + 1) : null
  const host = String(switches['next_host'])
  return json(200, {
    count: rows.length,
    next: next && host ? next.replace(ask.origin, host) : next,
    previous: number > 1 ? link(ask, number - 1) : null,
    results: ordering ? shown : shown.map((row) => show(row as T)),
  })
}

/** Rows by `ordering=-name,id`: a minus turns the order around. Unknown members count for nothing. */
function ordered(rows: unknown[], ordering: string): unknown[] {
  const keys = ordering.split(',').filter(Boolean)
  return rows.toSorted((a, b) => {
    for (const key of keys) {
      const name = key.replace(/^-/, '')
      const order = compare((a as Row)[name], (b as Row)[name])
      if (order !== 0) return key.startsWith('-') ? -order : order
    }
    return 0
  })
}

/** Nothing here: what Django REST framework says, with or without the name of the thing. */
export function notFound(call?: Call, thing?: string): Answer {
  const isLong = call?.switches['not_found'] === 'model' && thing
  return json(404, { detail: isLong ? `No ${thing} matches the given query.` : 'Not found.' })
}

export function refuse(answer: Answer): never {
  throw new Refusal(answer)
}

type Row = Record<string, unknown>

const DEFAULT_SIZE = 100
const MOST_ROWS = 1000

function positive(text: string | null, otherwise = 1): number | undefined {
  if (text === null) return otherwise
  return /^[1-9]\d*$/.test(text) ? Number(text) : undefined
}

/**
 * All other parameters stay as they were asked, a page size that is too large and a key among them: the real service
 * was seen to name `page_size=100000` after 1,000 rows. The first page has no number.
 */
function link(ask: Ask, number: number): string {
  const query = new URLSearchParams(ask.query)
  if (number === 1) query.delete('page')
  else query.set('page', String(number))
  query.sort()
  const path = new URL(ask.url).pathname
  return `${ask.origin}${path}${query.size > 0 ? '?' : ''}${query.toString()}`
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [String(a), String(b)]
  return left < right ? -1 : Number(left > right)
}
