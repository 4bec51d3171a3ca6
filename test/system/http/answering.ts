import { once } from 'node:events'
import * as fs from 'node:fs'
import * as http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { openAnswers } from '../../../src/store/answers.js'
import { openCalls } from '../../../src/store/calls.js'
import type { Dialect } from '../../../src/system/http/dialect.js'
import type { CallProgress, Means } from '../../../src/system/http/means.js'
import { openService, type Service } from '../../../src/system/http/open-service.js'
import type { Policy } from '../../../src/system/http/policy.js'

/** What a server does with a request: an answer, or whatever can be done to a socket. */
export type Act =
  | { status?: number; headers?: Record<string, string | string[]>; body?: string | Uint8Array }
  | ((request: http.IncomingMessage, response: http.ServerResponse) => void)

export interface Seen {
  method: string
  url: string
  headers: http.IncomingHttpHeaders
  body: string
}

/** A server on loopback that does one act after the other, and the last again and again. */
export async function openServer(...acts: Act[]) {
  const seen: Seen[] = []
  const sockets = new Set<Socket>()
  const server = http.createServer((request, response) => {
    void answer(request, response)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, seen, connections: () => sockets.size, close }

  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const act = acts[Math.min(seen.length, acts.length - 1)] ?? {}
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    if (typeof act === 'function') act(request, response)
    else response.writeHead(act.status ?? 200, act.headers).end(act.body ?? '{}')
  }

  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
}

/** A world for calls: a clock that only sleeping moves, and real databases in a folder of their own. */
export async function openWorld() {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-http-'))
  const ledger = await openCalls(path.join(folder, 'calls.db'))
  const answers = path.join(folder, 'answers.db')
  const cache = await openAnswers(answers, { now: START })
  const services: Service[] = []
  const slept: number[] = []
  const progress: CallProgress[] = []
  let time = START
  const means: Means = {
    ledger,
    cache,
    clock: {
      now: () => time,
      sleep: async (milliseconds, signal) => {
        signal?.throwIfAborted()
        slept.push(milliseconds)
        time += milliseconds
      },
    },
    random: () => 0.5,
    env: {},
    told: (told) => progress.push(told),
  }
  return { folder, answers, means, slept, progress, open, pass, close, now: () => time }

  function open(url: string, { dialect = {}, ...more }: Partial<Means> & { dialect?: Partial<Dialect> } = {}): Service {
    const service = openService({ ...plainDialect(url), ...dialect }, { ...means, ...more })
    services.push(service)
    return service
  }

  function pass(milliseconds: number): void {
    time += milliseconds
  }

  async function close(): Promise<void> {
    for (const service of services) await service.close()
    ledger.close()
    cache.close()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

export const START = Date.parse('2026-03-01T12:00:00Z')

export const POLICY: Policy = {
  service: 'shop',
  title: 'The Shop',
  concurrency: 2,
  limits: [],
  timeouts: { connect: 2000, whole: 5000 },
  mostBytes: 1 << 20,
  tries: 4,
  backoff: { base: 1000, cap: 30_000 },
}

/** A key as a parameter of the query. */
export const KEY = 'c4nary-k3y/and=more'

export function plainDialect(url: string): Dialect {
  return {
    policy: POLICY,
    baseUrl: `${url}/v1`,
    account: 'me',
    secrets: [KEY],
    sign: (outgoing) => ({ ...outgoing, query: [...outgoing.query, ['key', KEY]] }),
    read: () => undefined,
  }
}

/** A question whose answer may be kept for an hour. */
export const QUESTION = {
  method: 'GET',
  path: '/item/3001',
  repeat: 'safe',
  keep: 3_600_000,
  decode: (body: unknown) => body,
} as const

export const CHANGE = { ...QUESTION, method: 'POST', repeat: 'once', form: { name: 'walls & towers' } } as const
