import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../src/core/catalog/decisions.js'
import { balances } from '../../src/core/ledger.js'
import { sourceOf } from '../../src/core/source.js'
import type { ReadOptions } from '../../src/formats/codec.js'
import { ldraw } from '../../src/formats/ldraw.js'
import { shippedFacts } from '../../src/system/facts.js'

const catalog = shippedFacts()
const HEADED = '0 FILE main.ldr\n'

describe('lines', () => {
  it.each([
    ['tabs, blanks in front and behind, capitals', `  1\t4 ${AT()}\t3001.DAT  \n${ref(4, '3001.dat')}`, '3001/4x2'],
    ['a byte order mark before the first reference', `\ufeff${ref(4, '3001.dat')}`, '3001/4'],
    [
      'a byte order mark before the first 0 FILE',
      `\ufeff${HEADED}${ref(4, 'a.ldr')}${file('a.ldr', '3005')}`,
      '3005/4',
    ],
    ['hard blanks', ref(4, '3001.dat\u00a0') + ref(4, '3005.dat').replace(' ', '\u00a0'), '3001/4 3005/4'],
    ['carriage returns only', (ref(4, '3001.dat') + ref(1, '3005.dat')).replaceAll('\n', '\r'), '3001/4 3005/1'],
    ['no line end at the end', ref(4, '3001.dat').trimEnd(), '3001/4'],
    ['what DOS left at the end', `${ref(4, '3001.dat')}\u001a\u0000`, '3001/4'],
    ['comments and help with a reference in them', `0 // ${ref(4, '3001.dat')}0 !HELP ${ref(4, '3001.dat')}`, ''],
    ['lines of no known type', `6 4 ${AT()} 3001.dat\nhello\n${ref(4, '3005.dat')}`, '3005/4'],
    ['a decimal comma', `1 4 0,5 0 0 1 0 0 0 1 0 0 0 1 3001.dat\n`, '3001/4'],
    ['a matrix of nothing', `1 4 0 0 0 0 0 0 0 0 0 0 0 0 3001.dat\n`, '3001/4'],
  ])('reads %s', async (_title, text, expected) => {
    expect(await lots(text)).toBe(sorted(expected))
  })

  it.each([
    ['eleven numbers', `1 4 0 0 0 1 0 0 0 1 0 0 0 3001.dat`, 'ref.malformed', { unresolved: 1 }],
    ['a color that is none', `1 red ${AT()} 3001.dat`, 'ref.malformed', { unresolved: 1 }],
    ['no name', `1 4 ${AT()}`, 'ref.no-name', { nameless: 1 }],
  ])('makes no part of a line with %s, and says so', async (_title, line, code, ledger) => {
    const reading = await read(`${ref(4, '3005.dat')}${line}\n`)
    expect(reading.text).toBe('3005/4')
    expect(reading.problems).toContainEqual(expect.objectContaining({ code, line: 2 }))
    expect(reading.ledger).toMatchObject({ references: 2, listed: 1, ...ledger })
  })
})

