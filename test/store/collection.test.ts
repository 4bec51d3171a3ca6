import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { addUpHoldings, reversed, STATES, type Holding } from '../../src/core/lists/holding.js'
import { fingerprint, type Change } from '../../src/store/collection-change.js'
import { COLLECTION_SCHEMA } from '../../src/store/collection-schema.js'
import { openCollection, openCollectionIfAny, type Collection } from '../../src/store/collection.js'
import { migrate } from '../../src/store/migrate.js'
import { openDatabase } from '../../src/store/sqlite.js'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

describe('the collection', () => {
  it('has what was added, once for each thing and place', async () => {
    const collection = await open()
    await collection.change(add(red(2), red(3), { ...red(4), place: 'A-03' }))
    await collection.change(add(red(1)))
    expect(await collection.stock()).toEqual([red(6), { ...red(4), place: 'A-03' }])
  })

  it('is still there when it is opened again', async () => {
    const file = place()
    const collection = await openCollection(file)
    await collection.change(add(red(2)))
    await collection.close()
    expect(await (await openCollection(file)).stock()).toEqual([red(2)])
  })

  it('is empty where no file is, and none is made', async () => {
    const file = place()
    const collection = await openCollectionIfAny(file)
    expect(await collection.stock()).toEqual([])
    expect(fs.existsSync(file)).toBe(false)
  })

  it('answers what is not there, and takes nothing then', async () => {
    const collection = await open(red(5), white(1))
    const outcome = await collection.change(take(white(1), red(7)))
    expect(outcome).toEqual({ done: false, why: 'missing', missing: [red(2)] })
    expect(await collection.stock()).toEqual([red(5), white(1)])
  })

  it('moves: what goes and what comes is one batch', async () => {
    const collection = await open(red(5))
    const built = { ...red(2), state: 'built', source: 'castle' } as const
    const outcome = await collection.change({ ...add(reversed(red(2)), built), kind: 'move' })
    expect(outcome).toMatchObject({ done: true, batch: 2, added: 2, taken: 2 })
    expect(await collection.stock()).toEqual([built, red(3)])
  })

  it('does nothing in a rehearsal, and answers as if', async () => {
    const collection = await open(red(5))
    expect(await collection.change({ ...add(white(2)), dryRun: true })).toMatchObject({
      done: true,
      batch: 2,
      added: 2,
    })
    expect(await collection.undo({ time: TIME, dryRun: true })).toMatchObject({ done: true, undoes: 1, taken: 5 })
    expect(await collection.stock()).toEqual([red(5)])
    expect(await collection.batches()).toHaveLength(1)
  })

  it('tells what was done', async () => {
    const collection = await open(red(5))
    await collection.change({ ...take(red(2)), note: 'sold', origins: [{ source: 'order.xml' }] })
    await collection.undo({ time: TIME, batch: 2 })
    expect(await collection.batches()).toEqual([
      { id: 1, time: TIME, kind: 'add', note: '', sources: ['a.csv'], added: 5, taken: 0 },
      { id: 2, time: TIME, kind: 'take', note: 'sold', sources: ['order.xml'], added: 0, taken: 2, undoneBy: 3 },
      { id: 3, time: TIME, kind: 'undo', note: '', sources: [], undoes: 2, added: 2, taken: 0 },
    ])
    expect(await collection.entries(2)).toEqual([reversed(red(2))])
  })
})

describe('the same list twice', () => {
  const order = (...origins: Change['origins']): Change => ({ ...add(red(2)), origins })
  const contents = { source: 'order.csv', fingerprint: fingerprint([red(2)]) }

  it.each([
    { title: 'by contents', second: { ...contents, source: 'copy.csv' }, by: 'contents' },
    { title: 'by order number', second: { source: 'other.csv', fingerprint: 'other', order: '123' }, by: 'order' },
  ])('is noticed $title, and nothing is written', async ({ second, by }) => {
    const collection = await open()
    await collection.change(order({ ...contents, order: '123' }))
    const outcome = await collection.change(order(second))
    expect(outcome).toMatchObject({ done: false, why: 'known', known: [{ origin: second, batch: { id: 1 }, by }] })
    expect(await collection.stock()).toEqual([red(2)])
  })

  it('is added again when that is said', async () => {
    const collection = await open()
    await collection.change(order(contents))
    expect(await collection.change({ ...order(contents), again: true })).toMatchObject({ done: true, batch: 2 })
  })

  it('is no second time when the first was undone', async () => {
    const collection = await open()
    await collection.change(order(contents))
    await collection.undo({ time: TIME })
    expect(await collection.change(order(contents))).toMatchObject({ done: true })
  })

  it('is told from others by what it has, not by how it is sorted', () => {
    expect(fingerprint([red(2), white(1)])).toBe(
      fingerprint([white(1), red(1), { ...red(1), place: 'box', condition: 'N' }]),
    )
    expect(fingerprint([red(2)])).not.toBe(fingerprint([red(3)]))
  })
})

