import * as fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Lot } from '../../src/core/inventory.js'
import { translateHome } from '../../src/core/translate/translate-home.js'
import { translate } from '../../src/core/translate/translate.js'
import { brickOwl } from '../../src/formats/brickowl.js'
import { isBrickOwl } from '../../src/formats/sniff/elements.js'
import { shippedFacts } from '../../src/system/facts.js'
import { readList } from './read-list.js'

const RECORDED = fileURLToPath(new URL('../../../shared/recorded/brickowl/', import.meta.url))
const absent = fs.existsSync(RECORDED) ? '' : ' (skipped: there is no ../shared beside this folder)'

const facts = shippedFacts()

describe('a list of Brick Owl', () => {
  it.each([
    { title: 'what its add-to-wishlist page takes', text: '{"items":[{"boid":"44980-38","qty":"2"}]}' },
    { title: 'a table', text: 'boid,qty\n44980-38,2\n' },
    { title: 'a table with other names', text: 'Name;BOID;Quantity\nBrick;44980-38;2\n' },
    { title: 'lots of the API', text: '[{"con":"new","qty":"2","boid":"44980-38","type":"Part"}]' },
    { title: 'an order of the API', text: '[{"boid":"44980-38","ordered_quantity":2}]' },
  ])('is read from $title', async ({ text }) => {
    expect(isBrickOwl(text)).toBe(true)
    const { value } = await read(text)
    expect(value).toMatchObject({ system: 'brickowl', lots: [{ part: '44980', color: 38, quantity: 2 }] })
  })

  it('keeps what it says besides', async () => {
    const { value } = await read(
      JSON.stringify([
        {
          ...{ boid: '487300-38', ordered_quantity: '1', condition: 'New', name: 'Tile', base_price: '0.104' },
          ...{ personal_note: 'B02', color_name: 'Black', weight: '0.260', lot_id: 27, maximum_price: '0.2' },
          ids: [
            { id: '3069', type: 'design_id' },
            { id: '306926', type: 'item_no' },
            { id: '4114319', type: 'item_no' },
          ],
        },
        { boid: '5000', qty: 1, type: 'Set', con: 'usedg' },
      ]),
    )
    expect(value.lots).toMatchObject([
      {
        ...{ part: '487300', color: 38, element: '4114319', condition: 'N', remarks: 'B02', maxPrice: '0.2' },
        carried: { name: 'Tile', colorName: 'Black', price: '0.104', weight: '0.260', lotId: '27' },
      },
      { part: '5000', color: 0, itemType: 'S', condition: 'U' },
    ])
  })

  it.each([
    { title: 'is the part of its element', boid: '999991-81', part: '3001' },
    { title: 'is itself where the element has another color', boid: '999991-38', part: 'bo:999991' },
  ])('comes home: a BOID that nobody knows $title', async ({ boid, part }) => {
    const { value } = await read(JSON.stringify([{ boid, qty: 2, ids: [{ id: '300121', type: 'item_no' }] }]))
    const given = structuredClone(value.lots)
    const [lot] = translateHome(value, facts).inventory.lots
    expect(lot).toMatchObject({
      part,
      quantity: 2,
      given: { system: 'brickowl', part: '999991', color: given[0]?.color },
    })
  })

  it.each([
    { title: 'no BOID', item: { qty: 1 }, code: 'list.row' },
    { title: 'a BOID that is none', item: { boid: '3001 red', qty: 1 }, code: 'list.row' },
    { title: 'no quantity', item: { boid: '44980-38' }, code: 'list.quantity' },
    { title: 'nothing at all', item: null, code: 'list.row' },
  ])('tells an item with $title', async ({ item, code }) => {
    const { value, problems } = await read(JSON.stringify({ items: [{ boid: '44980-38', qty: '2' }, item] }))
    expect(value.lots).toHaveLength(1)
    expect(problems).toMatchObject([{ level: 'error', code, line: 2 }])
  })

  it.each(['{"boid":"44980-38"}', '{"items":[{"boid":"44980-38","qt'])('refuses %s', async (text) => {
    await expect(read(text)).rejects.toThrow(/^list is /)
  })

  it('is written as its add-to-wishlist page takes it, each thing once', () => {
    expect(
      write([lot('44980', 50, 1), lot('771', 0, 3), lot('44980', 38, 2), lot('44980', 38, 2), lot('5', 1, 0)]),
    ).toBe('{"items":[\n{"boid":"771","qty":"3"},\n{"boid":"44980-38","qty":"4"},\n{"boid":"44980-50","qty":"1"}\n]}\n')
    expect(write([])).toBe('{"items":[\n]}\n')
  })

  it('comes back as it was, also where no table has its numbers', async () => {
    const { value } = await read('boid,qty\n44980-38,2\n999999-38,1\n999998,4\n')
    const home = translateHome(value, facts)
    const learnt = {
      ...facts,
      part: (id: string) => facts.part(id) ?? home.facts.find((fact) => fact.id === id),
      color: (...[system, id]: Parameters<typeof facts.color>) =>
        facts.color(system, id) ?? home.colors.find(({ ldraw }) => system === 'ldraw' && ldraw === id),
    }
    const { inventory, unresolved } = translate(home.inventory, 'brickowl', learnt)
    expect(unresolved).toEqual([])
    expect(write(inventory.lots)).toBe(write(value.lots))
  })

  it('names the way that is left where we know no number', () => {
    const list = { system: 'ldraw' as const, lots: [{ part: '60592', color: 4, quantity: 1 }] }
    const { unresolved } = translate(list, 'brickowl', facts)
    expect(unresolved[0]?.problem.fix).toContain('brick export bl')
  })

  it.skipIf(absent)(`reads what its API has answered${absent}`, async () => {
    const order = await read(fs.readFileSync(`${RECORDED}order_items_2014.json`, 'utf8'))
    expect(order.value.lots).toMatchObject([{ part: '487300', color: 38, element: '306926', condition: 'N' }])
    const stock = await read(fs.readFileSync(`${RECORDED}inventory_list_2014.json`, 'utf8'))
    expect(stock.value.lots).toMatchObject([
      { part: '306255', color: 64, quantity: 12 },
      { part: '20603', color: 50, quantity: 41 },
    ])
  })
})

function read(text: string) {
  return readList(brickOwl, text)
}

function write(lots: Lot[]): string {
  return brickOwl.write?.({ system: 'brickowl', lots }, {})?.join('') ?? ''
}

function lot(part: string, color: number, quantity: number): Lot {
  return { part, color, quantity }
}
