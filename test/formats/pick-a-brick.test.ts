import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pieces, type Lot } from '../../src/core/inventory.js'
import { translateHome } from '../../src/core/translate/translate-home.js'
import type { Codec, Reading } from '../../src/formats/codec.js'
import { isPickABrick } from '../../src/formats/sniff/elements.js'
import { pickABrickJson } from '../../src/formats/pick-a-brick-json.js'
import { pickABrick } from '../../src/formats/pick-a-brick.js'
import { shippedFacts } from '../../src/system/facts.js'
import { readList } from './read-list.js'

const facts = shippedFacts()

describe('a Pick a Brick list', () => {
  it.each([
    { title: 'as the site takes it', text: 'elementId,quantity\n300121,4\n' },
    { title: 'with other names', text: 'Element ID,Qty\n300121,4\n' },
    { title: 'with more columns, the other way round', text: 'Qty;Name;Element_ID\n4;"Brick; red";300121\n' },
    { title: 'from Windows', text: '\ufeffelementid\tquantity\r\n300121\t4\r\n' },
    { title: 'with an element in two rows', text: 'element,count\n300121,1\n300121,3\n' },
  ])('is read $title', async ({ text }) => {
    expect(isPickABrick(text)).toBe(true)
    const { value } = await read(pickABrick, text)
    expect(value).toMatchObject({ system: 'element', lots: [{ part: '300121', quantity: 4, element: '300121' }] })
  })

  it.each([
    { title: 'no element', row: ',4', code: 'list.row' },
    { title: 'a name for an element', row: 'Total,4', code: 'list.row' },
    { title: 'what a spreadsheet made of an element', row: '3.00121E+05,4', code: 'list.damaged' },
    { title: 'no quantity', row: '300121,', code: 'list.quantity' },
    { title: 'a quantity that is none', row: '300121,few', code: 'list.quantity' },
    { title: 'a quantity beyond reason', row: '300121,99999999999', code: 'list.quantity' },
  ])('tells a row with $title', async ({ row, code }) => {
    const { value, ledger, problems } = await read(pickABrick, `elementId,quantity\n302326,2\n${row}\n`)
    expect(value.lots).toMatchObject([{ part: '302326', quantity: 2 }])
    expect(problems).toMatchObject([{ level: 'error', code, file: 'list', line: 3 }])
    expect([ledger.references, ledger.listed, ledger.unresolved]).toEqual([3, 2, 1])
  })

  it('leaves lists in other numbers to others', () => {
    for (const head of ['Part,Color,Quantity', 'BLItemNo,ElementId,LdrawId,Qty', 'element_id,part_num,color_id', '<a>'])
      expect(isPickABrick(`${head}\n1,2,3\n`)).toBe(false)
  })

  it('keeps name and price for those that have a place for them', async () => {
    const { value } = await read(pickABrick, 'Element;Name;Quantity;Price\n300121;Brick;4;€ 0,24\n')
    expect(value.lots[0]?.carried).toEqual({ name: 'Brick', price: '0.24' })
  })

  it('is written with the header that the site asks for, each element once', () => {
    expect(
      write(pickABrick, [
        ['302326', 2],
        ['300121', 4],
        ['302326', 1],
        ['4211385', 0],
      ]),
    ).toEqual(['elementId,quantity\n300121,4\n302326,3\n'])
    expect(write(pickABrick, [])).toEqual(['elementId,quantity\n'])
  })

  it('is written in files that the site takes at once', () => {
    const many = Array.from({ length: 401 }, (_, i): [string, number] => [String(4000000 + i), 1])
    const files = write(pickABrick, many)
    expect(files.map(rowsOf)).toMatchObject([{ length: 400 }, [['4000400', 1]]])
    expect(pickABrick.notes?.(list(many), {})).toMatchObject([{ level: 'note', code: 'list.over-limit' }])
    expect(write(pickABrick, many, 100)).toHaveLength(5)
  })

  it('is written with no more than 999 on a line, the rest in the next file', () => {
    const files = write(pickABrick, [
      ['300121', 1500],
      ['302326', 1],
      ['4211385', 2997],
    ])
    expect(files.map(rowsOf)).toEqual([
      [
        ['300121', 999],
        ['302326', 1],
        ['4211385', 999],
      ],
      [
        ['300121', 501],
        ['4211385', 999],
      ],
      [['4211385', 999]],
    ])
    const notes = pickABrick.notes?.(list([['300121', 1500]]), {})
    expect(notes).toMatchObject([{ code: 'list.over-limit', message: expect.stringContaining('999') as string }])
    expect(pickABrick.notes?.(list([['300121', 999]]), {})).toEqual([])
  })

  it('is one text where there is one place for it, and says that this is too much', () => {
    const wanted: [string, number][] = [['300121', 1500]]
    expect(write(pickABrick, wanted, Infinity)).toEqual(['elementId,quantity\n300121,999\n300121,501\n'])
    expect(pickABrick.notes?.(list(wanted), { maxLots: Infinity })).toMatchObject([{ level: 'warning' }])
  })

  it.each([
    { title: 'a slip of the finger', quantity: 999_999_999, elements: 1 },
    { title: 'more elements than anybody orders', quantity: 1, elements: 400_001 },
    { title: 'too much of both', quantity: 999 * 900, elements: 500 },
  ])('is refused beyond a thousand files: $title', ({ quantity, elements }) => {
    const wanted = Array.from({ length: elements }, (_, i): [string, number] => [String(4_000_000 + i), quantity])
    for (const maxLots of [undefined, Infinity])
      expect(() => write(pickABrick, wanted, maxLots)).toThrow('LEGO takes this list in no fewer than')
  })

  it('is written in a thousand files, if need be', () => {
    expect(write(pickABrick, [['300121', 999 * 1000]])).toHaveLength(1000)
  })

  it('keeps all pieces within all limits, whatever the list', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 3000, max: 3040 }).map(String), fc.integer({ min: 0, max: 5000 })))
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 12 }), (wanted, maxLots) => {
        const files = write(pickABrick, wanted, maxLots).map(rowsOf)
        for (const rows of files) {
          expect(rows.length).toBeLessThanOrEqual(maxLots)
          expect(new Set(rows.map(([element]) => element)).size).toBe(rows.length)
          for (const [, quantity] of rows) expect(quantity).toBeLessThanOrEqual(999)
        }
        expect(sums(files.flat())).toEqual(sums(wanted.filter(([, quantity]) => quantity > 0)))
      }),
    )
  })

  it('tells elements that no table has, and keeps them', async () => {
    const { value } = await read(pickABrick, 'elementId,quantity\n300121,4\n7654321,2\n')
    const { inventory, problems } = translateHome(value, facts)
    expect(inventory.lots).toMatchObject([
      { part: '3001', color: 4 },
      { part: 'el:7654321', element: '7654321' },
    ])
    expect(problems).toMatchObject([{ code: 'element.unknown', line: 3 }])
  })
})

