import { stringify } from 'csv-stringify/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sourceOf, type Source } from '../../../src/core/source.js'
import { readPlainTable } from '../../../src/formats/rows/plain-rows.js'

describe('readPlainTable', () => {
  it.each([
    { title: 'plain cells', text: 'a,b\n1,2\n', rows: [['1', '2']] },
    { title: 'line ends of Windows', text: 'a,b\r\n1,2\r\n', rows: [['1', '2']] },
    { title: 'no line end at the end', text: 'a,b\n1,2', rows: [['1', '2']] },
    { title: 'a comma in quotes', text: 'a,b\n"1,5",2\n', rows: [['1,5', '2']] },
    { title: 'a quote in quotes', text: 'a,b\n"2"" pipe",""\n', rows: [['2" pipe', '']] },
    {
      title: 'a line break in quotes',
      text: 'a,b\n"1\n2",3\n4,5\n',
      rows: [
        ['1\n2', '3'],
        ['4', '5'],
      ],
    },
    { title: 'a quote inside a cell', text: 'a\tb\n5" pipe\t6"\n', rows: [['5" pipe', '6"']] },
    {
      title: 'empty cells',
      text: 'a,b,c\n,,\n1,,\n',
      rows: [
        ['', '', ''],
        ['1', '', ''],
      ],
    },
    { title: 'blank lines', text: 'a,b\n\n1,2\n\n', rows: [['1', '2']] },
    { title: 'a mark at the start', text: '\ufeffa,b\n1,2\n', rows: [['1', '2']] },
    { title: 'an apostrophe that is part of a name', text: "a,b\n'Bonsai',2\n", rows: [["'Bonsai'", '2']] },
  ])('reads $title', async ({ text, rows }) => {
    expect((await read(text)).rows).toEqual(rows)
  })

  it('says in which line a row begins', async () => {
    expect((await read('a,b\n"1\n2",3\n4,5\n')).lines).toEqual([2, 4])
  })

  it('reads tables of old programs, which are not in UTF-8', async () => {
    const bytes = Uint8Array.from([...'a,b\n1,'].map((letter) => letter.charCodeAt(0)).concat([0xe9, 10]))
    expect((await read(bytes)).rows).toEqual([['1', 'é']])
  })

  it('stops at a quote that is never closed', async () => {
    await expect(read('a,b\n1,2\n3,"4\n5,6\n')).rejects.toThrow('table.csv:3: a quote opens in this row')
    await expect(read(`a,b\n"${'x,y\n'.repeat(100_000)}`)).rejects.toThrow('table.csv:2: a quote opens')
  })

  it('stops at a line without end', async () => {
    await expect(read(`a,b\n${'x'.repeat(1_100_000)}`)).rejects.toThrow('table.csv:2: a line of more than 1 MB')
  })

  it('refuses a table without rows', async () => {
    await expect(read('')).rejects.toThrow('there are no rows in table.csv')
  })

  it('reads whatever was written, however it comes in pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'ä', '🧱') })
    const table = fc.array(
      fc.tuple(
        cell,
        cell.map((text) => `${text}.`),
      ),
      { minLength: 1 },
    )
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
        const bytes = new TextEncoder().encode(`a,b\n${stringify(rows)}`)
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        )
        expect((await read({ ...sourceOf(bytes), chunks: () => pieces })).rows).toEqual(rows)
      }),
    )
  })
})

async function read(input: string | Uint8Array | Source): Promise<{ rows: string[][]; lines: number[] }> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  const source = bytes instanceof Uint8Array ? sourceOf(bytes) : bytes
  const rows: string[][] = []
  const lines: number[] = []
  await readPlainTable(source, 'table.csv', () => ({ cells, line }) => {
    rows.push(cells)
    lines.push(line)
  })
  return { rows, lines }
}
