import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../src/ldraw/parse.js'

const AT = '0 -24.5 0 1 0 0 0 1 0 0 0 1'

describe('lines', () => {
  it('are counted by color and name, whatever their places, from the first of each on', () => {
    const text = `1 4 ${AT} 3001.dat\n1 4 9 9 9 1 0 0 0 1 0 0 0 1 3001.dat\r\n1 1 ${AT} 3001.dat\n`
    expect(read(text).found).toEqual(['2x 4 3001.dat in line 1', '1x 1 3001.dat in line 3'])
  })

  it('are counted to the end, with a line end there or without', () => {
    for (const end of ['', '\n', '\r\n', '\n\n']) {
      for (const name of ['3.dat', '3001.dat', 'a-name-of-more-than-twelve-bytes.dat']) {
        expect(read(`1 4 ${AT} ${name}${end}`).found).toEqual([`1x 4 ${name} in line 1`])
      }
    }
  })

  it.each([
    ['two blanks', `1  4 ${AT} 3001.dat`, '1x 4 3001.dat in line 2'],
    ['a tab', `1\t4 ${AT} 3001.dat`, '1x 4 3001.dat in line 2'],
    ['a blank in front', ` 1 4 ${AT} 3001.dat`, '1x 4 3001.dat in line 2'],
    ['a blank in the name', `1 4 ${AT} my car.ldr`, '1x 4 my car.ldr in line 2'],
    ['a number in the name', `1 4 ${AT} 12 3.ldr`, '1x 4 12 3.ldr in line 2'],
    ['a number with an exponent', `1 4 1e2${AT.slice(1)} 3001.dat`, '1x 4 3001.dat in line 2'],
    ['a direct color', `1 0x2FF0000 ${AT} 3001.dat`, `1x ${0x2ff0000} 3001.dat in line 2`],
    ['eleven numbers', `1 4 ${AT.slice(2)} 3001.dat`, undefined],
    ['a color that is none', `1 4.0 ${AT} 3001.dat`, undefined],
    ['no name', `1 4 ${AT}`, undefined],
    ['thirteen numbers, the last of them the name', `1 4 ${AT} 7`, '1x 4 7 in line 2'],
  ])('that are not plain are read with care: %s', (_title, line, found) => {
    expect(read(`0 title\n${line}\n`).found).toEqual(found === undefined ? [] : [found])
  })

  it('end where carriage returns end them', () => {
    const bad = '1 4 0'
    expect(read(`${bad}\r${bad}\r\n${bad}\n\n${bad}`).lines).toEqual([1, 2, 3, 5])
  })

  it.each(['2 24 0 0 0 1 1 1', '3 16 0', '\t4 16', '5 24 0'])('that draw are known: %s', (line) => {
    expect(read(line).draws).toBe(true)
    expect(read(`0 ${line}`).draws).toBe(false)
  })
})

describe('the matrix of a part', () => {
  it.each([
    ['turned', '0 0 1 0 1 0 -1 0 0', []],
    ['turned by any angle', '0.866 0 0.5 0 1 0 -0.5 0 0.866', []],
    ['mirrored', '-1 0 0 0 1 0 0 0 1', ['ref.mirrored']],
    ['of nothing', '0 0 0 0 0 0 0 0 0', ['ref.flat']],
    ['flat', '1 0 0 0 0 0 0 0 1', ['ref.flat']],
    ['larger', '2 0 0 0 2 0 0 0 2', ['ref.scaled']],
    ['longer', '1 0 0 0 3.5 0 0 0 1', ['ref.scaled']],
  ])('%s', (_title, matrix, codes) => {
    expect(read(`1 4 0 0 0 ${matrix} 3001.dat\n`).codes).toEqual(codes)
  })

  it('is not mistaken for another that ends alike', () => {
    const matrices = ['1 0 0 0 1 0 0 0 1', '11 0 0 0 1 0 0 0 1', '-1 0 0 0 1 0 0 0 1', '1 0 0 0 1 0 0 0 1']
    const text = matrices.map((matrix, i) => `1 4 0 0 0 ${matrix} 300${i}.dat\n`).join('')
    expect(read(text).problems).toMatchObject([
      { code: 'ref.scaled', line: 2, quantity: 1 },
      { code: 'ref.mirrored', line: 3, quantity: 1 },
    ])
  })
})

