import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGiven } from '../../src/commands/catalog-given.js'
import { BrickError } from '../../src/core/error.js'
import { buildCatalog } from '../../src/store/catalog-build.js'
import { openCatalog, type LocalCatalog } from '../../src/store/catalog.js'
import type { SourceId } from '../../src/store/catalog-tables.js'
import { openDatabase } from '../../src/store/sqlite.js'
import { machine } from '../../src/system/io.js'

const place = fs.mkdtempSync(path.join(tmpdir(), 'brick-catalog-'))
afterAll(() => fs.rmSync(place, { recursive: true, force: true }))

describe('the catalog of the fixtures', () => {
  let catalog: LocalCatalog
  beforeAll(async () => {
    catalog = await catalogOf('all', ['rebrickable', 'bricklink', 'studio', 'ldraw'])
  })
  afterAll(() => catalog.close())

  it('says what it is made of', () => {
    const sources = new Map(catalog.sources().map(({ id, rows, leftOut }) => [id, [rows, leftOut]]))
    expect(sources.get('rebrickable/parts')).toEqual([31, 0])
    expect(sources.get('ldraw/parts')).toEqual([3, 0])
    expect(sources.size).toBe(18)
    expect(catalog.date()).toBe('2026-11-01')
  })

  it.each([
    { number: '7001-1', name: 'Small Castle', year: 1999, theme: 'Castle > Knights', pieces: 33 },
    { number: '7003-1', name: 'Market, Well and Oak', year: 2011, theme: 'Town', pieces: 26 },
    { number: 'fig-000902', name: 'Farmer', year: undefined, theme: '', pieces: 2 },
  ])('knows the set $number', (set) => {
    expect(catalog.set(set.number)).toEqual(set)
    expect(catalog.set(set.number.toUpperCase())).toEqual(set)
  })

  it('adds -1 to a number of a set without it', () => {
    expect(catalog.set('7002')?.name).toBe('Watch Tower')
    expect(catalog.set('7010')).toBeUndefined()
    expect(catalog.set('7999-1')).toBeUndefined()
  })

  it('names sets that may have been meant', () => {
    expect(catalog.nearSets('7011', 3)).toContain('7001-1')
    expect(catalog.nearSets('7010', 1)).toEqual(['7010-2'])
  })

  it('takes the highest version of an inventory, with the parts of figures, as often as they are in it', () => {
    expect(lots('7001-1')).toEqual(
      [
        '6 x 3023/0',
        '10 x 3004/7',
        '2 x 3070b/47',
        '1 x 3070b/47 spare',
        '2 x 3794a/7',
        '8 x 3001/4',
        '1 x 7001stk01/9999',
        '2 x 970c00/1 in fig-000901',
        '2 x 973pr9901c01/15 in fig-000901',
        '2 x 3626cpr9901/14 in fig-000901',
      ].sort(),
    )
  })

  it('lists sets in sets, and the figures in those', () => {
    const all = catalog.inventory('7008-1') ?? []
    expect(new Set(all.map(({ within }) => within))).toEqual(new Set(['7001-1', '7002-1']))
    expect(all.filter(({ part }) => part === '3626cpr9901').map(({ quantity }) => quantity)).toEqual([2, 1])
  })

  it('has no inventory of a set without parts, which is not an empty one', () => {
    expect(catalog.inventory('7009-1')).toBeUndefined()
    expect(catalog.inventory('7999-1')).toBeUndefined()
    expect(catalog.inventory('7007-1')).toHaveLength(2)
  })

  it.each([
    { lot: '3001/4', sets: 6, pieces: 8 + 8 + 12 + 6 + 25 + 12, years: [1998, 2026] },
    { lot: '3023/0', sets: 4, pieces: 6 + 4 + 4 + 10, years: [1999, 2006] },
    { lot: '3024/14', sets: 2, pieces: 0, years: [2011, 2026] },
    { lot: '3626cpr9901/14', sets: 3, pieces: 2 + 1 + 3, years: [1999, 2006] },
  ])('counts in which sets $lot is', ({ lot, sets, pieces, years }) => {
    const [part = '', color = ''] = lot.split('/')
    const use = catalog.use(part, Number(color))
    expect(use).toMatchObject({ part, sets, pieces, firstYear: years[0], lastYear: years[1] })
  })

  it('knows the colors of a part, and that no set has it in another one', () => {
    expect(catalog.uses('3001').map(({ color, sets }) => [color, sets])).toEqual([
      [4, 6],
      [71, 2],
    ])
    expect(catalog.use('3001', 1)).toBeUndefined()
    expect(catalog.use('12345', 4)).toBeUndefined()
  })

  it('names the sets that have a part, those with most first', () => {
    expect(catalog.setsWith('3023').map(({ number, quantity }) => `${quantity} in ${number}`)).toEqual([
      '10 in 7008-1',
      '6 in 7001-1',
      '4 in 7007-1',
      '4 in 7002-1',
    ])
    expect(catalog.setsWith('3024', 0)).toEqual([
      { number: '7002-1', quantity: 0 },
      { number: '7008-1', quantity: 0 },
    ])
    expect(catalog.setsWith('3024', 4)).toEqual([])
  })

  it('knows which parts belong together', () => {
    expect(catalog.moulds('3794a')).toEqual(['15573', '3794b', '99999m1'])
    expect(catalog.moulds('3001')).toEqual([])
    expect(catalog.alternates('2780').sort()).toEqual(['4459', '61332'])
    expect(catalog.relations('3626c')).toEqual([
      { kind: 'B', part: '973pr9901c01', as: 'parent' },
      { kind: 'P', part: '3626cpr9901', as: 'child' },
    ])
  })

  it('knows elements, newest first', () => {
    expect(catalog.elements('3001', 4)).toEqual(['6999001', '300121'])
    expect(catalog.element('6270003')).toEqual({ part: '30176', color: 2 })
    expect(catalog.element('1')).toBeUndefined()
  })

  it.each([
    { words: ['jumper', 'plate'], first: '3794a' },
    { words: ['gray', 'armor'], first: '973pr9901c01' },
    { words: ['plate', '1', 'x', '2'], first: '3023' },
    { words: ['fric', 'old'], first: '4459' },
    { words: ['castle'], first: undefined },
    { words: [], first: undefined },
  ])('finds parts by $words', ({ words, first }) => {
    expect(catalog.search(words, 3)[0]?.number).toBe(first)
  })

  it('finds sets and figures by their names', () => {
    expect(catalog.findSets(['castle'], 9).map(({ number }) => number)).toEqual(['7009-1', '7008-1', '7001-1'])
    expect(catalog.findSets(['knight'], 9).map(({ number }) => number)).toEqual(['fig-000901'])
  })

  it('lists sets of a theme with those of the themes in it', () => {
    expect(catalog.sets('castle').map(({ number }) => number)).toEqual([
      '7001-1',
      '7007-1',
      '7002-1',
      '7008-1',
      '7009-1',
    ])
    expect(catalog.sets('Knights')).toHaveLength(3)
    expect(catalog.sets()).toHaveLength(10)
  })

  it('reads names of BrickLink as people read them', () => {
    expect(catalog.part('bricklink', '3068pb9901')?.name).toBe('Tile 2 x 2 with Owl\'s Nest & 2" Branch Pattern')
  })

  it('knows what the headers of an LDraw library say', () => {
    expect(catalog.ldrawPart('105998')).toMatchObject({ kind: 'moved', content: [{ part: '105999' }] })
    expect(catalog.ldrawPartsByNumber('rebrickable', '105999').map(({ id }) => id)).toEqual(['105999'])
  })

  it('goes through all sets at once', () => {
    const { parts, colors, each } = catalog.everything()
    const found: string[] = []
    each('7007-1', (lot, quantity) => found.push(`${quantity} x ${parts[lot]}/${colors[lot]}`))
    expect(found.sort()).toEqual(['4 x 3023/0', '8 x 3004/7'])
  })

  it('says the same of each set, asked for one or for all', () => {
    const { parts, colors, each, has } = catalog.everything()
    for (const { number } of catalog.sets()) {
      const found: string[] = []
      each(number.toUpperCase(), (lot, quantity, isSpare) =>
        found.push(`${quantity} x ${parts[lot]}/${colors[lot]}${isSpare ? ' spare' : ''}`),
      )
      const alone = catalog.inventory(number)
      expect(has(number)).toBe(alone !== undefined)
      expect(found.sort()).toEqual(
        lots(number)
          .map((lot) => lot.replace(/ in .*/, ''))
          .sort(),
      )
    }
  })

  it('knows all parts of a category', () => {
    expect(catalog.partsIn('Stickers')).toEqual(new Set(['7001stk01']))
    expect(catalog.partsIn('nosuch').size).toBe(0)
  })

  function lots(number: string): string[] {
    const all = catalog.inventory(number) ?? []
    return all
      .map(({ part, color, quantity, isSpare, within }) => {
        const marks = `${isSpare ? ' spare' : ''}${within === undefined ? '' : ` in ${within}`}`
        return `${quantity} x ${part}/${color}${marks}`
      })
      .sort()
  }
})

