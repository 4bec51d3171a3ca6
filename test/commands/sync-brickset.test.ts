import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { main } from '../../src/main.js'
import { machine, type Io } from '../../src/system/io.js'
import { openServer } from '../system/http/answering.js'

const closing: (() => void | Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

describe('brick sync brickset', () => {
  it('brings the sets that are owned there into the collection, as often as they are', async () => {
    const io = await place(setRow('7001', { qtyOwned: 2 }), setRow('99999', { qtyOwned: 1 }))
    expect((await run(io, 'catalog', 'import', path.resolve('fixtures/catalog/rebrickable'))).exit).toBe(0)
    const { err, exit } = await run(io, 'sync', 'brickset')
    expect(exit).toBe(0)
    expect(err).toContain('the catalog does not know 99999-1')
    const one = await run(io, 'parts', 'set:7001-1', '--spares', 'keep', '--json')
    const owned = await run(io, 'parts', 'own:', '--json')
    expect(piecesIn(owned.out)).toBe(2 * piecesIn(one.out))
    const again = await run(io, 'sync', 'brickset')
    expect([again.exit, again.err]).toEqual([0, expect.stringContaining('nothing to do')])
  })

  it('does not say that there is nothing when the catalog knows none of them', async () => {
    const io = await place(setRow('99998', { qtyOwned: 2 }), setRow('99999', { qtyOwned: 1 }))
    expect((await run(io, 'catalog', 'import', path.resolve('fixtures/catalog/rebrickable'))).exit).toBe(0)
    const { out, err } = await run(io, 'sync', 'brickset')
    expect(out).toBe('Brickset: 2 sets that the catalog does not know, left out\n')
    expect(err).toContain('all that Brickset has, but for 2 sets that the catalog does not know; nothing to do')
    const { unknown_sets: unknown } = JSON.parse((await run(io, 'sync', 'brickset', '--json')).out) as object as Json
    expect(unknown).toBe(2)
  })
})

function setRow(number: string, collection: { qtyOwned: number }) {
  return {
    ...{ setID: Number(number), number, numberVariant: 1, name: `Set ${number}` },
    collection: { owned: true, ...collection },
  }
}

interface Json {
  unknown_sets: number
}

interface TestIo extends Io {
  out: string
  err: string
}

/** A home of its own, for somebody who owns these sets at a Brickset that knows nothing else. */
async function place(...sets: object[]): Promise<TestIo> {
  const cwd = fs.mkdtempSync(path.join(tmpdir(), 'brick-sync-'))
  const server = await openServer({ body: JSON.stringify({ status: 'success', matches: sets.length, sets }) })
  closing.push(server.close, () => fs.rmSync(cwd, { recursive: true, force: true }))
  const io = Object.assign(machine(), { out: '', err: '' })
  return Object.assign(io, {
    cwd,
    env: {
      ...{ HOME: cwd, SOURCE_DATE_EPOCH: '1795341600', BRICK_BRICKSET_URL: server.url },
      ...{ BRICK_BRICKSET_KEY: '3-abcd-efgh-ijkl', BRICK_BRICKSET_USER_HASH: 'd5b92c356a' },
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

function piecesIn(json: string): number {
  const { lots } = JSON.parse(json) as { lots: { quantity: number }[] }
  return lots.reduce((sum, { quantity }) => sum + quantity, 0)
}
