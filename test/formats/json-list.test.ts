import { describe, expect, it } from 'vitest'
import { extendFacts } from '../../src/core/catalog/extend-facts.js'
import type { IdSystem, Lot } from '../../src/core/inventory.js'
import { sourceOf } from '../../src/core/source.js'
import { describe as describeLots } from '../../src/core/translate/describe.js'
import { translateHome } from '../../src/core/translate/translate-home.js'
import type { Codec } from '../../src/formats/codec.js'
import { csvList } from '../../src/formats/csv-list.js'
import { csv } from '../../src/formats/csv.js'
import { jsonLines, jsonList } from '../../src/formats/json-list.js'
import { json } from '../../src/formats/json.js'
import { ndjson } from '../../src/formats/ndjson.js'
import type { View } from '../../src/formats/view.js'
import { shippedFacts } from '../../src/system/facts.js'
import { readList, told } from './read-list.js'
import { listing, row } from './sample-listing.js'

const FORMATS: { name: string; view: View; codec: Codec }[] = [
  { name: 'json', view: json, codec: jsonList },
  { name: 'ndjson', view: ndjson, codec: jsonLines },
  { name: 'csv', view: csv, codec: csvList },
]

describe.each(FORMATS)('our own list as $name', ({ view, codec }) => {
  it.each<{ title: string; system: IdSystem; lot: Lot }>([
    { title: 'a part of LDraw', system: 'ldraw', lot: lot('3001', 4) },
    { title: 'a part that nobody knows', system: 'ldraw', lot: lot('my own part', 4) },
    { title: 'an older number', system: 'ldraw', lot: { ...lot('3040b', 4), written: '3040' } },
    { title: 'a part of BrickLink only', system: 'bricklink', lot: lot('973pb9999c01', 5) },
    { title: 'a part of Rebrickable only', system: 'rebrickable', lot: lot('970c00pr9999', 4) },
    { title: 'a part of Brick Owl only', system: 'brickowl', lot: lot('999999', 38) },
    { title: 'a design that nobody knows', system: 'lego', lot: lot('9999999', 21) },
    { title: 'an element that nobody knows', system: 'element', lot: { ...lot('7654321', 0), element: '7654321' } },
    { title: 'a color of BrickLink only', system: 'bricklink', lot: lot('3001', 777) },
    { title: 'a color of Brick Owl only', system: 'brickowl', lot: lot('999999', 777) },
    { title: 'a color of LEGO only', system: 'lego', lot: lot('9999999', 7777) },
    { title: 'a direct color', system: 'ldraw', lot: lot('3001', 0x2ff0000) },
    { title: 'a direct color that lets light through', system: 'ldraw', lot: lot('3001', 0x3ff0000) },
    { title: 'a set', system: 'bricklink', lot: { ...lot('6080-1', 0), itemType: 'S' } },
  ])('keeps $title', async ({ system, lot }) => {
    const { home, text } = written(view, system, lot)
    const reading = await readList(codec, text)
    expect(told(reading)).toEqual([])
    expect(reading.value.lots.map(inShort)).toEqual(home.inventory.lots.map(inShort))
    if (system !== 'ldraw')
      expect(reading.facts?.map(({ id, title }) => [id, title])).toEqual(home.facts.map(({ id, title }) => [id, title]))
    expect(reading.colors?.map(({ ldraw, name }) => [ldraw, name])).toEqual(
      home.colors.map(({ ldraw, name }) => [ldraw, name]),
    )
  })

  it('knows an element by now that nobody knew when the list was written', async () => {
    const rows = [row('el:300121', undefined, { part: {}, colorCode: -(2 ** 40), colorName: '(any color)' })]
    const { value } = await readList(codec, view.write(listing(rows)))
    expect(value.lots).toMatchObject([{ part: '3001', color: 4, element: '300121' }])
  })
})

describe('our own JSON', () => {
  it.each([
    {
      title: 'no quantity',
      lot: { part: { ldraw: '3001' }, color: { ldraw: 4 } },
      message: 'a lot without a quantity',
    },
    { title: 'no part', lot: { qty: 1, part: {}, color: { ldraw: 4 } }, message: 'a lot without a part' },
    { title: 'no color', lot: { qty: 1, part: { ldraw: '3001' }, color: {} }, message: 'a lot without a color' },
    {
      title: 'an unknown type',
      lot: { qty: 1, part: { ldraw: '3001' }, color: { ldraw: 4 }, item_type: 'U' },
      message: 'nobody knows the item type U',
    },
    { title: 'nothing', lot: 3, message: 'no lot at all' },
  ])('tells a lot with $title', async ({ lot, message }) => {
    const reading = await readList(jsonList, JSON.stringify({ schema: 'brick.list/1', lots: [lot] }))
    expect(told(reading)).toEqual([`1: error list.row: ${message}`])
  })
})

describe('JSON with a lot on a line', () => {
  const LINE = '{"part":{"ldraw":"3001"},"color":{"ldraw":4},"qty":2}'

  it('is read line by line, however the file comes in pieces', async () => {
    const bytes = new TextEncoder().encode(`${LINE}\r\n\n${LINE.replace('3001', 'Gerüst')}`)
    for (let size = 1; size < 9; size++) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      )
      const reading = await jsonLines.read?.({ ...sourceOf(bytes), chunks: () => pieces }, 'list', {
        catalog: shippedFacts(),
      } as never)
      expect(reading?.value.lots.map(({ part, places }) => [part, places?.[0]?.line])).toEqual([
        ['3001', 1],
        ['gerüst', 3],
      ])
    }
  })

  it.each([
    { title: 'an endless line', text: `${LINE}\n{"part":"${'x'.repeat(1_100_000)}`, message: 'list:2: a line of more' },
    { title: 'a line that is cut off', text: `${LINE}\n{"part"`, message: 'cannot read list as JSON, from line 2' },
    { title: 'other letters', text: Uint8Array.of(123, 0xff, 10), message: 'list is not UTF-8' },
  ])('is refused with $title', async ({ text, message }) => {
    await expect(readList(jsonLines, text)).rejects.toThrow(message)
  })
})

function lot(part: string, color: number): Lot {
  return { part, color, quantity: 2 }
}

/** A list of any system, brought home and written by us. */
function written(view: View, system: IdSystem, lot: Lot) {
  const home =
    system === 'ldraw'
      ? { inventory: { system, lots: [lot] }, facts: [], colors: [] }
      : translateHome({ system, lots: [lot] }, shippedFacts())
  const facts = extendFacts(shippedFacts(), home.facts)
  const known = new Map(home.colors.map((color) => [color.ldraw, color]))
  const color: typeof facts.color = (of, id) => facts.color(of, id) ?? (of === 'ldraw' ? known.get(id) : undefined)
  const { rows } = describeLots(home.inventory, { ...facts, color })
  return { home, text: view.write(listing(rows)) }
}

/** What a lot is. */
function inShort({ part, color, quantity, written, itemType, element }: Lot) {
  return { part, color, quantity, written, itemType, element }
}
