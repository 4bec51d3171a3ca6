import * as fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bricklink } from './bricklink.js'
import { baseString, readCredentials, signatureOf } from './bricklink-oauth.js'
import { startSandbox } from './server.js'
import { call, type Envelope } from './signed-call.js'

const SHARED = '../shared/vectors/oauth1-hmac-sha1.json'

interface Vector {
  name: string
  method: string
  url: string
  consumer_secret: string
  token_secret: string
  oauth: Record<string, string>
  signature: string
}

const KEYS = { oauth_consumer_key: '7CCDCEF257CF43D89A74A7E39BEAA1E1', oauth_token: 'AC40C8C32A1748E0AE1EFA13CCCFAC3A' }
const REST = { oauth_signature_method: 'HMAC-SHA1', oauth_version: '1.0' }
const SECRETS = {
  consumer_secret: '0123456789ABCDEF0123456789ABCDEF',
  token_secret: 'FEDCBA9876543210FEDCBA9876543210',
}

/** The first was published with OAuth Core 1.0 (appendix A); the second is the worked example of apis.md §1.2. */
const OWN: Vector[] = [
  {
    name: 'published',
    method: 'GET',
    url: 'http://photos.example.net/photos?file=vacation.jpg&size=original',
    ...{ consumer_secret: 'kd94hf93k423kf44', token_secret: 'pfkkdhi9sl3r4s00' },
    oauth: {
      ...{ oauth_consumer_key: 'dpf43f3p2l4k3l03', oauth_token: 'nnch734d00sl2jdk', ...REST },
      ...{ oauth_timestamp: '1191242096', oauth_nonce: 'kllo9940pd9333jh' },
    },
    signature: 'tR3+Ty81lMeYAr/Fid0kMTYa/WM=',
  },
  {
    name: 'orders',
    method: 'GET',
    url: 'https://api.bricklink.com/api/store/v1/orders?direction=in',
    ...SECRETS,
    oauth: { ...KEYS, ...REST, oauth_timestamp: '1191242096', oauth_nonce: 'kllo9940pd9333jh' },
    signature: '4nuLbSg5J2kr9n2tqNAYdpwexgI=',
  },
]

const vectors = [...OWN, ...(fs.existsSync(SHARED) ? (JSON.parse(fs.readFileSync(SHARED, 'utf8')) as Vector[]) : [])]

describe('OAuth 1.0a', () => {
  it.each(vectors)('verifies $name', (vector) => {
    expect(sign(vector)).toBe(vector.signature)
  })

  it.each(vectors)('refuses $name with one byte changed, wherever that is', (vector) => {
    const changed = [
      ...flips(vector.url.replace(/^[a-z]+:\/\//, '')).map((rest) => {
        return { ...vector, url: `${vector.url.slice(0, vector.url.indexOf('//') + 2)}${rest}` }
      }),
      ...flips(vector.consumer_secret).map((text) => ({ ...vector, consumer_secret: text })),
      ...flips(vector.token_secret).map((text) => ({ ...vector, token_secret: text })),
      ...Object.entries(vector.oauth).flatMap(([name, value]) =>
        flips(value).map((text) => ({ ...vector, oauth: { ...vector.oauth, [name]: text } })),
      ),
      { ...vector, method: 'PATCH' },
    ]
    expect(changed.length).toBeGreaterThan(100)
    expect(changed.filter((one) => sign(one) === vector.signature)).toEqual([])
  })

  it.each([
    { title: 'commas with blanks', header: 'OAuth oauth_token="a", oauth_nonce="b"' },
    { title: 'commas without', header: 'OAuth oauth_token="a",oauth_nonce="b"' },
    { title: 'another order, small letters', header: 'oauth oauth_nonce="b" ,oauth_token="a"' },
  ])('reads a header with $title', ({ header }) => {
    expect(readCredentials(header, 'http://x/')?.oauth).toEqual({ oauth_token: 'a', oauth_nonce: 'b' })
  })

  it.each([
    { title: 'encoded', signature: '"4nuLbSg5J2kr9n2t%2BNAYdpw%2FxgI="' },
    { title: 'bare', signature: '"4nuLbSg5J2kr9n2t+NAYdpw/xgI="' },
  ])('reads the form with JSON when the signature in it is $title', ({ signature }) => {
    const text = encodeURIComponent(`{"oauth_signature":${signature},"oauth_version":"1.0"}`)
    const oauth = { oauth_signature: '4nuLbSg5J2kr9n2t+NAYdpw/xgI=', oauth_version: '1.0' }
    expect(readCredentials(undefined, `http://x/y?Authorization=${text}`)).toEqual({ oauth, form: 'B' })
  })

  it('leaves itself and the realm out of what is signed', () => {
    const url = 'http://x/y?a=b'
    const plain = baseString('GET', url, { oauth_nonce: 'n' })
    expect(
      baseString('GET', `${url}&Authorization=%7B%7D`, { oauth_nonce: 'n', realm: 'r', oauth_signature: 's' }),
    ).toBe(plain)
  })

  it.each([
    ['HTTP://Example.COM:80/a', 'http://example.com/a'],
    ['https://example.com:443/a?', 'https://example.com/a'],
    ['http://example.com:8080', 'http://example.com:8080/'],
  ])('signs %s as %s', (url, same) => {
    expect(baseString('GET', url, {})).toBe(baseString('GET', same, {}))
  })

  it.each(['Basic abc', 'OAuth', ''])('finds nothing in %j', (header) => {
    expect(readCredentials(header, 'http://x/')?.oauth['oauth_token']).toBeUndefined()
  })
})