describe('names', () => {
  it.each([
    ['double blanks are not single ones', ['a  b.ldr', 'a b.ldr'], 'a  b.ldr', '3005/4 ?a b.ldr/4'],
    ['capitals and slashes do not matter', ['SUBS\\Wheel.LDR', 'subs/wheel.ldr'], 'subs\\wheel.ldr', '3005/4x2'],
    ['accents in another form', ['geru\u0308st.ldr'], 'GER\u00dcST.ldr', '3005/4'],
    ['without an ending, first as it is, then .dat, then .ldr', ['wheel', '3001'], 'wheel.ldr', '3005/4 3001/4'],
    ['the name of a part, as a model', ['3001.ldr', '3001.dat'], '3001.ldr', '3005/4 3001/4'],
    ['./ in front', ['./wheel.ldr'], 'wheel.ldr', '3005/4'],
  ])('%s', async (_title, names, block, expected) => {
    const text = HEADED + names.map((name) => ref(4, name)).join('') + file(block, '3005')
    expect(await lots(text)).toBe(sorted(expected))
  })

  it.each([
    ['"3001.dat"'],
    ['3001.dat // the red one'],
    ['3001.dat.dat'],
    ['3001.ldr'],
    ['C:\\LDraw\\parts\\3001.dat'],
    ['..\\parts\\3001.dat'],
    ['/usr/share/ldraw/parts/3001.dat'],
  ])('mends %s, and says so', async (name) => {
    const reading = await read(ref(4, name))
    expect(reading.text).toBe('3001/4')
    expect(reading.problems.map(({ code }) => code)).toContain('ref.name')
    expect((await read(ref(4, name), { asWritten: true })).text).not.toBe('3001/4')
  })

  it('keeps bad names apart, as they stand in the file', async () => {
    const { text } = await read(ref(4, 'a\u0001.dat') + ref(4, 'a\u0002.dat'))
    expect(text).toBe('?a\u0001/4 ?a\u0002/4')
  })

  it('reads names of old editors and of new ones', async () => {
    const bytes = Uint8Array.from(`${HEADED}${ref(4, 'Ger\u00fcst.ldr')}${file('ger\u00fcst.LDR', '3001')}`, (c) =>
      c.charCodeAt(0),
    )
    expect((await readBytes(bytes)).text).toBe('3001/4')
  })
})

describe('blocks', () => {
  it.each([
    [
      'text before, after and in blocks that nobody uses',
      `${ref(1, '3002.dat')}${HEADED}${ref(4, '3001.dat')}0 NOFILE\n${ref(1, '3003.dat')}${file('x.ldr', '3004')}`,
      '3001/4',
    ],
    [
      'of two blocks of one name the first',
      `${HEADED}${ref(4, 'a.ldr')}${file('a.ldr', '3001')}${file('A.ldr', '3005')}`,
      '3001/4',
    ],
    [
      'lower-case 0 file',
      `0 file main.ldr\n${ref(4, 'a.ldr')}0 nofile\n0 File a.ldr\n${ref(16, '3001.dat')}`,
      '3001/4',
    ],
    ['a comment that starts with File', `0 File of my house\n${ref(4, '3001.dat')}`, '3001/4'],
    ['data', `${HEADED}${ref(4, '3001.dat')}0 !DATA a.png\n0 !: aGk=\n${ref(1, '3005.dat')}`, '3001/4'],
    ['a name that is an ending only', `${HEADED}${ref(4, '.dat')}`, '?.dat/4'],
    ['a title that looks like a meta', `${HEADED}0 STEP\n${ref(4, '3001.dat')}`, '3001/4'],
  ])('counts %s', async (_title, text, expected) => {
    expect(await lots(text)).toBe(sorted(expected))
  })

  it.each([
    ['names what nobody uses', `${HEADED}${ref(1, '3002.dat')}${file('x.ldr', '3004')}`, 'mpd.unused'],
    ['warns of lines outside', `${ref(1, '3002.dat')}${file('x.ldr', '3004')}`, 'mpd.outside'],
    ['warns of two blocks of one name', `${HEADED}${file('x.ldr', '3004')}${file('x.ldr', '3005')}`, 'mpd.duplicate'],
    ['says that a model is empty', HEADED, 'model.empty'],
    ['says that nothing in it could be read', 'garbage\n1 x 0 0 0 1 0 0 0 1 0 0 0 1 3001.dat\n', 'model.empty'],
    ['names a submodel that is not there', ref(4, 'nix.ldr'), 'ref.missing'],
    ['names a part that shapes nothing', `1 4 0 0 0 0 0 0 0 0 0 0 0 0 3001.dat\n`, 'ref.flat'],
    ['names mirrored parts', `1 4 0 0 0 -1 0 0 0 1 0 0 0 1 3001.dat\n`, 'ref.mirrored'],
    ['says that a hose of bare segments is missing', ref(4, 'LS60.dat') + ref(4, '3001.dat'), 'part.flexible'],
    ['names scaled parts', `1 4 0 0 0 2 0 0 0 1 0 0 0 1 3001.dat\n`, 'ref.scaled'],
  ])('%s', async (_title, text, code) => {
    expect((await read(text)).problems.map((problem) => problem.code)).toContain(code)
  })

  it('says nothing of two equal blocks of one name', async () => {
    const { problems } = await read(`${HEADED}${ref(4, 'x.ldr')}${file('x.ldr', '3004')}${file('x.ldr', '3004')}`)
    expect(problems).toEqual([])
  })

  it('names the chain of a circle, and counts the rest', async () => {
    const reading = await read(
      `${HEADED}${ref(4, 'b.ldr')}${ref(4, '3001.dat')}0 FILE b.ldr\n${ref(16, 'MAIN.ldr')}${ref(16, '3005.dat')}`,
    )
    expect(reading.text).toBe('3001/4 3005/4')
    expect(reading.problems).toMatchObject([
      {
        level: 'error',
        code: 'ref.cycle',
        line: 5,
        message: expect.stringContaining('main.ldr > b.ldr > main.ldr') as string,
      },
    ])
    expect(reading.ledger).toMatchObject({ references: 3, listed: 2, unresolved: 1 })
  })
})