describe('undo', () => {
  it('goes back step by step, and forth by number', async () => {
    const collection = await open(red(1))
    await collection.change(add(white(2)))
    expect(await collection.undo({ time: TIME })).toMatchObject({ undoes: 2, batch: 3 })
    expect(await collection.undo({ time: TIME })).toMatchObject({ undoes: 1, batch: 4 })
    expect(await collection.stock()).toEqual([])
    expect(await collection.undo({ time: TIME, batch: 3 })).toMatchObject({ undoes: 3 })
    expect(await collection.stock()).toEqual([white(2)])
    expect(await collection.undo({ time: TIME })).toMatchObject({ undoes: 2 })
  })

  it('is refused when what came is not there any more', async () => {
    const collection = await open(red(5))
    await collection.change(take(red(2)))
    const outcome = await collection.undo({ time: TIME, batch: 1 })
    expect(outcome).toMatchObject({ done: false, why: 'missing', missing: [red(2)] })
    expect(await collection.stock()).toEqual([red(3)])
  })

  it.each([
    { title: 'nothing was done', batch: undefined, message: 'there is nothing to undo' },
    { title: 'there is no such batch', batch: 7, message: 'there is no batch 7' },
  ])('says when $title', async ({ batch, message }) => {
    const collection = await open()
    await expect(collection.undo({ time: TIME, ...(batch && { batch }) })).rejects.toThrow(message)
  })

  it('says what undid it already', async () => {
    const collection = await open(red(5))
    await collection.undo({ time: TIME })
    await expect(collection.undo({ time: TIME, batch: 1 })).rejects.toThrow('batch 1 is undone already, by batch 2')
  })
})

describe('names', () => {
  it('are those of the latest list that is not undone', async () => {
    const collection = await open(red(1))
    await collection.change({ ...add(red(1)), names: new Map([['bl:x1', 'Wand']]) })
    await collection.change({
      ...add(red(1)),
      names: new Map(Object.entries({ 'bl:x1': 'Magic wand', 'bl:x2': 'Hat' })),
    })
    expect(await collection.names()).toEqual(new Map(Object.entries({ 'bl:x1': 'Magic wand', 'bl:x2': 'Hat' })))
    await collection.undo({ time: TIME })
    expect(await collection.names()).toEqual(new Map([['bl:x1', 'Wand']]))
    await collection.undo({ time: TIME, batch: 4 })
    expect(await collection.names()).toEqual(new Map(Object.entries({ 'bl:x1': 'Magic wand', 'bl:x2': 'Hat' })))
  })

  it('come with a later version: a collection without them keeps all that it has', async () => {
    const file = place()
    const first = { ...COLLECTION_SCHEMA, steps: COLLECTION_SCHEMA.steps.slice(0, 1) }
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const database = await openDatabase(file, { title: 'it' })
    await migrate(database, first, { title: 'it' })
    database.exec(`INSERT INTO batch VALUES (1, '${TIME}', 'add', '', NULL)`)
    database.exec("INSERT INTO entry VALUES ('3001', '4', 'X', '', 'loose', 'a.csv', 'P', '', 1, 5)")
    database.close()
    const collection = await openCollection(file)
    expect([await collection.stock(), await collection.names()]).toEqual([[red(5)], new Map()])
    await collection.change({ ...add(red(1)), names: new Map([['bl:x1', 'Wand']]) })
    expect(await collection.names()).toEqual(new Map([['bl:x1', 'Wand']]))
    expect(fs.existsSync(`${file}.v1.bak`)).toBe(true)
  })
})

