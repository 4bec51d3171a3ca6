import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ANY_COLOR, foreignColor } from '../../src/core/catalog/color-code.js'
import { noDecisions } from '../../src/core/catalog/decisions.js'
import { describe as described } from '../../src/core/translate/describe.js'
import { emptyLedger } from '../../src/core/ledger.js'
import { translateHome } from '../../src/core/translate/translate-home.js'
import { isStudio } from '../../src/formats/sniff/elements.js'
import { studioCsv } from '../../src/formats/studio-csv.js'
import { studioView } from '../../src/formats/studio-view.js'
import { shippedFacts } from '../../src/system/facts.js'
import { readList } from './read-list.js'
import { GLITTER, listing, RED, row } from './sample-listing.js'

const HEADER = 'BLItemNo,ElementId,LdrawId,PartName,BLColorId,LDrawColorId,ColorName,ColorCategory,Qty,Weight\n'
const LISTS = fileURLToPath(new URL('../../../shared/corpus/models-and-lists/', import.meta.url))
const absent = fs.existsSync(LISTS) ? '' : ' (skipped: there is no ../shared beside this folder)'

const FOREIGN = foreignColor('rebrickable', 1234)

const facts = shippedFacts()

describe('the parts list of Studio', () => {
  it('is read in the numbers of BrickLink, with element, names and weight', async () => {
    const { value, problems } = await read(`${HEADER}3001,300121,3001,Brick 2 x 4,5,4,Red,Solid Colors,4,2.32\n`)
    expect(value).toMatchObject({
      system: 'bricklink',
      lots: [
        {
          ...{ part: '3001', color: 5, quantity: 4, element: '300121' },
          carried: { name: 'Brick 2 x 4', colorName: 'Red', weight: '2.32' },
        },
      ],
    })
    expect(problems).toEqual([])
  })

  it.each([
    { title: 'by the LDraw number where the other is empty', row: ',,3069b,,5,4,,,2,', part: '3069', color: 5 },
    { title: 'by the LDraw color where the other is empty', row: '3001,,3001,,,4,,,2,', part: '3001', color: 5 },
    { title: 'by both of LDraw where BrickLink has no part', row: ',,u9999,,5,4,,,2,', part: 'ld:u9999', color: 4 },
    {
      title: 'by both of LDraw where BrickLink has no color',
      row: '3001,,3001,,,88888,,,2,',
      part: 'ld:3001',
      color: 88888,
    },
    { title: 'in any color', row: '3001,,3001,,0,,,,2,', part: '3001', color: 0 },
  ])('names a part $title', async ({ row, part, color }) => {
    expect((await read(`${HEADER}${row}\n`)).value.lots).toMatchObject([{ part, color, quantity: 2 }])
  })

  it.each([
    { title: 'no part', row: ',300121,,,5,4,,,2,', code: 'list.row' },
    { title: 'no quantity', row: '3001,,3001,,5,4,,,,', code: 'list.quantity' },
    { title: 'no color', row: '3001,,,,,,,,2,', code: 'color.unmapped' },
    { title: 'a part that nobody knows', row: ',,foobar,,5,,,,2,', code: 'part.unknown' },
  ])('tells a row with $title', async ({ row, code }) => {
    const { ledger, problems } = await read(`${HEADER}${row}\n3001,,3001,,5,4,,,2,\n`)
    expect(problems).toMatchObject([{ level: 'error', code, line: 2 }])
    expect([ledger.references, ledger.listed, ledger.unresolved]).toEqual([3, 2, 1])
  })

  it('is checked by its totals, where it has them', async () => {
    const lot = '3001,300121,3001,Brick 2 x 4,5,4,Red,Solid Colors,4,2.32\n'
    const totals = (quantity: number) => `,,,,,,,,,\nTotal qty,Total Weight,,,,,,,,\n${quantity},9.28,,,,,,,,\n`
    expect((await read(HEADER + lot)).problems).toEqual([])
    expect((await read(HEADER + lot + totals(4))).problems).toEqual([])
    const { value, problems } = await read(HEADER + lot + totals(5))
    expect(value.lots).toHaveLength(1)
    expect(problems).toMatchObject([{ level: 'warning', code: 'count.claimed', line: 5 }])
    expect(problems[0]?.message).toBe('the list says that it has 5 parts; counted 4')
  })

  it('has all rows of several that were joined', async () => {
    const totals = (quantity: number) => `,,,,,,,,,\nTotal qty,Total Weight,,,,,,,,\n${quantity},9.28,,,,,,,,\n`
    const other = 'Qty,BLItemNo,BLColorId\n2,3005,11\n'
    const one = `${HEADER}3001,,3001,,5,4,,,4,2.32\n${totals(4)}`
    const { value, problems } = await read(`${one}${HEADER}3002,,3002,,5,4,,,3,1\n${totals(3)}${other}`)
    expect(value.lots.map(({ part, quantity }) => [part, quantity])).toEqual([
      ['3001', 4],
      ['3002', 3],
      ['3005', 2],
    ])
    expect(problems).toMatchObject([{ message: 'the list says that it has 7 parts; counted 9' }])
  })

  it('is told from other tables', () => {
    expect(isStudio(HEADER)).toBe(true)
    expect(isStudio('elementId,quantity\n')).toBe(false)
  })

  it('is written as Studio writes it, with what is not known left empty', () => {
    const rows = [
      row('3001', RED, { quantity: 4, elements: ['300121'], name: 'Brick 2 x 4', carried: { weight: '2.32' } }),
      row('u9999', GLITTER, { part: { ldraw: 'u9999' }, carried: { name: 'Pole, bent', weight: '0.2' } }),
      row('3005', undefined, { colorCode: ANY_COLOR, colorName: '(any color)', carried: { weight: '0.1' } }),
    ]
    expect(studioView.write(listing(rows)).split('\n')).toEqual([
      HEADER.trimEnd(),
      '3001,300121,3001,Brick 2 x 4,5,4,Red,Solid Colors,4,2.32',
      ',,u9999,"Pole, bent",,9,Glitter Trans-Light Blue,Transparent Colors,1,0.2',
      '3005,,3005,,0,,(any color),,1,0.1',
      ',,,,,,,,,',
      'Total qty,Total Weight,,,,,,,,',
      '6,9.58,,,,,,,,',
      '',
    ])
    expect(studioView.write(listing([row('3001', RED)]))).toContain('\n1,,,,,,,,,\n')
  })

  it.each([
    { title: 'numbers of BrickLink', row: row('3001', RED, { part: { bricklink: '3001' } }), lack: undefined },
    { title: 'numbers of LDraw', row: row('u9999', GLITTER, { part: { ldraw: 'u9999' } }), lack: undefined },
    { title: 'any color', row: row('3001', undefined, { colorCode: ANY_COLOR }), lack: undefined },
    { title: 'no color that anybody knows', row: row('3001', undefined, { colorCode: FOREIGN }), lack: 'color' },
    { title: 'a number of others only', row: row('upn1', RED, { part: { rebrickable: 'upn1' } }), lack: 'part' },
    {
      title: 'a part of the one and a color of the other',
      row: row('u9999', { ...RED, ldraw: FOREIGN }, { part: { ldraw: 'u9999' } }),
      lack: 'part',
    },
  ])('has a place for a row with $title: lacks $lack', ({ row, lack }) => {
    expect(studioView.lacks?.(row)).toBe(lack)
  })

  it('is read as it was written', async () => {
    const sample = fs.readFileSync('fixtures/formats/studio.csv', 'utf8')
    const { value } = await read(sample)
    const home = translateHome(value, facts)
    const { rows } = described(home.inventory, facts, noDecisions(), { elements: true })
    const again = studioView.write({ sources: [], rows, ledger: emptyLedger(), problems: [] })
    const { value: reread, problems } = await read(again)
    expect(problems).toEqual([])
    expect(things(translateHome(reread, facts).inventory)).toEqual(things(home.inventory))
  })

  it.skipIf(absent).each(absent ? [] : fs.readdirSync(path.join(LISTS, 'csv/studio-partslist')))(
    `is read as others agree: %s${absent}`,
    async (name) => {
      const file = path.join('csv/studio-partslist', name)
      const { value, problems } = await read(fs.readFileSync(path.join(LISTS, file), 'utf8'))
      const oracle = fs.readFileSync(path.join(LISTS, 'oracle/lists', `${file}.csv`), 'utf8')
      const [, ...agreed] = oracle.trim().split(/\r?\n/)
      expect(value.lots.map((lot) => `part,${lot.part},${lot.color},,${lot.quantity}`).sort()).toEqual(agreed.sort())
      expect(problems).toEqual([])
    },
  )
})

function read(text: string) {
  return readList(studioCsv, text)
}

function things({ lots }: { lots: { part: string; color: number; quantity: number; element?: string }[] }) {
  return lots.map(({ part, color, quantity, element }) => ({ part, color, quantity, element }))
}
