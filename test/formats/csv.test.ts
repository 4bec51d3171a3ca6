import { describe, expect, it } from 'vitest'
import { lostFields } from '../../src/core/fields.js'
import type { Lot } from '../../src/core/inventory.js'
import { groupRows } from '../../src/core/lists/group.js'
import { csv } from '../../src/formats/csv.js'
import { BENCH, RED, listing, row } from './sample-listing.js'

describe('csv', () => {
  it('has one id system in each column', () => {
    expect(csv.write(listing([row('3005', RED, { quantity: 2, name: 'Brick 1 x 1, "old"', category: 'Brick' })]))).toBe(
      [
        'qty,part_ldraw,part_bricklink,part_rebrickable,color_name,color_ldraw,color_bricklink,color_rebrickable,' +
          'color_lego,rgb,name,category,elements,item_type,condition,max_price,have,role,remarks,status,where,' +
          'part_brickowl,id,written,color_code',
        '2,3005,3005,,Red,4,5,4,21,#C91A09,"Brick 1 x 1, ""old""",Brick,,,,,,,,ok,,,3005,,4',
        '',
      ].join('\n'),
    )
  })

  it.each(['=1+1', '+1', '-1', '@sum(a)', '\t=1'])('keeps %j from being a formula', (name) => {
    const [, line = ''] = csv.write(listing([row('3005', RED, { name })])).split('\n')
    expect(line.split(',')[10]).toMatch(/^'/)
  })

  it('says what it has a place for, so that the rest is told', () => {
    const carried = { name: 'Brick', price: '0.5', comments: 'boxed' }
    const lots: Lot[] = [{ part: '3005', color: 4, quantity: 1, condition: 'N', maxPrice: '1', have: 1, carried }]
    const lost = lostFields(lots, csv.holds ?? [], csv.title).map(({ message }) => message)
    expect(lost).toEqual([
      'left out, having no place in a CSV for spreadsheets: price of 1 lot',
      'left out, having no place in a CSV for spreadsheets: comments of 1 lot',
    ])
  })

  it('leaves negative color codes numbers', () => {
    const [, line = ''] = csv
      .write(listing([row('3005', undefined, { colorCode: -1, colorName: 'color -1' })]))
      .split('\n')
    expect(line.split(',')[5]).toBe('-1')
  })

  it('puts the group into the first column', () => {
    const lines = csv.write(BENCH, { groups: groupRows(BENCH.rows, 'model'), by: 'model' }).split('\n')
    expect(lines.map((line) => line.split(',')[0])).toEqual(['model', 'main.ldr', 'leg.ldr', 'leg.ldr', ''])
  })
})
