import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { HEAD_BYTES, sourceOf } from '../src/core/source.js'
import { detect } from '../src/formats/sniff/detect.js'
import { openInputs } from '../src/commands/input.js'
import { noDecisions } from '../src/core/catalog/decisions.js'
import { BrickError } from '../src/core/error.js'
import type { LotField } from '../src/core/fields.js'
import type { CarriedField } from '../src/core/carried.js'
import { pieces, type Lot } from '../src/core/inventory.js'
import { balances } from '../src/core/ledger.js'
import type { Codec, Reading } from '../src/formats/codec.js'
import { machine } from '../src/system/io.js'
import { shippedFacts } from '../src/system/facts.js'
import { codecs, named, readers, views } from '../src/formats/index.js'

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
    expect(row.sniff !== undefined).toBe(codec.read !== undefined)
  })

  it('has a title and extensions', () => {
    expect(codec.title).toMatch(/^.{4,50}$/)
    expect(row.extensions.length).toBeGreaterThan(0)
    for (const extension of row.extensions) expect(extension).toMatch(/^\.[a-z0-9]+$/)
  })

  it.runIf(codec.read)('is the only one that claims its samples', () => {
    expect(samplesOf(codec.id)).not.toEqual([])
    for (const name of samplesOf(codec.id)) {
      const head = headOf(name)
      expect(detect(readers, head, 'list').row?.names[0]).toBe(codec.id)
      const claims = readers.filter(({ sniff, vague }) => !vague && sniff?.(new TextDecoder().decode(head)))
      expect(claims.map(({ names }) => names[0])).toEqual(row.vague ? [] : [codec.id])
    }
  })

  it.runIf(codec.read)('reads its samples, and the ledger closes', async () => {
    for (const name of samplesOf(codec.id)) {
      const reading = await read(codec, readFileSync(`fixtures/formats/${name}`))
      expect(reading.value.lots.length).toBeGreaterThan(0)
      expect(balances(reading.ledger)).toBe(true)
      expect(reading.ledger.listed + reading.ledger.added).toBe(pieces(reading.value))
    }
  })

  it.runIf(codec.read)('does not take the samples of others for its own, and says what they are', async () => {
    const others = SAMPLES.filter((name) => !name.startsWith(`${codec.id}.`))
    const wrong: string[] = []
    for (const name of others) {
      const head = headOf(name)
      const found = detect(readers, head, name).row
      const claimed = row.sniff?.(new TextDecoder().decode(head)) === true
      const message = await openInputs(machine(), [`fixtures/formats/${name}`], { from: codec.id }).then(
        () => 'read',
        (error: unknown) => (error instanceof BrickError ? error.message : `crash: ${String(error)}`),
      )
      if (!claimed && !message.includes(`it looks like ${found?.names[0] ?? ''}, `)) wrong.push(`${name}: ${message}`)
    }
    expect(wrong).toEqual([])
  })

  it.runIf(codec.read)('never crashes on the samples of others', async () => {
    for (const name of SAMPLES) {
      const outcome = await read(codec, readFileSync(`fixtures/formats/${name}`)).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome, name).toBeInstanceOf(BrickError)
    }
  })

  it.runIf(codec.write)('drops no lot, and writes the same for any order', () => {
    const lots: Lot[] = Array.from({ length: 50 }, (_, i) => ({ part: `3${i}`, color: i % 7, quantity: i + 1 }))
    const write = (some: Lot[]) => codec.write?.({ system: codec.system, lots: some }, {})?.join('') ?? ''
    for (const { part } of lots) expect(write(lots)).toMatch(new RegExp(`\\b${part}\\b`))
    expect(write(lots.toReversed())).toBe(write(lots))
  })

  it.runIf(codec.read && codec.write && codec.id !== 'ldraw')('reads back what it writes', async () => {
    const lots = lotsFor(codec)
    const texts = codec.write?.({ system: codec.system, lots }, {}) ?? []
    const read1 = await Promise.all(texts.map((text) => read(codec, new TextEncoder().encode(text))))
    expect(plain(read1.flatMap(({ value }) => value.lots))).toEqual(plain(lots))
  })
})

function samplesOf(id: string): string[] {
  return SAMPLES.filter((name) => name.startsWith(`${id}.`))
}

function headOf(name: string): Uint8Array {
  return readFileSync(`fixtures/formats/${name}`).subarray(0, HEAD_BYTES)
}

async function read(codec: Codec, bytes: Uint8Array): Promise<Reading> {
  const surroundings = { catalog: shippedFacts(), decisions: noDecisions(), path: 'x', sibling: () => undefined }
  const reading = await codec.read?.(sourceOf(bytes), 'list', { ...surroundings, options: {} })
  if (!reading) throw new Error('cannot be read')
  return reading
}

/** Lots with all that the format has a place for. */
function lotsFor({ system, holds = [] }: Codec): Lot[] {
  const said: Partial<Lot> = {}
  if (holds.includes('condition')) said.condition = 'N'
  if (holds.includes('maxPrice')) said.maxPrice = '0.25'
  if (holds.includes('have')) said.have = 2
  if (holds.includes('remarks')) said.remarks = 'roof, "left" & <door>; 1/2'
  const carried = Object.fromEntries(
    Object.entries(CARRIED_SAMPLES).filter(([field]) => holds.includes(field as LotField)),
  )
  if (Object.keys(carried).length > 0) said.carried = carried
  const numbers = system === 'element' ? ['300121', '302326', '6061032'] : ['3005', '3068', '3024']
  const color = (index: number) => (system === 'element' ? 0 : index + 1)
  return numbers.map((part, index) => ({ part, color: color(index), quantity: 10 * index + 1, ...said }))
}

const CARRIED_SAMPLES: Partial<Record<CarriedField, string>> = {
  comments: 'as new; not washed',
  price: '0.123',
  cost: '0.05',
  bulk: '10',
  sale: '15',
  reserved: 'anna',
  weight: '0.44',
  lotId: '4711',
}

function plain(lots: Lot[]): string[] {
  return lots
    .map(({ places: _, via: __, element: ___, condition = 'X', carried = {}, ...lot }) => {
      return JSON.stringify([condition, Object.entries(carried).sort(), Object.entries(lot).sort()])
    })
    .sort()
}

describe.each(views)('the view $names', ({ names, load }) => {
  it('is called as in its row', async () => {
    const view = await load()
    expect(view.id).toBe(names[0])
  })

  it('writes an empty list, with an end of line', async () => {
    const ledger = { references: 0, listed: 0, skipped: 0, nameless: 0, unresolved: 0, added: 0, split: 0, joined: 0 }
    const text = (await load()).write({ sources: [], rows: [], ledger: { ...ledger, rules: {} }, problems: [] })
    expect(text).toMatch(/^$|[^\n]\n$/)
  })
})

it('gives no name to two formats, except where one is read here and written there', async () => {
  const rows = [...codecs, ...views]
  for (const [index, row] of rows.entries()) {
    const twins = rows.slice(index + 1).filter(({ names }) => names.some((name) => row.names.includes(name)))
    for (const twin of twins) {
      expect(twin.names[0]).toBe(row.names[0])
      expect([row.target, twin.target]).toEqual([undefined, true])
    }
  }
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
