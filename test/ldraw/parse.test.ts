import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../src/ldraw/parse.js'

const AT = '0 0 0 1 0 0 0 1 0 0 0 1'

describe('parseDocument', () => {
  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, mend) => {
        expect(parseDocument(bytes, 'x', { mend, steps: true }).blocks).toBeInstanceOf(Array)
      }),
      { numRuns: 500 },
    )
  })

  it('never throws, whatever the words', () => {
    const word = fc.constantFrom(
      ...[
        '0',
        '1',
        '2',
        '4',
        '16',
        '-1',
        '0x2FF0000',
        '.5',
        '1e9',
        '3001.dat',
        'a b.ldr',
        '\u00a0',
        '\u0000',
        '\r',
        '\n',
        '\n1 4 ',
      ],
      ...[
        'FILE',
        'NOFILE',
        '!DATA',
        '!:',
        'GHOST',
        'MLCAD',
        'HIDE',
        'BUFEXCHG',
        'A',
        'STORE',
        'RETRIEVE',
        '!LPUB',
        'PLI',
        'BEGIN',
      ],
      ...[
        'SUB',
        'IGN',
        'END',
        'SYNTH',
        'SYNTHESIZED',
        '!TEXMAP',
        'START',
        'FALLBACK',
        '!COLOUR',
        'CODE',
        'VALUE',
        '!LDRAW_ORG',
        AT,
      ],
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 80 }), fc.constantFrom(' ', '  ', '\t'), (words, blank) => {
        const bytes = new TextEncoder().encode(words.join(blank))
        expect(() => parseDocument(bytes, 'x', { mend: true, steps: false })).not.toThrow()
      }),
      { numRuns: 1000 },
    )
  })

  it('knows each problem by its line', () => {
    const { problems } = parse(`0 x\n1 4 0 0 3001.dat\n1 4 ${AT}\r\n\n1 4 1,5${AT.slice(1)} 3001.dat\n7 x\n`)
    expect(problems.map(({ code, line }) => `${code}:${line}`)).toEqual([
      'ref.malformed:2',
      'ref.no-name:3',
      'ref.number:5',
      'line.unknown:6',
    ])
  })

  it('lists 5,000 problems of a kind one by one, and adds up the rest', () => {
    const { problems } = parse('1 4 0 0 3001.dat\n'.repeat(5100))
    expect(problems).toHaveLength(5001)
    expect(problems.at(-1)).toMatchObject({ code: 'ref.malformed', quantity: 100 })
  })

  it('keeps what a block says of itself', () => {
    const text = [
      '0 FILE a.dat',
      '0 Brick',
      '0 !LDRAW_ORG Unofficial_Part Alias',
      '0 !CATEGORY Brick Special',
      '0 !KEYWORDS Bricklink 3005, round',
      '0 !KEYWORDS set 1',
      '0 !CMDLINE -c14',
      '0 NumOfBricks:  18',
      '3 16 0 0 0 1 0 0 1 1 0',
    ].join('\n')
    expect(parse(text).blocks).toMatchObject([
      {
        name: 'a.dat',
        line: 1,
        title: 'Brick',
        header: 'part',
        qualifier: 'alias',
        category: 'Brick Special',
        keywords: ['Bricklink 3005', 'round', 'set 1'],
        mainColor: 14,
        claimed: 18,
        draws: true,
        flexible: false,
      },
    ])
  })

  it('adds up equal references between two metas, and keeps their first line', () => {
    const line = `1 4 ${AT} 3001.dat\n`
    const { blocks } = parse(`${line}${line}0 STEP\n${line}0 BUFEXCHG A STORE\n${line}`)
    expect(blocks[0]?.entries).toMatchObject([
      { kind: 'reference', count: 3, line: 1 },
      { kind: 'meta', line: 5 },
      { kind: 'reference', count: 1, line: 6 },
    ])
  })

  it('keeps steps apart where they were asked for', () => {
    const line = `1 4 ${AT} 3001.dat\n`
    const { blocks } = parseDocument(bytes(`${line}0 STEP\n${line}0 ROTSTEP 0 90 0\n${line}`), 'x', {
      mend: true,
      steps: true,
    })
    expect(blocks[0]?.entries).toMatchObject([{ step: 1 }, { step: 2 }, { step: 3 }])
  })

  it.each([
    ['0 FILE a.ldr\n0 FILE b.ldr\n', ['a.ldr', 'b.ldr']],
    ['0 FILE  two  words \n', ['two  words']],
    ['0 file a.LDR\n', ['a.LDR']],
    ['0 file of mine\n', ['']],
    ['0 FILE\n', ['']],
    ['0 FILE a.ldr\n0 !DATA b.png\n0 !: xyz\n3 16 0 0 0\n0 FILE c\n', ['a.ldr', 'c']],
  ])('finds the blocks of %j', (text, names) => {
    const { blocks } = parse(text)
    expect(blocks.map(({ name }) => name)).toEqual(names)
    expect(blocks.some(({ draws }) => draws)).toBe(false)
  })

  it.each([
    ['10 4 False 0', '4'],
    ['11 4 7 False 0', '4'],
  ])("reads Studio's lines %s, but only where it may mend", (start) => {
    const line = bytes(`${start} ${AT} 3001.dat\n`)
    const entries = (mend: boolean) => parseDocument(line, 'x', { mend, steps: false }).blocks[0]?.entries
    expect(entries(true)).toMatchObject([{ name: '3001.dat', color: 4 }])
    expect(entries(false)).toEqual([])
  })
})

function parse(text: string) {
  return parseDocument(bytes(text), 'x', { mend: true, steps: false })
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
