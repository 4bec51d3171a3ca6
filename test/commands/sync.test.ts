import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openCollection } from '../../src/store/collection.js'
import type { Change } from '../../src/store/collection-change.js'
import { catalog } from '../../src/commands/catalog.js'
import { pull, type PullFlags } from '../../src/commands/sync-pull.js'
import { push, type PushFlags } from '../../src/commands/sync-push.js'
import { piecesIn } from '../../src/core/inventory.js'
import { machine, type Io } from '../../src/system/io.js'
import { openAsking, type Asking } from '../markets/asking.js'
import { rebrickable } from '../sandbox/rebrickable.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'
import { WORLD_TIME } from '../sandbox/world.js'

let sandbox: Sandbox
let asking: Asking
let io: Told

beforeAll(async () => {
  sandbox = await startSandbox({ services: [rebrickable], clock: WORLD_TIME })
})
beforeEach(async () => {
  sandbox.reset()
  asking = await openAsking(sandbox, 'rebrickable')
  io = place()
})
afterEach(async () => {
  await asking.close()
  fs.rmSync(io.cwd, { recursive: true, force: true })
})
afterAll(() => sandbox.close())

const bring = (flags: PullFlags = {}) => pull(io, asking.market, flags)
const send = (flags: Partial<PushFlags> = {}) => push(io, asking.market, { list: 'From brick', use: 'loose', ...flags })
const lists = () => asking.market.lists ?? never()
const posts = () => sandbox.log.filter(({ method }) => method !== 'GET')

describe('brick sync --pull', () => {
  it('shows a plan, and changes nothing', async () => {
    await bring({ dryRun: true })
    expect(io.out).toMatch(/^Rebrickable\n/)
    for (const { name } of sandbox.world.partLists) expect(io.out).toContain(`  ${name} `)
    expect(io.out).toMatch(/would be batch 1: added [\d,]+ parts in \d+ lots, from Rebrickable\n$/)
    expect(fs.existsSync(path.join(io.cwd, 'data'))).toBe(false)
  })

  it('brings all that the user has there, each list to its place, as one batch', async () => {
    await bring()
    const there = [...((await lists().partLists()) ?? [])]
    const stock = await owned()
    for (const { name, pieces } of there)
      expect(piecesIn(stock.filter((one) => one.place === name && one.source === `Rebrickable: ${name}`))).toBe(pieces)
    const sets = await lists().sets()
    const lost = (await lists().lost()).filter(({ owner }) => sets.some(({ set }) => set === owner))
    let pieces = piecesIn(there.map((list) => ({ quantity: list.pieces }))) - piecesIn(lost)
    for (const { set, quantity } of sets) pieces += quantity * piecesIn((await lists().setParts(set)) ?? [])
    expect(lost).not.toEqual([])
    expect(piecesIn(stock)).toBe(pieces)
    expect(io.told[0]).toBe(
      `note: ${sandbox.world.lostParts.length - lost.length} lost parts are in none of the sets; they are left aside`,
    )
    expect(io.out).toMatch(/batch 1: added [\d,]+ parts in \d+ lots, from Rebrickable\n$/)
  })

  it('brings nothing twice', async () => {
    await bring()
    const before = await owned()
    await bring()
    expect(io.told.at(-1)).toBe('your collection has all that Rebrickable has; nothing to do')
    expect(await owned()).toEqual(before)
  })

  it('is undone as one, and comes again then', async () => {
    await bring()
    const before = await owned()
    await withOwn((own) => own.undo({ time: TIME }))
    expect(await owned()).toEqual([])
    await bring()
    expect(await owned()).toEqual(before)
  })

  it('brings what changed there only, wherever things are here', async () => {
    await bring()
    const [first] = (await owned()).filter(({ state }) => state === 'loose')
    if (!first) throw never()
    // Moved to another place, and built into something.
    const built = { ...first, place: '', state: 'built' as const, source: 'castle.mpd' }
    await change({ kind: 'move', entries: [{ ...first, quantity: -first.quantity }, built] })
    const [list] = await lists().partLists()
    const parts = (await lists().parts(list?.list ?? 0)) ?? []
    const [grown] = parts.slice(-1)
    if (!grown) throw never()
    await lists().change(list?.list ?? 0, { ...NOTHING, set: [{ ...grown, quantity: grown.quantity + 3 }] })
    const before = piecesIn(await owned())
    await bring()
    expect(io.out).toMatch(/batch 3: added 3 parts in 1 lot, from Rebrickable\n$/)
    expect(piecesIn(await owned())).toBe(before + 3)
  })

  it('shows what is gone there, and takes it out with --delete only', async () => {
    await bring()
    const [list] = await lists().partLists()
    const [gone] = (await lists().parts(list?.list ?? 0)) ?? []
    if (!gone) throw never()
    await lists().change(list?.list ?? 0, { ...NOTHING, remove: [gone] })
    const before = piecesIn(await owned())
    await bring()
    expect(io.told.join('\n')).toMatch(
      /no longer at Rebrickable, and still in your collection: \d+ parts? in 1 lot; --delete/,
    )
    expect(piecesIn(await owned())).toBe(before)
    await bring({ delete: true })
    expect(io.out).toMatch(/batch 2: took out \d+ parts in 1 lot, from Rebrickable\n$/)
    expect(piecesIn(await owned())).toBe(before - gone.quantity)
  })

  it('notices a list that was added from a file before', async () => {
    await bring()
    const [list] = await lists().partLists()
    const mine = (await owned()).filter(({ place }) => place === list?.name)
    fs.rmSync(path.join(io.cwd, 'data'), { recursive: true })
    const { fingerprint } = await import('../../src/store/collection-change.js')
    const origins = [{ source: 'spare.csv', fingerprint: fingerprint(mine) }]
    await change({ kind: 'add', origins, entries: mine.map((one) => ({ ...one, source: 'spare.csv' })) })
    await bring()
    expect(io.exitCode).toBe(1)
    expect(io.told.join('\n')).toContain(`Rebrickable: ${list?.name} was added before, as batch 1 (spare.csv)`)
    expect(piecesIn(await owned())).toBe(piecesIn(mine))
    await bring({ again: true })
    expect(piecesIn(await owned())).toBeGreaterThan(piecesIn(mine))
  })

  it('changes nothing when the site fails in the middle', async () => {
    sandbox.fault({ fault: 'status-503', match: { path: 'lost_parts' } })
    await expect(bring()).rejects.toThrow(/answers 503 .*; tried 5 times/)
    expect(fs.existsSync(path.join(io.cwd, 'data'))).toBe(false)
  })
})

