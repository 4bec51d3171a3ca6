import type { IncomingMessage } from 'node:http'
import type { Ask } from './service.js'

export interface AskOptions {
  time: number
  publicBase: string | undefined
}

/** Reads a call whole. `path` is from the root; `line` is what the log says of it. */
export async function askOf(asked: IncomingMessage, { time, publicBase }: AskOptions) {
  // Through a proxy without a tunnel the whole address is asked for.
  const [, host, rest = asked.url ?? '/'] = /^(https?:\/\/[^/]+)(\/.*)$/.exec(asked.url ?? '') ?? []
  const origin = publicBase ?? host ?? `http://${asked.headers.host ?? ''}`
  const url = `${origin}${rest}`
  const body = await bodyOf(asked)
  const isForm = asked.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  const [path = '/', query = ''] = split(rest)
  const ask: Ask = {
    ...{ method: asked.method ?? 'GET', path, query: new URLSearchParams(query), body, url, origin, time },
    headers: Object.fromEntries(Object.entries(asked.headers).map(([name, value]) => [name, String(value)])),
    form: new URLSearchParams(isForm ? body : ''),
    from: asked.socket.remoteAddress?.replace('::ffff:', '') ?? '',
    note: () => undefined,
  }
  return { ask, path, line: { time, method: ask.method, url } }
}

function split(text: string): [string, string] {
  const at = text.indexOf('?')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

async function bodyOf(asked: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of asked) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