describe('a Pick a Brick list in JSON', () => {
  it('is read and written', async () => {
    const text = '[\n{"elementId":"300121","quantity":"4"},\n{"elementId":"302326","quantity":"20"}\n]\n'
    const { value } = await read(pickABrickJson, text)
    expect(value.lots).toMatchObject([
      { part: '300121', quantity: 4 },
      { part: '302326', quantity: 20 },
    ])
    expect(pickABrickJson.write?.(value, {})).toEqual([text])
    expect(write(pickABrickJson, [])).toEqual(['[]\n'])
  })

  it('tells an entry that is none', async () => {
    const text = '[{"elementId":"300121"},{"quantity":1},null,{"elementId":302326,"quantity":2}]'
    const { value, problems } = await read(pickABrickJson, text)
    expect(value.lots).toMatchObject([{ part: '302326', quantity: 2 }])
    expect(problems.map(({ code }) => code)).toEqual(['list.quantity', 'list.row', 'list.row'])
  })

  it.each(['{"elementId":"1"}', '[{"elementId":"300121",'])('refuses %s', async (text) => {
    await expect(readList(pickABrickJson, text)).rejects.toThrow(/^list is /)
  })
})

async function read(codec: Codec<'element'>, text: string): Promise<Reading<'element'>> {
  const reading = await readList(codec, text)
  expect(pieces(reading.value)).toBe(reading.ledger.listed)
  return reading
}

function write(codec: Codec<'element'>, wanted: [string, number][], maxLots?: number): string[] {
  return codec.write?.(list(wanted), maxLots === undefined ? {} : { maxLots }) ?? []
}

function list(wanted: [string, number][]) {
  const lots: Lot[] = wanted.map(([part, quantity]) => ({ part, color: 0, quantity, element: part }))
  return { system: 'element' as const, lots }
}

function rowsOf(text: string): [string, number][] {
  const [header, ...lines] = text.trimEnd().split('\n')
  expect(header).toBe('elementId,quantity')
  return lines.map((line) => line.split(',')).map(([element = '', quantity]) => [element, Number(quantity)])
}

function sums(rows: [string, number][]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [element, quantity] of rows) sums[element] = (sums[element] ?? 0) + quantity
  return sums
}
