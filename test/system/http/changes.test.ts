import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BrickError } from '../../../src/core/error.js'
import type { Call } from '../../../src/system/http/call.js'
import { openServer, openWorld, QUESTION, type Act } from './answering.js'

let world: Awaited<ReturnType<typeof openWorld>>
let server: Awaited<ReturnType<typeof openServer>>

beforeEach(async () => {
  world = await openWorld()
})

afterEach(async () => {
  await world.close()
  await server.close()
})

const done = (): string => 'done'
const PUT: Call<string> = { method: 'PUT', path: '/lot/1', json: { quantity: 3 }, repeat: 'safe', decode: done }
const DELETE: Call<string> = { method: 'DELETE', path: '/lot/1', repeat: 'safe', decode: done }
const ASKED_BY_POST: Call<unknown> = { ...QUESTION, method: 'POST', form: { name: 'castle' } }

const REFUSAL: Act = { status: 400, body: '{"error":"no"}' }

describe('whoever is refused is told what was changed', () => {
  it.each([
    { title: 'nothing by questions', calls: [QUESTION, ASKED_BY_POST], hint: 'nothing was changed; the answer that' },
    { title: 'nothing by a change that was refused', calls: [PUT], hint: 'nothing was changed' },
    { title: 'what came before another change', calls: [PUT, PUT], hint: 'what was sent before stays' },
    { title: 'what came before a question', calls: [DELETE, QUESTION], hint: 'what was sent before stays' },
  ])('$title', async ({ calls, hint }) => {
    server = await openServer(...calls.slice(1).map(() => ({})), REFUSAL)
    const service = world.open(server.url)
    for (const call of calls.slice(0, -1)) await service.call<unknown>(call)
    expect(await hintOf(service.call<unknown>(calls.at(-1) ?? PUT))).toMatch(hint)
  })
})

describe('whoever interrupts is told what was changed', () => {
  it.each([
    { title: 'nothing by a question', calls: [QUESTION], hint: /^nothing was changed$/ },
    { title: 'perhaps what was under way', calls: [DELETE], hint: /^what was sent before stays: run it again$/ },
    {
      title: 'what came before a question',
      calls: [PUT, QUESTION],
      hint: /^what was sent before stays: run it again$/,
    },
  ])('$title', async ({ calls, hint }) => {
    const stop = new AbortController()
    server = await openServer(...calls.slice(1).map(() => ({})), () => stop.abort())
    const service = world.open(server.url, { signal: stop.signal })
    for (const call of calls.slice(0, -1)) await service.call<unknown>(call)
    expect(await hintOf(service.call<unknown>(calls.at(-1) ?? PUT))).toMatch(hint)
  })

  it('before the first change is under way: nothing', async () => {
    server = await openServer({})
    const service = world.open(server.url, { signal: AbortSignal.abort() })
    expect(await hintOf(service.call(PUT))).toBe('nothing was changed')
    expect(server.seen).toEqual([])
  })
})

async function hintOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (error instanceof BrickError) return error.hint ?? ''
  throw error ?? new Error('it went well')
}
