import type { Dialect, RawAnswer, Reading } from '../../system/http/dialect.js'
import { snippet } from '../../system/http/failure.js'
import { fingerprint } from '../../system/http/fingerprint.js'
import type { Policy } from '../../system/http/policy.js'
import { trouble } from '../../system/http/trouble.js'
import { authorization, type Keys } from './oauth.js'
import { denied, refused, usedUp } from './refusal.js'

/** How much BrickLink may be asked. Sources: apis.md, sections 1.8 and 7.5. */
export const POLICY: Policy = {
  service: 'bricklink',
  title: 'BrickLink',
  // Calls must arrive in the order in which they are signed.
  concurrency: 1,
  limits: [
    { calls: 1, window: 150, then: 'wait' },
    { calls: 5000, window: 86_400_000, reserve: 200, then: 'stop' },
  ],
  timeouts: { connect: 10_000, whole: 60_000 },
  // All orders and all lots of a store come at once.
  mostBytes: 64 * 1024 ** 2,
  tries: 5,
  backoff: { base: 1000, cap: 30_000 },
}

/** How BrickLink is spoken to. `used` says how many calls were counted in its day. */
export function bricklinkDialect(keys: Keys, { baseUrl, used }: { baseUrl: string; used(): number }): Dialect {
  const stamps = { token: fingerprint('bricklink', keys.token), ahead: AHEAD }
  return {
    ...{ policy: POLICY, baseUrl, stamps, read },
    account: fingerprint('bricklink', keys.consumerKey),
    secrets: Object.values(keys) as string[],
    sign: (outgoing, stamp) => ({
      ...outgoing,
      headers: { ...outgoing.headers, authorization: authorization(outgoing, keys, stamp) },
    }),
  }

  function read(raw: RawAnswer): Reading | undefined {
    const envelope = envelopeOf(raw.body)
    if (!envelope) return withoutEnvelope(raw)
    const { code, description, data } = envelope
    const isQuestion = raw.method === 'GET'
    if (code >= 200 && code < 300) return isQuestion && isNothing(data) ? { absent: true } : { ok: data }
    if (code === 404 && isQuestion) return { absent: true }
    if (code === 429) return { refused: usedUp(used()) }
    if (code >= 500) return { again: `${code} ${description}` }
    return code === 401 ? denied(description) : { refused: refused(code, description) }
  }

  function withoutEnvelope({ status, text, headers }: RawAnswer): Reading | undefined {
    // BrickLink never says when a day's calls are free again: whoever does is a server before it that wants us slower.
    if (status === 429 && headers['retry-after'] === undefined) return { refused: usedUp(used()) }
    if (status >= 300) return undefined
    const message = `BrickLink gives an answer without meta.code: ${snippet(text)}`
    return { refused: trouble('malformed', { message, hint: 'try again later' }) }
  }
}

/**
 * How far times of signing may run before the clock, in milliseconds: as far as the calls of a day at full pace take them.
 * BrickLink does not say how far it lets them, and BrickSync never met an end of it.
 */
const AHEAD = 7_200_000

interface Envelope {
  code: number
  description: string
  data: unknown
}

/** Errors come with HTTP 200, too: what `meta.code` says counts, a number or a text. */
function envelopeOf(body: unknown): Envelope | undefined {
  const { meta, data } = (body ?? {}) as { meta?: Record<string, unknown> | null; data?: unknown }
  const code = Number(meta?.['code'] ?? NaN)
  if (!Number.isInteger(code)) return undefined
  const words = [meta?.['description'], meta?.['message']].find((text) => typeof text === 'string' && text !== '')
  return { code, description: snippet(String(words ?? '')), data }
}

/** An item that does not exist is an empty object, with code 200. */
function isNothing(data: unknown): boolean {
  return (
    data === undefined ||
    data === null ||
    (typeof data === 'object' && Object.keys(data).length === 0 && !Array.isArray(data))
  )
}
