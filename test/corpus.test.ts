import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { openLibrary, type Library } from '../src/commands/open-library.js'
import { canonical } from '../src/core/translate/canonical.js'
import { noDecisions } from '../src/core/catalog/decisions.js'
import { extendFacts } from '../src/core/catalog/extend-facts.js'
import type { Lot } from '../src/core/inventory.js'
import { assemblyRecipes, join } from '../src/core/translate/join.js'
import { balances } from '../src/core/ledger.js'
import { sourceOf } from '../src/core/source.js'
import type { LibraryFile, ReadOptions } from '../src/formats/codec.js'
import { ldraw } from '../src/formats/ldraw.js'
import { directColor } from '../src/core/catalog/color-code.js'
import { shippedFacts } from '../src/system/facts.js'
import { machine } from '../src/system/io.js'
import { openSiblings } from '../src/system/siblings.js'

const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url))
const CASES = path.join(SHARED, 'corpus/cases')
const MODELS = path.join(SHARED, 'corpus/models-and-lists')
const absent = fs.existsSync(CASES) ? '' : ' (skipped: there is no ../shared with models beside this folder)'

const catalog = shippedFacts()
let library: Library | undefined

describe.skipIf(absent)(`the cases of ../shared${absent}`, () => {
  beforeAll(open)

  it.each(absent ? [] : Object.entries(expectedCases()))('%s', async (name, expected) => {
    const { lots, facts } = await read(path.join(CASES, name), {})
    const current = canonical(lots, facts, 'auto')
    const whole = join(current.lots, assemblyRecipes('auto', facts, current.lots), facts)
    expect(counted(whole.lots)).toMatchObject(expected.wanted)
    expect(Object.keys(counted(whole.lots))).toHaveLength(Object.keys(expected.wanted).length + expected.free)
  })
})

describe.skipIf(absent)(`the models of ../shared, as written${absent}`, () => {
  beforeAll(open)

  it.each(absent ? [] : oracles())('%s', async (model, oracle) => {
    const { lots, ledger } = await read(path.join(MODELS, 'ldraw', model), { asWritten: true })
    expect(counted(lots)).toEqual(expectedCount(oracle))
    expect(balances(ledger)).toBe(true)
  })
})

async function open(): Promise<void> {
  const place = path.join(SHARED, 'ldraw.zip')
  const ask = fs.existsSync(place) ? await openLibrary(machine(), place) : undefined
  if (ask) library ??= remembering(ask)
}

/** Models use the same parts: each file of the library is unpacked once. */
function remembering(ask: Library): Library {
  const known = new Map<string, LibraryFile | undefined>()
  return async (names) => {
    const found = await ask(names.filter((name) => !known.has(name)))
    for (const name of names) if (!known.has(name)) known.set(name, found.get(name))
    return new Map(
      names
        .flatMap((name) => [[name, known.get(name)] as const])
        .filter((row): row is [string, LibraryFile] => row[1] !== undefined),
    )
  }
}

async function read(file: string, options: ReadOptions) {
  const surroundings = {
    catalog,
    decisions: noDecisions(),
    options,
    ...openSiblings(SHARED, file),
    ...(library && { library }),
  }
  const reading = await ldraw.read?.(sourceOf(fs.readFileSync(file)), file, surroundings)
  if (!reading) throw new Error('the codec cannot read')
  const { value, ledger, facts = [] } = reading
  return { lots: value.lots, ledger, facts: extendFacts(catalog, facts) }
}

function counted(lots: Lot[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { part, color, quantity } of lots) {
    const key = `${part.toLowerCase().replace(/\.dat$/, '')}/${(directColor(color)?.rgb ?? String(color)).toLowerCase()}`
    counts[key] = (counts[key] ?? 0) + quantity
  }
  return counts
}

/** What cannot be named at the level of LDraw (hoses, sheets of stickers) may be any lot: there are so many of them. */
function expectedCases(): Record<string, { wanted: Record<string, number>; free: number }> {
  const text = fs.readFileSync(path.join(CASES, 'expected.json'), 'utf8')
  const cases = Object.entries(JSON.parse(text) as Record<string, Record<string, number>>)
  return Object.fromEntries(
    cases
      .filter(([name]) => !name.startsWith('_'))
      .map(([name, lots]) => {
        const named = Object.entries(lots).filter(([lot]) => !/^(?:sticker sheet|\?LSYNTH|\?LDCAD)/.test(lot))
        const wanted = Object.fromEntries(named.map(([lot, count]) => [plain(lot), count]))
        return [name, { wanted, free: Object.keys(lots).length - named.length }]
      }),
  )
}

/** `?mypart.dat/4` is a custom part, `3001/24?` a color that is none: marks for readers. */
function plain(lot: string): string {
  const [, part = '', color = ''] = /^\??(.*)\/(.*?)\??$/.exec(lot.toLowerCase()) ?? []
  return `${part.replace(/\.dat$/, '')}/${color.replace(/^local (\d+) .*/, '$1')}`
}

function oracles(): [string, string][] {
  return ['agreed', 'disputed'].flatMap((kind) => {
    const folder = path.join(MODELS, 'oracle', kind)
    const files = fs.readdirSync(folder, { recursive: true }).map(String)
    return files
      .filter((file) => file.endsWith('.csv'))
      .sort()
      .map((file): [string, string] => [file.slice(0, -4), path.join(folder, file)])
  })
}

function expectedCount(oracle: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const line of fs.readFileSync(oracle, 'utf8').trim().split('\n').slice(1)) {
    const [part = '', color = '', quantity = ''] = cells(line)
    const id = part
      .toLowerCase()
      .replaceAll('\\', '/')
      .replace(/\.dat$/, '')
    const key = `${id}/${(directColor(Number(color))?.rgb ?? String(Number(color))).toLowerCase()}`
    counts[key] = (counts[key] ?? 0) + Number(quantity)
  }
  return counts
}

/** The first cells of a line of CSV. */
function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  )
}
