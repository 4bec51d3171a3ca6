import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../src/core/translate/canonical.js'
import { noDecisions } from '../../src/core/catalog/decisions.js'
import { BrickError, EXIT } from '../../src/core/error.js'
import { balances } from '../../src/core/ledger.js'
import { HEAD_BYTES, sourceOf } from '../../src/core/source.js'
import { translate } from '../../src/core/translate/translate.js'
import { translateHome } from '../../src/core/translate/translate-home.js'
import type { Reading, ReadOptions } from '../../src/formats/codec.js'
import { detect } from '../../src/formats/sniff/detect.js'
import { readers } from '../../src/formats/index.js'
import { ldraw } from '../../src/formats/ldraw.js'
import { studio } from '../../src/formats/studio.js'
import { openArchive } from '../../src/ldraw/archive.js'
import { shippedFacts } from '../../src/system/facts.js'
import { makeZip, type ZipFile } from '../ldraw/make-zip.js'

const catalog = shippedFacts()
const INNER = ['model.ldr', 'model2.ldr', 'modelv1.ldr', 'modelv2.ldr']
const FIXTURE = 'fixtures/formats/studio-io.io'
const DALEK = '../shared/corpus/models-and-lists/studio-io/marek-saji/dalek.io'
const AT = '0 0 0 1 0 0 0 1 0 0 0 1'

