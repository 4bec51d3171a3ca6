import { baseString, readCredentials, signatureOf } from './bricklink-oauth.js'
import { refused } from './bricklink-envelope.js'
import type { BricklinkKeys, Persona } from './personas.js'
import type { Ask, Settings } from './service.js'

/** Lets calls in that are signed rightly, and counts them. */
export interface Gate {
  /** Whose call it is. @throws {Refusal} when it is not let in. */
  enter(ask: Ask): Persona
  counters(): Record<string, number>
}

interface Known {
  persona: Persona
  keys: BricklinkKeys
}

/** Order of checks: missing, key, token, address, time and nonce, signature, quota. */
export function openGate(personas: Persona[], { mode, switches }: Settings): Gate {
  const known = personas.flatMap((persona) => (persona.bricklink ? [{ persona, keys: persona.bricklink }] : []))
  const last = new Map<string, number>()
  const nonces = new Set<string>()
  const calls = new Map<Persona, number[]>()
  const refusals = new Map<string, number>()

  return {
    enter(ask) {
      const { form, oauth } = complete(readCredentials(ask.headers['authorization'], ask.url))
      const base = baseString(ask.method, ask.url, oauth)
      ask.note({ form, base })
      const { persona, keys } = who(oauth)
      ask.note({ persona: persona.name })
      const from = String(switches['caller'] || ask.from)
      if (!isWithin(from, keys)) deny(`TOKEN_IP_MISMATCHED: consumer: ${keys.consumerKey} IP: ${from}`)
      checkTime(ask, oauth)
      if (signatureOf(base, keys.consumerSecret, keys.tokenSecret) !== oauth['oauth_signature']) {
        ask.note({ refused: 'signature', theirs: oauth['oauth_signature'] ?? '' })
        deny('SIGNATURE_INVALID: Invalid Signature')
      }
      accept(oauth)
      count({ persona, keys }, ask.time)
      return persona
    },
    counters() {
      const each = [...calls].map(([persona, times]) => [`calls of ${persona.name}`, times.length])
      return { ...Object.fromEntries(each), ...Object.fromEntries(refusals) } as Record<string, number>
    },
  }

  function deny(description: string): never {
    const word = description.replace(/:.*/, '')
    refusals.set(word, (refusals.get(word) ?? 0) + 1)
    throw refused(401, 'BAD_OAUTH_REQUEST', description)
  }

  function complete(credentials: ReturnType<typeof readCredentials>) {
    const missing = MANDATORY.find((name) => !credentials?.oauth[name])
    if (!credentials || missing) return deny(`PARAMETER_ABSENT: ${missing ?? MANDATORY[0]}`)
    const { oauth } = credentials
    if (oauth['oauth_version'] !== '1.0') deny('VERSION_REJECTED: oauth_version')
    if (oauth['oauth_signature_method'] !== 'HMAC-SHA1') deny('SIGNATURE_METHOD_REJECTED: oauth_signature_method')
    return credentials
  }

  function who({ oauth_consumer_key: key, oauth_token: token }: Record<string, string>): Known {
    const owner = known.find(({ keys }) => keys.consumerKey === key)
    if (!owner) return deny(`CONSUMER_KEY_UNKNOWN: consumer: ${key}`)
    if (owner.keys.token !== token || owner.keys.isRevoked) return deny(`TOKEN_VALUE_UNKNOWN: token: ${token}`)
    return owner
  }

  function checkTime(ask: Ask, oauth: Record<string, string>): void {
    const { oauth_token: token = '', oauth_timestamp: text = '', oauth_nonce: nonce = '' } = oauth
    const time = /^\d+$/.test(text) ? Number(text) : NaN
    if (nonces.has(`${token} ${text} ${nonce}`)) deny(`NONCE_USED: nonce: ${nonce}`)
    const before = last.get(token) ?? 0
    const isLater = mode === 'strict' ? time > before : time >= before
    const ahead = time - ask.time / 1000
    const isNear = ahead <= Number(switches['most_ahead']) && ahead >= -Number(switches['most_behind'])
    if (!isLater || !isNear) deny(`TIMESTAMP_REFUSED: timestamp: ${text}`)
  }

  function accept({
    oauth_token: token = '',
    oauth_timestamp: time = '',
    oauth_nonce: nonce = '',
  }: Record<string, string>) {
    last.set(token, Number(time))
    nonces.add(`${token} ${time} ${nonce}`)
  }

  /** In a rolling day. A persona that has used some before used them a moment before its first call. */
  function count({ persona, keys }: Known, time: number): void {
    const before = calls.get(persona) ?? new Array<number>(keys.used).fill(time)
    const times = before[0] !== undefined && before[0] <= time - DAY ? before.filter((one) => one > time - DAY) : before
    calls.set(persona, times)
    if (times.length >= Number(switches['daily'])) throw overQuota(String(switches['quota_answer']))
    times.push(time)
  }
}

const MANDATORY = [
  ...['oauth_consumer_key', 'oauth_token', 'oauth_signature_method', 'oauth_signature'],
  ...['oauth_timestamp', 'oauth_nonce', 'oauth_version'],
]

/** Milliseconds. */
const DAY = 86_400_000

function overQuota(variant: string) {
  if (variant !== 'gateway') return refused(429, 'TOO_MANY_REQUESTS', 'API call limit exceeded.')
  const title = '429 Too Many Requests'
  const body = `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`
  return refused(429, 'TOO_MANY_REQUESTS', '', { status: 429, headers: { 'Content-Type': 'text/html' }, body })
}

function isWithin(from: string, { address, mask }: BricklinkKeys): boolean {
  const bits = numberOf(mask)
  return (numberOf(from) & bits) === (numberOf(address) & bits)
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => (sum << 8) | Number(part), 0)
}
