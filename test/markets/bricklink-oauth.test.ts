import * as fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { authorization, baseString, signatureOf, type Keys, type Signable } from '../../src/markets/bricklink/oauth.js'
import { hmacSha1 } from '../../src/system/http/hmac.js'

const VECTORS = '../shared/vectors/oauth1-hmac-sha1.json'

interface Vector {
  name: string
  method: string
  url: string
  consumer_secret: string
  token_secret: string
  oauth: Record<string, string>
  base_string: string
  signature: string
  authorization_header: string
}

const vectors = fs.existsSync(VECTORS) ? (JSON.parse(fs.readFileSync(VECTORS, 'utf8')) as Vector[]) : []

/** One byte of each that is signed. */
const CHANGES: { what: string; change(signed: Signed): Signed }[] = [
  { what: 'the method', change: (signed) => ({ ...signed, call: { ...signed.call, method: 'HEAD' } }) },
  {
    what: 'the host',
    change: (signed) => ({ ...signed, call: { ...signed.call, origin: signed.call.origin.slice(0, -1) } }),
  },
  { what: 'the path', change: (signed) => ({ ...signed, call: { ...signed.call, path: `${signed.call.path}x` } }) },
  {
    what: 'the query',
    change: (signed) => ({ ...signed, call: { ...signed.call, query: [...signed.call.query, ['x', '']] } }),
  },
  {
    what: 'the consumer secret',
    change: (signed) => ({ ...signed, keys: { ...signed.keys, consumerSecret: spoilt(signed.keys.consumerSecret) } }),
  },
  {
    what: 'the token secret',
    change: (signed) => ({ ...signed, keys: { ...signed.keys, tokenSecret: spoilt(signed.keys.tokenSecret) } }),
  },
  { what: 'the time', change: (signed) => ({ ...signed, timestamp: signed.timestamp + 1 }) },
  { what: 'the nonce', change: (signed) => ({ ...signed, nonce: spoilt(signed.nonce) }) },
]

describe.skipIf(vectors.length === 0)('the vectors', () => {
  it('are all ten', () => expect(vectors).toHaveLength(10))

  it.each(vectors)('$name', (vector) => {
    const { call, keys, timestamp, nonce } = signedOf(vector)
    expect(baseString(call, Object.entries(vector.oauth))).toBe(vector.base_string)
    expect(authorization(call, keys, { timestamp, nonce })).toBe(vector.authorization_header)
  })

  it.each(vectors.flatMap((vector) => CHANGES.map((change) => ({ name: vector.name, vector, ...change }))))(
    '$name fails when $what differs by a byte',
    ({ vector, change }) => {
      const { call, keys, timestamp, nonce } = change(signedOf(vector))
      expect(authorization(call, keys, { timestamp, nonce })).not.toContain(encodeURIComponent(vector.signature))
    },
  )

  it.each(vectors)('$name fails when what is signed differs by a byte', (vector) => {
    const { keys } = signedOf(vector)
    expect(signatureOf(spoilt(vector.base_string), keys)).not.toBe(vector.signature)
  })
})

const KEYS: Keys = {
  ...{ consumerKey: '00112233445566778899AABBCCDDEEFF', consumerSecret: 'A0B1C2D3E4F5061728394A5B6C7D8E9F' },
  ...{ token: 'FFEEDDCCBBAA99887766554433221100', tokenSecret: '9F8E7D6C5B4A3928170615F4E3D2C1B0' },
}

