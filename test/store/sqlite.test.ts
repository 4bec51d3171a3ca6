import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openCollection } from '../../src/store/collection.js'
import { backupName, migrate, versionOf, type Schema } from '../../src/store/migrate.js'
import { makeDurable, openDatabase } from '../../src/store/sqlite.js'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

describe('a database', () => {
  it('takes back all of a transaction that fails', async () => {
    const database = await open()
    database.exec('CREATE TABLE a (b)')
    const fails = () =>
      database.transaction(() => {
        database.exec('INSERT INTO a VALUES (1)')
        throw new Error('no')
      })
    expect(fails).toThrow('no')
    expect(database.prepare('SELECT * FROM a').all()).toEqual([])
  })

  it('gives rows one by one, and the first of them', async () => {
    const database = await open()
    database.exec("CREATE TABLE a (b, c); INSERT INTO a VALUES (1, 'x'), (2, NULL)")
    const rows = database.prepare('SELECT * FROM a')
    expect([...rows.iterate()]).toEqual(rows.all())
    expect(rows.get()).toEqual({ b: 1, c: 'x' })
    expect(database.prepare('SELECT * FROM a WHERE b = ?').get(3)).toBeUndefined()
  })

  it('waits for others, and says so when that takes too long', async () => {
    const file = place()
    const [one, other] = [await openDatabase(file, TITLE), await openDatabase(file, { ...TITLE, patience: 20 })]
    makeDurable(one)
    one.exec('CREATE TABLE a (b); BEGIN IMMEDIATE')
    expect(() => other.transaction(() => 1)).toThrow(
      /^cannot write the test: .*another program has been writing to it for 0.02 s$/,
    )
    one.exec('COMMIT')
    expect(other.transaction(() => 1)).toBe(1)
  })

  it('is all in its one file when it is closed', async () => {
    const database = await open()
    makeDurable(database)
    database.exec('CREATE TABLE a (b)')
    database.prepare('INSERT INTO a VALUES (?)').run(1)
    database.close()
    const copy = place()
    fs.cpSync(database.file, copy)
    expect((await openDatabase(copy, TITLE)).prepare('SELECT * FROM a').all()).toEqual([{ b: 1 }])
  })

  it.each([
    { title: 'that is none', content: 'no database at all, '.repeat(50), message: 'is damaged' },
    { title: 'whose folder is a file', content: undefined, message: 'a part of the path is not a folder' },
  ])('says what is wrong with one $title', async ({ content, message }) => {
    const file = place()
    fs.writeFileSync(file, content ?? '')
    const name = content === undefined ? path.join(file, 'x.db') : file
    await expect(openCollection(name)).rejects.toThrow(message)
  })

  it('says what is wrong with one that is cut off, and where an older copy is', async () => {
    const file = place()
    const database = await openDatabase(file, TITLE)
    await migrate(database, ONE, TITLE)
    database.exec(
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO a SELECT i FROM n',
    )
    database.close()
    fs.writeFileSync(backupName(file, 1), '')
    fs.truncateSync(file, 5000)
    await expect(openCollection(file)).rejects.toMatchObject({
      message: expect.stringContaining('is damaged'),
      hint: expect.stringContaining(`an older copy is in ${backupName(file, 1)}`),
      exit: 3,
    })
  })
})

describe('migration', () => {
  it('goes step by step, and keeps a copy of what was', async () => {
    const database = await open()
    await migrate(database, ONE, TITLE)
    expect(fs.existsSync(backupName(database.file, 0))).toBe(false)
    database.exec('INSERT INTO a VALUES (7)')
    await migrate(database, THREE, TITLE)
    expect(versionOf(database)).toBe(3)
    expect(database.prepare('SELECT b, c, d FROM a').all()).toEqual([{ b: 7, c: 1, d: 2 }])
    const copy = await openDatabase(backupName(database.file, 1), TITLE)
    expect(versionOf(copy)).toBe(1)
    expect(copy.prepare('SELECT * FROM a').all()).toEqual([{ b: 7 }])
    expect(fs.readdirSync(path.dirname(database.file)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('changes nothing when a step fails', async () => {
    const database = await open()
    await migrate(database, ONE, TITLE)
    const broken = { ...ONE, steps: [...ONE.steps, 'ALTER TABLE a ADD COLUMN c', 'nonsense'] }
    await expect(migrate(database, broken, TITLE)).rejects.toThrow('syntax error')
    expect(versionOf(database)).toBe(1)
    expect(database.prepare("SELECT name FROM pragma_table_info('a')").all()).toEqual([{ name: 'b' }])
  })

  it('refuses what a later version made', async () => {
    const database = await open()
    await migrate(database, THREE, TITLE)
    await expect(migrate(database, ONE, TITLE)).rejects.toThrow(/from a later version of brick: .* has schema 3$/)
  })

  it('refuses the database of another program', async () => {
    const database = await open()
    database.exec('CREATE TABLE bookmarks (url)')
    await expect(migrate(database, ONE, TITLE)).rejects.toThrow('is a database of another program, not the test')
  })
})

const TITLE = { title: 'the test' }

const ONE: Schema = { application: 0x6272636b, steps: ['CREATE TABLE a (b)'] }

const THREE: Schema = {
  ...ONE,
  steps: [...ONE.steps, 'ALTER TABLE a ADD COLUMN c DEFAULT 1', 'ALTER TABLE a ADD COLUMN d DEFAULT 2'],
}

function open() {
  return openDatabase(place(), TITLE)
}

function place(): string {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
  folders.push(folder)
  return path.join(folder, 'collection.db')
}
