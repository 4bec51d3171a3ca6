import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitByKey } from '../../src/plan/split-by-key.js'

it('puts the highest keys that fit first, and the one that fits in part next', () => {
  const item = fc.record({ key: fc.integer({ min: -5, max: 5 }), size: fc.integer({ min: 0, max: 9 }) })
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), fc.integer({ min: 0, max: 100 }), (items, room) => {
      const order = Int32Array.from(items.keys())
      const keys = Float64Array.from(items, ({ key }) => key)
      const sizes = Float64Array.from(items, ({ size }) => size)
      const count = splitByKey(order, items.length, keys, sizes, room)
      const [first, rest] = [[...order].slice(0, count), [...order].slice(count)]
      const filled = first.reduce((sum, place) => sum + (sizes[place] ?? 0), 0)
      expect([...order].sort((a, b) => a - b)).toEqual([...items.keys()])
      expect(filled).toBeLessThanOrEqual(room)
      for (const place of first) for (const other of rest) expect(keys[place]).toBeGreaterThanOrEqual(keys[other] ?? 0)
      const [next] = rest
      if (next !== undefined) {
        expect(filled + (sizes[next] ?? 0)).toBeGreaterThan(room)
        for (const other of rest) expect(keys[next]).toBeGreaterThanOrEqual(keys[other] ?? 0)
      }
    }),
  )
})