describe('colors', () => {
  it.each([
    [
      'of the referring line, however deep',
      `${HEADED}${ref(4, 'a.ldr')}${ref(1, 'b.ldr')}0 FILE a.ldr\n${ref(16, 'b.ldr')}${ref(14, 'b.ldr')}0 FILE b.ldr\n${ref(16, '3001.dat')}${ref(0, '3005.dat')}`,
      '3001/4 3001/1 3001/14 3005/0x3',
    ],
    ['open at the top', ref(16, '3001.dat'), '3001/16'],
    [
      'direct, in any spelling',
      ref('0x2FF0000', '3001.dat') + ref('0X2ff0000', '3001.dat') + ref(50266112, '3001.dat'),
      '3001/50266112x3',
    ],
    ['with zeros in front', ref('010', '3001.dat'), '3001/10'],
    [
      'edge, unknown, below zero',
      ref(24, '3001.dat') + ref(9999, '3001.dat') + ref(-1, '3001.dat'),
      '3001/24 3001/9999 3001/-1',
    ],
    ['from !CMDLINE', `0 x\n0 !CMDLINE -c4\n${ref(16, '3001.dat')}`, '3001/4'],
  ])('%s', async (_title, text, expected) => {
    expect(await lots(text)).toBe(sorted(expected))
  })

  it('lets the user choose the color at the top', async () => {
    expect((await read(ref(16, '3001.dat') + ref(24, '3001.dat'), { mainColor: 15 })).text).toBe('3001/15 3001/24')
  })

  it('knows the colors that the model defines', async () => {
    const { colors } = await read(`0 !COLOUR My_Pink CODE 4000 VALUE #FF00AA EDGE #000000\n${ref(4000, '3001.dat')}`)
    expect(colors).toMatchObject([{ ldraw: 4000, name: 'My Pink', rgb: '#FF00AA' }])
  })
})

