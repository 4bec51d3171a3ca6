import type { Dialect, Outgoing, RawAnswer, Reading } from '../../system/http/dialect.js'
import { snippet } from '../../system/http/failure.js'
import { fingerprint } from '../../system/http/fingerprint.js'
import type { Policy } from '../../system/http/policy.js'
import { trouble, type TroubleKind } from '../../system/http/trouble.js'

/** How much Brickset may be asked. Sources: apis.md, sections 4 and 7.5. */
export const POLICY: Policy = {
  service: 'brickset',
  title: 'Brickset',
  concurrency: 1,
  limits: [
    { calls: 1, window: 500, then: 'wait' },
    { kind: 'getSets', calls: 100, window: 86_400_000, reserve: 5, then: 'stop' },
  ],
  timeouts: { connect: 10_000, whole: 30_000 },
  // A page has 500 sets at most.
  mostBytes: 16 * 1024 ** 2,
  tries: 4,
  backoff: { base: 1000, cap: 30_000 },
}

export const KEY_PAGE = 'https://brickset.com/tools/webservices/requestkey'

export interface Keys {
  apiKey: string
  /** Whose sets are meant; without it, nobody's. */
  userHash?: string
}

/** How Brickset is spoken to. `secrets` are those that stand in calls besides the keys. */
export function bricksetDialect(
  keys: Keys,
  { baseUrl, secrets = [] }: { baseUrl: string; secrets?: string[] },
): Dialect {
  const { apiKey, userHash = '' } = keys
  return {
    ...{ policy: POLICY, baseUrl, read },
    account: fingerprint('brickset', apiKey),
    secrets: [apiKey, userHash, ...secrets].filter((secret) => secret !== ''),
    sign,
  }

  /** The user hash must be there even if it is blank. A call that has one of its own keeps it. */
  function sign(outgoing: Outgoing): Outgoing {
    const given = outgoing.body && 'form' in outgoing.body ? outgoing.body.form : []
    const hash: [string, string][] = given.some(([name]) => name === 'userHash') ? [] : [['userHash', userHash]]
    return { ...outgoing, body: { form: [['apiKey', apiKey], ...hash, ...given] } }
  }
}

/** All that the service itself says comes with HTTP 200, and a status of its own. */
function read({ status, body, text }: RawAnswer): Reading | undefined {
  const answer = (body ?? {}) as { status?: unknown; message?: unknown; error?: unknown }
  if (status === 200 && answer.status === 'success') return { ok: body }
  if (status === 500 && /^Missing parameter/i.test(text)) return { refused: refusal(text) }
  if (status !== 200) return undefined
  const words = [answer.message, answer.error].find((one) => typeof one === 'string' && one.trim() !== '')
  if (words !== undefined) return { refused: refusal(String(words)) }
  const message = `Brickset gives an answer without a status: ${snippet(text)}`
  return { refused: trouble('malformed', { message, hint: 'try again later' }) }
}

function refusal(said: string) {
  const words = snippet(said)
  const known = REFUSALS.find(({ pattern }) => pattern.test(words))
  if (known) return trouble(known.kind, { message: `Brickset ${known.message}`, hint: known.hint })
  return trouble('request', { message: `Brickset refuses what it was asked: ${words}`, hint: 'nothing was changed' })
}

/** What it says when it refuses. Source: apis.md, sections 4 and 8.5. */
const REFUSALS: { pattern: RegExp; kind: TroubleKind; message: string; hint: string }[] = [
  {
    ...{ pattern: /invalid api ?key/i, kind: 'credentials', message: 'does not know this key' },
    hint: `get one at ${KEY_PAGE}, then: brick login brickset`,
  },
  {
    ...{ pattern: /invalid user ?hash/i, kind: 'credentials', message: 'does not know this user hash, or no more' },
    hint: 'get a new one: brick login brickset',
  },
  {
    ...{ pattern: /invalid user ?name|invalid password/i, kind: 'credentials' },
    ...{ message: 'knows nobody of this name with this password', hint: 'they are those of brickset.com' },
  },
  {
    ...{ pattern: /limit exceeded/i, kind: 'quota', message: 'lets this key ask for sets no more today' },
    hint: 'try again tomorrow; what was answered is kept',
  },
]
