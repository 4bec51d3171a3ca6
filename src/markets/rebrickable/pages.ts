import type { Answer, Call, Fields } from '../../system/http/call.js'
import type { Service } from '../../system/http/open-service.js'
import { trouble } from '../../system/http/trouble.js'
import { integer, list, optional, rowOf, text, type Row } from '../members.js'

/** A question whose answer comes in pages. */
export interface ListCall<T> {
  path: string
  query?: Fields
  /** As in `Call`. */
  keep?: number
  row(row: Row): T
  /** What tells each row from all others. */
  keyOf(row: T): string
}

/** One page, without the rows that came before. */
export interface Page<T> {
  /** From 1. */
  number: number
  fresh: T[]
  /** Rows that came before, on this page or another. */
  doubled: number
  /** How many rows there are in all, as the service says now. */
  count: number
  cached: boolean
}

/**
 * Follows the pages of a list, as the service leads from one to the next; nothing when there is no such list. Never leaves
 * the server and the list that it was sent to. What is wrong with a page is found before it is kept for later.
 * @throws {BrickError} when it is led away, or round in a circle, or to a page that brings nothing new.
 */
export async function* pages<T>(service: Service, origin: string, list: ListCall<T>): AsyncGenerator<Page<T>> {
  const seen = new Set<string>()
  const asked = new Set<string>()
  let query: Fields | undefined = { page_size: MOST_ROWS, ...list.query }
  for (let number = 1; query !== undefined; number++) {
    asked.add(canonical(query))
    const { value, cached }: Answer<RawPage<T>> = await service.call(pageCall(list, query, check))
    // What is beyond the end is not there: rows went away while we read.
    if (!value) return
    const fresh = value.rows.filter((row) => isNew(seen, list.keyOf(row)))
    yield { number, fresh, doubled: value.rows.length - fresh.length, count: value.count, cached }
    query = value.next === undefined ? undefined : nextQuery(value.next, list, origin)
  }

  function check({ rows, next, count }: RawPage<T>): void {
    const isFresh = rows.some((row) => !seen.has(list.keyOf(row)))
    if (!isFresh && seen.size > 0 && rows.length > 0) throw new Error('a further page brings nothing new')
    if (seen.size > count + MOST_ROWS) throw new Error(`it is said to have ${count} rows, and ${seen.size} came`)
    const following = next === undefined ? undefined : nextQuery(next, list, origin)
    if (following && asked.has(canonical(following))) throw new Error('its pages lead round in a circle')
  }
}

/** A whole list, and how many rows of it came twice. */
export interface WholeList<T> {
  rows: T[]
  doubled: number
}

/**
 * All rows of a list, each once; undefined when there is no such list. A list that changes while it is read is read again,
 * so that no row is lost.
 * @throws {BrickError} when it changes each time, or as `pages`.
 */
export async function wholeList<T>(
  service: Service,
  origin: string,
  list: ListCall<T>,
): Promise<WholeList<T> | undefined> {
  const { keep: _, ...anew } = list
  const counts: string[] = []
  for (let reading = 1; reading <= READINGS; reading++) {
    const read: Page<T>[] = []
    for await (const page of pages(service, origin, reading === 1 ? list : anew)) read.push(page)
    const [first, last] = [read[0], read.at(-1)]
    if (!first || !last) return undefined
    const rows = read.flatMap(({ fresh }) => fresh)
    if (rows.length === last.count && last.count === first.count)
      return { rows, doubled: read.reduce((sum, { doubled }) => sum + doubled, 0) }
    counts.push(`${rows.length} of ${last.count}`)
  }
  throw trouble('malformed', {
    message: `Rebrickable gives a list that changes while it is read: ${counts.join(', then ')} rows came`,
    hint: 'nothing of it was taken; try again later',
  })
}

/** The largest page that there is; of what is asked beyond that, the service sends no more and does not say so. */
export const MOST_ROWS = 1000

const READINGS = 3

interface RawPage<T> {
  count: number
  next: string | undefined
  rows: T[]
}

function pageCall<T>(
  { path, keep, row }: ListCall<T>,
  query: Fields,
  check: (page: RawPage<T>) => void,
): Call<RawPage<T>> {
  return {
    ...{ method: 'GET', path, query, repeat: 'safe' },
    ...(keep !== undefined && { keep }),
    decode(body) {
      const page = pageOf(body, row)
      check(page)
      return page
    },
  }
}

/** `previous` leads where we come from. */
export const IGNORED_OF_PAGES = ['previous']

export function pageOf<T>(body: unknown, decode: (row: Row) => T): RawPage<T> {
  const page = rowOf(body)
  return {
    ...{ count: integer(page, 'count'), next: optional(text, page, 'next') },
    rows: list(page, 'results', decode),
  }
}

/** What `next` asks for. Only that is taken: it is asked where the list is, whatever else `next` says. */
function nextQuery<T>(next: string, list: ListCall<T>, origin: string): Fields {
  const url = URL.canParse(next, origin) ? new URL(next, origin) : undefined
  if (!url) throw new Error('its next page is no address')
  // Behind a proxy, a service may take itself for http.
  if (url.host !== new URL(origin).host) throw new Error(`its next page is on another server, ${url.host}`)
  if (!url.pathname.endsWith(list.path)) throw new Error('its next page is one of another list')
  const { key: _, ...query } = Object.fromEntries(url.searchParams)
  return query
}

/** The same question is the same text, in whatever order it is written; the first page needs no number. */
function canonical(query: Fields): string {
  const entries = Object.entries({ page: 1, ...query }).map(([name, value]) => `${name}=${value}`)
  return JSON.stringify(entries.sort())
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false
  seen.add(key)
  return true
}
