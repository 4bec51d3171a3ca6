import type { Dispatcher } from 'undici'
import { proxyFor } from './proxy.js'

/** Connections to servers, kept open from one request to the next. */
export interface Connections {
  /** Sends as it is and follows no redirect: who is sent elsewhere sees that in the status. */
  request(request: Request): Promise<Dispatcher.ResponseData>
  /** Loads what requests need, which no deadline should count. */
  ready(): Promise<void>
  close(): Promise<void>
}

export interface Request {
  origin: string
  /** With the query. */
  path: string
  method: string
  headers: Record<string, string>
  body?: string
  signal: AbortSignal
  /**
   * On a connection of its own: an old one may have been closed by the server just now, and then nobody knows whether
   * the request arrived.
   */
  fresh?: true
}

interface ConnectionsOptions {
  /** For the proxy. */
  env: Record<string, string | undefined>
  /** Until a connection stands, in milliseconds. */
  timeout: number
  /** Most connections to one server. */
  most: number
}

/** The package is loaded with the first request: whoever needs none does not wait for it. */
export function openConnections({ env, timeout, most }: ConnectionsOptions): Connections {
  const dispatchers = new Map<string, Promise<Dispatcher>>()
  return { request, ready, close }

  async function request({ fresh, ...request }: Request): Promise<Dispatcher.ResponseData> {
    const key = `${fresh ? 'fresh' : 'kept'} ${request.origin}`
    let dispatcher = dispatchers.get(key)
    if (!dispatcher) {
      dispatcher = dispatcherFor(request.origin, fresh ? 0 : 1)
      dispatchers.set(key, dispatcher)
    }
    // The deadline of the caller holds for the whole.
    return (await dispatcher).request({ ...request, headersTimeout: 0, bodyTimeout: 0 } as Dispatcher.RequestOptions)
  }

  /** With a pipelining of 0, a connection is used once. */
  async function dispatcherFor(origin: string, pipelining: 0 | 1): Promise<Dispatcher> {
    const { Agent, ProxyAgent } = await import('undici')
    const options = { pipelining, connections: most, connect: { timeout } }
    const proxy = proxyFor(origin, env)
    if (proxy === undefined) return new Agent(options)
    if (!URL.canParse(proxy)) throw Object.assign(new Error('the proxy is no URL'), { code: 'BAD_PROXY' })
    return new ProxyAgent({ ...options, uri: proxy, proxyTls: { timeout }, requestTls: { timeout } })
  }

  async function ready(): Promise<void> {
    await import('undici')
  }

  /** What could not be opened need not be closed. */
  async function close(): Promise<void> {
    const all = await Promise.allSettled(dispatchers.values())
    dispatchers.clear()
    for (const opened of all) if (opened.status === 'fulfilled') await opened.value.destroy()
  }
}
