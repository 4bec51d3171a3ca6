import { Command } from 'commander'
import * as fs from 'node:fs'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { catalog } from '../../src/commands/catalog.js'
import { openCatalog } from '../../src/store/catalog.js'
import { catalogFile } from '../../src/system/catalog-place.js'
import { machine, type Io } from '../../src/system/io.js'

const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-pinned-'))
const lock = path.join(place, 'brick.lock')
const server = http.createServer(answer)
const FIXTURES = 'fixtures/catalog/rebrickable'

/** Which tables were asked for, and what day each of the server is of. */
let asked: string[] = []
let days: Record<string, string> = {}
let base = ''

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await run(at('first'), 'update', '--from', base, '--lock', lock)
  asked = []
})
afterAll(() => {
  server.close()
  fs.rmSync(place, { recursive: true, force: true })
})
afterEach(() => {
  asked = []
  days = {}
})

describe('brick catalog fetch --pinned', () => {
  it('gives two machines the same', async () => {
    await run(at('second'), 'fetch', '--pinned', lock, '--from', base)
    expect(asked).toHaveLength(12)
    expect(await sources('second')).toEqual(await sources('first'))
  })

  it('downloads nothing when the catalog is that of the lock', async () => {
    const told: string[] = []
    await run(at('first', told), 'update', '--pinned', lock, '--from', 'http://127.0.0.1:9/')
    expect(told).toEqual([`the catalog is what ${lock} says; nothing to do`])
  })

  it('downloads only what is missing, and takes out what is not pinned', async () => {
    const io = at('other')
    fs.cpSync(path.join(place, 'first/catalog.db'), path.join(place, 'other/catalog.db'))
    fs.writeFileSync(path.join(place, 'colors.csv'), 'id,name,rgb,is_trans\n1,Blue,0055BF,f\n')
    await run(io, 'import', path.join(place, 'colors.csv'), 'fixtures/catalog/bricklink')
    expect(await sources('other')).not.toEqual(await sources('first'))
    await run(io, 'update', '--pinned', lock, '--from', base)
    expect(asked).toEqual(['colors'])
    expect(await sources('other')).toEqual(await sources('first'))
  })

  it('uses what was downloaded before', async () => {
    fs.cpSync(path.join(place, 'first/downloads'), path.join(place, 'again/downloads'), { recursive: true })
    await run(at('again'), 'update', '--pinned', lock, '--offline')
    expect(await sources('again')).toEqual(await sources('first'))
  })

  it('takes the day from the lock', async () => {
    const io = at('day')
    await run(io, 'import', FIXTURES, '--date', '2020-02-02')
    await run(io, 'update', '--pinned', lock, '--offline')
    expect(await sources('day')).toEqual(await sources('first'))
  })

  it('says that the server has a newer one, and keeps the catalog', async () => {
    days = { sets: '2026-11-20' }
    const io = at('newer')
    await run(io, 'import', 'fixtures/catalog/bricklink')
    const before = await sources('newer')
    await expect(run(io, 'update', '--pinned', lock, '--from', base)).rejects.toMatchObject({
      exit: 7,
      message: `rebrickable/sets of 2026-11-01, as ${lock} pins it, is not to be had: the server has a newer one, of 2026-11-20`,
    })
    expect(await sources('newer')).toEqual(before)
  })

  it.each([
    { what: 'was never downloaded', words: ['--offline'], says: 'it was not downloaded before' },
    { what: 'nobody gives', words: ['--from', 'http://127.0.0.1:9/'], says: 'cannot download from 127.0.0.1:9' },
  ])('says that a table $what', async ({ words, says }) => {
    await expect(run(at('none'), 'update', '--pinned', lock, ...words)).rejects.toThrow(says)
  })

  it('says what Rebrickable has not', async () => {
    const io = at('studio')
    await run(io, 'import', 'fixtures/catalog/studio', '--lock', path.join(place, 'studio.lock'))
    const wanting = run(at('none'), 'update', '--pinned', path.join(place, 'studio.lock'), '--from', base)
    await expect(wanting).rejects.toThrow('it is none of what Rebrickable has')
    expect(asked).toEqual([])
  })
})

