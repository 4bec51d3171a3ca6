import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { HEAD_BYTES } from '../../src/core/source.js'
import { pieces, type Lot } from '../../src/core/inventory.js'
import { balances } from '../../src/core/ledger.js'
import { detect } from '../../src/formats/sniff/detect.js'
import { readers } from '../../src/formats/index.js'
import { readList } from './read-list.js'

/** Real tables from the internet, against what other programs count in them. */

const LISTS = fileURLToPath(new URL('../../../shared/corpus/models-and-lists/', import.meta.url))
const isHere = fs.existsSync(LISTS)
const TABLES = isHere ? found() : []

describe.skipIf(!isHere)(`real tables${isHere ? '' : ' (skipped: there is no ../shared beside this folder)'}`, () => {
  it.each(TABLES.filter((name) => /\/(rebrickable-|derived\/)/.test(name)))('%s is as it should be', async (name) => {
    const { codec, bytes } = await open(name)
    expect(codec.id).toBe('rb')
    const { value, ledger, problems } = await readList(codec, bytes, {}, name)
    expect(rows(value.lots)).toEqual(expected(name))
    expect(pieces(value)).toBe(ledger.references)
    expect(balances(ledger)).toBe(true)
    expect(problems.filter(({ level }) => level !== 'note')).toEqual([])
  })

  it('are all there', () => {
    expect(TABLES.length).toBeGreaterThanOrEqual(17)
  })

  it.each([
    { name: 'csv/collection-bricki/bins.csv', shown: 'accents-3600, element, 3600' },
    { name: 'csv/collection-bricki/part_relationships.csv', shown: 'M, 59275, 10190' },
    { name: 'csv/collection-bricki/set_transactions.csv', shown: '2017-11-19 20:35:08, 7134-1, 1' },
  ])('$name has no header, so that the user must say what is what', async ({ name, shown }) => {
    const { codec, bytes } = await open(name)
    await expect(readList(codec, bytes)).rejects.toThrow(
      `list:1: cannot tell which column is what in the table that begins: ${shown}`,
    )
  })

  it('set_transactions.csv is read by what the user says', async () => {
    const { codec, bytes } = await open('csv/collection-bricki/set_transactions.csv')
    const { value, ledger } = await readList(codec, bytes, { columns: 'set=2,qty=3' })
    const lines = new TextDecoder()
      .decode(bytes)
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','))
    const owned = lines.reduce((sum, cells) => sum + Math.max(0, Number(cells[2])), 0)
    expect(ledger.listed).toBe(owned)
    expect(value.lots.every(({ part }) => /-\d+$/.test(part))).toBe(true)
  })

  it('ldcad_parts.pbg is read', async () => {
    const { codec, bytes } = await open('csv/ldcad-pbg/ldcad_parts.pbg')
    expect(codec.id).toBe('pbg')
    expect(rows((await readList(codec, bytes)).value.lots)).toEqual(['12 3010 15', '2 7504pr0001 0', '5 99781 72'])
  })
})

function found(): string[] {
  const names = fs.readdirSync(path.join(LISTS, 'csv'), { recursive: true, encoding: 'utf8' })
  return names.filter((name) => fs.statSync(path.join(LISTS, 'csv', name)).isFile()).map((name) => `csv/${name}`)
}

async function open(name: string) {
  const bytes = new Uint8Array(fs.readFileSync(path.join(LISTS, name)))
  const codec = await detect(readers, bytes.subarray(0, HEAD_BYTES), name).row?.load()
  if (!codec) throw new Error(`${name}: no format`)
  return { codec, bytes }
}

/** Quantity, part and color; the tables mark texts with an apostrophe, which the list of what to expect keeps. */
function expected(name: string): string[] {
  const [, ...lines] = fs
    .readFileSync(path.join(LISTS, 'oracle/lists', `${name}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
  return lines
    .map((line) => line.split(','))
    .map(([, id = '', color = '', extra = '', quantity = '']) => {
      return `${quantity} ${id} ${color.replace("'", '')}${extra === 'True' ? ' spare' : ''}`
    })
    .sort()
}

function rows(lots: Lot[]): string[] {
  return lots.map(({ part, color, quantity, role }) => `${quantity} ${part} ${color}${role ? ' spare' : ''}`).sort()
}
