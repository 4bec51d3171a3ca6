import { percentEncoded } from '../../system/http/call.js'
import { hmacSha1 } from '../../system/http/hmac.js'

/** The four that BrickLink gives to a seller. */
export interface Keys {
  consumerKey: string
  consumerSecret: string
  token: string
  tokenSecret: string
}

/** A call that is to be signed. */
export interface Signable {
  method: string
  /** Scheme, host and port. */
  origin: string
  /** Encoded as it goes out. */
  path: string
  /** Decoded. A body is not signed. */
  query: readonly (readonly [string, string])[]
}

/**
 * The `Authorization` header of a call: OAuth 1.0a without its dance for tokens, HMAC-SHA1.
 * Source: RFC 5849, section 3.4; apis.md, section 1.2.
 * @param stamp seconds since 1970, and a text that is never used twice
 */
export function authorization(call: Signable, keys: Keys, stamp: { timestamp: number; nonce: string }): string {
  const oauth: [string, string][] = [
    ['oauth_consumer_key', keys.consumerKey],
    ['oauth_token', keys.token],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(stamp.timestamp)],
    ['oauth_nonce', stamp.nonce],
    ['oauth_version', '1.0'],
  ]
  const signature: [string, string] = ['oauth_signature', signatureOf(baseString(call, oauth), keys)]
  const members = [...oauth.slice(0, 3), signature, ...oauth.slice(3)]
  return `OAuth realm="",${members.map(([name, value]) => `${name}="${percentEncoded(value)}"`).join(',')}`
}

/** What is signed: values are encoded twice, once as parameters and once as part of it. */
export function baseString(
  { method, origin, path, query }: Signable,
  oauth: readonly (readonly [string, string])[],
): string {
  const pairs = [...query, ...oauth].map(([name, value]) => [percentEncoded(name), percentEncoded(value)] as const)
  const sorted = pairs.toSorted(([a, b], [c, d]) => byBytes(a, c) || byBytes(b, d))
  const parameters = sorted.map(([name, value]) => `${name}=${value}`).join('&')
  // Writes scheme and host small, and leaves out the port that the scheme has anyway.
  const url = new URL(origin).origin + path
  return [method.toUpperCase(), percentEncoded(url), percentEncoded(parameters)].join('&')
}

export function signatureOf(base: string, { consumerSecret, tokenSecret }: Keys): string {
  return hmacSha1(`${percentEncoded(consumerSecret)}&${percentEncoded(tokenSecret)}`, base)
}

/** What is encoded is ASCII. */
function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
