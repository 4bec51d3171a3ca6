import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chained } from '../../src/render/chain.js'
import { ringsOf, simplified, type Ring } from '../../src/render/contour.js'

describe('ringsOf', () => {
  it('goes around all of each value, and no more', () => {
    const grids = fc.array(fc.constantFrom(0, 1, 2), { minLength: 36, maxLength: 36 })
    fc.assert(
      fc.property(grids, (cells) => {
        for (const [value, rings] of ringsOf(Uint32Array.from(cells), 6, 6))
          expect(rings.reduce((sum, ring) => sum + areaOf(ring), 0)).toBe(cells.filter((cell) => cell === value).length)
      }),
    )
  })

  it('goes around holes the other way', () => {
    const rings = ringsOf(Uint32Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1), 3, 3).get(1) ?? []
    expect(rings.map(areaOf)).toEqual([9, -1])
  })
})

describe('simplified', () => {
  it('keeps the corners of a square, and nothing between them', () => {
    const [ring = []] = ringsOf(new Uint32Array(100).fill(1), 10, 10).get(1) ?? []
    expect(simplified(ring, 1)).toHaveLength(8)
  })

  it('leaves nothing of what is too small', () => {
    expect(simplified([0, 0, 1, 0, 1, 1], 1)).toBeUndefined()
  })
})

describe('chained', () => {
  it('walks along each line once', () => {
    const lines = fc.array(fc.tuple(fc.constantFrom(...'abcdef'), fc.constantFrom(...'abcdef')), { maxLength: 20 })
    fc.assert(
      fc.property(lines, (drawn) => {
        const walked = chained(drawn).flatMap((way) => way.slice(1).map((point, i) => named(way[i] ?? '', point)))
        const wanted = new Set(drawn.filter(([a, b]) => a !== b).map(([a, b]) => named(a, b)))
        expect(walked.toSorted()).toEqual([...wanted].sort())
      }),
    )
  })

  it('makes one way of a house', () => {
    expect(
      chained([
        ['a', 'b'],
        ['c', 'd'],
        ['b', 'c'],
        ['d', 'a'],
      ]),
    ).toHaveLength(1)
  })
})

function areaOf(ring: Ring): number {
  let sum = 0
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length
    sum += (ring[i] ?? 0) * (ring[next + 1] ?? 0) - (ring[next] ?? 0) * (ring[i + 1] ?? 0)
  }
  return sum / 2
}

function named(a: string, b: string): string {
  return a < b ? a + b : b + a
}
