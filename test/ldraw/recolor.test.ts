import fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../src/ldraw/parse.js'
import { recolor } from '../../src/ldraw/recolor.js'

const REST = '0 0 0 1 0 0 0 1 0 0 0 1'

describe('recolor', () => {
  it.each([
    { what: 'a plain line', from: `1 4 ${REST} 3001.dat\n`, to: `1 14 ${REST} 3001.dat\n` },
    { what: 'lines of Windows', from: `0 x\r\n1 4 ${REST} 3001.dat\r\n`, to: `0 x\r\n1 14 ${REST} 3001.dat\r\n` },
    { what: 'lines of old Macs', from: `0 x\r1 4 ${REST} 3001.dat\r`, to: `0 x\r1 14 ${REST} 3001.dat\r` },
    { what: 'no line end', from: `1 4 ${REST} 3001.dat`, to: `1 14 ${REST} 3001.dat` },
    { what: 'the end of DOS', from: `1 4 ${REST} 3001.dat\u001a`, to: `1 14 ${REST} 3001.dat\u001a` },
    {
      what: 'a byte order mark',
      from: `\u00ef\u00bb\u00bf1 4 ${REST} a.dat\n`,
      to: `\u00ef\u00bb\u00bf1 14 ${REST} a.dat\n`,
    },
    { what: 'blanks of all kinds', from: ` \t1\t 4  ${REST}   a.dat \n`, to: ` \t1\t 14  ${REST}   a.dat \n` },
    { what: 'hard blanks, Windows-1252', from: `1\u00a04 ${REST} a.dat\n`, to: `1\u00a014 ${REST} a.dat\n` },
    {
      what: 'hard blanks, UTF-8',
      from: `1\u00c2\u00a04\u00c2\u00a0${REST} a.dat\n`,
      to: `1\u00c2\u00a014\u00c2\u00a0${REST} a.dat\n`,
    },
    { what: 'a direct color', from: `1 0x2FF8800 ${REST} a.dat\n`, to: `1 14 ${REST} a.dat\n` },
    { what: 'a ghost', from: `0 GHOST 1 4 ${REST} a.dat\n`, to: `0 GHOST 1 14 ${REST} a.dat\n` },
    { what: 'a textured copy', from: `0 !: 1 4 ${REST} a.dat\n`, to: `0 !: 1 14 ${REST} a.dat\n` },
    { what: 'a line of Studio', from: `10 4 x False ${REST} a.dat\n`, to: `10 14 x False ${REST} a.dat\n` },
    {
      what: 'the blocks of a file',
      from: `0 FILE a.ldr\n1 4 ${REST} b.ldr\n0 FILE b.ldr\n1 4 ${REST} a.dat\n`,
      to: `0 FILE a.ldr\n1 14 ${REST} b.ldr\n0 FILE b.ldr\n1 14 ${REST} a.dat\n`,
    },
  ])('changes the color, and nothing else: $what', ({ from, to }) => {
    expect(text(recolor(bytesOf(from), 'a.ldr', toYellow)?.bytes)).toBe(to)
  })

  it.each([
    { what: 'comments', from: `0 1 4 ${REST} a.dat\n0 // 1 4 ${REST} a.dat\n` },
    { what: 'lines that cannot be read', from: `1 4 0 0 a.dat\n1 red ${REST} a.dat\n1 4 ${REST}\n` },
    { what: 'lines and triangles', from: '2 4 0 0 0 1 1 1\n3 4 0 0 0 1 1 1 2 2 2\n' },
    { what: 'what is in no block', from: `0 FILE a.ldr\n0 NOFILE\n1 4 ${REST} a.dat\n` },
    { what: 'data', from: `0 FILE a.ldr\n0 !DATA x.png\n1 4 ${REST} a.dat\n` },
    {
      what: 'how a part is drawn',
      from: `0 FILE a.ldr\n0 FILE b.dat\n0 !LDRAW_ORG Unofficial_Part\n1 4 ${REST} stud.dat\n`,
    },
    {
      what: 'how a part without a header is drawn',
      from: `0 FILE a.ldr\n0 FILE b.dat\n2 24 0 0 0 1 1 1\n1 4 ${REST} c.dat\n`,
    },
    { what: 'an empty file', from: '' },
  ])('leaves alone $what', ({ from }) => {
    expect(recolor(bytesOf(from), 'a.ldr', toYellow)).toEqual({ bytes: bytesOf(from), changes: [] })
  })

  it('says what it changes, and where', () => {
    const file = `0 FILE a.ldr\n1 16 ${REST} Häus.ldr\n0 FILE Häus.ldr\n\n1 4 ${REST} 3001.DAT\n`
    const asked: string[] = []
    const done = recolor(new TextEncoder().encode(file), 'a.ldr', ({ name, color }) => {
      asked.push(`${color} ${name}`)
      return name === '3001.DAT' ? 14 : undefined
    })
    expect(asked).toEqual(['16 Häus.ldr', '4 3001.DAT'])
    expect(done?.changes).toEqual([{ line: 5, model: 'Häus.ldr', name: '3001.DAT', color: 4, to: 14 }])
  })

  it('does not touch UTF-16', () => {
    const bytes = Buffer.from(`\ufeff1 4 ${REST} 3001.dat\n`, 'utf16le')
    expect(recolor(new Uint8Array(bytes), 'a.ldr', toYellow)).toBeUndefined()
  })

  it('sees every line as the reader of models does, and no other', () => {
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
        const bytes = bytesOf(lines.map((one) => one + end).join(''))
        const done = recolor(bytes, 'a.ldr', ({ color }) => (color === 16 ? undefined : color + 100))
        expect(colorsIn(done?.bytes)).toEqual(colorsIn(bytes).map((color) => (color === 16 ? color : color + 100)))
        const back = recolor(done?.bytes ?? bytes, 'a.ldr', ({ color }) => (color === 16 ? undefined : color - 100))
        expect(text(back?.bytes)).toBe(text(bytes))
      }),
    )
  })

  it('makes the same file of the same colors, whatever is in it', () => {
    for (const folder of FOLDERS) {
      for (const name of readdirSync(folder).filter((one) => /\.(ldr|mpd|dat)$/.test(one))) {
        const bytes = new Uint8Array(readFileSync(`${folder}/${name}`))
        const done = recolor(bytes, name, ({ color }) => color)
        expect(done === undefined || Buffer.compare(done.bytes, bytes) === 0, name).toBe(true)
      }
    }
  })
})