describe('making a catalog', () => {
  it('keeps what is not given', async () => {
    const file = path.join(place, 'kept.db')
    await build(file, [], ['rebrickable'])
    const all = await sourcesOf(file)
    await build(
      file,
      all.filter((id) => id !== 'rebrickable/elements'),
      ['bricklink'],
    )
    const catalog = await opened(file)
    expect(catalog.use('3001', 4)?.sets).toBe(6)
    expect(catalog.findSets(['castle'], 9)).toHaveLength(3)
    expect(catalog.part('bricklink', '3001')?.name).toBe('Brick 2 x 4')
    expect(catalog.element('6270003')).toBeUndefined()
    catalog.close()
  })

  it('leaves the old one as it was when anything fails', async () => {
    const file = path.join(place, 'failing.db')
    await build(file, [], ['rebrickable'])
    const before = fs.readFileSync(file)
    const failure = new Error('cut off')
    const failing = buildCatalog(file, [], async (making) => {
      making.rows('rebrickable/colors', ['id', 'name', 'rgb', 'istrans'])(['1', 'Blue', '0000FF', 'f'])
      return Promise.reject(failure)
    })
    await expect(failing).rejects.toBe(failure)
    expect(fs.readFileSync(file).equals(before)).toBe(true)
    expect(fs.readdirSync(place).filter((name) => name.includes('part'))).toEqual([])
  })

  it('takes away the halves of processes that are gone, and of no other', async () => {
    const folder = path.join(place, 'halves')
    fs.mkdirSync(folder)
    const [gone, alive] = ['.catalog.db.999999999.part', `.catalog.db.${process.ppid}.part`]
    for (const name of [gone, alive, 'other.part']) fs.writeFileSync(path.join(folder, name), 'half')
    await build(path.join(folder, 'catalog.db'), [], ['bricklink'])
    expect(fs.readdirSync(folder).sort()).toEqual([alive, 'catalog.db', 'other.part'])
  })

  it('counts rows that make no sense, and rows that stand twice', async () => {
    const file = path.join(place, 'rows.db')
    await buildCatalog(file, [], async (making) => {
      const take = making.rows('rebrickable/elements', ['colorid', 'elementid', 'partnum', 'new'])
      const answers = [
        ['4', '300121', '3001', ''],
        ['red', '300122', '3001', ''],
        ['4', '300121', '3001', ''],
      ].map(take)
      expect(answers).toEqual([true, false, true])
      making.done({ id: 'rebrickable/elements', file: 'e.csv', date: '2026-11-01', imported: '', bytes: 0, sha256: '' })
      return Promise.resolve()
    })
    const catalog = await opened(file)
    expect(catalog.sources()[0]).toMatchObject({ rows: 1, leftOut: 2 })
    catalog.close()
  })

  it('refuses a catalog of another version, and a file that is none', async () => {
    const [later, text] = [path.join(place, 'later.db'), path.join(place, 'text.db')]
    const db = await openDatabase(later, { title: 'a test' })
    db.exec('PRAGMA user_version = 99')
    db.close()
    fs.writeFileSync(text, 'this is no database, although it is as long as one would be\n'.repeat(100))
    await expect(openCatalog(later)).rejects.toThrow(/another version of brick/)
    await expect(openCatalog(text)).rejects.toThrow(BrickError)
    expect(await openCatalog(path.join(place, 'none.db'))).toBeUndefined()
  })

  it('refuses a catalog that is cut off, also in its last page', async () => {
    const file = path.join(place, 'cut.db')
    await build(file, [], ['rebrickable'])
    for (const bytes of [1, 4096, 9999]) {
      fs.truncateSync(file, fs.statSync(file).size - bytes)
      await expect(openCatalog(file)).rejects.toThrow('the catalog is damaged')
    }
  })
})

