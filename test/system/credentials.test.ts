import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BrickError } from '../../src/core/error.js'
import { forgetCredentials, keepCredentials, readCredentials } from '../../src/system/credentials.js'
import { machine, type Io } from '../../src/system/io.js'

const FIELDS = [
  { name: 'key', variable: 'BRICK_REBRICKABLE_KEY' },
  { name: 'user_token', variable: 'BRICK_REBRICKABLE_USER_TOKEN', optional: true },
] as const

let home: string
let said: string[]

beforeEach(() => {
  home = fs.mkdtempSync(path.join(tmpdir(), 'brick-home-'))
  said = []
})

afterEach(() => fs.rmSync(home, { recursive: true, force: true }))

describe('credentials', () => {
  it('are missing until they are given, and gone when they are forgotten', async () => {
    expect(await read()).toEqual({ values: {}, missing: ['key'], from: {} })
    await keepCredentials(io(), 'rebrickable', { key: 'secret "1"', user_token: 'token' })
    await keepCredentials(io(), 'brickset', { key: 'other' })
    expect(await read()).toEqual({
      values: { key: 'secret "1"', user_token: 'token' },
      missing: [],
      from: { key: 'file', user_token: 'file' },
    })
    expect(await forgetCredentials(io(), 'rebrickable')).toBe(true)
    expect(await forgetCredentials(io(), 'rebrickable')).toBe(false)
    expect((await read()).missing).toEqual(['key'])
    expect(fs.readFileSync(file(), 'utf8')).toMatch(/^# Written by brick login.*\n\n\[brickset\]\nkey = "other"\n$/)
  })

  it('are all kept when several are kept at once', async () => {
    const markets = ['rebrickable', 'brickset', 'brickowl', 'bricklink']
    await Promise.all(markets.map((market) => keepCredentials(io(), market, { key: market })))
    for (const market of markets) expect(fs.readFileSync(file(), 'utf8')).toContain(`key = "${market}"`)
    expect(fs.readdirSync(path.dirname(file()))).toEqual(['credentials.toml'])
  })

  it('of the environment stand over those of the file, one by one', async () => {
    await keepCredentials(io(), 'rebrickable', { key: 'filed', user_token: 'token' })
    expect(await read({ BRICK_REBRICKABLE_KEY: ' stated\n', BRICK_REBRICKABLE_USER_TOKEN: '' })).toMatchObject({
      values: { key: 'stated', user_token: 'token' },
      from: { key: 'environment', user_token: 'file' },
    })
  })

  it.skipIf(process.platform === 'win32')('are for their owner only', async () => {
    await keepCredentials(io(), 'rebrickable', { key: 'secret' })
    expect([fs.statSync(file()).mode & 0o777, fs.statSync(path.dirname(file())).mode & 0o777]).toEqual([0o600, 0o700])
    expect(fs.readdirSync(path.dirname(file()))).toEqual(['credentials.toml'])
  })

  it.skipIf(process.platform === 'win32')('that others could read are closed to them, which is said', async () => {
    await keepCredentials(io(), 'rebrickable', { key: 'secret' })
    fs.chmodSync(file(), 0o644)
    expect((await read()).values).toEqual({ key: 'secret' })
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600)
    expect(said).toEqual([`brick: others could read ${file()}; now only you can. If somebody may have, get new keys`])
  })

  it('in a file that is broken are not shown', async () => {
    fs.mkdirSync(path.dirname(file()))
    fs.writeFileSync(file(), '[rebrickable]\nkey = c4nary\n', { mode: 0o600 })
    const error = await read().catch((error: unknown) => error)
    expect(error).toBeInstanceOf(BrickError)
    expect(String(error)).toMatch(/credentials\.toml:2: /)
    expect(JSON.stringify([String(error), (error as BrickError).hint, (error as BrickError).cause])).not.toContain(
      'c4nary',
    )
  })

  it('cannot be kept where there is no home', async () => {
    await expect(keepCredentials({ ...io(), env: {} }, 'brickset', { key: 'a' })).rejects.toThrow('no home folder')
  })
})

async function read(env: Io['env'] = {}) {
  return readCredentials(io(env), 'rebrickable', FIELDS)
}

function file(): string {
  return path.join(home, 'brick', 'credentials.toml')
}

function io(env: Io['env'] = {}): Io {
  return { ...machine(), env: { XDG_CONFIG_HOME: home, ...env }, say: (text) => void said.push(text) }
}
