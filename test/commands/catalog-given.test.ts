import { Buffer } from 'node:buffer'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGiven } from '../../src/commands/catalog-given.js'
import type { PartFact } from '../../src/core/catalog/catalog.js'
import type { CatalogBuild } from '../../src/store/catalog-build.js'
import { machine, type Io } from '../../src/system/io.js'
import { makeZip } from '../ldraw/make-zip.js'

const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-given-'))
const io: Io = { ...machine(), env: { BRICK_CACHE: path.join(place, 'cache') }, cwd: place }
afterAll(() => fs.rmSync(place, { recursive: true, force: true }))

describe('a table', () => {
  // Longer than a piece, and with a letter of two bytes where the first piece ends.
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},"Bräck, ${'ä'.repeat(i % 5)}",1`)
  const table = Buffer.from(`part_num,name,part_cat_id\n${rows.join('\n')}\n`)

  it.each([
    { file: 'plain.csv', bytes: table },
    { file: 'packed.csv.gz', bytes: gzipSync(table) },
    { file: 'packed.zip', bytes: makeZip([{ name: 'parts.csv', bytes: table }]) },
    { file: 'stored.zip', bytes: makeZip([{ name: 'parts.csv', bytes: table, stored: true }]) },
  ])('is the same in $file', async ({ file, bytes }) => {
    fs.writeFileSync(path.join(place, file), bytes)
    const { given } = await openGiven(io, [path.join(place, file)], () => undefined)
    expect(given.map(({ id, bytes: size }) => [id, size])).toEqual([['rebrickable/parts', table.length]])
    const plain = path.join(place, 'same.csv')
    fs.writeFileSync(plain, table)
    expect(given[0]?.sha256).toBe((await openGiven(io, [plain], () => undefined)).given[0]?.sha256)
    const taken: string[][] = []
    await given[0]?.fill(taking({ rows: () => (cells) => taken.push(cells) > 0 }), () => undefined)
    expect(taken).toHaveLength(rows.length)
    expect(taken[3]).toEqual(['3', 'Bräck, äää', '1'])
    expect(fs.existsSync(path.join(place, 'cache')) ? fs.readdirSync(path.join(place, 'cache')) : []).toEqual([])
  })

  it.each([
    { what: 'cut off', bytes: gzipSync(table).subarray(0, -99), says: 'it is cut off' },
    {
      what: 'a bomb',
      bytes: gzipSync(Buffer.alloc(99_000_000, `part_num,name,part_cat_id\n`)),
      says: 'it was made to',
    },
  ])('says that a packed one is $what', async ({ bytes, says }) => {
    fs.writeFileSync(path.join(place, 'bad.csv.gz'), bytes)
    await expect(openGiven(io, [path.join(place, 'bad.csv.gz')], () => undefined)).rejects.toThrow(says)
  })

  it('is refused with bytes that no text has, and taken when every second byte is zero in UTF-16', async () => {
    const file = path.join(place, 'zeros.csv')
    fs.writeFileSync(file, Buffer.concat([table, Buffer.alloc(9), table]))
    await expect(openGiven(io, [file], () => undefined)).rejects.toThrow('has bytes that are no text')
    fs.writeFileSync(file, Buffer.from(`\ufeff${table.toString()}`, 'utf16le'))
    const { given } = await openGiven(io, [file], () => undefined)
    expect(given.map(({ id }) => id)).toEqual(['rebrickable/parts'])
  })

  it('is left unread, when its head is that of none', async () => {
    fs.mkdirSync(path.join(place, 'many'))
    fs.writeFileSync(path.join(place, 'many/big.csv.gz'), gzipSync(Buffer.alloc(99_000_000, 'a,b\n')))
    const { given, strangers } = await openGiven(io, [path.join(place, 'many')], () => undefined)
    expect([given, strangers]).toEqual([[], [path.join(place, 'many/big.csv.gz')]])
  })
})

describe('an LDraw library', () => {
  const geometry = '4 16 1 0 0 0 1 0 0 0 1 1 1 1\n'.repeat(2000)
  const parts: Record<string, string> = {
    '3001.dat': `0 Brick 2 x 4\n0 !LDRAW_ORG Part\n0 !KEYWORDS Bricklink 3001\n${geometry}`,
    '3001old.dat': '0 ~Moved to 3001\n1 16 0 0 0 1 0 0 0 1 0 0 0 1 3001.dat\n',
    '10.dat': `0 Brick and Brick\n0 !LDRAW_ORG Shortcut\n${'0 // word\n'.repeat(2000)}${reference('3001')}${reference('3001')}`,
    '20.dat': `0 ${'Long '.repeat(3000)}\n0 !LDRAW_ORG Part\n`,
  }
  const found: Record<string, PartFact[]> = {}

  beforeAll(async () => {
    fs.mkdirSync(path.join(place, 'ldraw/parts'), { recursive: true })
    for (const [name, text] of Object.entries(parts)) fs.writeFileSync(path.join(place, 'ldraw/parts', name), text)
    const files = Object.entries(parts).map(([name, bytes]) => ({ name: `ldraw/parts/${name}`, bytes }))
    fs.writeFileSync(path.join(place, 'complete.zip'), makeZip(files))
    for (const name of ['ldraw', 'complete.zip']) {
      const { given } = await openGiven(io, [path.join(place, name)], () => undefined)
      const facts: PartFact[] = []
      await given[0]?.fill(taking({ ldrawPart: (fact) => void facts.push(fact) }), () => undefined)
      found[name] = facts
    }
  })

  it('is read by the heads of its files', () => {
    const facts = new Map(found['complete.zip']?.map((fact) => [fact.id, fact]))
    expect(facts.get('3001')).toMatchObject({ title: 'Brick 2 x 4', numbers: { bricklink: '3001' } })
    expect(facts.get('3001old')).toMatchObject({ kind: 'moved', content: [{ part: '3001' }] })
  })

  it('is read as far as assemblies go', () => {
    expect(found['complete.zip']?.find(({ id }) => id === '10')?.content).toEqual([
      { part: '3001', color: 16, quantity: 2 },
    ])
  })

  it('is the same as an archive', () => {
    expect(found['complete.zip']).toHaveLength(4)
    expect(found['complete.zip']).toEqual(found['ldraw'])
  })
})

function reference(part: string): string {
  return `1 16 0 0 0 1 0 0 0 1 0 0 0 1 ${part}.dat\n`
}

/** Who takes only some of it. */
function taking(some: Partial<CatalogBuild>): CatalogBuild {
  return { rows: () => () => true, ldrawPart: () => undefined, redate: () => undefined, done: () => undefined, ...some }
}