describe('the ledger', () => {
  it.each(['UPDATE entry SET quantity = 1', 'DELETE FROM entry', 'DELETE FROM batch', 'UPDATE origin SET source = 1'])(
    'refuses %s',
    async (sql) => {
      const file = place()
      const collection = await openCollection(file)
      await collection.change(add(red(2)))
      const database = await openDatabase(file, { title: 'it' })
      expect(() => database.exec(sql)).toThrow('only ever added')
    },
  )

  it('restores the state before, bit for bit, by undoing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lists, { maxLength: 4 }), lists, async (before, last) => {
        const collection = await openCollection(':memory:')
        for (const list of before) await collection.change(add(...list))
        const state = JSON.stringify(await collection.stock())
        await collection.change(add(...last))
        await collection.undo({ time: TIME })
        expect(JSON.stringify(await collection.stock())).toBe(state)
        await collection.close()
      }),
      { numRuns: 60 },
    )
  })

  it('goes back from any change, and forth again, whatever was done before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 6 }), deed, async (before, last) => {
        const collection = await openCollection(':memory:')
        for (const one of before) await doIt(collection, one)
        const state = await stateOf(collection)
        if (!(await doIt(collection, last))) {
          expect(await stateOf(collection)).toBe(state)
          return
        }
        const then = await stateOf(collection)
        const batch = (await collection.batches()).at(-1)?.id ?? 0
        await collection.undo({ time: TIME, batch })
        expect(await stateOf(collection)).toBe(state)
        await collection.undo({ time: TIME, batch: batch + 1 })
        expect(await stateOf(collection)).toBe(then)
        await collection.close()
      }),
      { numRuns: 60 },
    )
  })

  it('has there what its own view says, in that order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 6 }), async (deeds) => {
        const file = place()
        const collection = await openCollection(file)
        for (const one of deeds) await doIt(collection, one)
        const database = await openDatabase(file, { title: 'it' })
        const stock = (await collection.stock()).map((one) => ({ ...one }))
        expect(stock).toEqual(database.prepare('SELECT * FROM stock').all())
        database.close()
        await collection.close()
      }),
      { numRuns: 20 },
    )
  })

  it('is the sum of its entries, in whatever order they came', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lists, { maxLength: 4 }), async (all) => {
        const [one, other] = [await openCollection(':memory:'), await openCollection(':memory:')]
        for (const list of all) await one.change(add(...list))
        for (const list of all.toReversed()) await other.change(add(...list.toReversed()))
        const stock = await one.stock()
        expect(stock).toEqual(await other.stock())
        expect(addUpHoldings(stock)).toEqual(addUpHoldings(all.flat()))
        await one.close()
        await other.close()
      }),
      { numRuns: 60 },
    )
  })
})

const TIME = '2026-11-22T10:00:00Z'

const RED: Holding = {
  ...{ itemType: 'P', part: '3001', color: '4', condition: 'X', place: '', state: 'loose', source: 'a.csv' },
  written: '',
  quantity: 1,
}

const lists = fc.array(
  fc.record({
    itemType: fc.constantFrom('P' as const, 'M' as const),
    part: fc.constantFrom('3001', '3002', 'bl:3001', '3001a'),
    color: fc.constantFrom('4', '15', 'any', 'bl:255'),
    condition: fc.constantFrom('N' as const, 'U' as const, 'X' as const),
    place: fc.constantFrom('', 'A-01', 'Kiste "Ü"'),
    state: fc.constantFrom(...STATES),
    source: fc.constantFrom('', 'a.csv'),
    written: fc.constantFrom('', '3001a'),
    quantity: fc.integer({ min: 1, max: 99 }),
  }),
  { maxLength: 8 },
)

/** Something done: a list comes, some of what is there goes or moves, or a batch is undone. */
const deed = fc.record({ kind: fc.constantFrom('add', 'take', 'move', 'undo'), list: lists, which: fc.nat(20) })

/** Whether it was possible. */
async function doIt(
  collection: Collection,
  { kind, list, which }: typeof deed extends fc.Arbitrary<infer T> ? T : never,
) {
  const stock = await collection.stock()
  const some = stock.filter((_, index) => (index + which) % 2 === 0).map((one) => ({ ...one, quantity: 1 }))
  if (kind === 'undo') {
    const batches = await collection.batches()
    const batch = batches[which % (batches.length || 1)]
    if (!batch || batch.undoneBy !== undefined) return false
    return (await collection.undo({ time: TIME, batch: batch.id })).done
  }
  if (kind !== 'add' && some.length === 0) return false
  const moved = some.map((one) => ({ ...one, place: `Z-${which}` }))
  const change =
    kind === 'add'
      ? { ...add(...list), names: new Map([['bl:3001', `name ${which}`]]) }
      : kind === 'take'
        ? take(...some)
        : { ...take(...some), kind: 'move' as const, entries: [...some.map(reversed), ...moved] }
  return (await collection.change(change)).done
}

async function stateOf(collection: Collection): Promise<string> {
  return JSON.stringify([await collection.stock(), [...(await collection.names())]])
}

function red(quantity: number): Holding {
  return { ...RED, quantity }
}

function white(quantity: number): Holding {
  return { ...RED, color: '15', part: '3002', quantity }
}

function add(...entries: Holding[]): Change {
  return { kind: 'add', time: TIME, origins: [{ source: 'a.csv' }], entries }
}

function take(...entries: Holding[]): Change {
  return { kind: 'take', time: TIME, origins: [], entries: entries.map(reversed) }
}

async function open(...entries: Holding[]): Promise<Collection> {
  const collection = await openCollection(place())
  if (entries.length > 0) await collection.change(add(...entries))
  return collection
}

function place(): string {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
  folders.push(folder)
  return path.join(folder, 'brick', 'collection.db')
}