describe('metas', () => {
  const inHouse = (...lines: string[]) => lines.map((line) => (/^1 /.test(line) ? `${line}\n` : `0 ${line}\n`)).join('')
  const red = (part: string) => ref(4, `${part}.dat`).trimEnd()

  it.each([
    [
      'BUFEXCHG takes back what came after STORE',
      [red('3001'), 'BUFEXCHG A STORE', red('3005'), 'BUFEXCHG A RETRIEVE', red('3004')],
      '3001/4 3004/4',
    ],
    [
      'BUFEXCHG brings back what another buffer holds',
      ['BUFEXCHG A STORE', red('3005'), 'BUFEXCHG B STORE', 'BUFEXCHG A RETRIEVE', 'BUFEXCHG B RETRIEVE'],
      '3005/4',
    ],
    ['BUFEXCHG without STORE does nothing', [red('3001'), 'BUFEXCHG A RETRIEVE'], '3001/4'],
    ['GHOST', [red('3001'), `GHOST ${red('3005')}`], '3001/4'],
    ['MLCAD HIDE', [red('3001'), `MLCAD HIDE ${red('3005')}`], '3001/4'],
    ['LEOCAD PIECE HIDDEN is a view only', ['!LEOCAD PIECE HIDDEN', red('3001')], '3001/4'],
    [
      'groups',
      ['GROUP 1 a', 'MLCAD BTG a', red('3001'), '!LEOCAD GROUP BEGIN x', red('3005'), '!LEOCAD GROUP END'],
      '3001/4 3005/4',
    ],
    ['SKIP without a generator', ['MLCAD SKIP_BEGIN', red('3001'), 'MLCAD SKIP_END'], '3001/4'],
    [
      'SKIP after a generator is one hose',
      ['MLCAD FLEXHOSE 1 2', 'MLCAD SKIP_BEGIN', red('76'), red('76'), 'MLCAD SKIP_END'],
      '?mlcad flexhose/4',
    ],
    ['PLI IGN', [red('3001'), '!LPUB PLI BEGIN IGN', red('3005'), '!LPUB PLI END', red('3004')], '3001/4 3004/4'],
    ['the old LPUB', ['LPUB PART BEGIN IGN', red('3005'), 'LPUB PART END', red('3004')], '3004/4'],
    ['PLI IGN that never ends', ['!LPUB PLI BEGIN IGN', red('3005')], ''],
    ['PLI SUB with a color', ['!LPUB PLI BEGIN SUB 3003.dat 14', red('3005'), red('3005'), '!LPUB PLI END'], '3003/14'],
    [
      'PLI SUB in the color of the first line',
      ['!LPUB PLI BEGIN SUB 3003', red('3005'), ref(1, '3005.dat').trimEnd(), '!LPUB PLI END'],
      '3003/4',
    ],
    [
      'PLI SUB when the second line is read slowly',
      ['!LPUB PLI BEGIN SUB 3003', red('3005'), ref(1, '3004.dat').trimEnd().replace(' ', '  '), '!LPUB PLI END'],
      '3003/4',
    ],
    ['PLI SUB in quotes', ['!LPUB PLI BEGIN SUB "my part.dat" 1', red('3005'), '!LPUB PLI END'], '?my part/1'],
    [
      'BUILD_MOD takes the new lines',
      ['!LPUB BUILD_MOD BEGIN "k"', red('3001'), '!LPUB BUILD_MOD END_MOD', red('3005'), '!LPUB BUILD_MOD END'],
      '3001/4',
    ],
    [
      'BUILD_MOD, removed later, the old ones',
      [
        '!LPUB BUILD_MOD BEGIN "k"',
        red('3001'),
        '!LPUB BUILD_MOD END_MOD',
        red('3005'),
        '!LPUB BUILD_MOD END',
        '!LPUB BUILD_MOD REMOVE "k"',
      ],
      '3005/4',
    ],
    [
      'SYNTH is one hose',
      [
        'SYNTH BEGIN TECHNIC_PNEUMATIC_HOSE 0',
        red('LS01'),
        'SYNTHESIZED BEGIN',
        red('stud3'),
        'SYNTHESIZED END',
        'SYNTH END',
      ],
      '?lsynth technic_pneumatic_hose/0',
    ],
    ['what LSynth made, alone', ['SYNTHESIZED BEGIN', red('LS60'), red('LS60'), 'SYNTHESIZED END'], '?lsynth/4'],
    [
      'TEXMAP with FALLBACK',
      ['!TEXMAP START PLANAR', `!: ${red('3001')}`, '!TEXMAP FALLBACK', red('3001'), '!TEXMAP END'],
      '3001/4',
    ],
    ['TEXMAP without FALLBACK', ['!TEXMAP START PLANAR', `!: ${red('3001')}`, '!TEXMAP END'], '3001/4'],
    ['TEXMAP NEXT', ['!TEXMAP NEXT PLANAR', red('3001')], '3001/4'],
  ])('%s', async (_title, lines, expected) => {
    expect(await lots(`0 title\n${inHouse(...lines)}`)).toBe(sorted(expected))
  })

  it.each<[string, string, ReadOptions, string]>([
    ['ghosts are counted on request', `0 GHOST ${ref(4, '3005.dat')}`, { countGhosts: true }, '3005/4'],
    [
      'hidden parts can be left out',
      `0 !LEOCAD PIECE HIDDEN\n${ref(4, '3001.dat')}${ref(4, '3001.dat')}`,
      { skipHidden: true },
      '3001/4',
    ],
    [
      'and parts hidden in a step',
      `0 !LEOCAD PIECE STEP_HIDE 2\n${ref(4, '3001.dat')}${ref(4, '3005.dat')}`,
      { skipHidden: true },
      '3005/4',
    ],
    [
      'LPub can be ignored',
      `0 !LPUB PLI BEGIN IGN\n${ref(4, '3001.dat')}0 !LPUB PLI END\n`,
      { ignoreLpub: true },
      '3001/4',
    ],
    [
      'as written, no meta counts',
      `0 BUFEXCHG A STORE\n${ref(4, '3001.dat')}0 BUFEXCHG A RETRIEVE\n`,
      { asWritten: true },
      '3001/4',
    ],
  ])('%s', async (_title, text, options, expected) => {
    expect((await read(text, options)).text).toBe(sorted(expected))
  })

  it('takes what stands in a submodel as often as it is used, in each color', async () => {
    const sub = `0 FILE s.ldr\n0 !LPUB PLI BEGIN SUB 3003 16\n${ref(16, '3005.dat')}0 !LPUB PLI END\n0 SYNTH BEGIN HOSE 16\n0 SYNTH END\n`
    const reading = await read(`${HEADED}${ref(4, 's.ldr')}${ref(1, 's.ldr')}${sub}`)
    expect(reading.text).toBe(sorted('3003/1 3003/4 ?lsynth hose/1 ?lsynth hose/4'))
    expect(reading.ledger).toMatchObject({ references: 2, skipped: 2, added: 4 })
  })

  it('counts all that is in a submodel that is left out', async () => {
    const sub = `0 FILE s.ldr\n${ref(16, '3005.dat')}${ref(16, 'stud.dat')}1 4 0\n`
    const text = `${HEADED}0 !LPUB PLI BEGIN IGN\n${ref(4, 's.ldr')}${ref(4, 's.ldr')}0 !LPUB PLI END\n${ref(1, 's.ldr')}${sub}`
    const reading = await read(text)
    expect(reading.text).toBe('3005/1')
    expect(reading.ledger).toMatchObject({ references: 9, listed: 1, unresolved: 1, rules: { lpub: 6, primitive: 1 } })
  })
})

