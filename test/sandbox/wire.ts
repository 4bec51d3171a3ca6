import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import type { Answer } from './service.js'

export interface SendOptions {
  /** Of the `Date` header, in milliseconds. */
  time: number
  /** `first` of those that the client takes, one of them, or `never`. */
  compress: 'first' | 'gzip' | 'deflate' | 'br' | 'never'
}

/** Sends an answer with the trouble that it is to have. */
export async function send(asked: IncomingMessage, response: ServerResponse, answer: Answer, options: SendOptions) {
  const { trouble = {}, transfer = 'length' } = answer
  if (trouble.wait) await setTimeout(trouble.wait, undefined, { ref: false })
  if (response.destroyed) return
  if (trouble.reset === 'before') return void asked.socket.resetAndDestroy()
  const { bytes, encoding } = encoded(asked, answer, options)
  response.sendDate = false
  const headers: [string, string | string[]][] = [
    ['Date', new Date(options.time + (trouble.dateSkew ?? 0)).toUTCString()],
    ...Object.entries(answer.headers ?? {}).filter(([name]) => name !== 'Content-Encoding'),
  ]
  if (encoding) headers.push(['Content-Encoding', encoding])
  const hasBody = answer.status !== 204 && answer.status !== 304 && asked.method !== 'HEAD'
  const isChunked = headers.some(([name]) => name === 'Transfer-Encoding') || transfer === 'chunked'
  if (!isChunked && answer.status !== 204) headers.push(['Content-Length', String(bytes.length)])
  for (const [name, value] of headers) response.setHeader(name, value)
  response.writeHead(answer.status)
  response.flushHeaders()
  if (trouble.reset === 'after headers') return reset(asked)
  if (!hasBody) return void response.end()
  if (trouble.bytePause !== undefined) return drip(response, bytes, trouble.bytePause)
  if (trouble.cutAt === undefined) return void response.end(bytes)
  response.write(bytes.subarray(0, Math.floor(bytes.length * trouble.cutAt)), () => asked.socket.destroySoon())
}

/** The headers have to arrive before the reset does, which overtakes what is still on its way. */
async function reset(asked: IncomingMessage) {
  await setTimeout(20)
  asked.socket.resetAndDestroy()
}

async function drip(response: ServerResponse, bytes: Uint8Array, pause: number) {
  for (let at = 0; at < bytes.length && !response.destroyed; at++) {
    response.write(bytes.subarray(at, at + 1))
    await setTimeout(pause, undefined, { ref: false })
  }
  response.end()
}

/** Less than this is sent as it is. */
const SMALL = 256

const ENCODERS: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  gzip: (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  br: (bytes) => brotliCompressSync(bytes),
}

function encoded(asked: IncomingMessage, answer: Answer, { compress }: SendOptions) {
  const { body = '', trouble, headers } = answer
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  if (trouble?.corruptGzip) return { bytes: corrupt(gzipSync(bytes)), encoding: 'gzip' }
  const accepted = String(asked.headers['accept-encoding'] ?? '')
    .split(',')
    .map((text) => text.replace(/;.*/, '').trim())
  const wish =
    compress === 'first' ? accepted.find((name) => name in ENCODERS) : accepted.find((name) => name === compress)
  const encoder = wish && ENCODERS[wish]
  if (!encoder || bytes.length < SMALL || headers?.['Content-Encoding'] || bytes.length > 10_000_000) return { bytes }
  return { bytes: encoder(bytes), encoding: wish }
}

/** The head stays whole, the rest is not: the first bytes may decode. */
function corrupt(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, n) => (n > 12 && n % 3 === 0 ? byte ^ 0x5a : byte))
}