describe('brick sync of a site that has sets only', () => {
  const FIXTURES = path.resolve('fixtures/catalog/rebrickable')
  const bringSets = (flags: PullFlags, ...numbers: string[]) => {
    const owned = numbers.map((number) => ({ number, name: 'A set', quantity: 2 }))
    const sets = { owned: () => Promise.resolve(owned), wanted: () => Promise.resolve([]) }
    const { lists: _, ...open } = { ...asking.market, sets }
    return pull(io, open, flags)
  }
  beforeEach(() => takeIn(FIXTURES))

  it('takes from the catalog what is in them', async () => {
    await bringSets({}, '7001-1', '1-9')
    expect(io.out).toMatch(
      / {2}7001-1 {2}built {2}\d+ parts {2}\+\d+\n {2}and 1 set that the catalog does not know, left out\nbatch 1: added \d+ parts in \d+ lots, from Rebrickable\n$/,
    )
    expect(io.told).toContain('note: the catalog does not know 1-9: it is left out')
    await bringSets({}, '7001-1')
    expect(io.told.at(-1)).toBe('your collection has all that Rebrickable has; nothing to do')
    await bringSets({}, '7001-1', '1-9')
    expect(io.told.at(-1)).toBe(
      'your collection has all that Rebrickable has, but for 1 set that the catalog does not know; nothing to do',
    )
  })

  it('takes nothing for gone that the catalog does not know any more', async () => {
    await bringSets({}, '7001-1')
    const before = await owned()
    for (const name of ['sets.csv', 'inventories.csv']) {
      const lines = fs.readFileSync(path.join(FIXTURES, name), 'utf8').split('\n')
      fs.writeFileSync(path.join(io.cwd, name), lines.filter((line) => !line.includes('7001-1')).join('\n'))
      await takeIn(path.join(io.cwd, name))
    }
    await bringSets({ delete: true }, '7001-1')
    expect(io.told.join('\n')).toContain('the catalog does not know 7001-1')
    expect(await owned()).toEqual(before)
  })

  it('shows nothing of the site that commands a terminal', async () => {
    await bringSets({}, '7001\u001b[2J-1')
    expect(io.told.join('\n')).toContain('the catalog does not know 7001')
    expect(io.told.join('\n')).not.toContain('\u001b')
  })
})

