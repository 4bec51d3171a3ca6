import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { Command } from 'commander'
import { afterEach, describe, expect, it } from 'vitest'
import { own } from '../../src/commands/own.js'
import { loadStock } from '../../src/commands/own-stock.js'
import { translateAll } from '../../src/commands/translate-all.js'
import { pieces, piecesIn } from '../../src/core/inventory.js'
import { machine, type Io } from '../../src/system/io.js'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

describe('brick own', () => {
  it('adds lists, and each batch is acknowledged', async () => {
    const io = place({ 'a.csv': 'Part,Color,Quantity\n3001,4,12\n3005,4,3\n' })
    await run(io, 'add', 'a.csv', '--loc', 'drawer 3', '--used')
    expect(io.out).toBe('batch 1: added 15 parts in 2 lots, loose, in drawer 3\n')
    expect((await exported(io)).slice(1)).toEqual([
      '3001,4,used,12,drawer 3,loose,a.csv,P,',
      '3005,4,used,3,drawer 3,loose,a.csv,P,',
    ])
  })

  it('adds a list so many times', async () => {
    const io = place({ 'a.csv': 'Part,Color,Quantity\n3001,4,12\n' })
    await run(io, 'add', 'a.csv*3')
    expect((await exported(io)).slice(1)).toEqual(['3001,4,any,36,,loose,a.csv,P,'])
  })

  it('refuses the same list the second time, whatever it is called', async () => {
    const io = place({ 'a.csv': 'Part,Color,Quantity\n3001,4,12\n', 'b.csv': 'Color,Quantity,Part\n4,12,3001\n' })
    await run(io, 'add', 'a.csv')
    await expect(run(io, 'add', 'b.csv')).rejects.toThrow('b.csv was added before: the same contents as batch 1')
    await run(io, 'add', 'b.csv', '--again')
    expect((await exported(io)).slice(1)).toEqual(['3001,4,any,12,,loose,a.csv,P,', '3001,4,any,12,,loose,b.csv,P,'])
  })

  it.each([
    { what: 'at BrickLink', name: 'o.xml', order: (id: string, more: string) => shopOrder(id, more) },
    { what: 'at LEGO', name: 'o.txt', order: (id: string, more: string) => `Order number: T10000${id}\n${more}` },
  ])('knows an order $what by its number, though its contents changed', async ({ name, order }) => {
    const [some, more] = name === 'o.xml' ? ['4', '5'] : ['4 x BRICK (300121)', '5 x BRICK (300121)']
    const files = {
      [name]: order('77', some),
      [`new-${name}`]: order('77', more),
      [`other-${name}`]: order('78', more),
    }
    const io = place(files)
    await run(io, 'add', name)
    await expect(run(io, 'add', `new-${name}`)).rejects.toThrow(
      /new-.* was added before: the same order, .*77, as batch 1/,
    )
    await run(io, 'add', `other-${name}`)
    expect(io.out).toContain('batch 2: added 5 parts')
  })

  it('knows each of several orders in one list', async () => {
    const both = `<ORDERS>${shopOrder('77', '4')}${shopOrder('78', '6')}</ORDERS>`
    const io = place({ 'both.xml': both, 'late.xml': shopOrder('78', '6') })
    await run(io, 'add', 'both.xml')
    await expect(run(io, 'add', 'late.xml')).rejects.toThrow('the same order, BrickLink 78, as batch 1')
    await run(io, 'log')
    expect(io.out.match(/both\.xml/g)).toHaveLength(1)
  })

  it('knows our own collection also where it comes by standard input', async () => {
    const io = place({ 'a.csv': 'Part,Color,Quantity\n3001,4,12\n' })
    await run(io, 'add', 'a.csv', '--loc', 'A-03', '--as', 'kept')
    const before = await exported(io)
    const other = place({ '-': `${before.join('\n')}\n` })
    await run(other, 'add', '-')
    expect(await exported(other)).toEqual(before)
    const list = place({ '-': 'Part,Color,Quantity\n3001,4,12\n' })
    await run(list, 'add', '-')
    expect((await exported(list)).slice(1)).toEqual(['3001,4,any,12,,loose,standard input,P,'])
  })

  it('keeps what a list calls parts that nobody else knows', async () => {
    const item = '<ItemID>x9zz</ItemID><ItemTypeID>P</ItemTypeID><ItemName>Magic\u0007 Wand</ItemName>'
    const list = `<BrickStoreXML><Inventory><Item>${item}<ColorID>5</ColorID><Qty>2</Qty></Item></Inventory></BrickStoreXML>`
    const io = place({ 'a.bsx': list, 'b.csv': 'Part,Color,Quantity\nbl:x9zz,5,1\n' })
    await run(io, 'add', 'a.bsx')
    await run(io, 'add', 'b.csv')
    await run(io, 'list')
    expect(io.out).toMatch(/3 +bl:x9zz +Red +Magic Wand/)
    await run(io, 'undo', '1')
    await run(io, 'list')
    expect(io.out).not.toContain('Magic')
  })

  it('counts spare parts as owned, unless told otherwise', async () => {
    const io = place({})
    fs.cpSync('fixtures/formats/bl-inventory.set.xml', path.join(io.cwd, 'set.xml'))
    await run(io, 'add', 'set.xml')
    const kept = piecesIn((await loadStock(io, {})).holdings)
    const other = place({})
    fs.cpSync('fixtures/formats/bl-inventory.set.xml', path.join(other.cwd, 'set.xml'))
    await run(other, 'add', 'set.xml', '--spares', 'skip')
    expect(piecesIn((await loadStock(other, {})).holdings)).toBeLessThan(kept)
  })

  it('builds of loose parts what is there, and says what is not', async () => {
    const io = place({
      'a.csv': 'Part,Color,Quantity\n3001,4,12\n3794b,0,5\n',
      'castle.csv': 'Part,Color,Quantity\n3001,4,2\n15573,0,4\n3005,4,9\n',
    })
    await run(io, 'add', 'a.csv', '--loc', 'A-03')
    await run(io, 'take', 'castle.csv')
    expect(io.out).toContain('took 6 parts in 2 lots, now built')
    expect(io.err).toContain('9 parts in 1 lot are not there')
    expect((await exported(io)).slice(1)).toEqual([
      '3001,4,any,2,,built,castle.csv,P,',
      '3001,4,any,10,A-03,loose,a.csv,P,',
      '3794b,0,any,4,,built,castle.csv,P,',
      '3794b,0,any,1,A-03,loose,a.csv,P,',
    ])
  })

  it.each(['add', 'take', 'move'])('does not %s with any problem, where that is asked for', async (what) => {
    const io = place({
      'a.csv': 'Part,Color,Quantity\n3001,4,5\n',
      'bad.csv': 'Part,Color,Quantity\n3001,4,1\n3005,4,x\n',
    })
    await run(io, 'add', 'a.csv')
    const before = await exported(io)
    await run(io, what, 'bad.csv', '--strict', ...(what === 'move' ? ['--loc', 'A'] : []))
    expect([io.out, io.exitCode]).toEqual(['', 3])
    expect(io.err).toContain('because of --strict')
    expect(await exported(io)).toEqual(before)
  })

  it('uses each piece once, whatever several models want', async () => {
    const io = place({ 'a.csv': 'Part,Color,Quantity\n3001,4,5\n', 'b.csv': 'Part,Color,Quantity\n3001,4,3\n' })
    await run(io, 'add', 'a.csv')
    await run(io, 'take', 'b.csv', 'b.csv', '--as', 'gone', '--json')
    expect(JSON.parse(io.out)).toMatchObject({ batch: 2, taken: 5, added: 0, missing: [{ part: '3001', quantity: 1 }] })
    expect(await exported(io).catch((error: Error) => error.message)).toBe('your collection is empty')
  })

  it('moves a place, and undoes it', async () => {
    const io = place({ 'a.csv': 'Part,Color,Quantity\n3001,4,5\n' })
    await run(io, 'add', 'a.csv', '--loc', 'inbox')
    const before = await exported(io)
    await run(io, 'move', '--at', 'inbox', '--loc', 'A-03')
    expect((await exported(io)).slice(1)).toEqual(['3001,4,any,5,A-03,loose,a.csv,P,'])
    await run(io, 'undo')
    expect(await exported(io)).toEqual(before)
  })

  it('does nothing in a rehearsal', async () => {
    const io = place({ 'a.csv': 'Part,Color,Quantity\n3001,4,5\n' })
    await run(io, 'add', 'a.csv', '--dry-run')
    expect(io.out).toBe('would be batch 1: added 5 parts in 1 lot, loose\n')
    await run(io, 'add', 'a.csv', '--dry-run', '--json')
    expect(JSON.parse(io.out)).toMatchObject({ batch: null, dry_run: true, added: 5 })
    expect((await loadStock(io, {})).holdings).toEqual([])
  })

  it('writes what it reads back, with nothing lost', async () => {
    const io = place({ 'a.csv': 'Part,Color,Quantity\n3001,4,5\n973pr1449c01,19,1\n54200,9999,2\n3001,1103,1\n' })
    await run(io, 'add', 'a.csv', '--loc', '=1+1')
    await run(io, 'add', 'a.csv', '--again', '--as', 'kept', '--new')
    await run(io, 'export', 'collection.csv')
    const other = place({ 'collection.csv': fs.readFileSync(path.join(io.cwd, 'collection.csv'), 'utf8') })
    await run(other, 'add', 'collection.csv')
    expect((await loadStock(other, {})).holdings).toEqual((await loadStock(io, {})).holdings)
  })

  it.each([
    { words: ['add', 'set:31129-1'], message: 'there is no catalog yet' },
    { words: ['add', 'none.csv'], message: 'cannot read none.csv: no such file' },
    { words: ['move', '--loc', 'A'], message: 'nothing says what to move' },
    { words: ['move', 'a.csv'], message: 'nothing says where to move it' },
    { words: ['take', 'a.csv'], message: 'nothing was taken: nothing of it is loose' },
    { words: ['export'], message: 'your collection is empty' },
    { words: ['undo'], message: 'there is nothing to undo' },
  ])('says what is wrong with $words', async ({ words, message }) => {
    const io = place({ 'a.csv': 'Part,Color,Quantity\n3001,4,5\n' })
    await expect(run(io, ...words)).rejects.toThrow(message)
  })
})

