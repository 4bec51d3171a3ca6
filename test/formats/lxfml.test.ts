import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../src/core/catalog/decisions.js'
import { BrickError, EXIT } from '../../src/core/error.js'
import { balances } from '../../src/core/ledger.js'
import { HEAD_BYTES, sourceOf } from '../../src/core/source.js'
import type { Codec, Reading, ReadOptions } from '../../src/formats/codec.js'
import { detect } from '../../src/formats/sniff/detect.js'
import { readers } from '../../src/formats/index.js'
import { lxf } from '../../src/formats/lxf.js'
import { lxfml } from '../../src/formats/lxfml.js'
import { shippedFacts } from '../../src/system/facts.js'
import { makeZip } from '../ldraw/make-zip.js'

const catalog = shippedFacts()

describe('a model of LEGO Digital Designer', () => {
  it.each([
    { codec: lxfml, path: 'fixtures/formats/lxfml.lxfml' },
    { codec: lxf, path: 'fixtures/formats/lxf.lxf' },
  ])('is read: $path', async ({ codec, path }) => {
    const { value, ledger, problems } = await read(readFileSync(path), {}, codec)
    expect(rowsOf(value.lots)).toEqual([
      '3001 21 x2 300121',
      '3062 194 x1',
      '55981 199 x1',
      '3815 23 x1',
      '3816 23 x1',
      '3817 23 x1',
      '3069 1 x1',
      '3005 0 x1',
    ])
    expect([ledger.references, balances(ledger)]).toEqual([9, true])
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['color.several', 31],
      ['part.decorated', 51],
    ])
  })

  it.each([
    [
      'D58',
      `${brick('73200', '', ['designID="3815" materials="23,0,0"', 'designID="3816" materials="23,0,0"'])}`,
      '3815 23 x1, 3816 23 x1',
    ],
    ['D59', brick('3001', '', ['designID="3001" materials="26,0,21"']), '3001 26 x1'],
    [
      'D60',
      brick('3001;B', 'itemNos="300126"', ['designID="3001;B" materials="26:0" partType="rigid"']),
      '3001 26 x1 300126',
    ],
    [
      'D61',
      '<Scene><Model><Group><Group><Part designID="3001" materialID="26" itemNos="300126" tx="0"/></Group></Group></Model></Scene>',
      '3001 26 x1 300126',
    ],
    [
      'the first element that is one',
      brick('3001', 'itemNos="0,,300126,4"', ['designID="3001" materials="26"']),
      '3001 26 x1 300126',
    ],
    [
      'bones of a hose',
      brick('3001', '', [
        'designID="3001" materials="26"><Bone refID="1"/><Bone refID="2"/></Part><Part designID="3005"',
      ]),
      '3001 26 x1, 3005 0 x1',
    ],
    [
      'no color, and such as are none',
      parts(['', 'materials=""', 'materials="0,0"', 'materials="-1"', 'materials="red"']),
      '3005 0 x5',
    ],
    ['a brick that has no parts', '<Brick designID="3001" materials="21"/>', '3001 21 x1'],
    ['capitals and entities', '<PART DESIGNID="&#51;001" MaterialS="21"/>', '3001 21 x1'],
  ])('%s', async (_title, content, expected) => {
    const { value, ledger } = await readText(content)
    expect(rowsOf(value.lots).join(', ')).toBe(expected)
    expect(balances(ledger)).toBe(true)
  })

  it('counts no part without a design, and says so', async () => {
    const { value, ledger, problems } = await readText(
      '<Part materials="21"/><Part designID="" /><Part designID="3001"/>',
    )
    expect(rowsOf(value.lots)).toEqual(['3001 0 x1'])
    expect(ledger).toMatchObject({ references: 3, listed: 1, unresolved: 2 })
    expect(problems).toMatchObject([{ level: 'error', code: 'list.row' }])
  })

  it.each(['3062', '3062b', '3062b.dat'])('leaves out what the user does not want: %s', async (name) => {
    const content = parts(['']) + brick('3062', '', ['designID="3062" materials="21"'])
    const { value, ledger, problems } = await readText(content, { skip: [name, 'nothing'] })
    expect(rowsOf(value.lots)).toEqual(['3005 0 x1'])
    expect([ledger.references, ledger.rules, balances(ledger)]).toEqual([2, { skip: 1 }, true])
    expect(problems).toMatchObject([{ code: 'skip.unused', message: '--skip nothing matches nothing in the model' }])
  })

  it('gives what has no color the one that the user chose', async () => {
    expect(rowsOf((await readText(parts(['']), { mainColor: 4 })).value.lots)).toEqual(['3005 21 x1'])
  })

  it('says that a model has no parts', async () => {
    const { problems } = await readText('<Meta/>')
    expect(problems).toMatchObject([{ level: 'error', code: 'model.empty' }])
  })

  it.each(['LXFML', 'lxfml'])('is found in its archive by the ending of %s, with or without a mark', async (ending) => {
    const text = '\ufeff<LXFML><Part designID="3001"/></LXFML>'
    const bytes = makeZip([{ name: `image100.${ending}`, bytes: text }])
    expect(detect(readers, bytes.subarray(0, HEAD_BYTES), 'a.zip').row?.names[0]).toBe('lxf')
    expect(rowsOf((await read(bytes, {}, lxf)).value.lots)).toEqual(['3001 0 x1'])
  })
})

