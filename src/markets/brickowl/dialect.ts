import type { Dialect, Outgoing, RawAnswer, Reading } from '../../system/http/dialect.js'
import { snippet } from '../../system/http/failure.js'
import { fingerprint } from '../../system/http/fingerprint.js'
import type { Policy } from '../../system/http/policy.js'
import { denied, refused, unknownKey } from './refusal.js'

/** How much Brick Owl may be asked. It allows 600 calls a minute, 200 of many things at once. Source: apis.md, 7.5. */
export const POLICY: Policy = {
  service: 'brickowl',
  title: 'Brick Owl',
  concurrency: 4,
  limits: [
    { calls: 1, window: 125, then: 'wait' },
    { calls: 600, window: 60_000, then: 'wait' },
    { kind: 'bulk', calls: 1, window: 667, then: 'wait' },
    { kind: 'bulk', calls: 200, window: 60_000, then: 'wait' },
  ],
  timeouts: { connect: 10_000, whole: 30_000 },
  // A common part is on offer in thousands of stores.
  mostBytes: 32 * 1024 ** 2,
  tries: 4,
  backoff: { base: 1000, cap: 30_000 },
}

/** How Brick Owl is spoken to: the key is one of the arguments, so that no address of a call may ever be shown. */
export function brickowlDialect(key: string, baseUrl: string): Dialect {
  return {
    ...{ policy: POLICY, baseUrl, read },
    account: fingerprint('brickowl', key),
    secrets: [key],
    sign: (outgoing) => withKey(outgoing, key),
  }
}

/** In the query of a question, and in the form of everything else. */
function withKey(outgoing: Outgoing, key: string): Outgoing {
  const { method, query, body } = outgoing
  if (method === 'GET') return { ...outgoing, query: [...query, ['key', key]] }
  const form = body && 'form' in body ? body.form : []
  return { ...outgoing, body: { form: [...form, ['key', key]] } }
}

/** In milliseconds: it does not say how long it wants to be left alone, but counts by the minute. */
const REST = 30_000

function read({ status, method, body, skew }: RawAnswer): Reading | undefined {
  const words = errorIn(body)
  if (status === 429)
    return { again: `429 ${words ?? 'Too Many Requests'}`, after: REST, isTooFast: true, undone: true }
  if (words === undefined || status >= 500) return undefined
  if (status === 404 && method === 'GET') return { absent: true }
  if (status === 401) return { refused: unknownKey(words, skew) }
  return { refused: status === 403 ? denied(words) : refused(status, words) }
}

/** Errors come in two shapes: `{"error":{"status":"..."}}` and `{"error":"..."}`. */
function errorIn(body: unknown): string | undefined {
  const { error } = (body ?? {}) as { error?: unknown }
  if (error === undefined || error === null || error === false) return undefined
  const status = (error as { status?: unknown }).status ?? error
  return snippet(typeof status === 'string' ? status : JSON.stringify(status))
}
