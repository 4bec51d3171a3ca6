import * as http from 'node:http'
import { baseString, signatureOf } from './bricklink-oauth.js'
import type { BricklinkKeys } from './personas.js'
import type { Sandbox } from './server.js'
import type { World } from './world.js'

/** What came back, byte for byte. */
export interface Received {
  status: number
  /** Names as they were sent, in their order. */
  rawHeaders: string[]
  headers: http.IncomingHttpHeaders
  body: Buffer
  text: string
}

export interface CallOptions {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** A plain call. It fails when the connection ends before the answer does. */
export function call(url: string, { method = 'GET', headers = {}, body }: CallOptions = {}): Promise<Received> {
  return new Promise((resolve, reject) => {
    // Without a length the body of a DELETE would be sent as if it were the next call.
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }
    const request = http.request(url, { method, headers: { ...headers, ...length }, agent: false }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(pieces)
        const { statusCode: status = 0, rawHeaders, headers: read } = response
        resolve({ status, rawHeaders, headers: read, body: bytes, text: bytes.toString('utf8') })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

export interface SignOptions extends CallOptions {
  persona?: string
  /** Instead of what is right. */
  keys?: Partial<BricklinkKeys>
  oauth?: Record<string, string>
  /** As a query parameter instead of a header. */
  form?: 'A' | 'B'
  /** Changes the header after it was signed. */
  spoil?: (header: string) => string
}

/** The newest timestamp in each world: a reset forgets it. */
const newest = new WeakMap<World, number>()

/** A call to BrickLink, signed with the keys of a persona. Each has a later timestamp than the one before. */
export function signed(sandbox: Sandbox, path: string, options: SignOptions = {}): Promise<Received> {
  const { persona = 'ok', method = 'GET', body, headers = {}, form = 'A', spoil = (header) => header } = options
  const keys = { ...sandbox.persona(persona).bricklink, ...options.keys }
  const time = Math.max(Math.floor(sandbox.clock.now() / 1000), (newest.get(sandbox.world) ?? 0) + 1)
  newest.set(sandbox.world, time)
  const oauth: Record<string, string> = {
    ...{ oauth_consumer_key: keys.consumerKey ?? '', oauth_token: keys.token ?? '' },
    ...{ oauth_signature_method: 'HMAC-SHA1', oauth_timestamp: String(time), oauth_nonce: `nonce${time}` },
    oauth_version: '1.0',
    ...options.oauth,
  }
  const url = `${sandbox.urlOf('bricklink')}${path}`
  const signature = signatureOf(baseString(method, url, oauth), keys.consumerSecret ?? '', keys.tokenSecret ?? '')
  const all = { oauth_signature: signature, ...oauth }
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' }
  const rest = { method, ...(body === undefined ? {} : { body }) }
  if (form === 'B') {
    const text = encodeURIComponent(spoil(JSON.stringify(all)))
    return call(`${url}${url.includes('?') ? '&' : '?'}Authorization=${text}`, {
      ...rest,
      headers: { ...type, ...headers },
    })
  }
  const members = Object.entries(all).map(([name, value]) => `${name}="${encodeURIComponent(value)}"`)
  const Authorization = spoil(`OAuth realm="",${members.join(',')}`)
  return call(url, { ...rest, headers: { Authorization, ...type, ...headers } })
}

export interface Envelope {
  meta: { description: string; message: string; code: number | string }
  data?: unknown
}

/** The envelope of an answer with HTTP 200 that ends as it should. */
export async function asked(sandbox: Sandbox, path: string, options: SignOptions = {}): Promise<Envelope> {
  return JSON.parse((await signed(sandbox, path, options)).text) as Envelope
}

/** The data of an answer without trouble. */
export async function dataOf<T>(sandbox: Sandbox, path: string, options: SignOptions = {}): Promise<T> {
  const { meta, data } = await asked(sandbox, path, options)
  if (Number(meta.code) >= 300) throw new Error(`${meta.message}: ${meta.description}`)
  return data as T
}
