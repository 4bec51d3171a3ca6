import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isOrderText } from '../../src/formats/sniff/elements.js'
import { orderText } from '../../src/formats/order-text.js'
import { readList } from './read-list.js'

describe('the text of an order', () => {
  it.each([
    { title: 'quantity first', text: '4 x BRICK 2X4 (300121)' },
    { title: 'quantity last', text: 'BRICK 2X4 (300121) x4' },
    { title: 'quantity last, apart', text: 'BRICK 2 X 4 - 300121 x 4' },
    { title: 'a sign for times', text: '300121 Brick 2 × 4 ×4' },
    { title: 'words', text: 'Element ID: 300121  Brick 2 x 4  Qty: 4  $0.24' },
    { title: 'other words', text: 'Item 300121, Brick 2 x 4, Quantity 4' },
    { title: 'pieces', text: '300121 - Brick 2 x 4 - 4 pcs - 0.96 EUR' },
    { title: 'columns', text: '300121\tBRICK 2X4\t4\t€0.24\t€0.96' },
    { title: 'columns, quantity first', text: '4\t300121\tBRICK 2X4\t€0.96' },
    { title: 'columns of blanks', text: '300121    BRICK 2X4     4    0.96' },
    { title: 'columns with bars', text: '| 300121 | BRICK 2X4 | 4 | 0.96 |' },
    { title: 'element and design', text: 'Brick 2X4 300121/3001 Qty 4' },
    { title: 'design and element', text: 'Brick 2X4 3001/300121 Qty 4' },
    { title: 'design and color', text: 'BRICK 2X4 3001/21 Qty 4' },
    { title: 'the design beside it', text: '4 x BRICK 2X4 Design ID: 3001 Element ID: 300121' },
    { title: 'a line for each', text: 'BRICK 2X4\nElement ID: 300121\nBright Red\nQty: 4\n$0.96' },
    { title: 'the quantity in front', text: 'Quantity: 4\nBRICK 2X4\nID: 300121/3001' },
    { title: 'the quantity below its word', text: 'Brick 2X4\nID: 300121/3001\nQuantity\n4\n$0.96' },
    { title: 'a sum on the line', text: '4 x BRICK 2X4 (300121) Total $0.96' },
    { title: 'lines of Windows', text: 'Hello\r\n\r\n300121 BRICK 2X4 Qty: 4\r\n' },
    { title: 'lines of old Macs', text: 'Hello\r\r300121 BRICK 2X4\rQty: 4\r' },
    { title: 'two rows of the same', text: '1 x BRICK 2X4 (300121)\n3 x BRICK 2X4 (300121)' },
  ])('is read with $title', async ({ text }) => {
    expect(await lotsOf(text)).toEqual([['300121', 4]])
  })

  it.each([
    { title: 'lines', text: '4 x BRICK 2X4 (300121)\n20 x PLATE 1X2 (302326)' },
    { title: 'blocks', text: 'Element ID: 300121\nQty: 4\n\nElement ID: 302326\nQty: 20' },
    { title: 'blocks with the quantity in front', text: 'Qty: 4\nElement ID: 300121\n\nQty: 20\nElement ID: 302326' },
    { title: 'one line, quantity first', text: '4 x BRICK 2X4 (300121), 20 x PLATE 1X2 (302326)' },
    { title: 'one line, quantity last', text: '300121 x4, 302326 x20' },
  ])('may have several items: $title', async ({ text }) => {
    expect(await lotsOf(text)).toEqual([
      ['300121', 4],
      ['302326', 20],
    ])
  })

  it('counts an element without a quantity as one, and says so', async () => {
    const { value, problems } = await read('BRICK 2X4 (300121)\nThank you!\nPLATE 1X2 (302326) x2\n')
    expect(value.lots.map(({ part, quantity }) => [part, quantity])).toEqual([
      ['300121', 1],
      ['302326', 2],
    ])
    expect(problems).toMatchObject([{ level: 'note', code: 'list.quantity', line: 1 }])
  })

  it('passes over what is of the order, not of an item', async () => {
    const text = [
      'Order number: 1234567, placed 2026-11-18',
      'Customer 3002611, phone 555 4211385',
      'Main Street 42, 30232 Town',
      '4 x BRICK 2X4 (300121)',
      'Items: 4',
      'Subtotal: 0.96',
      'VIP points 12',
    ]
    expect(await lotsOf(text.join('\n'))).toEqual([['300121', 4]])
  })

  it('says so when there is no element at all', async () => {
    await expect(read('Dear Sir,\nI want 4 x Brick 2 x 4.\n')).rejects.toThrow('order has no element numbers')
  })

  it.each([
    { title: 'a letter', head: 'Dear Sir or Madam,\nmy number is 4211385.\n', is: false },
    { title: 'a model', head: '0 FILE 4 x 300121.ldr\n0 // 4 x BRICK (300121)\n', is: false },
    { title: 'a table', head: 'Part,Color,Quantity\n3001,4,2\n', is: false },
    { title: 'a page', head: '<html>4 x BRICK (300121)', is: false },
    { title: 'JSON', head: '[{"elementId":"300121","quantity":"4"}]', is: false },
    { title: 'an order', head: 'Hello!\n\n4 x BRICK 2X4 (300121)\n', is: true },
    { title: 'a page of an order', head: 'Brick 2X4\nElement ID: 300121\nQty: 4\n', is: true },
  ])('is told from other text: $title', ({ head, is }) => {
    expect(isOrderText(head)).toBe(is)
  })

  it('reads its samples', async () => {
    const sample = (name: string) => lotsOf(readFileSync(`fixtures/formats/order-text.${name}.txt`, 'utf8'))
    expect(await sample('order')).toEqual([
      ['300121', 4],
      ['302326', 20],
      ['4211385', 1],
    ])
    expect(await sample('page')).toEqual([
      ['300121', 4],
      ['302326', 20],
    ])
  })

  it.each([
    { line: 'Order number: 1234567890', order: 'LEGO 1234567890' },
    { line: 'Your order #T210012345 has been shipped', order: 'LEGO T210012345' },
    { line: 'Order no. t210012345', order: 'LEGO T210012345' },
    { line: 'Order date: 20261122', order: undefined },
    { line: 'Order number: see above', order: undefined },
    { line: 'Order no. 12/2026', order: undefined },
    { line: 'In order to track it: 1234567890', order: undefined },
  ])('is told from others by the number in "$line"', async ({ line, order }) => {
    expect((await read(`${line}\n4 x BRICK 2X4 (300121)\n`)).orders).toEqual(order === undefined ? [] : [order])
  })

  it('takes no time for a line without end', async () => {
    const text = `300121 x4\n${' '.repeat(200_000)}\n${'300121 '.repeat(20_000)}\n${'1x'.repeat(100_000)}\n`
    const start = performance.now()
    expect((await read(text)).ledger.references).toBe(20_004)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('is refused with a line without end', async () => {
    const text = `300121 x4\n${'300121 '.repeat(200_000)}`
    await expect(read(text)).rejects.toThrow('order:2: a line of more than 1 MB')
  })

  it('keeps its sums, whatever the text', async () => {
    const word = fc.constantFrom(
      '300121',
      '(302326)',
      'x4',
      'Qty: 3',
      '4 x ',
      'BRICK 2X4',
      '3001/21',
      '\t',
      '\n',
      ' ',
      '7',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(word, fc.string())), async (words) => {
        const text = `300121 x1\n${words.join('')}`
        const { value, ledger } = await read(text)
        expect(value.lots.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(ledger.references)
      }),
    )
  })
})

async function lotsOf(text: string): Promise<[string, number][]> {
  return (await read(text)).value.lots.map(({ part, quantity }) => [part, quantity])
}

function read(text: string) {
  return readList(orderText, text, {}, 'order')
}