const ORDERS = '/api/store/v1/orders?direction=in'

const HEADER =
  'OAuth realm="",oauth_consumer_key="7CCDCEF257CF43D89A74A7E39BEAA1E1",oauth_token="AC40C8C32A1748E0AE1EFA13CCCFAC3A",' +
  'oauth_signature_method="HMAC-SHA1",oauth_signature="4nuLbSg5J2kr9n2tqNAYdpwexgI%3D",oauth_timestamp="1191242096",' +
  'oauth_nonce="kllo9940pd9333jh",oauth_version="1.0"'

const QUERY =
  '&Authorization=%7B%22oauth_signature%22%3A%224nuLbSg5J2kr9n2tqNAYdpwexgI%253D%22%2C%22oauth_nonce%22%3A%22kllo9940pd9333jh' +
  '%22%2C%22oauth_version%22%3A%221.0%22%2C%22oauth_consumer_key%22%3A%227CCDCEF257CF43D89A74A7E39BEAA1E1%22%2C%22' +
  'oauth_signature_method%22%3A%22HMAC-SHA1%22%2C%22oauth_token%22%3A%22AC40C8C32A1748E0AE1EFA13CCCFAC3A%22%2C%22' +
  'oauth_timestamp%22%3A%221191242096%22%7D'

describe('the worked example over HTTP', () => {
  it.each([
    { title: 'header', path: ORDERS, headers: { Authorization: HEADER }, code: 200 },
    { title: 'query', path: `${ORDERS}${QUERY}`, headers: {}, code: 200 },
    {
      title: 'header, another query',
      path: ORDERS.replace('in', 'out'),
      headers: { Authorization: HEADER },
      code: 401,
    },
    { title: 'query, another query', path: `${ORDERS}${QUERY}&a=b`, headers: {}, code: 401 },
    {
      title: 'header, another nonce',
      path: ORDERS,
      headers: { Authorization: HEADER.replace('jh"', 'ji"') },
      code: 401,
    },
  ])('$title: $code', async ({ path, headers, code }) => {
    const options = { services: [bricklink], clock: 1_191_242_096_000, publicBase: 'https://api.bricklink.com' }
    const sandbox = await startSandbox(options)
    const keys = { consumerKey: KEYS.oauth_consumer_key, token: KEYS.oauth_token }
    const secrets = { consumerSecret: SECRETS.consumer_secret, tokenSecret: SECRETS.token_secret }
    Object.assign(sandbox.persona('ok').bricklink ?? {}, keys, secrets)
    const { text } = await call(`${sandbox.url}${path}`, { headers })
    expect((JSON.parse(text) as Envelope).meta.code).toBe(code)
    await sandbox.close()
  })
})

function sign({ method, url, oauth, consumer_secret: consumer, token_secret: token }: Vector): string {
  return signatureOf(baseString(method, url, oauth), consumer, token)
}

/** The text with each of its letters or digits once replaced by another. */
function flips(text: string): string[] {
  return [...text].flatMap((sign, n) => {
    // What follows a % and the case of the host are no change of what is meant.
    if (!/[a-z0-9]/i.test(sign) || /%.?$/.test(text.slice(0, n))) return []
    return [`${text.slice(0, n)}${sign === '7' ? '8' : '7'}${text.slice(n + 1)}`]
  })
}
