import { describe, expect, it } from 'vitest'
import { describe as describeLots } from '../../../src/core/translate/describe.js'
import { candidatesCsv } from '../../../src/formats/view/candidates-csv.js'
import { shareCsv, shareTable, type Shares } from '../../../src/formats/view/share-table.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const { rows } = describeLots({ system: 'ldraw', lots: [{ part: '3005', color: 4, quantity: 50 }] }, facts)
const [row] = rows
const shares: Shares = { names: ['ann', '=bob'], rows: row ? [{ row, shares: [50, 0] }] : [] }

describe('shareTable', () => {
  it('leaves blank who asked for none', () => {
    expect(shareTable(shares)).toBe('Qty  ann  =bob  Part  Color  Name\n 50   50        3005  Red    Brick 1 x 1\n')
  })
})

describe('shareCsv', () => {
  it('has a column for each, which no spreadsheet takes for a formula', () => {
    expect(shareCsv(shares)).toBe(
      "qty,part_ldraw,part_bricklink,part_rebrickable,color_name,color_bricklink,name,ann,'=bob\n" +
        '50,3005,3005,3005,Red,5,Brick 1 x 1,50,0\n',
    )
  })
})

describe('candidatesCsv', () => {
  it('has all elements of a lot in one cell', () => {
    expect(candidatesCsv(row ? [{ row, elements: ['300521', '4242'] }] : [])).toBe(
      'quantity,part,color,name,elements\n50,3005,Red,Brick 1 x 1,300521 4242\n',
    )
  })
})
