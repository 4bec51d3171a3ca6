import { version } from '../shipped.js'
import { ENCODINGS, isWrong, readBody, textOf, unpackBody } from './body.js'
import { percentEncoded } from './call.js'
import type { Connections } from './connections.js'
import type { Outgoing, RawAnswer } from './dialect.js'
import { networkFailure, type Failure } from './failure.js'
import { proxyFor } from './proxy.js'

export interface SendOptions {
  connections: Connections
  /** Until the last byte is here, in milliseconds. */
  deadline: number
  mostBytes: number
  signal: AbortSignal | undefined
  /** In milliseconds since 1970. */
  now(): number
  env: Record<string, string | undefined>
  /** A connection of its own, for what may arrive once only. */
  fresh?: true
}

/** Sends once, and takes the answer only when it came whole. */
export async function send(outgoing: Outgoing, options: SendOptions): Promise<RawAnswer | Failure> {
  const { connections, signal, deadline } = options
  await connections.ready()
  const stop = new AbortController()
  const interrupt = () => stop.abort('interrupted')
  const timer = setTimeout(() => stop.abort('late'), deadline)
  if (signal?.aborted) interrupt()
  signal?.addEventListener('abort', interrupt)
  try {
    return await exchange(outgoing, options, stop.signal)
  } catch (error) {
    if (stop.signal.reason === 'interrupted')
      return { kind: 'interrupted', why: 'was being asked when you interrupted it', cause: error }
    if (stop.signal.aborted)
      return { kind: 'timeout', why: `does not answer within ${deadline / 1000} s`, cause: error }
    const failure = networkFailure(error)
    const proxy = proxyFor(outgoing.origin, options.env)
    if (proxy === undefined || !failure.undone || failure.hint !== undefined) return failure
    return { ...failure, hint: `the environment says that it is to be reached by a proxy, ${nameOf(proxy)}` }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', interrupt)
    // What of a body was not read must not hold its connection.
    stop.abort('over')
  }
}

/** The path and query as they are signed and sent. */
export function requestPath({ path, query }: Pick<Outgoing, 'path' | 'query'>): string {
  return query.length === 0 ? path : `${path}?${encodedForm(query)}`
}

async function exchange(outgoing: Outgoing, options: SendOptions, signal: AbortSignal): Promise<RawAnswer | Failure> {
  const { connections, mostBytes, now, fresh } = options
  const { method, origin } = outgoing
  const body = bodyOf(outgoing)
  const sent = now()
  const answer = await connections.request({
    origin,
    path: requestPath(outgoing),
    method,
    headers: headersOf(outgoing, body !== undefined),
    signal,
    ...(body !== undefined && { body }),
    ...(fresh && { fresh }),
  })
  const headers = joined(answer.headers)
  const skew = skewOf(headers['date'], (sent + now()) / 2)
  const packed = await readWhole(answer.body, mostBytes, signal)
  if (isWrong(packed)) return wrongBody(packed.wrong, mostBytes)
  const bytes = await unpackBody(packed, headers['content-encoding'] ?? '', mostBytes)
  if (isWrong(bytes)) return wrongBody(bytes.wrong, mostBytes)
  return rawAnswer({ method, status: answer.statusCode, headers, text: textOf(bytes), skew })
}

/** A connection that breaks now has brought a part of the answer; what we stopped ourselves is no such thing. */
async function readWhole(body: AsyncIterable<Uint8Array>, most: number, signal: AbortSignal) {
  try {
    return await readBody(body, most)
  } catch (error) {
    if (signal.aborted) throw error
    return { wrong: 'cut' } as const
  }
}

/** An answer as dialects read it, whether it came just now or earlier. */
export function rawAnswer(plain: Omit<RawAnswer, 'body' | 'isHtml'>): RawAnswer {
  return { ...plain, body: parsed(plain.text), isHtml: HTML.test(plain.text.slice(0, LOOKED_AT)) }
}

/** A page shows what it is before that many characters. */
const LOOKED_AT = 5000

/** Each part can end in one place only: no text, however it is meant, makes this look at it again and again. */
const HTML =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*){0,50}<(?:!doctype|html|head|body|title|center|h1)\b/i

/**
 * Plain `JSON.parse`: money comes as text or as numbers of few digits, whose shortest decimal is what was written. See
 * `exactDecimal`, which refuses what could have lost a digit.
 */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function headersOf({ headers, body }: Outgoing, hasBody: boolean): Record<string, string> {
  const type = body && 'json' in body ? 'application/json' : 'application/x-www-form-urlencoded'
  return {
    'user-agent': `brick/${version()}`,
    accept: 'application/json',
    'accept-encoding': ENCODINGS,
    ...(hasBody && { 'content-type': type }),
    ...headers,
  }
}

function bodyOf({ body }: Outgoing): string | undefined {
  if (!body) return undefined
  return 'json' in body ? body.json : encodedForm(body.form)
}

function encodedForm(fields: [string, string][]): string {
  return fields.map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`).join('&')
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]))
}

/** Servers say their time to the second. */
function skewOf(date: string | undefined, here: number): number | undefined {
  const there = Date.parse(date ?? '')
  return Number.isNaN(there) ? undefined : Math.round(there - here)
}

function wrongBody(wrong: 'large' | 'cut' | 'packing', most: number): Failure {
  if (wrong === 'large') return { kind: 'malformed', why: `answers more than ${most / 1024 ** 2} MB`, tries: 1 }
  const why = wrong === 'cut' ? 'answers only in part' : 'answers what cannot be unpacked'
  return { kind: 'malformed', why }
}

/** Without the password that may be in it. */
function nameOf(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).host : 'which is no URL'
}
