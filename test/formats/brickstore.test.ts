import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Lot } from '../../src/core/inventory.js'
import { brickstore } from '../../src/formats/brickstore.js'
import { readList, readLots } from './read-list.js'

const DOCUMENT = readFileSync('fixtures/formats/bsx.bsx', 'utf8')
const OLD = readFileSync('fixtures/formats/bsx.old.bsx', 'utf8')

describe('a BrickStore document', () => {
  it('has all that BrickStore says of a lot', async () => {
    expect(await readLots(brickstore, DOCUMENT)).toEqual([
      {
        ...{ part: '3005', color: 5, quantity: 4, condition: 'N', remarks: 'box 7 & 8' },
        carried: {
          ...{ name: 'Brick 1 x 1', colorName: 'Red', category: 'Brick', price: '0.050', retain: 'Y' },
          currency: 'EUR',
        },
      },
      {
        ...{ part: '3024', color: 11, quantity: 0, condition: 'U', role: 'extra' },
        carried: {
          ...{ comments: 'yellowed', bulk: '10', tiers: '100:0.040', marker: '#ffcc00 check', stockroom: 'B' },
          currency: 'EUR',
        },
      },
    ])
  })

  it('is written as it was read', async () => {
    const { value } = await readList(brickstore, DOCUMENT)
    expect(write(value.lots)).toBe(DOCUMENT)
  })

  it('leaves out what BrickStore excludes, and keeps lots of nothing', async () => {
    const { value, ledger, problems } = await readList(brickstore, OLD)
    expect(value.lots).toMatchObject([{ itemType: 'S', part: '6080-1', color: 0, quantity: 0, condition: 'U' }])
    expect(ledger).toMatchObject({ references: 3, listed: 0, skipped: 3, rules: { excluded: 3 } })
    expect(problems).toMatchObject([{ code: 'list.left-out', message: 'rows left out: 1 excluded' }])
    expect(await readLots(brickstore, OLD, { asWritten: true })).toHaveLength(2)
  })

  it('lists spare parts, unless they are not wanted', async () => {
    expect(await readLots(brickstore, DOCUMENT, { spares: 'skip' })).toHaveLength(1)
  })

  it.each([
    {
      title: 'a color by name',
      xml: '<ItemID>3001</ItemID><ColorName>Red</ColorName>',
      lot: { color: 5, quantity: 0, carried: { colorName: 'Red' } },
    },
    { title: 'no color', xml: '<ItemID>3001</ItemID><Qty>1,200</Qty>', lot: { color: 0, quantity: 1200 } },
    {
      title: 'what is sealed',
      xml: '<ItemID>3001</ItemID><ColorID>5</ColorID><Qty>1</Qty><SubCondition>M</SubCondition>',
      lot: { color: 5, quantity: 1, carried: { subCondition: 'S' } },
    },
    {
      title: 'the weight of all pieces',
      xml: '<ItemID>3001</ItemID><Qty>4</Qty><TotalWeight>9.6</TotalWeight>',
      lot: { color: 0, quantity: 4, carried: { weight: '2.4' } },
    },
  ])('reads $title', async ({ xml, lot }) => {
    expect(await readLots(brickstore, document(xml))).toEqual([{ part: '3001', ...lot }])
  })

  it.each([
    { title: 'less than nothing', xml: '<ItemID>3001</ItemID><Qty>-4</Qty>', message: /Qty is less than nothing: -4/ },
    { title: 'no number', xml: '<ItemName>Brick</ItemName><Qty>1</Qty>', message: /without ItemID: "Brick"/ },
    {
      title: 'a color of nobody',
      xml: '<ItemID>1</ItemID><ColorName>Octarine</ColorName>',
      message: /1 has no ColorID/,
    },
    { title: 'no type', xml: '<ItemID>1</ItemID><ItemTypeID>Z</ItemTypeID>', message: /no type of item: "Z"/ },
  ])('rejects $title', async ({ xml, message }) => {
    const { ledger, problems } = await readList(brickstore, document(xml))
    expect(ledger).toMatchObject({ references: 1, unresolved: 1 })
    expect(problems).toMatchObject([{ level: 'error', line: 2, message: expect.stringMatching(message) as string }])
  })

  it('has one currency; prices in others become comments', () => {
    const lots: Lot[] = [
      { part: '3001', color: 5, quantity: 1, carried: { price: '0.5', currency: 'EUR' } },
      { part: '3002', color: 5, quantity: 1, carried: { price: '0.6', comments: 'new' } },
    ]
    expect(write(lots)).toContain('<Inventory Currency="EUR">')
    expect(write(lots)).toContain('<Comments>new; price 0.6 USD</Comments>')
  })

  it.each<{ conditions: Lot['condition'][]; said: string[] }>([
    { conditions: ['N', 'U'], said: [] },
    { conditions: ['X', 'U'], said: ['1 lot wanted in either condition is written as new'] },
    { conditions: ['X', undefined], said: ['2 lots wanted in either condition are written as new'] },
  ])('tells that $conditions cannot all be said', ({ conditions, said }) => {
    const lots = conditions.map((condition, color) => {
      return { part: '3005', color, quantity: 1, ...(condition && { condition }) }
    })
    expect(brickstore.notes?.({ system: 'bricklink', lots }, {}).map(({ message }) => message)).toEqual(said)
  })

  it('refuses a wanted list', async () => {
    await expect(readList(brickstore, '<INVENTORY/>')).rejects.toThrow('begins with <INVENTORY>')
  })
})

function document(item: string): string {
  return `<BrickStoreXML><Inventory>\n<Item>${item}</Item></Inventory></BrickStoreXML>`
}

function write(lots: Lot[]): string {
  return brickstore.write?.({ system: 'bricklink', lots }, {})[0] ?? ''
}