describe('parts in the file', () => {
  const BODY = ref(16, '3005.dat') + '4 16 0 0 0 1 0 0 1 1 0 0 1 0\n'
  it.each([
    ['0 !LDRAW_ORG Unofficial_Part', 'x.dat', '?x/4'],
    ['0 !LDRAW_ORG UNOFFICIAL Part', 'x.ldr', '?x.ldr/4'],
    ['0 !LDRAW_ORG Unofficial_Shortcut', 'x.ldr', '?x.ldr/4'],
    ['0 LDRAW_ORG Unofficial Part', 'x.dat', '?x/4'],
    ['0 Unofficial Element', 'x.dat', '?x/4'],
    ['0 Official LCAD update 99-01', 'x.dat', '?x/4'],
    ['0 Original LDraw Part', 'x.dat', '?x/4'],
    ['0 !LDRAW_ORG Unofficial Model', 'x.dat', '3005/4'],
    ['0 Unofficial Model', 'x.dat', '3005/4'],
    ['0 !LDRAW_ORG Configuration', 'x.ldr', '3005/4'],
    ['0 !LDRAW_ORG Unofficial_Subpart', 'x.dat', ''],
    ['0 Unofficial Sub-Part', 'x.dat', ''],
    ['0 !LDRAW_ORG Unofficial_48_Primitive', 'x.dat', ''],
    ['0 !LDCAD CONTENT [type=path]', 'x.ldr', '?x.ldr/4'],
    ['0 !LDCAD GENERATED [generator=LDCad]', 'x.ldr', '?x.ldr/4'],
    ['0 no header', 'x.dat', '?x/4'],
    ['0 no header', 'x.ldr', '3005/4'],
    ['0 no header', '3001.dat', '3001/4'],
  ])('%s in %s', async (header, name, expected) => {
    expect(await lots(`${HEADED}${ref(4, name)}0 FILE ${name}\n0 Title\n${header}\n${BODY}`)).toBe(expected)
  })

  it.each([
    ['a model that was saved as .dat', 'x.dat', ref(16, '3005.dat'), '3005/4'],
    ['a .dat of nothing but primitives', 'x.dat', ref(16, 'stud.dat'), '?x/4'],
    ['a .ldr that draws and uses no part', 'x.ldr', `${ref(16, 'stud.dat')}3 16 0 0 0 1 0 0 1 1 0\n`, '?x.ldr/4'],
  ])('%s', async (_title, name, body, expected) => {
    expect(await lots(`${HEADED}${ref(4, name)}0 FILE ${name}\n${body}`)).toBe(expected)
  })

  it('leaves out primitives and subparts, and counts them in the ledger', async () => {
    const reading = await read(
      ['stud.dat', 's\\3001s01.dat', '48\\4-4cyli.dat', '3001.dat'].map((n) => ref(4, n)).join(''),
    )
    expect(reading.text).toBe('3001/4')
    expect(reading.ledger).toMatchObject({ references: 4, skipped: 3, rules: { primitive: 2, subpart: 1 } })
  })

  it('lists a part file as one piece', async () => {
    const reading = await read(`0 FILE 99999a.dat\n0 New\n0 !LDRAW_ORG Unofficial_Part\n${ref(16, 'stud.dat')}`)
    expect(reading.text).toBe('99999a/16')
    expect(reading.ledger).toMatchObject({ references: 0, added: 1 })
  })
})

