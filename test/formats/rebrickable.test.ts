import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lot } from '../../src/core/inventory.js'
import { pieces } from '../../src/core/inventory.js'
import { balances } from '../../src/core/ledger.js'
import type { ReadOptions } from '../../src/formats/codec.js'
import { rebrickable } from '../../src/formats/rebrickable.js'
import { isRebrickable } from '../../src/formats/sniff/tables.js'
import { inShort, readList, told } from './read-list.js'

describe('a Rebrickable parts list', () => {
  it.each([
    { title: 'as the site writes it', text: 'Part,Color,Quantity\n3001,4,2\n' },
    { title: 'with spare parts', text: 'Part,Color,Quantity,Is Spare\n3001,4,2,False\n' },
    { title: 'of old', text: 'Part,Color,Num\n3001,4,2\n' },
    { title: 'as its tables', text: 'part_num,color_id,quantity,is_spare\n3001,4,2,f\n' },
    { title: 'in another order', text: 'Quantity;PART NUM;Colour\r\n2;3001;4\r\n' },
    { title: 'of a spreadsheet', text: "\ufeffpart,color,qty,,GoBrick Part,\n3001,'4,2,,GDS-541,\n" },
    { title: 'with names of colors', text: 'Part,Color,Quantity\n3001,Red,2\n' },
    { title: 'with tabs', text: 'Part\tColor\tQuantity\n3001\t4\t2\n' },
  ])('is known and read $title', async ({ text }) => {
    expect(isRebrickable(text)).toBe(true)
    const { value } = await read(text)
    expect(value.system).toBe('rebrickable')
    expect(inShort(value.lots)).toEqual(['2: 2 3001 4'])
  })

  it.each([
    { title: 'of Studio', text: 'BLItemNo,ElementId,LdrawId,PartName,BLColorId,LDrawColorId,ColorName,Qty\n' },
    { title: 'of Pick a Brick', text: 'elementId,quantity\n' },
    { title: 'of sets', text: 'Set Number,Quantity,Includes Spares,Inventory Ver\n' },
    { title: 'of ours', text: 'qty,part_ldraw,part_bricklink,color_ldraw\n' },
    { title: 'that is none', text: 'Dear Part,\n' },
  ])('is not a list $title', ({ text }) => {
    expect(isRebrickable(text)).toBe(false)
  })

  it('says of spare parts that they are, or leaves them out', async () => {
    const text = 'Part,Color,Quantity,Is Spare\n6141,11,16,False\n6141,11,1,True\n3001,4,2,t\n'
    const both = await read(text)
    expect(inShort(both.value.lots)).toEqual([
      '2: 16 6141 11',
      '3: 1 6141 11 {"role":"extra"}',
      '4: 2 3001 4 {"role":"extra"}',
    ])
    const needed = await read(text, { spares: 'skip' })
    expect(inShort(needed.value.lots)).toEqual(['2: 16 6141 11'])
    expect(needed.ledger).toMatchObject({ references: 19, listed: 16, skipped: 3, rules: { spare: 3 } })
  })

  it('takes both signs for any color, and adds up what stands twice', async () => {
    const { value, problems } = await read('Part,Color,Quantity\n3001,9999,2\n3001,-1,3\n')
    expect(inShort(value.lots)).toEqual(['2: 5 3001 9999'])
    expect(told({ problems })).toEqual([
      '-: note list.duplicate-merged: 1 row of a lot that another row has, too; added up',
    ])
  })

  it('tells each row that makes no sense, and the ledger closes', async () => {
    const rows = [
      '3001,4,2',
      '3001,4,many',
      '3001,4',
      ',4,2',
      '3001,,2',
      '3001,Nonsense,2',
      '3001,4,-2',
      '3001,4,1.5',
      ',,',
    ]
    const reading = await read(`Part,Color,Quantity\n${rows.join('\n')}\n`)
    expect(told(reading)).toEqual([
      '3: error list.quantity: many is no quantity of 3001',
      '4: error list.quantity: no quantity of 3001',
      '5: error list.row: a row without the number of a part',
      '6: error list.row: no color for 3001',
      '7: error list.row: nobody knows the color Nonsense of 3001',
      '8: error list.quantity: -2 is no quantity of 3001',
      '9: error list.quantity: 1.5 is no quantity of 3001',
    ])
    expect(reading.ledger).toMatchObject({ references: 9, listed: 2, unresolved: 7 })
    expect(balances(reading.ledger)).toBe(true)
  })

  it.each(['1.2E+05', '3,001E+04', 'Mar-01', '01-Mar', '3. Okt', '01.03.2024', '2024-03-01', '3/1/2024'])(
    'warns of %s, which a spreadsheet made of another number',
    async (number) => {
      const reading = await read(`Part;Color;Quantity\n${number};4;2\n`)
      expect(told(reading)).toEqual([
        `2: warning list.damaged: ${number} looks like a number that a spreadsheet changed`,
      ])
      expect(pieces(reading.value)).toBe(2)
    },
  )

  it.each(['3001', '3E5', 'upn0001', '973pr1449c01', '10182-1', '6588.2', '30e2c01', 'fig-000123', '44343pr3f'])(
    'does not warn of %s',
    async (number) => {
      expect(told(await read(`Part,Color,Quantity\n${number},4,2\n`))).toEqual([])
    },
  )

  it('is also rows of the public table, of one inventory', async () => {
    const header = 'inventory_id,part_num,color_id,quantity,is_spare,img_url\n'
    const { value } = await read(`${header}7,3001,4,2,f,\n7,3023,0,1,t,https://example.com/3023.jpg\n`)
    expect(inShort(value.lots)).toEqual(['2: 2 3001 4', '3: 1 3023 0 {"role":"extra"}'])
    await expect(read(`${header}7,3001,4,2,f,\n9,3023,0,1,f,\n`)).rejects.toThrow(
      'list has the parts of several inventories: 7, 9 and maybe more',
    )
  })

  it('is refused without its columns', async () => {
    await expect(read('a,b,c\n1,2,3\n')).rejects.toThrow('needs the columns Part, Color and Quantity')
  })
})

