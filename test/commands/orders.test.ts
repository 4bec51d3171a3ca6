import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../../src/main.js'
import { machine, type Io } from '../../src/system/io.js'
import { keysOf } from '../markets/asking.js'
import { bricklink } from '../sandbox/bricklink.js'
import { brickowl } from '../sandbox/brickowl.js'
import { brickset } from '../sandbox/brickset.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'
import type { WorldOrder } from '../sandbox/world.js'

let sandbox: Sandbox
const folders: string[] = []

beforeAll(async () => {
  sandbox = await startSandbox({ services: [bricklink, brickowl, brickset] })
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.reset())
afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

describe('brick orders', () => {
  it('lists what the user ordered, newest first, with the words that commands take', async () => {
    const { out, err, exit } = await run(place(), 'orders', 'bricklink')
    const [heading, ...rows] = out.trimEnd().split('\n')
    expect([exit, err]).toEqual([0, ''])
    expect(heading).toMatch(/^Order +Date +Seller +Status +Lots +Parts +Total$/)
    expect(rows.map((row) => row.split(' ')[0])).toEqual(
      placed(({ filed }) => !filed)
        .map(({ id }) => `order:bricklink:${id}`)
        .reverse(),
    )
  })

  it('lists those that were filed only when it is told to', async () => {
    const { out } = await run(place(), 'orders', '--filed', '--json')
    const { schema, orders } = JSON.parse(out) as { schema: string; orders: Record<string, unknown>[] }
    expect(schema).toBe('brick.orders/1')
    const filed = placed((order) => order.filed).reverse()
    expect(orders.map(({ id }) => id)).toEqual(filed.map(({ id }) => String(id)))
    const [order] = filed
    expect(orders[0]).toMatchObject({
      ...{ market: 'bricklink', list: `order:bricklink:${order?.id}`, seller: order?.storeName, status: order?.status },
      ...{ lots: order?.lots, parts: order?.pieces, currency: 'EUR', total: expect.any(Number) },
    })
  })

  it('says whose keys they are that are wrong', async () => {
    const { err, exit } = await run(place({ persona: 'revoked-token' }), 'orders')
    expect(exit).toBe(6)
    expect(err).toMatch(/^brick: BrickLink .*\n {2}/)
  })

  it('needs a key for a marketplace that tells of orders', async () => {
    const { apiKey = '' } = sandbox.persona('ok').brickset ?? {}
    const { err, exit } = await run(place({ env: { BRICK_BRICKSET_KEY: apiKey } }), 'orders')
    expect(exit).toBe(6)
    expect(err).toContain('none of your keys is for a marketplace that tells of orders')
  })
})

describe('order:bricklink:ID', () => {
  it('is a list like any other', async () => {
    const order = oneOf(({ status, filed, batches }) => status === 'COMPLETED' && !filed && batches.length === 1)
    const { out, err, exit } = await run(place(), 'parts', `order:bricklink:${order.id}`, '-f', 'csv')
    expect(exit).toBe(0)
    expect(err).toContain(`${order.pieces} references = ${order.pieces} listed + 0 skipped`)
    expect(sum(out)).toBe(order.pieces)
    expect(sandbox.log.map(({ url }) => new URL(url).pathname.replace(/.*\/orders/, ''))).toEqual([
      `/${order.id}`,
      `/${order.id}/items`,
    ])
  })

  it('has what was added to the order later, and several of it can be taken', async () => {
    const order = oneOf(({ batches }) => batches.length === 2)
    const { out } = await run(place(), 'parts', `order:bricklink:${order.id}*2`, '-f', 'csv')
    expect(sum(out)).toBe(2 * order.pieces)
  })

  it('goes into the collection once, whether it comes as a word or as a file', async () => {
    const order = oneOf(({ status }) => status === 'COMPLETED')
    const io = place()
    const word = `order:bricklink:${order.id}`
    const added = await run(io, 'own', 'add', word, '--loc', 'inbox')
    expect(added.out).toBe(`batch 1: added ${order.pieces} parts in ${order.lots} lots, loose, in inbox\n`)
    const file = `<ORDER><ORDERID>${order.id}</ORDERID><ITEM><ITEMID>3001</ITEMID><COLOR>5</COLOR><QTY>4</QTY></ITEM></ORDER>`
    fs.writeFileSync(path.join(io.cwd, 'order.xml'), file)
    for (const again of [word, 'order.xml']) {
      const { err, exit } = await run(io, 'own', 'add', again)
      expect(exit).toBe(1)
      expect(err).toContain(`was added before: the same order, BrickLink ${order.id}, as batch 1`)
    }
    expect((await run(io, 'own', 'add', word, '--again')).exit).toBe(0)
  })

  it('tells that an order brings nothing', async () => {
    const cancelled = oneOf(({ status }) => status === 'CANCELLED')
    const { err } = await run(place(), 'parts', `order:bricklink:${cancelled.id}`)
    expect(err).toContain('note: the order is CANCELLED; left out')
    const whole = await run(place(), 'parts', `order:bricklink:${cancelled.id}`, '--as-written', '-f', 'csv')
    expect(sum(whole.out)).toBe(cancelled.pieces)
  })

  it('tells that BrickLink has forgotten what was in it', async () => {
    const purged = oneOf(({ status }) => status === 'PURGED')
    const { err, exit } = await run(place(), 'own', 'add', `order:bricklink:${purged.id}`)
    expect(exit).toBe(3)
    expect(err).toContain(`tells nothing of ${purged.pieces} of its ${purged.pieces} pieces; the order is PURGED`)
  })

  it('names the order that was meant, where two digits changed places', async () => {
    const { id, storeName } = oneOf(({ filed, id }) => !filed && String(id).at(-1) !== String(id).at(-2))
    const wrong = String(id).replace(/(.)(.)$/, '$2$1')
    const { err, exit } = await run(place(), 'parts', `order:bricklink:${wrong}`)
    expect(exit).toBe(4)
    expect(err).toContain(`brick: you have no order ${wrong} at BrickLink`)
    expect(err).toContain(`order:bricklink:${id} (${storeName})`)
  })

  it('says where to get a key, before it reads anything else', async () => {
    const { out, err, exit } = await run(place({ env: {} }), 'parts', 'order:bricklink:15646315')
    expect([out, exit]).toEqual(['', 6])
    expect(err).toMatch(/BrickLink does not know you yet\n {2}get a key at https:\/\/.* then: brick login bricklink/)
    expect(sandbox.log).toEqual([])
  })

  it('gives way to a file of that name', async () => {
    const io = place({ env: {} })
    fs.writeFileSync(path.join(io.cwd, 'order:bricklink:1'), 'Part,Color,Quantity\n3001,4,12\n')
    expect(sum((await run(io, 'parts', 'order:bricklink:1', '-f', 'csv')).out)).toBe(12)
  })

  it('never shows a key', async () => {
    const keys = keysOf(sandbox, 'bricklink')
    const io = place()
    const { id } = oneOf(({ status }) => status === 'COMPLETED')
    const said = [await run(io, 'parts', `order:bricklink:${id}`), await run(io, 'orders', '--json')]
    sandbox.fault({ fault: 'answer', status: 400, body: `refused ${JSON.stringify(keys)}` })
    said.push(await run(io, 'orders'))
    for (const secret of Object.values(keys)) expect(JSON.stringify(said) + filesIn(io.cwd)).not.toContain(secret)
  })
})

describe('order:brickowl:ID', () => {
  const key = () => ({ BRICK_BRICKOWL_KEY: sandbox.persona('buyer-only').brickowl?.key ?? '' })

  it('is a list, and goes into the collection once', async () => {
    const order = oneOf(({ status }) => status === 'COMPLETED')
    const io = place({ env: key() })
    const word = `order:BrickOwl:${order.id}`
    expect(sum((await run(io, 'parts', word, '-f', 'csv')).out)).toBe(order.pieces)
    expect((await run(io, 'own', 'add', word)).out).toContain(`batch 1: added ${order.pieces} parts`)
    const { err, exit } = await run(io, 'own', 'add', word)
    expect(exit).toBe(1)
    expect(err).toContain(`the same order, Brick Owl ${order.id}, as batch 1`)
  })

  it('stands in the list of orders of all marketplaces', async () => {
    const env = Object.fromEntries(Object.entries(place().env).filter(([name]) => name.startsWith('BRICK_BRICKLINK')))
    const io = place({ env: { ...(env as Record<string, string>), ...key() } })
    const { out } = await run(io, 'orders', '--json')
    const { orders } = JSON.parse(out) as { orders: { market: string; ordered: string }[] }
    expect(new Set(orders.map(({ market }) => market))).toEqual(new Set(['bricklink', 'brickowl']))
    expect(orders.map(({ ordered }) => ordered)).toEqual(
      orders
        .map(({ ordered }) => ordered)
        .toSorted()
        .reverse(),
    )
  })

  it('is listed when another marketplace refuses, which is told', async () => {
    const { env } = place({ persona: 'revoked-token' })
    const bricklink = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('BRICK_BRICKLINK')))
    const io = place({ env: { ...(bricklink as Record<string, string>), ...key() } })
    const { out, err, exit } = await run(io, 'orders')
    expect(out).toContain('order:brickowl:')
    expect([exit, err]).toEqual([6, expect.stringMatching(/^brick: BrickLink .*\n {2}/)])
  })

  it('is unknown when it is none of the user', async () => {
    const { err, exit } = await run(place({ env: key() }), 'parts', 'order:brickowl:1')
    expect(exit).toBe(4)
    expect(err).toContain('you have no order 1 at Brick Owl')
  })
})

