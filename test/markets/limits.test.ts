import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCalls } from '../../src/store/calls.js'
import { fingerprint } from '../../src/system/http/fingerprint.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'
import { keysOf } from './asking.js'

const BRICK = path.resolve('bin/brick.js')
const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-limits-'))
let sandbox: Sandbox
let home = ''

beforeEach(async () => {
  sandbox = await startSandbox({ switches: { bricklink: { most_ahead: 86_400 } } })
  home = fs.mkdtempSync(path.join(place, 'home-'))
})

afterEach(async () => {
  await sandbox.close()
  fs.rmSync(home, { recursive: true, force: true })
})

describe.skipIf(!fs.existsSync('dist/bundle'))('two processes', { timeout: 60_000 }, () => {
  it('ask no more together than what is left of the day, whatever fails', async () => {
    await use(4790)
    sandbox.fault(
      { match: { nth: 3 }, fault: 'status-503' },
      { match: { nth: 5 }, fault: 'reset-before' },
      { match: { nth: 6 }, fault: 'lost-answer' },
      { match: { nth: 8 }, fault: 'late', wait: 400 },
    )
    const ends = await Promise.all([price(0, 8), price(8, 16)])
    expect(sandbox.log).toHaveLength(10)
    const stopped = ends.filter(({ code }) => code === 5)
    expect(stopped.length).toBeGreaterThan(0)
    for (const { err } of stopped) expect(err).toMatch(/BrickLink allows 5000 calls in 24 h: 4800 are used/)
  })

  it('keep one pace, one at a time, and one order of times of signing', async () => {
    sandbox.fault({ match: { nth: 4 }, fault: 'late', wait: 300 }, { match: { nth: 9 }, fault: 'cut-length' })
    const ends = await Promise.all([price(0, 12), price(12, 24)])
    expect(ends.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
    ])
    expect(sandbox.log).toHaveLength(25)
    expect(sandbox.counters()['bricklink']).not.toHaveProperty('TIMESTAMP_REFUSED')
    expect(sandbox.log.filter(({ fault }) => fault === 'parallel')).toEqual([])
    // 150 ms from start to start; a call may be on its way for longer than the next.
    expect(sandbox.mostWithin({ milliseconds: 1000 })).toBeLessThanOrEqual(8)
  })

  it('pay once for what both want to know', async () => {
    const ends = await Promise.all([price(0, 12), price(0, 12)])
    expect(ends.map(({ code }) => code)).toEqual([0, 0])
    expect(ends[0]?.out).toBe(ends[1]?.out)
    expect(sandbox.log).toHaveLength(12)
  })

  it('do not pay again for what one was told before it was killed', async () => {
    const killed = await price(0, 12, { kill: () => sandbox.log.length >= 5 })
    expect(killed.code).toBeNull()
    expect((await price(0, 12)).code).toBe(0)
    expect(sandbox.log.length).toBeLessThanOrEqual(13)
  })
})

/** So many calls of the day are used. */
async function use(calls: number): Promise<void> {
  fs.mkdirSync(path.join(home, 'data'))
  const ledger = await openCalls(path.join(home, 'data', 'calls.db'))
  const account = fingerprint('bricklink', keysOf(sandbox, 'bricklink')['consumer_key'] ?? '')
  const wish = { service: 'bricklink', account, kind: undefined, limits: [], concurrency: calls, patience: 1 }
  for (let count = 0; count < calls; count++) {
    const turn = ledger.reserve({ ...wish, now: Date.now() - 3_600_000 })
    if ('call' in turn) ledger.finish(turn.call, Date.now() - 3_600_000)
  }
  ledger.close()
}

interface Ended {
  code: number | null
  out: string
  err: string
}

/** `brick price` of some parts of the world, by itself. */
async function price(from: number, to: number, { kill }: { kill?(): boolean } = {}): Promise<Ended> {
  const list = path.join(home, `${from}-${to}.xml`)
  fs.writeFileSync(list, wantedList(from, to))
  const keys = Object.entries(keysOf(sandbox, 'bricklink')).map(([name, value]) => [
    `BRICK_BRICKLINK_${name.toUpperCase()}`,
    value,
  ])
  const env = {
    ...{
      PATH: process.env['PATH'],
      HOME: home,
      BRICK_DATA: path.join(home, 'data'),
      BRICK_CACHE: path.join(home, 'c'),
    },
    ...{ BRICK_BRICKLINK_URL: sandbox.urlOf('bricklink'), ...(Object.fromEntries(keys) as Record<string, string>) },
  }
  const args = ['-q', 'price', list, '--market', 'bricklink', '--json']
  const child = spawn(process.execPath, [BRICK, ...args], { env, cwd: home })
  const ended: Ended = { code: null, out: '', err: '' }
  child.stdout.on('data', (text) => (ended.out += String(text)))
  child.stderr.on('data', (text) => (ended.err += String(text)))
  const timer = kill && setInterval(() => kill() && child.kill('SIGKILL'), 5)
  ;[ended.code] = (await once(child, 'close')) as [number | null]
  clearInterval(timer)
  return ended
}

function wantedList(from: number, to: number): string {
  const items = sandbox.world.pairs.slice(from, to).map(({ part, color }) => {
    const what = `<ITEMTYPE>P</ITEMTYPE><ITEMID>${part.bricklink}</ITEMID><COLOR>${color.bricklink}</COLOR>`
    return `<ITEM>${what}<MINQTY>2</MINQTY></ITEM>`
  })
  return `<INVENTORY>${items.join('\n')}</INVENTORY>`
}
