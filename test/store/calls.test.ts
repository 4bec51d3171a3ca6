import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { CALLS_SCHEMA } from '../../src/store/calls-schema.js'
import { openCalls, type CallsFile } from '../../src/store/calls.js'
import { openPrivateDatabase } from '../../src/store/private-database.js'
import type { Wish } from '../../src/system/http/means.js'
import type { Limit } from '../../src/system/http/policy.js'

const folders: string[] = []
const open: CallsFile[] = []

afterEach(() => {
  for (const ledger of open.splice(0)) ledger.close()
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

describe('the ledger of calls', () => {
  it('counts on after it was closed', async () => {
    const file = place()
    const first = await ledgerIn(file)
    started(first, wish({ limits: [DAY_OF_THREE] }))
    expect(first.used(wish({ limits: [DAY_OF_THREE] }))).toMatchObject([{ used: 1, left: 2 }])
    const second = await ledgerIn(file)
    started(second, wish({ limits: [DAY_OF_THREE] }))
    started(second, wish({ limits: [DAY_OF_THREE] }))
    expect(second.reserve(wish({ limits: [DAY_OF_THREE] }))).toMatchObject({ exhausted: DAY_OF_THREE, used: 3 })
  })

  it.each([
    { title: 'another service', other: { service: 'owl' } },
    { title: 'another key', other: { account: 'yours' } },
  ])('does not count for $title', async ({ other }) => {
    const ledger = await ledgerIn(place())
    for (let count = 0; count < 3; count++) started(ledger, wish({ limits: [DAY_OF_THREE] }))
    expect(ledger.reserve(wish({ limits: [DAY_OF_THREE], ...other }))).toMatchObject({ start: NOW })
  })

  it('does not count what was not sent', async () => {
    const ledger = await ledgerIn(place())
    const { call } = started(ledger, wish({ limits: [DAY_OF_THREE] }))
    ledger.release(call)
    expect(ledger.used(wish({ limits: [DAY_OF_THREE] }))).toMatchObject([{ used: 0, left: 3, frees: undefined }])
  })

  it('forgets a call so long after its answer, and one without an answer so long after it must be over', async () => {
    const limit: Limit = { calls: 2, window: 1000, then: 'wait' }
    const ledger = await ledgerIn(place())
    const ask = (now: number) => ledger.reserve(wish({ limits: [limit], concurrency: 9, patience: 5000, now }))
    const [first] = [ask(NOW), ask(NOW)]
    // Nobody knows yet when the service saw either.
    expect(ask(NOW + 100)).toEqual({ askAt: NOW + 1110, why: 'pace' })
    ledger.finish((first as { call: number }).call, NOW + 300)
    expect(ask(NOW + 400)).toMatchObject({ start: NOW + 1310 })
  })

  it('lets nobody call a service that wants to be left alone', async () => {
    const ledger = await ledgerIn(place())
    ledger.holdUntil('shop', NOW + 60_000, NOW)
    ledger.holdUntil('shop', NOW + 5000, NOW)
    expect(ledger.reserve(wish({}))).toEqual({ askAt: NOW + 60_000, why: 'asked' })
    expect(ledger.reserve(wish({ service: 'owl' }))).toMatchObject({ start: NOW })
    expect(ledger.reserve(wish({ now: NOW + 60_000 }))).toMatchObject({ start: NOW + 60_000 })
  })

  it.each([
    { title: 'after', order: ['never', 'soon'] },
    { title: 'before', order: ['soon', 'never'] },
    { title: 'before, by a clock that was far ahead', order: ['then', 'soon'] },
  ])('is left alone as it was asked $title somebody asked for years', async ({ order }) => {
    const ledger = await ledgerIn(place())
    const asks: Record<string, [number, number]> = {
      never: [NOW + 4 * YEAR, NOW],
      then: [NOW + 4 * YEAR + 60_000, NOW + 4 * YEAR],
      soon: [NOW + 60_000, NOW],
    }
    for (const ask of order) ledger.holdUntil('shop', ...(asks[ask] ?? [0, 0]))
    expect(ledger.reserve(wish({}))).toEqual({ askAt: NOW + 60_000, why: 'asked' })
  })

  it('writes down what starts soon, and nothing that starts later', async () => {
    const ledger = await ledgerIn(place())
    const limits: Limit[] = [{ calls: 1, window: 1500, then: 'wait' }]
    const ask = () => ledger.reserve(wish({ limits, concurrency: 9 }))
    expect([ask(), ask(), ask()]).toMatchObject([{ start: NOW }, { start: NOW + 1500 }, { askAt: NOW + 2000 }])
  })

  it('gives each use of a token a later time', async () => {
    const [one, other] = await two()
    const times = [one, other, one].map((ledger) => stampOf(ledger, {}))
    expect([...times, stampOf(other, { now: NOW + 9000 })]).toEqual([0, 1, 2, 9].map((more) => NOW / 1000 + more))
    expect(stampOf(one, { stamps: { token: 'yours', ahead: 0 } })).toBe(NOW / 1000)
  })

  it('runs before the clock as far as it may, and then waits', async () => {
    const ledger = await ledgerIn(place())
    const stamps = { token: 'mine', ahead: 2000 }
    const ask = (now: number) => stampOf(ledger, { stamps, now })
    expect([ask(NOW), ask(NOW), ask(NOW)]).toEqual([0, 1, 2].map((more) => NOW / 1000 + more))
    expect(started(ledger, wish({ stamps }))).toMatchObject({ start: NOW + 1000, timestamp: NOW / 1000 + 3 })
    started(ledger, wish({ stamps }))
    expect(ledger.reserve(wish({ stamps }))).toEqual({ askAt: NOW + 2000, why: 'stamp' })
  })

  it.each([
    { title: 'what was taken', taken: 9000, lead: 9500, most: 8000, days: 2.9 },
    { title: 'half, where as much was taken before', taken: 9000, lead: 6000, most: 3000, days: 0.03 },
    { title: 'nothing, where nothing was taken yet', taken: 0, lead: 2000, most: 0, days: 0.03 },
  ])('keeps to $title after a refusal, for a while', async ({ taken, lead, most, days }) => {
    const ledger = await ledgerIn(place())
    const next = (now: number) => {
      const stamps = { token: 'mine', ahead: 60_000 }
      const turn = ledger.reserve(wish({ stamps, now, concurrency: 99 }))
      return 'call' in turn ? (turn.timestamp ?? 0) * 1000 - now : undefined
    }
    next(NOW)
    ledger.stampTaken('mine', taken)
    ledger.stampRefused('mine', lead, NOW)
    const later = NOW + days * 86_400_000
    const leads = Array.from({ length: 30 }, () => next(later))
    expect(Math.max(...leads.map((each = 0) => each))).toBeLessThanOrEqual(most + 2000)
    expect(leads.at(-1)).toBeUndefined()
    const muchLater = NOW + 4 * 86_400_000
    expect(Array.from({ length: 30 }, () => next(muchLater)).at(-1)).toBe(29_000)
  })

  it('is not stopped by a clock that was set back', async () => {
    const ledger = await ledgerIn(place())
    const limits: Limit[] = [
      { calls: 1, window: 150, then: 'wait' },
      { calls: 2, window: 1000, then: 'wait' },
      DAY_OF_THREE,
    ]
    const later = started(ledger, wish({ limits, now: NOW + 7_200_000 }))
    ledger.finish(later.call, NOW)
    expect(ledger.reserve(wish({ limits }))).toMatchObject({ start: NOW })
    expect(ledger.used(wish({ limits }))).toMatchObject([{}, {}, { used: 2 }])
  })

  it('counts for no quota what was written by a clock that was years ahead', async () => {
    const ledger = await ledgerIn(place())
    const limits: Limit[] = [DAY_OF_THREE, { calls: 1, window: 86_400_000, then: 'stop' }]
    started(ledger, wish({ limits, now: NOW + 4 * YEAR }))
    ledger.reserve(wish({ now: NOW + 4 * YEAR, concurrency: 9 }))
    ledger.reserve(wish({ now: NOW + 4 * YEAR, concurrency: 9 }))
    expect(ledger.used(wish({ limits }))).toMatchObject([{ used: 0, left: 3, frees: undefined }, { used: 0 }])
    expect(ledger.reserve(wish({ limits, concurrency: 1 }))).toMatchObject({ start: NOW })
  })

  it('keeps one pace with several keys, and a quota for each', async () => {
    const ledger = await ledgerIn(place())
    const limits: Limit[] = [{ calls: 1, window: 1500, then: 'wait' }, DAY_OF_THREE]
    const ask = (account: string) => ledger.reserve(wish({ limits, account, concurrency: 9 }))
    expect([ask('mine'), ask('yours')]).toMatchObject([{ start: NOW }, { start: NOW + 1500 }])
    const used = (account: string) => ledger.used(wish({ limits, account })).map((usage) => usage.used)
    expect([used('mine'), used('yours')]).toEqual([
      [2, 1],
      [2, 1],
    ])
  })

  it('of a version without learned times is brought up to date, and keeps its count', async () => {
    const file = place()
    const early = await openPrivateDatabase(file, { ...CALLS_SCHEMA, steps: CALLS_SCHEMA.steps.slice(0, 1) }, OPTIONS)
    early.exec(`
      INSERT INTO call (service, account, kind, start, seen, isOver, process) VALUES ('shop', 'mine', '', ${NOW}, ${NOW}, 1, 1);
      INSERT INTO stamp (token, last) VALUES ('mine', ${NOW / 1000 + 7})`)
    early.close()
    const ledger = await ledgerIn(file)
    expect(ledger.used(wish({ limits: [DAY_OF_THREE] }))).toMatchObject([{ used: 1 }])
    expect(stampOf(ledger, {})).toBe(NOW / 1000 + 8)
    ledger.stampTaken('mine', 7000)
  })

  it('forgets what no limit counts any more', async () => {
    const ledger = await ledgerIn(place())
    const limits: Limit[] = [{ calls: 1000, window: 1000, then: 'wait' }]
    for (let count = 0; count < 250; count++) started(ledger, wish({ limits, now: NOW + count * 1_000_000 }))
    const long: Limit = { calls: 1000, window: 1e12, then: 'wait' }
    expect(ledger.used(wish({ limits: [long], now: NOW + 3e8 }))[0]?.used).toBeLessThan(70)
  })

  it('lets no window of the service have more calls than allowed, whatever the latencies', async () => {
    const calls = fc.array(fc.record({ out: fc.nat(800), back: fc.nat(800), idle: fc.nat(300) }), {
      minLength: 12,
      maxLength: 40,
    })
    const ledgers = await two()
    let services = 0
    fc.assert(
      fc.property(calls, fc.integer({ min: 2, max: 5 }), (calls, most) => {
        const limit: Limit = { calls: most, window: 1000, then: 'wait' }
        const arrivals = simulate(ledgers, { calls, limit, service: `${services++}` })
        arrivals.sort((a, b) => a - b)
        arrivals.forEach((time, index) => {
          const earlier = arrivals[index - most]
          if (earlier !== undefined) expect(time - earlier).toBeGreaterThan(limit.window)
        })
      }),
      { numRuns: 60 },
    )
  })
})

const dist = path.resolve('dist/store/calls.js')

describe.skipIf(!fs.existsSync(dist))('two processes', () => {
  it('keep one limit, one pace, one order of times, and one at a time', async () => {
    const file = place()
    ;(await openCalls(file)).close()
    const script = `
      import { openCalls } from ${JSON.stringify(dist)}
      const ledger = await openCalls(${JSON.stringify(file)})
      const sleep = (time) => new Promise((done) => setTimeout(done, time))
      const limits = [{ calls: 1, window: 5, then: 'wait' }, { calls: 60, window: 3600000, then: 'stop' }]
      for (;;) {
        const wish = { service: 'shop', account: 'mine', kind: undefined, limits, concurrency: 1, patience: 60000 }
        const turn = ledger.reserve({ ...wish, stamps: { token: 'token', ahead: 600000 }, now: Date.now() })
        if ('exhausted' in turn) break
        if ('askAt' in turn) { await sleep(1); continue }
        while (Date.now() < turn.start) await sleep(1)
        const begun = process.hrtime.bigint()
        await sleep(2)
        const times = [begun, process.hrtime.bigint()].map((time) => Number(time / 1000n))
        console.log(JSON.stringify([turn.start, ...times, turn.timestamp]))
        ledger.finish(turn.call, Date.now())
      }`
    const children = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '-e', script]))
    const outputs = await Promise.all(children.map(outputOf))
    const rows = outputs.flatMap((text) =>
      text
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as number[]),
    )
    rows.sort((a, b) => (a[1] ?? 0) - (b[1] ?? 0))
    expect(rows).toHaveLength(60)
    rows.slice(1).forEach(([start = 0, begun = 0, , stamp = 0], index) => {
      const [lastStart = 0, , lastEnd = 0, lastStamp = 0] = rows[index] ?? []
      expect(start - lastStart).toBeGreaterThanOrEqual(5)
      expect(begun).toBeGreaterThan(lastEnd)
      expect(stamp).toBeGreaterThan(lastStamp)
    })
  })

  it('do not wait for one that was killed', async () => {
    const file = place()
    const ledger = await ledgerIn(file)
    const script = `
      import { openCalls } from ${JSON.stringify(dist)}
      const ledger = await openCalls(${JSON.stringify(file)})
      console.log(JSON.stringify(ledger.reserve(${JSON.stringify(wish({ concurrency: 1 }))})))
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script])
    await once(child.stdout, 'data')
    expect(ledger.reserve(wish({ concurrency: 1 }))).toMatchObject({ why: 'pace' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(ledger.reserve(wish({ concurrency: 1 }))).toMatchObject({ start: NOW })
    // The service may have seen it, so it counts.
    expect(ledger.used(wish({ limits: [DAY_OF_THREE] }))).toMatchObject([{ used: 2 }])
  })
})

const NOW = Date.parse('2026-03-01T12:00:00Z')

const YEAR = 365 * 86_400_000

const OPTIONS = { title: 'the count of calls' }

const DAY_OF_THREE: Limit = { calls: 4, window: 86_400_000, reserve: 1, then: 'stop' }

function wish(more: Partial<Wish>): Wish {
  const usual = {
    service: 'shop',
    account: 'mine',
    kind: undefined,
    limits: [],
    concurrency: 2,
    patience: 1000,
    now: NOW,
  }
  return { ...usual, ...more }
}

function stampOf(ledger: CallsFile, more: Partial<Wish>): number | undefined {
  return started(ledger, wish({ stamps: { token: 'mine', ahead: 60_000 }, ...more })).timestamp
}

/** Starts a call that is over at once. */
function started(ledger: CallsFile, wanted: Wish): { call: number; start: number; timestamp?: number } {
  const turn = ledger.reserve(wanted)
  if (!('call' in turn)) return expect.fail(`it may not start: ${JSON.stringify(turn)}`)
  ledger.finish(turn.call, turn.start)
  return turn
}

/** When the service sees the calls of two workers, each of which makes one after the other. */
function simulate(
  ledgers: CallsFile[],
  { calls, limit, service }: { calls: { out: number; back: number; idle: number }[]; limit: Limit; service: string },
): number[] {
  const workers = ledgers.map((ledger) => ({ ledger, time: NOW, busy: undefined as undefined | { call: number } }))
  const arrivals: number[] = []
  const left = [...calls]
  for (;;) {
    const worker = workers.reduce((first, next) => (next.time < first.time ? next : first))
    const { ledger, busy } = worker
    if (busy) {
      ledger.finish(busy.call, worker.time)
      worker.busy = undefined
    }
    const next = left[0]
    if (!next) return arrivals
    const turn = ledger.reserve(wish({ service, limits: [limit], concurrency: 9, patience: 1700, now: worker.time }))
    if ('askAt' in turn) worker.time = Math.max(turn.askAt, worker.time + 1) + next.idle
    if (!('call' in turn)) continue
    left.shift()
    arrivals.push(turn.start + next.out)
    worker.busy = { call: turn.call }
    worker.time = turn.start + next.out + next.back
  }
}

async function outputOf(child: ReturnType<typeof spawn>): Promise<string> {
  let text = ''
  child.stdout?.on('data', (data: Buffer) => (text += data.toString()))
  child.stderr?.on('data', (data: Buffer) => (text += data.toString()))
  await once(child, 'close')
  return text
}

async function two(): Promise<CallsFile[] & [CallsFile, CallsFile]> {
  const file = place()
  return [await ledgerIn(file), await ledgerIn(file)]
}

async function ledgerIn(file: string): Promise<CallsFile> {
  const ledger = await openCalls(file)
  open.push(ledger)
  return ledger
}

function place(): string {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-calls-'))
  folders.push(folder)
  return path.join(folder, 'calls.db')
}
