import { Command } from 'commander'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { catalog } from '../../src/commands/catalog.js'
import { openCatalog } from '../../src/store/catalog.js'
import { openDatabase } from '../../src/store/sqlite.js'
import { catalogFile } from '../../src/system/catalog-place.js'
import { machine, type Io } from '../../src/system/io.js'

const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-import-'))
afterAll(() => fs.rmSync(place, { recursive: true, force: true }))

describe('brick catalog import', () => {
  it('keeps what others import at the same time', async () => {
    const io = at('crowd')
    const folders = ['bricklink', 'studio', 'ldraw', 'rebrickable']
    await Promise.all(folders.map((folder) => run(io, `fixtures/catalog/${folder}`)))
    expect(await sourcesIn(io)).toHaveLength(18)
  })

  it('makes a catalog anew whose pages are damaged', async () => {
    const told: string[] = []
    const io = at('damaged', told)
    await run(io, 'fixtures/catalog/rebrickable')
    await spoil(catalogFile(io), 'relation')
    await run(io, 'fixtures/catalog/studio')
    expect(told).toContain('note: the catalog is damaged; it is made anew, of what is given now')
    expect(await sourcesIn(io)).toEqual(['studio/parts', 'studio/colors'])
  })

  it('leaves the catalog alone when what is given is no good', async () => {
    const io = at('bad')
    await run(io, 'fixtures/catalog/rebrickable')
    const before = fs.readFileSync(catalogFile(io))
    fs.writeFileSync(path.join(place, 'sets.csv'), 'set_num,name,year,theme_id,num_parts\n1-1,"open,1,1,1\n')
    await expect(run(io, path.join(place, 'sets.csv'))).rejects.toThrow('a quote opens in this row')
    expect(fs.readFileSync(catalogFile(io)).equals(before)).toBe(true)
    expect(fs.readdirSync(path.dirname(catalogFile(io))).filter((name) => name.includes('.part'))).toEqual([])
  })
})

/** Overwrites the page that a table begins with. */
async function spoil(file: string, table: string): Promise<void> {
  const db = await openDatabase(file, { title: 'a test' })
  const page = Number(db.prepare('SELECT rootpage AS page FROM sqlite_schema WHERE name = ?').get(table)?.['page'])
  const size = Number(db.prepare('PRAGMA page_size').get()?.['page_size'])
  db.close()
  const descriptor = fs.openSync(file, 'r+')
  fs.writeSync(descriptor, new Uint8Array(size).fill(0xff), 0, size, (page - 1) * size)
  fs.closeSync(descriptor)
}

async function sourcesIn(io: Io): Promise<string[]> {
  const local = await openCatalog(catalogFile(io))
  const ids = local?.sources().map(({ id }) => String(id)) ?? []
  local?.close()
  return ids
}

async function run(io: Io, ...names: string[]): Promise<void> {
  const program = new Command('brick').exitOverride()
  catalog(program, io)
  await program.parseAsync(['catalog', 'import', ...names], { from: 'user' })
}

function at(name: string, told: string[] = []): Io {
  const env = { BRICK_CACHE: path.join(place, name), SOURCE_DATE_EPOCH: '1795300000' }
  return { ...machine(), env, say: (text) => void told.push(text) }
}