describe('a model of Studio', () => {
  it.each([FIXTURE, 'fixtures/formats/studio-io.encrypted.io'])('is read: %s', async (path) => {
    const { value, ledger, problems } = await read(readFileSync(path))
    expect(rowsOf(value.lots)).toEqual([
      '3001 4 x1',
      '3003 16 x1',
      '3005 402 x1',
      '3010 15 x1',
      '3010 71 x1',
      '3069b 0 x2',
      '92693c01-f1 71 x1',
      'shed_window 0 x1',
      'shed_window 14 x1',
    ])
    expect([ledger.references, balances(ledger)]).toEqual([10, true])
    expect(problems).toEqual([])
  })

  it('has parts of its own, with titles, that are never taken apart', async () => {
    const { statuses, facts } = await read(readFileSync(FIXTURE))
    expect([...(statuses ?? [])]).toEqual([['shed_window', 'custom']])
    expect(facts?.map(({ id, title }) => [id, title])).toEqual([['shed_window', 'Window of the shed']])
  })

  it.each(INNER)('is the same in %s', async (name) => {
    expect(await inShop(await only(readFileSync(FIXTURE), name))).toEqual(await inShop(readFileSync(FIXTURE)))
  })

  it.skipIf(!existsSync(DALEK)).each(INNER.slice(0, 3))(
    'that is real is the same in %s (needs ../shared)',
    async (name) => {
      const shop = await inShop(await only(readFileSync(DALEK), name))
      expect(shop).toHaveLength(17)
      expect(shop).toEqual(await inShop(readFileSync(DALEK)))
    },
  )

  it('is read with the numbers and colors of the file', async () => {
    const { value } = await read(await only(readFileSync(FIXTURE), 'model2.ldr'), { asWritten: true })
    expect(rowsOf(value.lots)).toContain('bl:3069 0 x2')
    const { value: plain } = await read(await only(readFileSync(FIXTURE), 'modelv1.ldr'), { asWritten: true })
    expect(rowsOf(plain.lots)).toContain('92693c01-f1.dat copy 71 x1')
    expect(rowsOf(plain.lots)).toContain('3005 100167 x1')
  })

  it('takes the model of BrickLink numbers where that of LDraw numbers is empty', async () => {
    const model2 = `\ufeff0 FILE a\r\n1 5 ${AT} 3001.dat\r\n1 -1 ${AT} 3005.dat\r\n0 NOFILE\r\n`
    const { value } = await read(zip({ 'model.ldr': '0 nothing\n', 'model2.ldr': model2 }))
    expect(rowsOf(value.lots)).toEqual(['3001 4 x1', '3005 16 x1'])
  })

  it('takes the model of LEGO numbers where there is no other', async () => {
    const lxfml =
      '<LXFML versionMajor="8"><Bricks><Brick designID="3001;B" itemNos="300126"><Part designID="3001;B" materials="26:0"/></Brick></Bricks></LXFML>'
    const { value } = await read(zip({ 'model.lxfml': lxfml }))
    expect(value.system).toBe('lego')
    expect(rowsOf(value.lots)).toEqual(['3001 26 x1'])
  })

  it('has lines of its own in each version (D56)', async () => {
    const lines = { 'modelv1.ldr': `10 4 False 0 ${AT} 3001.dat\n`, 'modelv2.ldr': `11 4 7 False 0 ${AT} 3001.dat\n` }
    for (const [name, text] of Object.entries(lines))
      expect(rowsOf((await read(zip({ [name]: text }))).value.lots)).toEqual(['3001 4 x1'])
  })

  it('takes a color that was left open from whatever uses it (D57)', async () => {
    const text = `0 FILE a\n1 5 ${AT} SUB\n1 -1 ${AT} sub\n0 FILE sub\n1 -1 ${AT} 3001.dat\n1 16 ${AT} 3005.dat\n`
    const bytes = zip({ 'model2.ldr': text })
    expect(rowsOf((await read(bytes)).value.lots)).toEqual(['3001 16 x1', '3001 4 x1', '3005 42 x2'])
    expect(rowsOf((await read(bytes, { mainColor: 1 })).value.lots)).toEqual(['3001 1 x1', '3001 4 x1', '3005 42 x2'])
  })

  it.each([
    ['Studio counted otherwise', { '.info': '{"version":"2\r","total_parts":3}' }, 'Studio counted 3 pieces'],
    [
      'another model has more',
      { 'modelv1.ldr': `10 4 False 0 ${AT} a.dat\n`.repeat(2) },
      'modelv1.ldr has 2; model.ldr',
    ],
    [
      'Studio knew not all',
      { 'errorPartList.err': '\ufeff["99999x",{"a":1,"name":"b"}]' },
      '2 parts of this model: 99999x, b',
    ],
    ['nothing where another model has nothing', { 'model2.ldr': 'x' }, undefined],
  ])('says that %s', async (_title, files, message) => {
    const { problems } = await read(zip({ 'model.ldr': `1 4 ${AT} 3001.dat\n`, ...files }))
    expect(problems.map((problem) => `${problem.level}: ${problem.message}`)).toEqual(
      message === undefined ? [] : [expect.stringMatching(`^warning: .*${message}`)],
    )
  })

  it('does without what is damaged beside the model', async () => {
    const files: ZipFile[] = [
      { name: 'model.ldr', bytes: `1 4 ${AT} 3001.dat\n1 4 ${AT} own.dat\n` },
      { name: 'CustomParts/own.dat', bytes: 'x', crc: 1 },
      { name: '.info', bytes: '{"total_parts":7}', crc: 1 },
      { name: 'errorPartList.err', bytes: '["a"]', crc: 1 },
    ]
    const { value, problems } = await read(makeZip(files))
    expect(rowsOf(value.lots)).toEqual(['3001 4 x1', 'own 4 x1'])
    expect(problems).toMatchObject([{ message: 'cannot unpack CustomParts/own.dat in x.io: it is damaged' }])
  })

  it('says that another model is damaged, and lists the first', async () => {
    const files: ZipFile[] = [
      { name: 'model.ldr', bytes: `1 4 ${AT} 3001.dat\n` },
      { name: 'modelv1.ldr', bytes: 'x', crc: 1 },
    ]
    const { value, problems } = await read(makeZip(files))
    expect(rowsOf(value.lots)).toEqual(['3001 4 x1'])
    expect(problems).toMatchObject([{ message: 'cannot unpack modelv1.ldr in x.io: it is damaged' }])
  })

  it('counts what is wrong in two places once', async () => {
    const text = `0 a\n0 NumOfBricks:  7\n1 4 ${AT} 3001.dat\n`
    const { problems } = await read(zip({ 'model.ldr': text, '.info': '{"total_parts":7}' }))
    expect(problems.map(({ code, level }) => [code, level])).toEqual([['count.claimed', 'warning']])
  })

  it('does not compare what is left out on purpose', async () => {
    const { problems } = await read(readFileSync(FIXTURE), { skip: ['3001'] })
    expect(problems).toEqual([])
  })

  it('opens no file but those in the archive, of a name as it stands', async () => {
    const names = ['../../secret.ldr', 'p/../secret.ldr', '/etc/passwd', 'secret.ldr', 'c:\\secret.ldr']
    const text = names.map((name) => `1 4 ${AT} ${name}\n`).join('')
    const files: ZipFile[] = [
      { name: 'model.ldr', bytes: text },
      { name: 'CustomParts/../secret.ldr', bytes: `1 4 ${AT} 3001.dat\n` },
    ]
    const { value, problems } = await read(makeZip(files))
    expect(value.lots.map(({ part }) => part)).not.toContain('3001')
    expect(problems.map(({ code }) => code)).toContain('file.archive')
  })

  it('warns of two files of one name', async () => {
    const files = ['3001', '3005'].map((part) => ({ name: 'model.ldr', bytes: `1 4 ${AT} ${part}.dat\n` }))
    const { value, problems } = await read(makeZip(files))
    expect(rowsOf(value.lots)).toEqual(['3005 4 x1'])
    expect(problems).toMatchObject([
      { code: 'file.archive', message: expect.stringContaining('more than one model.ldr') },
    ])
  })
})