describe('brick sync --push', () => {
  beforeEach(() =>
    own([
      ['3001', '4', 12],
      ['3003', '14', 3],
    ]),
  )

  it('shows a plan, and sends nothing without a yes', async () => {
    await send({ dryRun: true })
    expect(io.out).toContain('list From brick (new): to have 15 parts in 2 lots\n  to add: 15 parts in 2 lots\n')
    expect(io.exitCode).toBe(0)
    await send({ json: true })
    expect(io.exitCode).toBe(1)
    expect(io.told.at(-1)).toContain('nothing was sent: it needs a yes')
    expect(posts()).toEqual([])
  })

  it('makes the list, which does not come back with the next pull', async () => {
    await bring()
    const before = piecesIn(await owned())
    await send({ yes: true })
    expect(io.out).toMatch(/Rebrickable, list From brick: has 15 parts in 2 lots of yours\n$/)
    const made = (await lists().partLists()).find(({ name }) => name === 'From brick')
    expect(made?.pieces).toBe(15)
    await send({ yes: true })
    expect(io.told.at(-1)).toBe('the list has all that already; nothing to do')
    await bring()
    expect(io.told.join('\n')).toContain('brick sync --push made it of your collection: From brick')
    expect(piecesIn(await owned())).toBe(before)
  })

  it('changes what is other, and removes with --delete only', async () => {
    await send({ yes: true })
    await change({ kind: 'take', entries: [holding('3003', '14', -3), holding('3001', '4', -2)] })
    await send({ yes: true })
    expect(io.out).toContain('12 -> 10  3001  color 4')
    expect(io.told.join('\n')).toContain(
      'in the list, and not in your collection: 3 parts in 1 lot; --delete removes them',
    )
    const made = (await lists().partLists()).find(({ name }) => name === 'From brick')?.list ?? 0
    expect((await lists().parts(made))?.map(({ quantity }) => quantity)).toEqual([10, 3])
    await send({ yes: true, delete: true })
    expect((await lists().parts(made))?.map(({ quantity }) => quantity)).toEqual([10])
  })

  it('names what has no number there, and what the site does not take', async () => {
    await own([
      ['u9999', '4', 2],
      ['3005', '4', 1],
    ])
    sandbox.fault({
      ...{ fault: 'answer', match: { method: 'POST', path: 'parts/' }, times: 1 },
      ...{ status: 201, headers: { 'Content-Type': 'application/json' } },
      body: '[{"part_num":["Invalid pk - object does not exist."]}]',
    })
    await send({ yes: true })
    expect(io.exitCode).toBe(4)
    const told = io.told.join('\n')
    expect(told).toMatch(/not written, 1 lot, 2 parts\n.*u9999/)
    expect(told).toContain('not taken by Rebrickable, 16 parts in 3 lots:')
    expect(told).toContain('Rebrickable says: part_num: Invalid pk - object does not exist.')
  })

  it('sends nothing twice when an answer is lost', async () => {
    sandbox.fault({ fault: 'lost-answer', times: 1, match: { method: 'POST', path: 'parts/' } })
    await send({ yes: true })
    expect(io.exitCode).toBe(0)
    expect(posts().filter(({ url }) => url.endsWith('/parts/'))).toHaveLength(1)
  })

  it('says which of several lists of one name is meant', async () => {
    await lists().create('From brick')
    await lists().create('From brick')
    await send({ yes: true })
    expect(io.exitCode).toBe(2)
    expect(io.told.join('\n')).toMatch(
      /several lists at Rebrickable are called so; nothing was sent\n {2}name one by its number: \d+, \d+/,
    )
    io.exitCode = 0
    const [list] = (await lists().partLists()).filter(({ name }) => name === 'From brick')
    await send({ yes: true, list: String(list?.list) })
    expect(io.exitCode).toBe(0)
  })
})

const TIME = '2026-11-22T10:00:00.000Z'
const NOTHING = { add: [], set: [], remove: [] }

interface Told extends Io {
  out: string
  told: string[]
}

function place(): Told {
  const cwd = fs.mkdtempSync(path.join(tmpdir(), 'brick-sync-'))
  const env = { BRICK_DATA: path.join(cwd, 'data'), BRICK_CACHE: path.join(cwd, 'cache'), HOME: cwd, BRICK_NOW: TIME }
  const real = machine()
  const io: Told = { ...real, env, cwd, out: '', told: [], exitCode: 0 }
  io.terminal = { output: false, error: false, columns: 80 }
  io.write = (text) => void (io.out += String(text))
  io.say = (text) => void io.told.push(text)
  return io
}

function holding(part: string, color: string, quantity: number) {
  const where = { place: '', state: 'loose', source: 'a.csv', written: '' } as const
  return { itemType: 'P', part, color, condition: 'X', ...where, quantity } as const
}

async function own(parts: [part: string, color: string, quantity: number][]): Promise<void> {
  await change({ kind: 'add', entries: parts.map((part) => holding(...part)) })
}

async function change(more: Pick<Change, 'kind' | 'entries'> & Partial<Change>): Promise<void> {
  await withOwn(async (collection) => {
    expect(await collection.change({ time: TIME, origins: [{ source: 'a.csv' }], ...more })).toMatchObject({
      done: true,
    })
  })
}

async function takeIn(file: string): Promise<void> {
  const program = new Command().exitOverride()
  catalog(program, io)
  await program.parseAsync(['catalog', 'import', file], { from: 'user' })
}

async function owned() {
  return withOwn((collection) => collection.stock())
}

async function withOwn<T>(work: (collection: Awaited<ReturnType<typeof openCollection>>) => Promise<T>): Promise<T> {
  fs.mkdirSync(path.join(io.cwd, 'data'), { recursive: true })
  const collection = await openCollection(path.join(io.cwd, 'data', 'collection.db'))
  try {
    return await work(collection)
  } finally {
    await collection.close()
  }
}

function never(): never {
  throw new Error('the world of the sandbox has none')
}