describe('a brick of several parts', () => {
  const motor = brick('95658', 'itemNos="6009430"', [
    'designID="54725" materials="21"',
    'designID="74042" materials="194,1"',
  ])
  const legs = brick(
    '73200',
    '',
    ['3815', '3816', '3817'].map((part) => `designID="${part}" materials="23"`),
  )
  const turntable = brick('50163', 'itemNos="4624645"', [
    'designID="48452" materials="194"',
    'designID="48168" materials="26"',
  ])
  const printed = brick(
    '73200',
    '',
    ['3815', '3816', '3817'].map((part) => `designID="${part}" materials="23" decoration="7"`),
  )

  it.each([
    { what: 'a motor', content: motor, whole: '95658 194 x1 6009430', apart: '54725 21 x1, 74042 194 x1' },
    { what: 'legs', content: legs, whole: '73200 23 x1', apart: '3815 23 x1, 3816 23 x1, 3817 23 x1' },
    { what: 'what LDraw has in fixed colors', content: turntable, apart: '48452 194 x1, 48168 26 x1' },
    { what: 'what has a print', content: printed, apart: '3815 23 x1, 3816 23 x1, 3817 23 x1' },
    {
      what: 'what nobody knows',
      content: brick('9999999', '', ['designID="3001" materials="21"', 'designID="3005" materials="23"']),
      apart: '3001 21 x1, 3005 23 x1',
    },
  ])('is listed as shops sell it, if it may be: $what', async ({ content, whole, apart }) => {
    for (const assemblies of ['auto', 'keep', 'join'] as const) {
      const { value, ledger } = await readText(content, { assemblies })
      expect(rowsOf(value.lots).join(', ')).toBe(whole ?? apart)
      expect(ledger.listed - ledger.joined).toBe(whole === undefined ? value.lots.length : 1)
      expect(balances(ledger)).toBe(true)
    }
    for (const options of [
      { assemblies: 'split' },
      { asWritten: true, assemblies: 'auto' },
      {},
    ] satisfies ReadOptions[])
      expect(rowsOf((await readText(content, options)).value.lots).join(', ')).toBe(apart)
  })
})

describe('a print', () => {
  const printed = (more: string) => brick('3069', more, ['designID="3069" materials="1" decoration="0,60163"'])
  const element = catalog.elements('3069bpr0030', 15)[0] ?? ''

  it('is known by its element', async () => {
    expect(element).toMatch(/^\d+$/)
    const { value, problems } = await readText(printed(`itemNos="${element}"`))
    expect([rowsOf(value.lots), problems]).toEqual([[`3069 1 x1 ${element}`], []])
  })

  it('is not known without', async () => {
    const { problems } = await readText(printed('') + printed('itemNos="306901"'))
    expect(problems).toMatchObject([{ level: 'warning', code: 'part.decorated', part: '3069' }])
    expect(problems[0]?.message).toContain('decoration 60163')
  })

  it('is none where the element alone says so', async () => {
    const { value } = await readText(brick('3069', `itemNos="${element}"`, ['designID="3069" materials="1"']))
    expect(rowsOf(value.lots)).toEqual(['3069 1 x1'])
  })
})

describe('what is no LXFML', () => {
  it.each([
    ['cut off', '<LXFML><Bricks><Brick designID="3001"><Part des'],
    ['another list', '<INVENTORY><ITEM/></INVENTORY>'],
    ['text', 'Dear Sir or Madam'],
    ['nothing', ''],
    ['with entities', '<!DOCTYPE a [<!ENTITY b "c">]><LXFML/>'],
    ['too deep', '<Group>'.repeat(5000)],
  ])('is refused: %s', async (_title, text) => {
    const error = await read(new TextEncoder().encode(text)).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BrickError)
    expect((error as BrickError).exit).toBe(EXIT.input)
    expect((error as BrickError).hint).toBeTruthy()
  })

  it('is refused in an archive, too', async () => {
    const bytes = makeZip([{ name: 'IMAGE100.PNG' }])
    await expect(read(bytes, {}, lxf)).rejects.toThrow('x is a zip archive without a model; in it is IMAGE100.PNG')
  })
})

function brick(design: string, more: string, content: string[]): string {
  return `<Brick designID="${design}" ${more}>${content.map((text) => `<Part ${text}></Part>`).join('')}</Brick>`
}

function parts(attributes: string[]): string {
  return attributes.map((text) => `<Part designID="3005" ${text}/>`).join('')
}

function rowsOf(lots: Reading['value']['lots']): string[] {
  return lots.map(
    ({ part, color, quantity, element }) => `${part} ${color} x${quantity}${element ? ` ${element}` : ''}`,
  )
}

function readText(content: string, options: ReadOptions = {}): Promise<Reading> {
  return read(new TextEncoder().encode(`<?xml version="1.0"?>\n<LXFML versionMajor="5">${content}</LXFML>`), options)
}

async function read(bytes: Uint8Array, options: ReadOptions = {}, codec: Codec<'lego'> = lxfml): Promise<Reading> {
  const surroundings = { catalog, decisions: noDecisions(), path: 'x', sibling: () => undefined, options }
  const reading = await codec.read?.(sourceOf(bytes), 'x', surroundings)
  if (!reading) throw new Error('not read')
  return reading
}