/** Signatures were calculated by `openssl dgst -sha1 -hmac` over base strings that were written by hand. */
const OWN: { title: string; call: Signable; base: string; signature: string }[] = [
  {
    title: 'parameters among those of OAuth, encoded twice',
    call: {
      ...{ method: 'get', origin: 'HTTPS://API.BrickLink.com:443', path: '/api/store/v1/items/PART/3001%2Fa/price' },
      query: [
        ['vat', 'Y'],
        ['color_id', '11'],
        ['note', "it's (5*3)!"],
      ],
    },
    base:
      'GET&https%3A%2F%2Fapi.bricklink.com%2Fapi%2Fstore%2Fv1%2Fitems%2FPART%2F3001%252Fa%2Fprice&color_id%3D11%26' +
      'note%3Dit%2527s%2520%25285%252A3%2529%2521%26oauth_consumer_key%3D00112233445566778899AABBCCDDEEFF%26' +
      'oauth_nonce%3Dabc%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1767225600%26' +
      'oauth_token%3DFFEEDDCCBBAA99887766554433221100%26oauth_version%3D1.0%26vat%3DY',
    signature: 'UN/dbrJQ6hrEwEyFZw3oWoXmycQ=',
  },
  {
    title: 'no query, and a port that is not the usual one',
    call: { method: 'GET', origin: 'http://127.0.0.1:8731', path: '/api/store/v1/colors', query: [] },
    base:
      'GET&http%3A%2F%2F127.0.0.1%3A8731%2Fapi%2Fstore%2Fv1%2Fcolors&' +
      'oauth_consumer_key%3D00112233445566778899AABBCCDDEEFF%26' +
      'oauth_nonce%3Dabc%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1767225600%26' +
      'oauth_token%3DFFEEDDCCBBAA99887766554433221100%26oauth_version%3D1.0',
    signature: 'TWpySJi6WACMK2veb3zKRRS2NJo=',
  },
]

describe('a signature', () => {
  it.each(OWN)('$title', ({ call, base, signature }) => {
    const stamp = { timestamp: 1_767_225_600, nonce: 'abc' }
    const header = authorization(call, KEYS, stamp)
    expect(baseString(call, oauthIn(header))).toBe(base)
    expect(signatureOf(base, KEYS)).toBe(signature)
    expect(header).toBe(
      `OAuth realm="",oauth_consumer_key="${KEYS.consumerKey}",oauth_token="${KEYS.token}",` +
        `oauth_signature_method="HMAC-SHA1",oauth_signature="${encodeURIComponent(signature)}",` +
        'oauth_timestamp="1767225600",oauth_nonce="abc",oauth_version="1.0"',
    )
  })

  it('orders equal names by their values', () => {
    const call: Signable = { method: 'GET', origin: 'https://a.example', path: '/', query: twice('b', 'a') }
    expect(baseString(call, [])).toBe(baseString({ ...call, query: twice('a', 'b') }, []))
  })

  it('is the HMAC of the standard', () => {
    // RFC 2202, test case 2.
    expect(Buffer.from(hmacSha1('Jefe', 'what do ya want for nothing?'), 'base64').toString('hex')).toBe(
      'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    )
  })
})

interface Signed {
  call: Signable
  keys: Keys
  timestamp: number
  nonce: string
}

function signedOf({ method, url, consumer_secret, token_secret, oauth }: Vector): Signed {
  const { origin, pathname, searchParams } = new URL(url)
  return {
    call: { method, origin, path: pathname, query: [...searchParams] },
    keys: {
      ...{ consumerKey: oauth['oauth_consumer_key'] ?? '', consumerSecret: consumer_secret },
      ...{ token: oauth['oauth_token'] ?? '', tokenSecret: token_secret },
    },
    timestamp: Number(oauth['oauth_timestamp']),
    nonce: oauth['oauth_nonce'] ?? '',
  }
}

/** What the header says of itself, but for the signature. */
function oauthIn(header: string): [string, string][] {
  const members = [...header.matchAll(/(oauth_\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])
  return (members as [string, string][]).filter(([name]) => name !== 'oauth_signature')
}

function twice(...values: string[]): [string, string][] {
  return values.map((value) => ['x', value])
}

/** Another character in the middle. */
function spoilt(text: string): string {
  const middle = text.length >> 1
  return `${text.slice(0, middle)}${text[middle] === 'A' ? 'B' : 'A'}${text.slice(middle + 1)}`
}