const REAL = '../shared/corpus/models-and-lists/bricklink-xml/thecamer1/Common/Complete Collection.xml'

describe.skipIf(!fs.existsSync(REAL))('a real collection', () => {
  it('is all there, nearly all of it known to BrickLink, and the same after export and import', async () => {
    const io = place({})
    await run(io, 'add', path.resolve(REAL))
    const { holdings, loaded } = await loadStock(io, {})
    // The file has 5,658 items of 465,376 pieces; two of them say -1, which is read as 1.
    expect(piecesIn(holdings)).toBe(465_376 + 2 * 2)
    const { inventory } = translateAll(loaded, 'bricklink')
    expect(pieces(inventory) / piecesIn(holdings)).toBeGreaterThan(0.98)
    await run(io, 'export', 'collection.csv')
    const other = place({ 'collection.csv': fs.readFileSync(path.join(io.cwd, 'collection.csv'), 'utf8') })
    await run(other, 'add', 'collection.csv')
    expect((await loadStock(other, {})).holdings).toEqual(holdings)
  })
})

/** An order of so many red bricks. */
function shopOrder(id: string, quantity: string): string {
  const item = `<ITEM><ITEMID>3001</ITEMID><ITEMTYPE>P</ITEMTYPE><COLOR>5</COLOR><QTY>${quantity}</QTY></ITEM>`
  return `<ORDER><ORDERID>${id}</ORDERID>${item}</ORDER>`
}

interface TestIo extends Io {
  out: string
  err: string
}

/** A folder with these files, and a collection of its own. */
function place(files: Record<string, string>): TestIo {
  const cwd = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
  folders.push(cwd)
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(cwd, name), content)
  const io: TestIo = Object.assign(machine(), { out: '', err: '' })
  return Object.assign(io, {
    cwd,
    env: { HOME: cwd, SOURCE_DATE_EPOCH: '1795341600' },
    write: (text: string) => void (io.out += text),
    say: (text: string) => void (io.err += `${text}\n`),
    save: (name: string, content: string) => fs.writeFileSync(path.resolve(cwd, name), content),
    read: (name: string) => fs.readFileSync(path.resolve(cwd, name)),
  })
}

async function run(io: TestIo, ...words: string[]): Promise<void> {
  Object.assign(io, { out: '', err: '' })
  const program = new Command('brick').exitOverride()
  own(program, io)
  await program.parseAsync(['own', ...words], { from: 'user' })
}

async function exported(io: TestIo): Promise<string[]> {
  await run(io, 'export', '-')
  return io.out.trim().split('\n')
}
