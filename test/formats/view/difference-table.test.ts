import { describe, expect, it } from 'vitest'
import { describe as describeLots } from '../../../src/core/translate/describe.js'
import type { Lot } from '../../../src/core/inventory.js'
import { differenceJson } from '../../../src/formats/view/difference-json.js'
import { differenceTable } from '../../../src/formats/view/difference-table.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const plate: Lot = { part: '3710', color: 28, quantity: 18 }
const brick: Lot = { part: '3005', color: 4, quantity: 4 }

describe('differenceTable', () => {
  it('aligns signs, numbers and names', () => {
    expect(differenceTable({ added: rows(plate, brick), removed: rows({ ...brick, quantity: 112 }) })).toBe(
      [
        '+ 18  3710  Dark Tan  Plate 1 x 4',
        '+  4  3005  Red       Brick 1 x 1',
        '-112  3005  Red       Brick 1 x 1',
        '',
      ].join('\n'),
    )
  })

  it('tells the condition where any lot has one', () => {
    const removed = rows({ ...brick, condition: 'U' })
    expect(differenceTable({ added: rows(brick), removed })).toBe(
      '+4  3005  Red        Brick 1 x 1\n-4  3005  Red  Used  Brick 1 x 1\n',
    )
  })

  it('cuts names, and nothing else, to what fits', () => {
    const text = differenceTable({ added: rows(plate), removed: [] }, { columns: 24 })
    expect(text).toBe('+18  3710  Dark Tan  Pl…\n')
  })

  it('is nothing where nothing differs', () => {
    expect(differenceTable({ added: [], removed: [] })).toBe('')
  })

  it('takes lists of any length', () => {
    const [row] = rows(brick)
    const added = Array.from({ length: 200_000 }, () => row).filter((one) => one !== undefined)
    expect(differenceTable({ added, removed: [] }).length).toBeGreaterThan(200_000)
  })
})

describe('differenceJson', () => {
  it('has both sides, and what is the same', () => {
    const text = differenceJson(['a', 'b'], { added: rows(plate), removed: [], same: rows(brick, plate) }, [])
    expect(JSON.parse(text)).toMatchObject({
      schema: 'brick.diff/1',
      generated_from: ['a', 'b'],
      added: [{ qty: 18, part: { ldraw: '3710' } }],
      removed: [],
      same: [{ qty: 4 }, { qty: 18 }],
      totals: { added: { parts: 18, lots: 1 }, removed: { parts: 0, lots: 0 }, same: { parts: 22, lots: 2 } },
      issues: [],
    })
  })
})

function rows(...lots: Lot[]) {
  return describeLots({ system: 'ldraw', lots }, facts).rows
}