describe('what to count', () => {
  const FLEET = `${HEADED}${ref(1, '3001.dat')}0 FILE a.ldr\n${ref(4, '3002.dat')}${ref(4, 'b.ldr')}0 FILE b.ldr\n${ref(4, '3003.dat')}${ref(4, 'a.ldr')}`
  it.each<[string, ReadOptions, string]>([
    ['the first block', {}, '3001/1'],
    ['one block by name', { model: 'B.LDR' }, '3002/4 3003/4'],
    ['one block without its ending', { model: 'a' }, '3002/4 3003/4'],
    ['all, also what only a circle uses', { all: true }, '3001/1 3002/4 3003/4'],
    ['without a submodel', { all: true, skip: ['A'] }, '3001/1'],
    ['without a part', { skip: ['3001.dat'] }, ''],
  ])('%s', async (_title, options, expected) => {
    expect((await read(FLEET, options)).text).toBe(expected)
  })

  it.each([['3040'], ['3040b'], ['3040.dat']])('leaves out a moved part under any of its numbers: %s', async (name) => {
    expect((await read(ref(4, '3040.dat') + ref(4, '3001.dat'), { skip: [name] })).text).toBe('3001/4')
  })

  it('says what there is when a submodel is not there, and that a --skip matches nothing', async () => {
    await expect(read(FLEET, { model: 'nix' })).rejects.toThrow('no submodel nix')
    expect((await read(FLEET, { skip: ['nix'] })).problems).toMatchObject([{ code: 'skip.unused' }])
  })
})

