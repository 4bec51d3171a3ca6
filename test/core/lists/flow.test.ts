import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestFlow, type Arc } from '../../../src/core/lists/flow.js'

describe('bestFlow', () => {
  it('pushes a piece aside when that lets another one through', () => {
    const arcs = network(
      [1, 1],
      [1, 1],
      [
        { need: 0, own: 0, counts: [1] },
        { need: 0, own: 1, counts: [0] },
        { need: 1, own: 0, counts: [0] },
      ],
    )
    expect(bestFlow(6, arcs).slice(4)).toEqual([0, 1, 1])
  })

  it('prefers one piece of the first count to any number of the next', () => {
    const arcs = network(
      [1, 1, 1],
      [1, 1, 1],
      [
        { need: 0, own: 0, counts: [1, 0] },
        { need: 0, own: 1, counts: [0, 9] },
        { need: 1, own: 1, counts: [0, 9] },
        { need: 1, own: 0, counts: [0, 9] },
      ],
    )
    expect(bestFlow(8, arcs).slice(6)).toEqual([1, 0, 1, 0])
  })

  it('fills in step what counts the same', () => {
    const arcs = network(
      [30, 10],
      [20],
      [
        { need: 0, own: 0, counts: [] },
        { need: 1, own: 0, counts: [] },
      ],
    )
    expect(bestFlow(5, arcs, 10).slice(3)).toEqual([15, 5])
  })

  it('keeps apart counts that fit in no single number', () => {
    const places = 40
    const link = (need: number, own: number, place: number) => {
      return { need, own, counts: Array.from({ length: places }, (_, index) => Number(index === place)) }
    }
    const arcs = network([1], [1, 1], [link(0, 0, places - 1), link(0, 1, places - 2)])
    expect(bestFlow(5, arcs).slice(3)).toEqual([0, 1])
  })

  it('sends as much as an exhaustive search, for as much', () => {
    fc.assert(
      fc.property(amounts, amounts, links, (needs, owns, all) => {
        const some = all.filter(({ need, own }) => need < needs.length && own < owns.length)
        const arcs = network(needs, owns, some)
        const flow = bestFlow(2 + needs.length + owns.length, arcs).slice(needs.length + owns.length)
        expect(worth(some, flow)).toEqual(exhaustive(needs, owns, some))
      }),
      { numRuns: 500 },
    )
  })
})

interface Link {
  need: number
  own: number
  counts: number[]
}

const amounts = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 3 })
const counts = fc.tuple(fc.nat(1), fc.nat(2), fc.nat(1))
const links = fc.array(fc.record({ need: fc.nat(2), own: fc.nat(2), counts }), { maxLength: 6 })

/** The arcs of the links stand behind those of what is needed and what there is. */
function network(needs: number[], owns: number[], some: Link[]): Arc[] {
  return [
    ...needs.map((capacity, index) => ({ from: 0, to: 2 + index, capacity })),
    ...owns.map((capacity, index) => ({ from: 2 + needs.length + index, to: 1, capacity })),
    ...some.map(({ need, own, counts }) => ({ from: 2 + need, to: 2 + needs.length + own, capacity: 99, counts })),
  ]
}

function worth(some: Link[], flow: number[]): number[] {
  return some.reduce(
    (sum, { counts }, index) => {
      const pieces = flow[index] ?? 0
      return [(sum[0] ?? 0) + pieces, ...counts.map((count, place) => (sum[place + 1] ?? 0) + pieces * count)]
    },
    [0, 0, 0, 0],
  )
}

function exhaustive(needs: number[], owns: number[], some: Link[]): number[] {
  const [first, ...others] = some
  if (!first) return [0, 0, 0, 0]
  let best = [-1]
  const most = Math.min(needs[first.need] ?? 0, owns[first.own] ?? 0)
  for (let pieces = 0; pieces <= most; pieces++) {
    const rest = exhaustive(
      needs.with(first.need, (needs[first.need] ?? 0) - pieces),
      owns.with(first.own, (owns[first.own] ?? 0) - pieces),
      others,
    )
    const mine = worth([first], [pieces])
    const sum = rest.map((value, index) => value + (mine[index] ?? 0))
    const place = sum.findIndex((value, index) => value !== best[index])
    if (place >= 0 && (sum[place] ?? 0) > (best[place] ?? 0)) best = sum
  }
  return best
}