describe("what others call parts, which Rebrickable's API says", () => {
  const ids = path.join(place, 'ids.lock')
  const table = path.join(place, 'ids/downloads/numbers.csv')

  beforeAll(async () => {
    fs.cpSync(path.join(place, 'first/downloads'), path.join(place, 'ids/downloads'), { recursive: true })
    fs.writeFileSync(table, 'part_num,system,number\n3001,bricklink,3001\n3003,bricklink,3003\n')
    await run(at('ids'), 'update', '--offline', '--lock', ids)
  })

  it('cannot be downloaded elsewhere, which is said before anything is', async () => {
    await expect(run(at('ids-2'), 'update', '--pinned', ids, '--from', base)).rejects.toMatchObject({
      exit: 7,
      message: expect.stringContaining('brick catalog update --ids made it where the lock was written'),
      hint: expect.stringContaining('brick catalog import numbers.csv'),
    })
    expect(asked).toEqual([])
  })

  it('is taken from there, as the hint has it', async () => {
    await run(at('ids-2'), 'import', table)
    await run(at('ids-2'), 'update', '--pinned', ids, '--from', base)
    expect(await sources('ids-2')).toEqual(await sources('ids'))
  })

  it('is taken from among what was downloaded', async () => {
    fs.rmSync(path.join(place, 'ids/catalog.db'))
    await run(at('ids'), 'update', '--pinned', ids, '--offline')
    expect(await sources('ids')).toEqual(await sources('ids-2'))
  })
})

describe('brick catalog import --pinned', () => {
  it('takes what is pinned, and nothing else', async () => {
    const told: string[] = []
    await run(at('imported', told), 'import', FIXTURES, 'fixtures/catalog/studio', '--pinned', lock)
    expect(await sources('imported')).toEqual(await sources('first'))
    expect(told.filter((line) => line.includes('left out'))).toHaveLength(2)
    expect(told.at(-1)).toBe(`the catalog is what ${lock} says`)
  })

  it.each([
    {
      what: 'is another one',
      files: [FIXTURES, path.join(place, 'wrong')],
      says: /two different tables|is another one/,
    },
    {
      what: 'is missing',
      files: [`${FIXTURES}/sets.csv`],
      says: 'among these files is no rebrickable/colors of 2026-11-01',
    },
  ])('says that a table $what', async ({ files, says }) => {
    fs.mkdirSync(path.join(place, 'wrong'), { recursive: true })
    fs.writeFileSync(path.join(place, 'wrong/colors.csv'), 'id,name,rgb,is_trans\n1,Blue,0055BF,f\n')
    await expect(run(at('none'), 'import', ...files, '--pinned', lock)).rejects.toThrow(says)
    expect(fs.existsSync(path.join(place, 'none/catalog.db'))).toBe(false)
  })

  it('says that a file is not the one that is pinned', async () => {
    const wrong = path.join(place, 'wrong/colors.csv')
    await expect(run(at('none'), 'import', wrong, '--pinned', lock)).rejects.toMatchObject({ exit: 7 })
  })
})

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const name = path.basename(request.url ?? '', '.csv.gz')
  const day = days[name] ?? '2026-11-01'
  asked.push(name)
  const text = fs.readFileSync(path.join(FIXTURES, `${name}.csv`), 'utf8')
  const bytes = gzipSync(day === '2026-11-01' ? text : text.trimEnd().slice(0, -1))
  response.writeHead(200, { 'last-modified': new Date(`${day}T06:00:00Z`).toUTCString() }).end(bytes)
}

/** Without when and from what files: that may differ. */
async function sources(name: string) {
  const local = await openCatalog(catalogFile(at(name)))
  const all = local?.sources() ?? []
  local?.close()
  return all.map(({ id, date, rows, sha256 }) => ({ id, date, rows, sha256 }))
}

async function run(io: Io, ...words: string[]): Promise<void> {
  const program = new Command('brick').exitOverride()
  catalog(program, io)
  await program.parseAsync(['catalog', ...words], { from: 'user' })
}

function at(name: string, told: string[] = []): Io {
  const env = { BRICK_CACHE: path.join(place, name), SOURCE_DATE_EPOCH: '1795300000' }
  return { ...machine(), env, say: (text) => void told.push(text) }
}