describe('brick login brickset', () => {
  it('keeps the user hash, and neither name nor password', async () => {
    const { apiKey, userHash, username, password } = sandbox.persona('ok').brickset ?? {}
    const io = place({ env: {} })
    io.read = () => Buffer.from(`${apiKey}\nusername = ${username}\npassword = ${password}\n`)
    const { out, err, exit } = await run(io, 'login', 'brickset', '--check')
    expect([out, exit]).toEqual(['Brickset: the key and the user hash are good\n', 0])
    expect(filesIn(io.cwd)).toContain(`user_hash = "${userHash}"`)
    for (const secret of [username ?? '', password ?? '']) expect(filesIn(io.cwd) + err).not.toContain(secret)
  })

  it('keeps nothing when the password is wrong', async () => {
    const { apiKey, username } = sandbox.persona('ok').brickset ?? {}
    const io = place({ env: {} })
    io.read = () => Buffer.from(`${apiKey}\nusername=${username}\npassword=canary-word\n`)
    const { err, exit } = await run(io, 'login', 'brickset')
    expect(exit).toBe(6)
    expect(err).toContain('brick: Brickset knows nobody of this name with this password')
    expect(filesIn(io.cwd) + err).not.toContain('canary')
    expect(fs.existsSync(path.join(io.cwd, '.config/brick/credentials.toml'))).toBe(false)
  })
})

