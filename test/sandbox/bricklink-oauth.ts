import { createHmac } from 'node:crypto'

/** Written from RFC 5849 and apis.md §1.2 and from nothing in src: it is to find mistakes there. */
export interface Credentials {
  /** The `oauth_` members, decoded. */
  oauth: Record<string, string>
  /** How they came: as a header (A) or as a query parameter with JSON (B). */
  form: 'A' | 'B'
}

/** Undefined when there are none, or none that can be read. */
export function readCredentials(header: string | undefined, url: string): Credentials | undefined {
  if (header !== undefined) return readHeader(header)
  const text = queryPairs(url).find(([name]) => name === 'Authorization')?.[1]
  return text === undefined ? undefined : readJson(text)
}

/** What is signed: the method, the address without its query, and all parameters in order. */
export function baseString(method: string, url: string, oauth: Record<string, string>): string {
  const own = Object.entries(oauth).filter(([name]) => name !== 'oauth_signature' && name !== 'realm')
  const asked = queryPairs(url).filter(([name]) => name !== 'Authorization')
  const pairs = [...own, ...asked].map(([name, value]) => [encode(name), encode(value)] as const)
  const ordered = pairs.toSorted(([a, b], [c, d]) => (a === c ? order(b, d) : order(a, c)))
  const parameters = ordered.map(([name, value]) => `${name}=${value}`).join('&')
  return [method.toUpperCase(), encode(baseUrl(url)), encode(parameters)].join('&')
}

export function signatureOf(base: string, consumerSecret: string, tokenSecret: string): string {
  return createHmac('sha1', `${encode(consumerSecret)}&${encode(tokenSecret)}`)
    .update(base)
    .digest('base64')
}

/** `OAuth realm="",a="b", c="d"`: in any order, with blanks or without. */
function readHeader(header: string): Credentials | undefined {
  const [, text] = /^OAuth\s+(.*)$/is.exec(header) ?? []
  if (text === undefined) return undefined
  const members = text.split(',').map((member) => /^\s*([^=\s]+)\s*=\s*"([^"]*)"\s*$/.exec(member))
  const pairs = members.map((member) => [decode(member?.[1] ?? ''), decode(member?.[2] ?? '')])
  return { oauth: Object.fromEntries(pairs) as Record<string, string>, form: 'A' }
}

/** The signature in it is encoded once more by some clients and by others not; base64 has no `%`. */
function readJson(text: string): Credentials | undefined {
  try {
    const members = Object.entries(JSON.parse(text) as object).map(([name, value]) => [name, String(value)])
    const oauth = Object.fromEntries(members) as Record<string, string>
    return { oauth: { ...oauth, oauth_signature: decode(oauth['oauth_signature'] ?? '') }, form: 'B' }
  } catch {
    return undefined
  }
}

/** Scheme and host in lower case, without the port that the scheme has anyway. */
function baseUrl(url: string): string {
  const [, scheme = '', host = '', path = ''] = /^([a-z]+):\/\/([^/?#]*)([^?#]*)/i.exec(url) ?? []
  const usual = { http: ':80', https: ':443' }[scheme.toLowerCase()] ?? ''
  const short = usual !== '' && host.endsWith(usual) ? host.slice(0, -usual.length) : host
  return `${scheme.toLowerCase()}://${short.toLowerCase()}${path || '/'}`
}

function queryPairs(url: string): [string, string][] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? ''
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
      return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))]
    })
}

const PLAIN = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'))

function encode(text: string): string {
  const one = (byte: number) =>
    PLAIN.has(byte) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  return [...Buffer.from(text)].map(one).join('')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