const SHARED = '../shared/catalog/rebrickable-2026-04'

describe.skipIf(!fs.existsSync(SHARED))('the tables of Rebrickable', () => {
  it('are taken in whole', async () => {
    const file = path.join(place, 'shared.db')
    await build(file, [], [], [SHARED])
    const catalog = await opened(file)
    const rows = catalog.sources().map(({ id, rows: taken, leftOut }) => `${id.split('/')[1]} ${taken} ${leftOut}`)
    expect(rows).toContain('parts 61770 0')
    expect(rows).toContain('elements 108920 0')
    expect(rows).toContain('sets 26452 0')
    expect(catalog.set('10294')?.name).toBe('Titanic')
    expect(catalog.hasInventories()).toBe(false)
    expect(catalog.moulds('3794a')).toContain('15573')
    catalog.close()
  }, 60_000)
})

async function catalogOf(name: string, folders: string[]): Promise<LocalCatalog> {
  const file = path.join(place, `${name}.db`)
  await build(file, [], folders)
  return opened(file)
}

async function opened(file: string): Promise<LocalCatalog> {
  const catalog = await openCatalog(file)
  if (!catalog) throw new Error(`no catalog ${file}`)
  return catalog
}

async function sourcesOf(file: string): Promise<SourceId[]> {
  const catalog = await opened(file)
  const ids = catalog.sources().map(({ id }) => id)
  catalog.close()
  return ids
}

async function build(file: string, kept: SourceId[], folders: string[], more: string[] = []): Promise<void> {
  const names = [...folders.map((folder) => path.join('fixtures/catalog', folder)), ...more]
  const { given } = await openGiven({ ...machine(), env: { BRICK_CACHE: place } }, names, () => undefined)
  await buildCatalog(file, kept, async (making) => {
    for (const { id, name, bytes, sha256, fill } of given) {
      await fill(making, () => undefined)
      making.done({
        id,
        file: path.basename(name),
        date: '2026-11-01',
        imported: '2026-11-02T00:00:00Z',
        bytes,
        sha256,
      })
    }
  })
}