/** Those of the corpus are not always there. */
const FOLDERS = ['fixtures', 'fixtures/formats', '../shared/corpus/cases'].filter((folder) => existsSync(folder))

const line = fc.constantFrom(
  `1 4 ${REST} 3001.dat`,
  `1  15\t${REST} 3002.dat `,
  `1 16 ${REST} leg.ldr`,
  `1 4 ${REST}`,
  '0 // nothing',
  '0 STEP',
  '',
  '2 24 0 0 0 1 1 1',
  '0 FILE leg.ldr',
  '0 FILE main.ldr',
  '0 NOFILE',
  '0 !DATA x',
)

function toYellow({ color }: { color: number }): number | undefined {
  return color === 16 ? undefined : 14
}

/** All colors of references that stand in a model, in the order of the lines. */
function colorsIn(bytes: Uint8Array | undefined): number[] {
  const { blocks } = parseDocument(bytes ?? new Uint8Array(), 'a.ldr', { mend: true, steps: true })
  return blocks.flatMap(({ entries }) =>
    entries.flatMap((entry) => {
      return entry.kind === 'reference' ? Array.from({ length: entry.count }, () => entry.color) : []
    }),
  )
}

/** Each letter is a byte. */
function bytesOf(letters: string): Uint8Array {
  return new Uint8Array(Buffer.from(letters, 'latin1'))
}

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('latin1')
}
