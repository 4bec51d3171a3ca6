import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { main } from '../../src/main.js'
import { machine, type Io } from '../../src/system/io.js'
import { openServer, type Act } from '../system/http/answering.js'

const closing: (() => void | Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const KEYS = { rebrickable: '0123456789abcdef0123456789abcdef', brickset: '3-abcd-efgh-ijkl' }
const JSON_TYPE = { 'Content-Type': 'application/json' }
const NOT_THERE: Act = { status: 404, headers: JSON_TYPE, body: '{"detail":"Not found."}' }

describe('brick login', () => {
  it.each(['rebrickable', 'brickset'] as const)('keeps nothing when %s gives no token', async (market) => {
    const { io } = await place(NOT_THERE)
    io.read = () => Buffer.from(`${KEYS[market]}\nusername = mason\npassword = canary\n`)
    const { err, exit } = await run(io, 'login', market)
    expect(exit).toBe(5)
    expect(err).toMatch(/^brick: \w+ .*\n {2}/)
    expect(err).not.toMatch(/canary|kept the keys/)
    expect(fs.existsSync(path.join(io.cwd, '.config/brick/credentials.toml'))).toBe(false)
  })

  it.each([
    ['ab"c"', 'ab"c"'],
    ['"ab c"', 'ab c'],
    ['"abc', '"abc'],
    ['""abc""', '"abc"'],
  ])('takes the password %s for %s', async (written, password) => {
    const { io, seen } = await place({ body: '{"user_token":"0011"}' })
    io.read = () => Buffer.from(`${KEYS.rebrickable}\nusername = mason\npassword = ${written}\n`)
    expect((await run(io, 'login', 'rebrickable')).exit).toBe(0)
    expect(new URLSearchParams(seen[0]?.body).get('password')).toBe(password)
  })

  it.each([
    ['login', 'rebrickable', '--check'],
    ['doctor', '--live'],
  ])('lets no name command a terminal: %s', async (...words) => {
    const { io } = await place({ body: JSON.stringify({ username: 'mason\u001b]0;x\u0007' }) })
    Object.assign(io.env, { BRICK_REBRICKABLE_KEY: KEYS.rebrickable, BRICK_REBRICKABLE_USER_TOKEN: '0'.repeat(64) })
    const { out } = await run(io, ...words)
    expect(out).toContain('mason')
    for (const command of ['\u001b', '\u0007']) expect(out).not.toContain(command)
  })
})

describe('brick login with keys that are new', () => {
  const [GOOD, OTHER] = ['0'.repeat(32), '1'.repeat(32)]
  const refused: Act = { status: 401, headers: JSON_TYPE, body: '{"detail":"Invalid token."}' }
  const kept = (io: Io) => fs.readFileSync(path.join(io.cwd, '.config/brick/credentials.toml'), 'utf8')
  const give = (io: TestIo, key: string) => Object.assign(io, { read: () => Buffer.from(`${key}\n`) })

  it('keeps the first at once, and asks nobody', async () => {
    const { io, seen } = await place(refused)
    const { err, exit } = await run(give(io, GOOD), 'login', 'rebrickable')
    expect([exit, seen.length]).toEqual([0, 0])
    expect(err).toMatch(/^kept the keys .*\nwhether they are right: /)
  })

  it.each([[[]], [['--check']]])('replaces none by one that the market does not know: %s', async (words) => {
    const { io } = await place(refused)
    if (words.length === 0) await run(give(io, GOOD), 'login', 'rebrickable')
    const { err, exit } = await run(give(io, OTHER), 'login', 'rebrickable', ...words)
    expect(exit).toBe(6)
    expect(err).toMatch(
      words.length === 0 ? /^the keys for Rebrickable that were kept stay\nbrick: / : /^nothing was kept\n/,
    )
    if (words.length === 0) expect(kept(io)).toContain(GOOD)
    else expect(fs.existsSync(path.join(io.cwd, '.config'))).toBe(false)
  })

  it('replaces one by another that the market knows, and says so', async () => {
    const { io } = await place({ headers: JSON_TYPE, body: '{"count":0,"next":null,"results":[]}' })
    await run(give(io, GOOD), 'login', 'rebrickable')
    const { out, err, exit } = await run(give(io, OTHER), 'login', 'rebrickable')
    expect([exit, err]).toEqual([0, expect.stringMatching(/credentials.toml, in place of those before\n$/)])
    expect([out, kept(io)]).toEqual([expect.stringMatching(/^Rebrickable: /), expect.stringContaining(OTHER)])
  })

  it('replaces one also when the market says something else, and says so', async () => {
    const { io } = await place({ status: 400, headers: JSON_TYPE, body: '{"detail":"Not today."}' })
    await run(give(io, GOOD), 'login', 'rebrickable')
    const { err, exit } = await run(give(io, OTHER), 'login', 'rebrickable')
    expect([exit, kept(io)]).toEqual([0, expect.stringContaining(OTHER)])
    expect(err).toMatch(/in place of those before\nwhether they are right: brick login rebrickable --check\n$/)
  })
})

describe('brick doctor --live', () => {
  it.each([
    { date: 'Wed, 01 Jan 2020 00:00:00 GMT', says: /its clock is \d+ h behind that of this computer/ },
    { date: 'Mon, 01 Jan 2120 00:00:00 GMT', says: /its clock is \d+ h ahead of that of this computer/ },
  ])('says how wrong a clock is: $date', async ({ date, says }) => {
    const { io } = await place({ headers: { date }, body: '{"username":"mason"}' })
    Object.assign(io.env, { BRICK_REBRICKABLE_KEY: KEYS.rebrickable, BRICK_REBRICKABLE_USER_TOKEN: '0'.repeat(64) })
    expect((await run(io, 'doctor', '--live')).out).toMatch(says)
  })
})

interface TestIo extends Io {
  out: string
  err: string
}

/** A home of its own, where both sites are one server. */
async function place(act: Act) {
  const cwd = fs.mkdtempSync(path.join(tmpdir(), 'brick-login-'))
  const { url, seen, close } = await openServer(act)
  closing.push(close, () => fs.rmSync(cwd, { recursive: true, force: true }))
  const env = { HOME: cwd, BRICK_REBRICKABLE_URL: url, BRICK_BRICKSET_URL: url }
  const io: TestIo = Object.assign(machine(), {
    ...{ cwd, env, out: '', err: '' },
    write: (text: string) => void (io.out += text),
    say: (text: string) => void (io.err += `${text}\n`),
    terminal: { output: false, error: false, columns: 80 },
  })
  return { io, seen }
}

async function run(io: TestIo, ...words: string[]): Promise<{ out: string; err: string; exit: number }> {
  Object.assign(io, { out: '', err: '', exitCode: 0 })
  const exit = await main(words, io)
  return { out: io.out, err: io.err, exit }
}
