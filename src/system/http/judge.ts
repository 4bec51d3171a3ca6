import type { BrickError } from '../../core/error.js'
import type { Call } from './call.js'
import type { Dialect, RawAnswer, Reading } from './dialect.js'
import { snippet, type Failure } from './failure.js'
import { skewHint } from './skew.js'

/** What an answer comes to. */
export type Verdict = { ok: unknown } | { absent: true } | { refused: BrickError } | { failure: Failure }

/**
 * Reads an answer. What means the same from every service is settled first: being sent elsewhere, pages for people,
 * nothing at all, no JSON; then the dialect is asked, and at last the status.
 */
export function judge(
  raw: RawAnswer,
  dialect: Dialect,
  { method }: Pick<Call<unknown>, 'method'>,
  now: number,
): Verdict {
  const odd = oddity(raw)
  if (odd) return { failure: odd }
  if (isFine(raw.status) && raw.text.trim() === '') {
    if (raw.status === 204 || method === 'DELETE') return { ok: undefined }
    return { failure: { kind: 'malformed', why: 'answers nothing at all', tries: FEW } }
  }
  const reading = dialect.read(raw) ?? byStatus(raw, method)
  if ('stampRefused' in reading)
    return { failure: { kind: 'unavailable', why: `answers ${reading.stampRefused}`, undone: true, isStamp: true } }
  return 'again' in reading ? { failure: again(reading, raw, now) } : reading
}

/** Whoever answers garbage, or a page that says that all is down, will most likely do so in a second. */
const FEW = 3

function oddity({ status, headers, text, body, isHtml }: RawAnswer): Failure | undefined {
  if (status >= 300 && status < 400) {
    const why = `answers ${status} and wants to send us ${elsewhere(headers['location'])}`
    return { kind: 'unavailable', why, tries: FEW }
  }
  if (isHtml && (isFine(status) || status === 401 || status === 403))
    return { kind: 'unavailable', why: `answers ${status} with a page for people${titleOf(text)}`, tries: FEW }
  if (isFine(status) && body === undefined && text.trim() !== '')
    return { kind: 'malformed', why: `answers what is no JSON: ${snippet(text)}`, tries: FEW }
  return undefined
}

function byStatus(raw: RawAnswer, method: string): Reading | { failure: Failure } {
  const { status, body } = raw
  if (isFine(status)) return { ok: body }
  if (status === 404 && method === 'GET') return { absent: true }
  // Loaded only here: it brings a whole server and client with it.
  const { STATUS_CODES } = process.getBuiltinModule('node:http')
  const why = `answers ${status} ${STATUS_CODES[status] ?? ''}`.trim() + said(raw)
  if (status === 429) return { again: why.slice('answers '.length), isTooFast: true, undone: true }
  if (status >= 500 || status === 408 || status === 425) return { again: why.slice('answers '.length) }
  const kind = status === 401 ? 'credentials' : status === 403 ? 'permission' : 'request'
  const hint = kind === 'credentials' ? skewHint(raw.skew) : undefined
  return { failure: { kind, why, undone: true, tries: 1, ...(hint !== undefined && { hint }) } }
}

function again(reading: Extract<Reading, { again: string }>, { headers }: RawAnswer, now: number): Failure {
  const { again, after = 0, isTooFast, undone } = reading
  return {
    kind: isTooFast ? 'too-fast' : 'unavailable',
    why: `answers ${again}`,
    after: Math.max(after, retryAfter(headers, now)),
    ...(isTooFast && { isTooFast }),
    ...(undone && { undone }),
  }
}

/** `Retry-After` is in seconds or a date, which is by the server's clock. In milliseconds. */
function retryAfter(headers: Record<string, string>, now: number): number {
  const text = headers['retry-after']?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return (Number(text) + 1) * 1000
  const date = Date.parse(text)
  if (text === '' || Number.isNaN(date)) return 0
  const there = Date.parse(headers['date'] ?? '')
  return Math.max(0, date - (Number.isNaN(there) ? now : there)) + 1000
}

function isFine(status: number): boolean {
  return status >= 200 && status < 300
}

/** Only the host: the rest may repeat what we sent. */
function elsewhere(location: string | undefined): string {
  if (location === undefined) return 'elsewhere'
  return URL.canParse(location) ? `to ${new URL(location).host}` : 'elsewhere'
}

/** In characters. */
const LOOKED_AT = 20_000

function titleOf(html: string): string {
  const title = snippet(/<(?:title|h1)\b[^<>]{0,200}>([^<]{1,200})/i.exec(html.slice(0, LOOKED_AT))?.[1] ?? '')
  return title === '' ? '' : `: ${title}`
}

function said({ text, isHtml }: RawAnswer): string {
  if (isHtml) return ''
  const line = snippet(text)
  return line === '' ? '' : `: ${line}`
}
