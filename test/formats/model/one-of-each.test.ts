import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import type { Lot } from '../../../src/core/inventory.js'
import { sourceOf } from '../../../src/core/source.js'
import type { Surroundings } from '../../../src/formats/codec.js'
import { ldrawText } from '../../../src/formats/model/one-of-each.js'
import { ldraw } from '../../../src/formats/ldraw.js'
import { shippedFacts } from '../../../src/system/facts.js'

const AROUND: Surroundings = {
  catalog: shippedFacts(),
  decisions: noDecisions(),
  path: 'list.ldr',
  sibling: () => undefined,
  options: {},
}

describe('a model of a list', () => {
  it('has one of each lot, by color, with how many are needed before it', () => {
    const lots: Lot[] = [
      { part: '3001', color: 4, quantity: 12, carried: { name: 'Brick 2 x 4', colorName: 'Red' } },
      { part: 's/mine', color: 0x2ff8800, quantity: 1 },
      { part: '3005', color: 0, quantity: 2 },
      { part: '3005', color: 0, quantity: 3, condition: 'N' },
      { part: '3003', color: 0, quantity: 0 },
    ]
    const lines = ldrawText({ lots }).split('\r\n')
    expect(lines.filter((line) => /^0 \/\/ \d/.test(line) || line.startsWith('1'))).toEqual([
      '0 // 5x 3005',
      '1 0 40 0 -40 1 0 0 0 1 0 0 0 1 3005.dat',
      '0 // 12x 3001 Red Brick 2 x 4',
      '1 4 40 0 -180 1 0 0 0 1 0 0 0 1 3001.dat',
      '0 // 1x s/mine',
      '1 0x2FF8800 40 0 -320 1 0 0 0 1 0 0 0 1 s\\mine.dat',
    ])
    expect(lines.at(-1)).toBe('')
  })

  it('says that quantities stand in comments, where they matter', () => {
    const lot = { part: '3005', color: 0, quantity: 2 }
    expect(ldraw.notes?.({ system: 'ldraw', lots: [lot] }, {})).toMatchObject([{ code: 'list.field-lost' }])
    expect(ldraw.notes?.({ system: 'ldraw', lots: [{ ...lot, quantity: 1 }] }, {})).toEqual([])
  })

  it('has no two parts in the same place, and is as wide as a table', () => {
    const lots: Lot[] = Array.from({ length: 500 }, (_, i) => {
      return {
        part: String(3000 + i),
        color: i % 3,
        quantity: 1,
        carried: { name: `Plate ${(i % 6) + 1} x ${(i % 16) + 1}` },
      }
    })
    const boxes = ldrawText({ lots })
      .split('\r\n')
      .flatMap((line, at, lines) => (line.startsWith('1 ') ? [boxOf(line, lines[at - 1] ?? '')] : []))
    expect(boxes).toHaveLength(500)
    for (const [index, a] of boxes.entries()) {
      expect(Math.abs(a.x)).toBeLessThanOrEqual(1600)
      for (const b of boxes.slice(index + 1)) {
        const apart = (a.size + b.size) / 2
        expect(Math.abs(a.x - b.x) >= apart || Math.abs(a.z - b.z) >= apart).toBe(true)
      }
    }
  })

  it('is read as one of each, whatever the names', async () => {
    const name = fc.string({ unit: fc.constantFrom('3', '0', 'a', 'p', '-', '\n', '\u0007', ' '), minLength: 1 })
    const lot = fc.record({
      part: fc.constantFrom('3001', '3005', '3023', '973p01', 'x99'),
      color: fc.constantFrom(0, 4, 15, 0x2ff8800),
      quantity: fc.integer({ min: 1, max: 1e6 }),
      carried: fc.record({ name }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(lot, { minLength: 1 }), async (lots) => {
        const text = ldraw.write?.({ system: 'ldraw', lots }, {}).join('') ?? ''
        const reading = await ldraw.read?.(sourceOf(new TextEncoder().encode(text)), 'list.ldr', AROUND)
        const things = new Set(lots.map(({ part, color }) => `${part} ${color}`))
        expect(new Set(reading?.value.lots.map(({ part, color }) => `${part} ${color}`))).toEqual(things)
        expect(reading?.value.lots.every(({ quantity }) => quantity === 1)).toBe(true)
        expect(reading?.problems).toEqual([])
      }),
    )
  })
})

function boxOf(line: string, comment: string): { x: number; z: number; size: number } {
  const [, , x, , z] = line.split(' ').map(Number)
  const [, a = 0, b = 0] = (/Plate (\d+) x (\d+)/.exec(comment) ?? []).map(Number)
  return { x: x ?? 0, z: z ?? 0, size: Math.max(a, b) * 20 }
}