describe('a written Rebrickable parts list', () => {
  it('has each part and color once, in order, and no line for nothing', () => {
    const lots: Lot[] = [
      { part: '3023', color: 72, quantity: 2, condition: 'N' },
      { part: '3001', color: 15, quantity: 1 },
      { part: '3001', color: 4, quantity: 1 },
      { part: '3001', color: 0, quantity: 0 },
      { part: '3023', color: 72, quantity: 3, condition: 'U' },
      { part: '54200', color: 9999, quantity: 3 },
    ]
    expect(write(lots)).toBe('Part,Color,Quantity\n3001,4,1\n3001,15,1\n3023,72,5\n54200,9999,3\n')
  })

  it('says which parts are spare, if any is', () => {
    const lots: Lot[] = [
      { part: '3001', color: 4, quantity: 1, role: 'extra' },
      { part: '3001', color: 4, quantity: 2 },
    ]
    expect(write(lots)).toBe('Part,Color,Quantity,Is Spare\n3001,4,2,False\n3001,4,1,True\n')
  })

  it('reads back as it was', async () => {
    const lot = fc.record(
      {
        part: fc.constantFrom('3001', '3023b', '973pr1449c01', '1', 'upn0001'),
        color: fc.constantFrom(0, 4, 15, 1000, 9999),
        quantity: fc.integer({ min: 1, max: 10_000_000 }),
        role: fc.constant('extra' as const),
      },
      { requiredKeys: ['part', 'color', 'quantity'] },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(lot), async (lots) => {
        const text = write(lots)
        const { value, ledger } = await read(text)
        expect(write(value.lots)).toBe(text)
        expect(ledger.listed).toBe(lots.reduce((sum, { quantity }) => sum + quantity, 0))
      }),
    )
  })
})

function read(text: string, options: ReadOptions = {}) {
  return readList(rebrickable, text, options)
}

function write(lots: Lot[]): string {
  return rebrickable.write?.({ system: 'rebrickable', lots }, {}).join('') ?? ''
}
