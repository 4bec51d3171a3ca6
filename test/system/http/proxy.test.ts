import { once } from 'node:events'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { proxyFor } from '../../../src/system/http/proxy.js'
import { openServer, openWorld, POLICY, QUESTION } from './answering.js'

const API = 'https://api.bricklink.com'

describe('the proxy', () => {
  it.each([
    { title: 'none', env: {}, proxy: undefined },
    { title: 'that of the environment', env: { HTTPS_PROXY: 'http://p:1' }, proxy: 'http://p:1' },
    {
      title: 'in small letters first',
      env: { https_proxy: 'http://small:1', HTTPS_PROXY: 'http://p:1' },
      proxy: 'http://small:1',
    },
    { title: 'for all', env: { ALL_PROXY: 'p:1' }, proxy: 'http://p:1' },
    { title: 'for the other scheme', env: { HTTP_PROXY: 'http://p:1' }, proxy: undefined },
    {
      title: 'not for this host',
      env: { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'x.org, api.bricklink.com' },
      proxy: undefined,
    },
    { title: 'not for this domain', env: { HTTPS_PROXY: 'http://p:1', no_proxy: '.bricklink.com' }, proxy: undefined },
    { title: 'not for this port', env: { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'bricklink.com:443' }, proxy: undefined },
    {
      title: 'but for another port',
      env: { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'bricklink.com:80' },
      proxy: 'http://p:1',
    },
    {
      title: 'but for a name that ends alike',
      env: { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'link.com' },
      proxy: 'http://p:1',
    },
    { title: 'for nobody', env: { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, proxy: undefined },
  ])('is $title', ({ env, proxy }) => {
    expect(proxyFor(API, env)).toBe(proxy)
  })

  it('is never used for this computer', () => {
    expect(proxyFor('http://127.0.0.1:80', { HTTP_PROXY: 'http://p:1', ALL_PROXY: 'http://p:1' })).toBeUndefined()
  })
})

describe('a service behind a proxy', () => {
  const closing: (() => unknown)[] = []

  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  it('is asked for by its name, and the proxy is told who we are, and nothing else', async () => {
    const proxy = await openProxy()
    const error = await ask({ HTTPS_PROXY: `http://me:pass%2Fword@127.0.0.1:${proxy.port}` })
    expect(proxy.seen).toEqual(
      Array(1).fill(`api.shop.example:443 Basic ${Buffer.from('me:pass/word').toString('base64')}`),
    )
    expect(error.message).toBe('The Shop (api.shop.example) is not reached: the proxy answers 403')
    expect(error.hint).toBe('look at HTTPS_PROXY and NO_PROXY in the environment')
  })

  it('is not reached when nobody is at the proxy, which is named', async () => {
    const server = await openServer({})
    await server.close()
    const error = await ask({ HTTPS_PROXY: `http://me:c4nary@127.0.0.1:${server.port}` })
    expect(error.message).toMatch(/nobody answers there; tried 4 times/)
    expect(error.hint).toBe(`the environment says that it is to be reached by a proxy, 127.0.0.1:${server.port}`)
  })

  it('is not reached when the proxy is no address', async () => {
    const error = await ask({ HTTPS_PROXY: 'http://c4nary proxy:what' })
    expect(error.message).toMatch(/the proxy in the environment is no URL/)
    expect(error.message + error.hint).not.toContain('c4nary')
  })

  async function ask(env: Record<string, string>): Promise<Error & { hint?: string }> {
    const world = await openWorld()
    closing.push(world.close)
    const service = world.open('https://api.shop.example', { dialect: { policy: POLICY }, env })
    return service.call(QUESTION).then(
      () => expect.fail('it went well'),
      (error: Error) => error,
    )
  }

  /** Says no to everybody, and keeps what it was asked. */
  async function openProxy() {
    const seen: string[] = []
    const server = http.createServer()
    server.on('connect', ({ url, headers }, socket) => {
      seen.push(`${url} ${headers['proxy-authorization']}`)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closing.push(() => server.close())
    return { port: (server.address() as AddressInfo).port, seen }
  }
})
