import { createContext, runInContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BrickError } from '../../../src/core/error.js'
import { rowOf, text } from '../../../src/markets/members.js'
import { snippet } from '../../../src/system/http/failure.js'
import { judge } from '../../../src/system/http/judge.js'
import { cutShort } from '../../../src/system/http/quoted.js'
import { rawAnswer } from '../../../src/system/http/send.js'
import { KEY, openServer, openWorld, plainDialect, QUESTION } from './answering.js'

describe('an answer that is made to be looked at for ever', () => {
  it.each([
    { title: 'comments of nothing', body: '<!---->'.repeat(100_000) },
    { title: 'comments of comments', body: '<!-- <!-- --> -->'.repeat(50_000) },
    { title: 'comments that do not end', body: '<!--'.repeat(200_000) },
    { title: 'comments and blanks', body: '<!-- -->  \n '.repeat(50_000) },
    { title: 'blanks', body: ' '.repeat(1_000_000) + '!' },
    { title: 'a declaration that does not end', body: '<?xml '.repeat(200_000) },
    { title: 'titles that do not end', body: `<!doctype html>${'<title '.repeat(200_000)}` },
    { title: 'headings and blanks', body: `<!doctype html>${'<h1 \n'.repeat(200_000)}` },
    { title: 'quotes', body: `{"error": ${'"key" '.repeat(100_000)}` },
    { title: 'addresses', body: `//a:${'//a:b'.repeat(100_000)}` },
  ])('is judged in bounded time: $title', ({ body }) => {
    const work = () => {
      const raw = rawAnswer({ method: 'GET', status: 200, headers: {}, text: body, skew: undefined })
      return judge(raw, plainDialect('http://127.0.0.1'), QUESTION, 0)
    }
    // Ends even a regular expression that would go on for ever. All of them take milliseconds.
    const verdict = runInContext('work()', createContext({ work }), { timeout: 30_000 }) as object
    expect(verdict).toHaveProperty('failure')
  })
})

describe('a page', () => {
  it.each([
    '<!doctype html><p>',
    '\n <?xml version="1.0"?>\n<!-- a -- b --> <!---->\n<HTML>',
    `<!-- ${'x'.repeat(3000)} --><body>`,
  ])('is known by how it begins: %.40s', (text) => {
    expect(rawAnswer({ method: 'GET', status: 200, headers: {}, text, skew: undefined }).isHtml).toBe(true)
  })
})

describe('a key that is cut in two by the end of what is shown', () => {
  let world: Awaited<ReturnType<typeof openWorld>>
  let server: Awaited<ReturnType<typeof openServer>>

  beforeEach(async () => {
    world = await openWorld()
  })

  afterEach(async () => {
    await world.close()
    await server.close()
  })

  it.each([
    { title: 'of an answer', body: (room: number) => `${'x'.repeat(room)} ${KEY}` },
    { title: 'of JSON', body: (room: number) => JSON.stringify({ message: 'x'.repeat(room), sent: KEY }) },
    { title: 'of a long answer', body: (room: number) => KEY.repeat(1200).slice(0, 20_010 - room) },
  ])('is not shown: $title', async ({ body }) => {
    server = await openServer(...Array.from({ length: 30 }, (_, index) => ({ status: 400, body: body(130 + index) })))
    for (let index = 0; index < 30; index++)
      expect(await messageOf(world.open(server.url).call(QUESTION))).toMatch(/400/)
  })

  it('is not shown of a member either', async () => {
    server = await openServer(...Array.from({ length: 120 }, (_, index) => ({ body: bodyOf(index + 40) })))
    const decode = (body: unknown) => text(rowOf(body), 'name')
    const call = { ...QUESTION, decode }
    for (let index = 0; index < 120; index++)
      expect(await messageOf(world.open(server.url).call(call))).toMatch(/must be: name is no text: \["x+/)
  })

  function bodyOf(room: number): string {
    return JSON.stringify({ name: ['x'.repeat(room), KEY] })
  }

  /** Fails where the beginning of the key is in it. */
  async function messageOf(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (error: unknown) => error,
    )
    if (!(error instanceof BrickError)) throw error ?? new Error('it went well')
    expect(error.message).not.toMatch(/c4n|[\u2066-\u2069\uFFFD]/)
    return error.message
  }
})

describe('a quoted text', () => {
  it.each([
    ['short', 'short'],
    ['  two\n lines ', 'two lines'],
    ['', ''],
    ['\u2068inner\u2069 marks', 'inner marks'],
    ['x'.repeat(161), `${'x'.repeat(160)}…`],
  ])('%.20j is shown in one line, and not all of it', (text, shown) => {
    expect(cutShort(`it says: ${snippet(text)}; tried twice`)).toBe(`it says: ${shown}; tried twice`)
  })
})
