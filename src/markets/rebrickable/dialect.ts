import type { Dialect, RawAnswer, Reading } from '../../system/http/dialect.js'
import { snippet } from '../../system/http/failure.js'
import { fingerprint } from '../../system/http/fingerprint.js'
import type { Policy } from '../../system/http/policy.js'
import { denied, refused } from './refusal.js'

/** How much Rebrickable may be asked: one call a second. Source: apis.md, sections 3.1 and 7.5. */
export const POLICY: Policy = {
  service: 'rebrickable',
  title: 'Rebrickable',
  concurrency: 1,
  limits: [{ calls: 1, window: 1000, then: 'wait' }],
  timeouts: { connect: 10_000, whole: 30_000 },
  // A page of 1,000 parts with all their numbers is less than 1 MB.
  mostBytes: 16 * 1024 ** 2,
  tries: 5,
  backoff: { base: 1000, cap: 30_000 },
}

/** How Rebrickable is spoken to. `secrets` are other texts than the key that may never be seen. */
export function rebrickableDialect(key: string, { baseUrl, secrets }: { baseUrl: string; secrets: string[] }): Dialect {
  return {
    ...{ policy: POLICY, baseUrl, read },
    account: fingerprint('rebrickable', key),
    secrets: [key, ...secrets],
    sign: (outgoing) => ({ ...outgoing, headers: { ...outgoing.headers, authorization: `key ${key}` } }),
  }
}

function read({ status, body, text }: RawAnswer): Reading | undefined {
  const words = wordsOf(body) ?? snippet(text)
  if (status === 401 || status === 403) return denied(status, words)
  // Also of what was to be changed or removed: the clients ask what is there before and after.
  if (status === 404) return { absent: true }
  if (status === 429) return throttled(words)
  if (status >= 400 && status < 500 && status !== 408 && status !== 425) return { refused: refused(status, words) }
  return undefined
}

/** Going on at once brings a ban, so that one second more is waited than it says. */
function throttled(words: string): Reading {
  const seconds = Number(/available in (\d{1,6}) second/.exec(words)?.[1] ?? 0)
  return { again: `429 ${words}`, after: (seconds + 1) * 1000, isTooFast: true, undone: true }
}

/** `{"detail":"..."}`, or of each member what is wrong with it: `{"name":["This field is required."]}`. */
export function wordsOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
  const entries = Object.entries(body).map(([name, value]) => {
    const words = (Array.isArray(value) ? value : [value]).map((one) => sentence(one)).join(' ')
    return name === 'detail' || name === 'non_field_errors' ? words : `${name}: ${words}`
  })
  return entries.length === 0 ? undefined : snippet(entries.join('; '))
}

function sentence(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
