import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openColumns, packColumns } from '../../src/render/columns.js'

describe('columns of whole numbers', () => {
  it('come back as they were', () => {
    const number = fc.oneof(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -(2 ** 51), max: 2 ** 51 }))
    fc.assert(
      fc.property(fc.array(fc.array(number, { maxLength: 300 })), (columns) => {
        const next = openColumns(packColumns(columns))
        const back = columns.map((column) => {
          const read = next()
          return column.map(() => read())
        })
        expect(back).toEqual(columns)
      }),
    )
  })

  it('take a byte for small numbers, and another one for each seven bits', () => {
    expect(packColumns([[0, -1, 63, -64]])).toHaveLength(5)
    expect(packColumns([[64, -65, 8191]])).toHaveLength(7)
  })
})
