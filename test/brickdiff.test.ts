import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadEach, type Loaded } from '../src/commands/load.js'
import { intersect, subtract } from '../src/core/lists/algebra.js'
import type { Facts } from '../src/core/catalog/facts.js'
import type { Inventory } from '../src/core/inventory.js'
import { merge, type MergeOptions } from '../src/core/lists/merge.js'
import { matchingOf } from '../src/core/lists/rules.js'
import { translate } from '../src/core/translate/translate.js'
import { main } from '../src/main.js'
import { shippedFacts } from '../src/system/facts.js'
import { machine } from '../src/system/io.js'

/**
 * brickdiff is a program in Go that adds, subtracts, unites and intersects wanted lists. What it answers is calculated
 * here anew, from the numbers in the files alone, for each pair of its own examples; then what it gets wrong.
 */
const EXAMPLES = fileURLToPath(
  new URL('../../shared/corpus/models-and-lists/bricklink-xml/brickdiff/', import.meta.url),
)
const absent = fs.existsSync(EXAMPLES) ? '' : ' (skipped: there is no ../shared with lists beside this folder)'

/** Pieces by kind, number and color: all that brickdiff looks at. */
type Counts = Map<string, number>

describe.skipIf(absent)(`the examples of brickdiff${absent}`, () => {
  const pairs = files().flatMap((a) => files().map((b): [string, string] => [a, b]))
  let lists = new Map<string, Loaded>()
  beforeAll(async () => {
    const loaded = await loadEach(machine(), files().map(inExamples), { assemblies: 'auto' })
    lists = new Map(loaded.map((list, index) => [files()[index] ?? '', list]))
  })

  it.each(pairs)('%s and %s', (a, b) => {
    const [left, right] = [countsIn(read(a)), countsIn(read(b))]
    const [first, second] = [listOf(a), listOf(b)]
    const { catalog, decisions } = first
    const matching = matchingOf({ moulds: 'same', purpose: 'supply' }, catalog, decisions)
    const merged = (sequential?: true) => {
      const options: MergeOptions = { moulds: 'exact', ...(sequential && { sequential }) }
      const lots = merge([first.inventory, second.inventory], options, catalog, decisions)
      return asWanted({ system: 'ldraw', lots: lots.map(({ lot }) => lot) }, catalog)
    }
    expect(merged()).toEqual(combine(left, right, (x, y) => x + y))
    expect(merged(true)).toEqual(combine(left, right, Math.max))
    const { common } = intersect(first.inventory, [second.inventory], matching)
    expect(asWanted(common, catalog)).toEqual(combine(left, right, Math.min))
    const { rest } = subtract(first.inventory, [second.inventory], matching)
    expect(asWanted(rest, catalog)).toEqual(combine(left, right, (x, y) => x - y))
  })

  it('give the same with the commands', async () => {
    const [a, b] = ['examples/rooster.xml', 'examples/chicken.xml']
    const [left, right] = [countsIn(read(a)), countsIn(read(b))]
    expect(await brick('merge', a, b)).toEqual(combine(left, right, (x, y) => x + y))
    expect(await brick('merge', '--sequential', a, b)).toEqual(combine(left, right, Math.max))
    expect(await brick('intersect', a, b)).toEqual(combine(left, right, Math.min))
    expect(await brick('sub', a, b)).toEqual(combine(left, right, (x, y) => x - y))
    expect(await brick('merge', `${a}*3`)).toEqual(combine(left, left, (x) => 3 * x))
  })

  function listOf(name: string): Loaded {
    const list = lists.get(name)
    if (!list) throw new Error(`${name} was not read`)
    return list
  }
})

