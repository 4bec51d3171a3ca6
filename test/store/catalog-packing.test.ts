import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packInventories, unpack } from '../../src/store/catalog-packing.js'

describe('packing inventories', () => {
  it('gives back what was added, each lot once', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 200 }), (rows) => {
        const packing = packInventories()
        for (const [inventory, lot, quantity, isSpare] of rows) packing.add(inventory, lot, quantity, isSpare)
        const found = new Map<string, number>()
        for (const [inventory, content] of packing.all()) {
          unpack(content, (lot, quantity, isSpare) => {
            expect(found.has(`${inventory} ${lot} ${isSpare}`)).toBe(false)
            found.set(`${inventory} ${lot} ${isSpare}`, quantity)
          })
        }
        expect(found).toEqual(sums(rows))
      }),
    )
  })

  it('holds more rows than it has room for at first', () => {
    const packing = packInventories()
    for (let i = 0; i < 200_000; i++) packing.add(1 + (i % 7), 1 + i, 1 + (i % 300), i % 14 === 0)
    let [rows, pieces] = [0, 0]
    for (const [, content] of packing.all())
      unpack(content, (_, quantity) => {
        rows++
        pieces += quantity
      })
    expect([rows, pieces]).toEqual([200_000, 30_090_000])
  })
})

type Added = [inventory: number, lot: number, quantity: number, isSpare: boolean]

const anyRow: fc.Arbitrary<Added> = fc.tuple(
  fc.integer({ min: 1, max: 2 ** 28 }),
  fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 2 ** 21 })),
  fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2 ** 20 })),
  fc.boolean(),
)

function sums(rows: Added[]): Map<string, number> {
  const all = new Map<string, number>()
  for (const [inventory, lot, quantity, isSpare] of rows) {
    const key = `${inventory} ${lot} ${isSpare}`
    all.set(key, (all.get(key) ?? 0) + quantity)
  }
  return all
}