const spelling = fc.tuple(
  fc.oneof(fc.nat({ max: 999 }), fc.nat({ max: 0x3ffffff })),
  fc.stringMatching(/^[a-z0-9_.-]{1,30}$/),
)

it('keeps thousands of spellings apart, short and long', () => {
  fc.assert(
    fc.property(fc.array(spelling, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (spellings, more) => {
      const wanted = new Map<string, number>()
      const lines = Array.from({ length: more }, (_, i) =>
        spellings.map(([color, name]) => [color, `${name}${i}`] as const),
      )
      for (const [color, name] of lines.flat())
        wanted.set(`${color} ${name}`, (wanted.get(`${color} ${name}`) ?? 0) + 1)
      const { entries } = read(
        lines
          .flat()
          .map(([color, name]) => `1 ${color} ${AT} ${name}\n`)
          .join(''),
      )
      expect(new Map(entries.map(({ color, name, count }) => [`${color} ${name}`, count]))).toEqual(wanted)
      expect(entries).toHaveLength(wanted.size)
    }),
  )
})

it('reads a file in pieces of any size as it reads it whole', () => {
  const line = fc.oneof(
    spelling.map(([color, name]) => `1 ${color} ${AT} ${name}`),
    fc.constantFrom('0 STEP', '0 FILE a.ldr', '1 4 0', '', '0 \u00fc', `1  4 ${AT} my  car.ldr`, '3 16 0', `1 4 ${AT}`),
  )
  const end = fc.constantFrom('\n', '\r\n', '\r')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(line, end), { maxLength: 30 }),
      fc.integer({ min: 1, max: 90 }),
      fc.boolean(),
      (lines, size, mark) => {
        const bytes = new TextEncoder().encode(`${mark ? '\ufeff' : ''}${lines.flat().join('')}`)
        const options = { mend: true, steps: false }
        expect(parseDocument(inPieces(bytes, size), 'x', options)).toEqual(parseDocument(bytes, 'x', options))
      },
    ),
  )
})

it('reads a file as if it had read no other before', () => {
  const matrix = fc.constantFrom('1 0 0 0 1 0 0 0 1', '0 0 1 0 1 0 -1 0 0', '2 0 0 0 1 0 0 0 1')
  const line = fc.tuple(spelling, matrix).map(([[color, name], turn]) => `1 ${color} 10 -20 30 ${turn} ${name}\n`)
  const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join(''))
  fc.assert(
    fc.property(text, text, (one, other) => {
      const before = read(one)
      read(other)
      expect(read(one)).toEqual(before)
    }),
  )
})

/** A source that uses its memory again for each piece, as the machine's own does. */
function inPieces(bytes: Uint8Array, size: number) {
  function* chunks(): Iterable<Uint8Array> {
    const memory = new Uint8Array(size)
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size)
      memory.set(piece)
      yield memory.subarray(0, piece.length)
    }
  }
  return { head: bytes.subarray(0, 4096), chunks, bytes: () => bytes }
}

function read(text: string) {
  const { blocks, problems } = parseDocument(new TextEncoder().encode(text), 'x', { mend: true, steps: false })
  const entries = blocks
    .flatMap((block) => block.entries)
    .flatMap((entry) => (entry.kind === 'reference' ? [entry] : []))
  return {
    entries,
    found: entries.map(({ color, name, count, line }) => `${count}x ${color} ${name} in line ${line}`),
    draws: blocks.some(({ draws }) => draws),
    problems,
    codes: problems.map(({ code }) => code),
    lines: problems.map(({ line }) => line),
  }
}
