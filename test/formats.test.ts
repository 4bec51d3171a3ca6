import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Lot } from '../src/core/inventory.js'
import { codecs, named, views } from '../src/formats/index.js'

/** What every format promises, over the registry: a new one needs a line there and a sample, and is tested here. */

const SAMPLES = readdirSync('fixtures/formats')
const LOADED = await Promise.all(codecs.map(async (row) => ({ row, name: row.names[0], codec: await row.load() })))

describe.each(LOADED)('the codec $name', ({ row, codec }) => {
  it('is called as in its row', () => {
    expect(codec.id).toBe(row.names[0])
    expect(named(codecs, codec.id.toUpperCase())).toBe(row)
  })

  it('is a target of export when it can write, and read when it can read', () => {
    expect(row.target === true).toBe(codec.write !== undefined)
    expect(row.reads === true).toBe(codec.read !== undefined)
  })

  it('has a title and extensions', () => {
    expect(codec.title).toMatch(/^.{4,50}$/)
    expect(row.extensions.length).toBeGreaterThan(0)
    for (const extension of row.extensions) expect(extension).toMatch(/^\.[a-z0-9]+$/)
  })

  it('is the only one that claims its sample', () => {
    const names = SAMPLES.filter((name) => name.startsWith(`${codec.id}.`))
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) {
      const head = readFileSync(`fixtures/formats/${name}`, 'utf8').slice(0, 1024)
      expect(LOADED.filter((other) => other.codec.sniff(head)).map((other) => other.name)).toEqual([codec.id])
    }
  })

  it.runIf(codec.write)('drops no lot, and writes the same for any order', () => {
    const lots: Lot[] = Array.from({ length: 50 }, (_, i) => ({ part: `3${i}`, color: i % 7, quantity: i + 1 }))
    const write = (some: Lot[]) => codec.write?.({ system: codec.system, lots: some }, {})?.join('') ?? ''
    for (const { part } of lots) expect(write(lots)).toMatch(new RegExp(`\\b${part}\\b`))
    expect(write(lots.toReversed())).toBe(write(lots))
  })
})

describe.each(views)('the view $names', ({ names, load }) => {
  it('is called as in its row', async () => {
    const view = await load()
    expect(view.id).toBe(names[0])
  })

  it('writes an empty list, with an end of line', async () => {
    const ledger = { references: 0, listed: 0, skipped: 0, nameless: 0, unresolved: 0, added: 0, split: 0, joined: 0 }
    const text = (await load()).write({ sources: [], rows: [], ledger: { ...ledger, rules: {} }, problems: [] })
    expect(text).toMatch(/[^\n]\n$/)
  })
})

it('gives no name to two formats', () => {
  const names = [...codecs, ...views].flatMap((row) => row.names)
  expect(new Set(names).size).toBe(names.length)
})

it('writes the sample of a wanted list', async () => {
  const lots: Lot[] = [
    { part: '3005', color: 5, quantity: 4 },
    { itemType: 'S', part: '6080-1', color: 0, quantity: 1, condition: 'U' },
    {
      ...{ part: '3068pb01', color: 86, quantity: 10, condition: 'N', maxPrice: '0.25', have: 2 },
      remarks: 'roof <left> & door',
    },
  ]
  const codec = await named(codecs, 'bl')?.load()
  const sample = readFileSync('fixtures/formats/bl.xml', 'utf8')
  expect(codec?.write?.({ system: 'bricklink', lots }, {})).toEqual([sample])
})
