import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sourceOf, type Source } from '../../../src/core/source.js'
import { readRows, readTable, type Row } from '../../../src/formats/rows/read-rows.js'

describe('rows of a table', () => {
  it.each([
    { title: 'commas', text: 'a,b\n1,2\n' },
    { title: 'semicolons', text: 'a;b\n1;2\n' },
    { title: 'tabs', text: 'a\tb\n1\t2\n' },
    { title: 'a line that says what is between the columns', text: 'sep=;\r\na;b\r\n1;2\r\n', lines: [2, 3] },
    { title: 'such a line in quotes', text: '"sep=,"\na,b\n1,2\n', lines: [2, 3] },
    { title: 'lines as Windows ends them', text: 'a,b\r\n1,2\r\n' },
    { title: 'lines as old Macs ended them', text: 'a,b\r1,2\r' },
    { title: 'lines that end in all ways', text: 'a,b\r\n\r1,2\n', lines: [1, 3] },
    { title: 'no end of the last line', text: 'a,b\n1,2' },
    { title: 'quotes around cells', text: '"a","b"\n"1","2"\n' },
    { title: 'a byte order mark', text: '\ufeffa,b\n1,2\n' },
    { title: 'a byte order mark before a quote', text: '\ufeff"a",b\n1,2\n' },
    { title: 'rows without text', text: '\n , \na,b\n,,,\n\n1,2\n\n', lines: [3, 6] },
    { title: 'blanks around cells', text: ' a , b\n1 ,\u00a02\n' },
    { title: 'the apostrophes of spreadsheets', text: "'a,b\n'1,'2\n" },
  ])('are read with $title', async ({ text, lines = [1, 2] }) => {
    expect(await rowsOf(text)).toMatchObject([
      { line: lines[0], cells: ['a', 'b'] },
      { line: lines[1], cells: ['1', '2'] },
    ])
  })

  it('have cells with line breaks and quotes in them, and may be shorter or longer than others', async () => {
    expect(await rowsOf('a,b\n"x\ny ""z""",1,2\nTile 2" x 2,3\nend\n')).toMatchObject([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\ny "z"', '1', '2'] },
      { line: 4, cells: ['Tile 2" x 2', '3'] },
      { line: 5, cells: ['end'] },
    ])
  })

  it.each([
    { title: 'UTF-8', bytes: new TextEncoder().encode('name\nGerüst\n') },
    { title: 'Windows-1252', bytes: Uint8Array.from(Buffer.from('name\nGerüst\n', 'latin1')) },
    { title: 'UTF-16', bytes: Uint8Array.from(Buffer.from('\ufeffname\nGerüst\n', 'utf16le')) },
    { title: 'UTF-16 of the other order', bytes: Buffer.from('\ufeffname\nGerüst\n', 'utf16le').swap16() },
  ])('are read in $title', async ({ bytes }) => {
    expect((await rowsOf(bytes)).map(({ cells }) => cells)).toEqual([['name'], ['Gerüst']])
  })

  it('are the same however the file comes in pieces, whose memory is used again', async () => {
    const cell = fc.oneof(fc.constantFrom('', '3001', 'ü', '"', 'a,b', 'x\r\ny'), fc.string())
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1 })),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const quoted = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n')
          const bytes = new TextEncoder().encode(`a,b\n${quoted}`)
          expect(await rowsOf(inPieces(bytes, size))).toEqual(await rowsOf(bytes))
          const texts = rows
            .map((cells) => cells.map((one) => plain(one)))
            .filter((cells) => cells.some((one) => one !== ''))
          expect((await rowsOf(bytes)).slice(1).map(({ cells }) => cells)).toEqual(texts)
        },
      ),
      // The mark of a text that is empty.
      { examples: [[[["'"]], 1]] },
    )
  })

  it.each([
    { title: 'a quote that never closes', text: 'a,b\n1,2\n"3\n,4\n', message: 'list:3: a quote opens in this row' },
    {
      title: 'an endless row',
      text: `a,b\n1,"${'x'.repeat(1_100_000)}"\n`,
      message: 'list:2: a row of more than 1 MB',
    },
    { title: 'no row', text: '\n\n', message: 'there are no rows in list' },
  ])('are refused with $title', async ({ text, message }) => {
    const read = readTable(sourceOf(new TextEncoder().encode(text)), 'list', () => () => undefined)
    await expect(read).rejects.toThrow(message)
  })

  it('are many in little memory', async () => {
    const bytes = new TextEncoder().encode(`Part,Color,Quantity\n${'3001,5,1\n'.repeat(200_000)}`)
    let sum = 0
    await readRows(sourceOf(bytes), 'list', ({ cells }) => (sum += Number(cells[2]) || 0))
    expect(sum).toBe(200_000)
  })
})

describe('a header', () => {
  it('has names as programs compare them', async () => {
    const source = sourceOf(new TextEncoder().encode('part_num;Part Num;"PART-NUM";Größe;Is Spare?\n'))
    await readTable(source, 'list', ({ keys, delimiter, line }) => {
      expect(keys).toEqual(['partnum', 'partnum', 'partnum', 'größe', 'isspare'])
      expect({ delimiter, line }).toEqual({ delimiter: ';', line: 1 })
      return () => undefined
    })
  })
})

async function rowsOf(input: string | Uint8Array | Source): Promise<Row[]> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  const rows: Row[] = []
  await readRows(bytes instanceof Uint8Array ? sourceOf(bytes) : bytes, 'list', (row) => rows.push(row))
  return rows
}

function plain(cell: string): string {
  return cell.trim().replace(/^'/, '')
}

function inPieces(bytes: Uint8Array, size: number): Source {
  const memory = new Uint8Array(size)
  return { head: bytes.slice(0, 4096), chunks, bytes: () => bytes }

  function* chunks(): Generator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += size) {
      const piece = bytes.subarray(start, start + size)
      memory.set(piece)
      yield memory.subarray(0, piece.length)
    }
  }
}