describe('what brickdiff gets wrong', () => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
  const list = (name: string, ...items: string[]) => {
    fs.writeFileSync(
      path.join(folder, name),
      `<INVENTORY>\n${items.map((item) => `<ITEM>${item}</ITEM>\n`).join('')}</INVENTORY>\n`,
    )
    return path.join(folder, name)
  }
  const plate = (rest: string) => `<ITEMTYPE>P</ITEMTYPE><ITEMID>3023</ITEMID><COLOR>11</COLOR>${rest}`
  let twice = ''
  let conditions = ''
  let noted = ''
  beforeAll(() => {
    twice = list('twice.xml', plate('<MINQTY>4</MINQTY>'), plate('<MINQTY>5</MINQTY>'))
    const [fresh, used] = ['N', 'U'].map((word) => plate(`<MINQTY>4</MINQTY><CONDITION>${word}</CONDITION>`))
    conditions = list('conditions.xml', fresh ?? '', used ?? '')
    noted = list(
      'noted.xml',
      plate('<MAXPRICE>0.1</MAXPRICE><MINQTY>2</MINQTY><REMARKS>roof</REMARKS><CONDITION>N</CONDITION>'),
    )
  })
  afterAll(() => {
    fs.rmSync(folder, { recursive: true })
  })

  it('duplicates: the second overwrites the first', async () => {
    expect(await brick('merge', twice)).toEqual(new Map([['P 3023 11', 9]]))
  })

  it('a quantity that is not there: it is one, not none', async () => {
    expect(await brick('merge', list('one.xml', plate('')))).toEqual(new Map([['P 3023 11', 1]]))
  })

  it('conditions: new is taken for used', async () => {
    const wanted = list('wanted.xml', plate('<MINQTY>3</MINQTY><CONDITION>N</CONDITION>'))
    expect(await textOf('sub', conditions, wanted)).toMatch(
      /<MINQTY>1<\/MINQTY><CONDITION>N[^]*<MINQTY>4<\/MINQTY><CONDITION>U/,
    )
    expect(await textOf('merge', conditions)).toMatch(
      /<MINQTY>4<\/MINQTY><CONDITION>N[^]*<MINQTY>4<\/MINQTY><CONDITION>U/,
    )
  })

  it('remarks and prices: those of one list are lost', async () => {
    const more = list(
      'more.xml',
      plate('<MAXPRICE>0.08</MAXPRICE><MINQTY>1</MINQTY><REMARKS>wall</REMARKS><CONDITION>N</CONDITION>'),
    )
    const text = await textOf('merge', noted, more)
    expect(text).toContain(
      '<MAXPRICE>0.08</MAXPRICE><MINQTY>3</MINQTY><CONDITION>N</CONDITION><REMARKS>roof; wall</REMARKS>',
    )
  })
})

/** All of brickdiff's own lists. */
function files(): string[] {
  if (absent) return []
  const names = fs.readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.xml')).sort()
}

function read(name: string): string {
  return fs.readFileSync(path.join(EXAMPLES, name), 'utf8')
}

/** The result of a command as a wanted list. */
async function brick(...words: string[]): Promise<Counts> {
  return countsIn(await textOf(...words))
}

async function textOf(...words: string[]): Promise<string> {
  const out: string[] = []
  const io = {
    ...machine(),
    env: {},
    write: (text: unknown) => void out.push(String(text)),
  }
  const code = await main([...words.map(inExamples), '-f', 'bl'], { ...io, say: () => undefined })
  expect(code).toBe(0)
  return out.join('')
}

/** Pieces in BrickLink's numbers. */
function asWanted(list: Inventory<'ldraw'>, catalog: Facts): Counts {
  const { inventory, unresolved } = translate(list, 'bricklink', catalog)
  expect(unresolved).toEqual([])
  const counts: Counts = new Map()
  for (const { itemType = 'P', part, color, quantity } of inventory.lots) {
    const key = `${itemType} ${part} ${color}`
    counts.set(key, (counts.get(key) ?? 0) + quantity)
  }
  return sorted(counts)
}

/** The examples go by the names that they have there. */
function inExamples(word: string): string {
  return word.startsWith('examples/') || word.startsWith('testdata/') ? path.join(EXAMPLES, word) : word
}

/** Reads a wanted list without any of our own code but for today's numbers: 3069b is 3069 by now. */
function countsIn(xml: string): Counts {
  const counts: Counts = new Map()
  for (const [, item = ''] of xml.matchAll(/<ITEM>([^]*?)<\/ITEM>/g)) {
    const field = (name: string) => new RegExp(`<${name}>\\s*(.*?)\\s*</${name}>`).exec(item)?.[1]
    const number = field('ITEMID') ?? ''
    const key = `${field('ITEMTYPE')} ${facts.upgrade(number) ?? number} ${field('COLOR')}`
    counts.set(key, (counts.get(key) ?? 0) + Number(field('MINQTY')))
  }
  return sorted(counts)
}

const facts = shippedFacts()

/** What brickdiff does with two lists: lots of no pieces or fewer are left out. */
function combine(a: Counts, b: Counts, pieces: (x: number, y: number) => number): Counts {
  const keys = new Set([...a.keys(), ...b.keys()])
  const all = [...keys].map((key): [string, number] => [key, pieces(a.get(key) ?? 0, b.get(key) ?? 0)])
  return sorted(new Map(all.filter(([, quantity]) => quantity > 0)))
}

function sorted(counts: Counts): Counts {
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}