describe('size', () => {
  it('counts a chain of 20,000 submodels', async () => {
    const blocks = Array.from(
      { length: 20_000 },
      (_, i) => `0 FILE b${i}.ldr\n${ref(16, `b${i + 1}.ldr`)}${ref(16, '3005.dat')}`,
    )
    expect(await lots(`${HEADED}${ref(4, 'b0.ldr')}${blocks.join('')}0 FILE b20000.ldr\n${ref(16, '3001.dat')}`)).toBe(
      '3001/4 3005/4x20000',
    )
  })

  it('is exact to the last piece below 2^53', async () => {
    expect(await lots(doubling(52, ref(16, '3005.dat')))).toBe(`3005/4x${2 ** 52}`)
  })

  it.each([
    ['references', doubling(53, ref(16, '3005.dat'))],
    ['hoses', doubling(60, '0 SYNTH BEGIN HOSE 4\n0 SYNTH END\n')],
    ['all that a number can hold', doubling(2000, ref(16, '3005.dat'))],
  ])('refuses more, with words: %s', async (_title, text) => {
    await expect(read(text)).rejects.toThrow('more than 9,007,199,254,740,991 pieces')
  })

  it('does not care how often nothing is used', async () => {
    const reading = await read(`${doubling(2000, '0 nothing\n')}0 FILE x.ldr\n${ref(4, '3001.dat')}`, { all: true })
    expect(reading.text).toBe('3001/4')
    expect(reading.ledger).toMatchObject({ references: 1, listed: 1 })
  })
})

async function lots(text: string): Promise<string> {
  return (await read(text)).text
}

function read(text: string, options: ReadOptions = {}) {
  return readBytes(new TextEncoder().encode(text), options)
}

/** The parts as `part/color`, with `xN` where there are several, and `?` before those that are not simply known. */
async function readBytes(bytes: Uint8Array, options: ReadOptions = {}) {
  const surroundings = { catalog, decisions: noDecisions(), path: 'x.ldr', sibling: () => undefined, options }
  const reading = await ldraw.read?.(sourceOf(bytes), 'x.ldr', surroundings)
  if (!reading) throw new Error('the codec cannot read')
  expect(balances(reading.ledger)).toBe(true)
  const words = reading.value.lots.map(({ part, color, quantity }) => {
    const known = reading.statuses?.has(part) ? '?' : ''
    return `${known}${part}/${color}${quantity === 1 ? '' : `x${quantity}`}`
  })
  return { ...reading, text: words.sort().join(' ') }
}

/** Names may have blanks, parts of a list have none before their color. */
function sorted(list: string): string {
  return list
    .split(/(?<=\/\S+) /)
    .sort()
    .join(' ')
}

function ref(color: number | string, name: string): string {
  return `1 ${color} ${AT()} ${name}\n`
}

function AT(): string {
  return '0 0 0 1 0 0 0 1 0 0 0 1'
}

function file(name: string, part: string): string {
  return `0 FILE ${name}\n${ref(16, `${part}.dat`)}`
}

function doubling(levels: number, last: string): string {
  const blocks = Array.from({ length: levels }, (_, i) => `0 FILE b${i}.ldr\n${ref(16, `b${i + 1}.ldr`).repeat(2)}`)
  return `${HEADED}${ref(4, 'b0.ldr')}${blocks.join('')}0 FILE b${levels}.ldr\n${last}`
}