describe('what is no model of Studio', () => {
  it.each([
    ['an empty file', new Uint8Array(), 'x.io is empty: there is no model in it'],
    ['text', new TextEncoder().encode('Dear Sir,'), 'x.io is no archive of a model'],
    ['half a file', readFileSync(FIXTURE).subarray(0, 900), 'cannot unpack x.io: it is cut off'],
    [
      'a document',
      zip({ '[Content_Types].xml': '', 'word/document.xml': '', a: '', b: '' }),
      'in it is [Content_Types].xml, word/document.xml, a and 1 more',
    ],
    ['an empty archive', makeZip([]), 'in it is nothing'],
    [
      'a locked model',
      makeZip([{ name: 'model.ldr', bytes: 'x'.repeat(99), password: 'mine' }]),
      'locked with another password',
    ],
  ])('%s is refused with words', async (_title, bytes, message) => {
    const error = await read(bytes).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BrickError)
    expect((error as BrickError).message).toContain(message)
    expect((error as BrickError).exit).toBe(EXIT.input)
    expect((error as BrickError).hint).toBeTruthy()
  })

  it.each(['castle.zip', 'castle.ldr', 'castle', 'castle.lxf'])('does not depend on the name %s', (name) => {
    expect(detect(readers, readFileSync(FIXTURE).subarray(0, HEAD_BYTES), name).row?.names[0]).toBe('studio-io')
  })
})

describe('a plain LDraw file that Studio wrote', () => {
  it('has bent parts in blocks of their pieces, which are one part each', async () => {
    const text = `0 FILE a\n1 71 ${AT} 61927-f1.dat copy\n0 FILE 61927-f1.dat Copy\n0 Actuator\n0 FlexibleBrick:  61927-f1.dat\n1 25 ${AT} 47157.dat\n1 16 ${AT} 62271c01.dat\n`
    const reading = await ldraw.read?.(sourceOf(new TextEncoder().encode(text)), 'a.ldr', surroundings({}))
    expect(rowsOf(reading?.value.lots ?? [])).toEqual(['61927-f1 71 x1'])
    expect([...(reading?.statuses ?? [])]).toEqual([])
  })

  it.each([
    ['100003', '180'],
    ['100007', '100007'],
    ['100040', '10375'],
    ['100241', '371'],
    ['10366', '10366'],
    ['199999', '199999'],
    ['0x2100167', `${0x2100167}`],
  ])('has colors of its own: %s is %s', async (color, expected) => {
    const source = sourceOf(new TextEncoder().encode(`1 ${color} ${AT} 3001.dat\n`))
    const reading = await ldraw.read?.(source, 'a.ldr', surroundings({}))
    expect(rowsOf(reading?.value.lots ?? [])).toEqual([`3001 ${expected} x1`])
  })
})

function zip(files: Record<string, string>): Uint8Array {
  return makeZip(Object.entries(files).map(([name, bytes]) => ({ name, bytes })))
}

/** The archive with one of its models, and the parts of the user. */
async function only(bytes: Uint8Array, model: string): Promise<Uint8Array> {
  const archive = await openArchive(bytes, 'x', { password: 'soho0909', maxFiles: 1000, hint: '-' })
  const names = archive.names.filter((name) => name === model || name.startsWith('CustomParts/'))
  return makeZip(await Promise.all(names.map(async (name) => ({ name, bytes: await archive.read(name) }))))
}

/** Part, color and number of pieces in BrickLink's numbers; what BrickLink has not, in our own. */
async function inShop(bytes: Uint8Array): Promise<string[]> {
  const { value } = await read(bytes)
  const home = translateHome(value, catalog).inventory
  const { lots } = canonical(home.lots, catalog, 'auto')
  const { inventory, unresolved } = translate({ system: 'ldraw', lots }, 'bricklink', catalog)
  return rowsOf([...inventory.lots, ...unresolved.map(({ lot }) => lot)])
}

function rowsOf(lots: { part: string; color: number; quantity: number }[]): string[] {
  return lots.map(({ part, color, quantity }) => `${part} ${color} x${quantity}`).sort()
}

async function read(bytes: Uint8Array, options: ReadOptions = {}): Promise<Reading> {
  const reading = await studio.read?.(sourceOf(bytes), 'x.io', surroundings(options))
  if (!reading) throw new Error('not read')
  return reading
}

function surroundings(options: ReadOptions) {
  return { catalog, decisions: noDecisions(), path: 'x.io', sibling: () => undefined, options }
}