interface TestIo extends Io {
  out: string
  err: string
}

const SERVICES = ['bricklink', 'brickowl', 'brickset'] as const

/** A home of its own, with the keys of somebody, at the marketplaces of the sandbox. */
function place({ persona, env }: { persona?: string; env?: Record<string, string> } = {}): TestIo {
  const cwd = fs.mkdtempSync(path.join(tmpdir(), 'brick-orders-'))
  folders.push(cwd)
  const keys = Object.entries(keysOf(sandbox, 'bricklink', persona)).map(([name, key]) => [
    `BRICK_BRICKLINK_${name.toUpperCase()}`,
    key,
  ])
  const io = Object.assign(machine(), { out: '', err: '' })
  return Object.assign(io, {
    cwd,
    env: {
      ...{ HOME: cwd, SOURCE_DATE_EPOCH: '1795341600' },
      ...Object.fromEntries(SERVICES.map((name) => [`BRICK_${name.toUpperCase()}_URL`, sandbox.urlOf(name)])),
      ...(env ?? (Object.fromEntries(keys) as Record<string, string>)),
    },
    write: (text: string) => void (io.out += text),
    say: (text: string) => void (io.err += `${text}\n`),
    terminal: { output: false, error: false, columns: 80 },
  })
}

async function run(io: TestIo, ...words: string[]): Promise<{ out: string; err: string; exit: number }> {
  Object.assign(io, { out: '', err: '', exitCode: 0 })
  const exit = await main(words, io)
  return { out: io.out, err: io.err, exit }
}

/** What the user ordered, oldest first. */
function placed(fits: (order: WorldOrder) => boolean): WorldOrder[] {
  return sandbox.world.orders.filter((order) => order.direction === 'out' && fits(order))
}

function oneOf(fits: (order: WorldOrder) => boolean): WorldOrder {
  const [order] = placed(fits)
  if (!order) throw new Error('the world has no such order')
  return order
}

/** Of the quantities of a table. */
function sum(csv: string): number {
  const [heading = '', ...rows] = csv.trimEnd().split('\n')
  const column = heading.split(',').indexOf('qty')
  return rows.reduce((total, row) => total + Number(row.split(',')[column]), 0)
}

function filesIn(folder: string): string {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map(({ parentPath, name }) => fs.readFileSync(path.join(parentPath, name), 'latin1')).join('\n')
}
