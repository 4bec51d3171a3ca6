import { describe, expect, it } from 'vitest'
import { brickset } from '../../src/formats/brickset.js'
import { rebrickableSets } from '../../src/formats/rebrickable-sets.js'
import { isBrickset, isSetList } from '../../src/formats/sniff/tables.js'
import { inShort, readList, told } from './read-list.js'

describe('a set list of Rebrickable', () => {
  it.each([
    { title: 'of today', text: 'Set Number,Quantity,Includes Spares,Inventory Ver\n6080-1,2,True,1\n' },
    { title: 'of old', text: 'Set Number,Quantity,Includes Spares,Inventory ID\n6080-1,2,True,77\n' },
    { title: 'of two columns', text: 'Set;Quantity\n6080-1;2\n' },
    { title: 'without the number of the edition', text: 'set_num,quantity\n6080,2\n' },
  ])('is known and read $title', async ({ text }) => {
    expect([isSetList(text), isBrickset(text)]).toEqual([true, false])
    const { value } = await readList(rebrickableSets, text)
    expect(value.system).toBe('bricklink')
    expect(inShort(value.lots)).toEqual(['2: 2 6080-1 0 {"itemType":"S"}'])
  })

  it('tells what it cannot number', async () => {
    const reading = await readList(rebrickableSets, 'Set,Quantity\nfig-000123,1\n6080-1,x\n,2\n375-2,1\n')
    expect(told(reading)).toEqual([
      '2: error list.row: fig-000123 is a figure that only Rebrickable numbers so',
      '3: error list.quantity: x is no quantity of 6080-1',
      '4: error list.row: a row without the number of a part',
    ])
    expect(inShort(reading.value.lots)).toEqual(['5: 1 375-2 0 {"itemType":"S"}'])
  })

  it('is refused without its columns', async () => {
    await expect(readList(rebrickableSets, 'a,b\n1,2\n')).rejects.toThrow('needs the columns Set Number and Quantity')
  })
})

describe('a list of Brickset', () => {
  it.each([
    { title: 'number and variant', text: 'Number,Variant,Theme,Set name,Qty owned\n375,2,Castle,Castle,3\n' },
    { title: 'the whole number', text: 'Set number,Theme,Set name,Qty owned,Qty wanted\n375-2,Castle,Castle,3,1\n' },
    { title: 'other names', text: '"SetNo";"Name";"Owned"\n"375-2";"Castle";"3"\n' },
  ])('is known and read with $title', async ({ text }) => {
    expect([isBrickset(text), isSetList(text)]).toEqual([true, false])
    const { value } = await readList(brickset, text)
    expect(inShort(value.lots)).toEqual(['2: 3 375-2 0 {"itemType":"S","carried":{"name":"Castle"}}'])
  })

  it('lists what is owned, and what is wanted only where nothing is owned', async () => {
    const header = 'Number,Variant,Qty owned,Qty wanted\n'
    const both = await readList(brickset, `${header}6080,1,1,0\n375,2,0,2\n`)
    expect(inShort(both.value.lots)).toEqual(['2: 1 6080-1 0 {"itemType":"S"}'])
    expect(both.ledger).toMatchObject({ references: 3, listed: 1, skipped: 2, rules: { wanted: 2 } })
    const wanted = await readList(brickset, `${header}375,2,0,2\n6080,1,,1\n`)
    expect(inShort(wanted.value.lots)).toEqual(['2: 2 375-2 0 {"itemType":"S"}', '3: 1 6080-1 0 {"itemType":"S"}'])
  })

  it('tells rows that make no sense, also in a list of wanted sets', async () => {
    const reading = await readList(brickset, 'Number,Variant,Qty owned,Qty wanted\n,1,0,1\n375,2,0,some\n6080,1,0,1\n')
    expect(told(reading)).toEqual([
      '2: error list.row: a row without the number of a set',
      '3: error list.quantity: no quantity of 375',
    ])
    expect(reading.ledger).toMatchObject({ references: 3, listed: 1, unresolved: 2 })
  })
})
