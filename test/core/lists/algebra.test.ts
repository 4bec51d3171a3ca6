import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference, intersect, subtract } from '../../../src/core/lists/algebra.js'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { pieces, type Inventory, type Lot } from '../../../src/core/inventory.js'
import { openLotKeys, type Key } from '../../../src/core/lists/lot-keys.js'
import { matchingOf, type RuleOptions } from '../../../src/core/lists/rules.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const keys = openLotKeys(facts)

describe('subtract', () => {
  it('takes what others have, and says what they have too much', () => {
    const { rest, taken, unused } = subtract(
      list('3005/4x5', '3004/4x2'),
      [list('3005/4x3'), list('3005/4x4')],
      strict(),
    )
    expect([rest, taken, ...unused].map(written)).toEqual([['3004/4x2'], ['3005/4x5'], [], ['3005/4x2']])
  })

  it('is what is not in the intersection', () => {
    fc.assert(
      fc.property(lists, lists, options, (a, b, chosen) => {
        const matching = matchingOf(chosen, facts, noDecisions())
        const { rest, taken, unused } = subtract(a, [b], matching)
        const { common } = intersect(a, [b], matching)
        expect(written(common)).toEqual(written(taken))
        expect(pieces(rest) + pieces(common)).toBe(pieces(a))
        expect(pieces(taken) + unused.reduce((sum, some) => sum + pieces(some), 0)).toBe(pieces(b))
      }),
    )
  })

  it('of itself is nothing', () => {
    fc.assert(
      fc.property(lists, (a) => {
        expect(subtract(a, [a], strict()).rest.lots).toEqual([])
      }),
    )
  })
})

describe('intersect', () => {
  it('is what all have', () => {
    const { common } = intersect(
      list('3005/4x5', '3004/4x2'),
      [list('3005/4x3', '3004/4x2'), list('3005/4x4')],
      strict(),
    )
    expect(written(common)).toEqual(['3005/4x3'])
  })

  it('has as many pieces either way round', () => {
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        const [here, there] = [intersect(a, [b], strict()), intersect(b, [a], strict())]
        expect(pieces(here.common)).toBe(pieces(there.common))
      }),
    )
  })
})

describe('difference', () => {
  it('hides what differs by the mould only, when asked', () => {
    const [before, after] = [list('3794a/0x2', '3005/4'), list('3794b/0x2', '3005/4')]
    const exact = difference(before, after, strict())
    expect([exact.added, exact.removed].map(written)).toEqual([['3794b/0x2'], ['3794a/0x2']])
    const same = difference(before, after, matchingOf({ moulds: 'same', purpose: 'compare' }, facts, noDecisions()))
    expect([same.added, same.removed].map(written)).toEqual([[], []])
  })

  it.each([
    { title: 'tells new from used', before: 'N', after: 'U', differs: true },
    { title: 'takes no condition for any', before: undefined, after: 'U', differs: false },
  ] as const)('$title', ({ before, after, differs }) => {
    const lot = (condition: Lot['condition']) => ({
      part: '3005',
      color: 4,
      quantity: 2,
      ...(condition && { condition }),
    })
    const found = difference(
      { system: 'ldraw', lots: [lot(before)] },
      { system: 'ldraw', lots: [lot(after)] },
      strict(),
    )
    expect(found.added.lots.length + found.removed.lots.length > 0).toBe(differs)
  })

  it('is what makes the later list of the earlier one, for everything that shops sell as the same', () => {
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const { added, removed, same } = difference(before, after, strict())
        const sums = [before, added, removed, after, same].map(sumsOf)
        const [a = new Map(), plus = new Map(), minus = new Map(), b = new Map()] = sums as Map<Key, number>[]
        for (const key of [...a.keys(), ...b.keys()])
          expect((a.get(key) ?? 0) + (plus.get(key) ?? 0) - (minus.get(key) ?? 0)).toBe(b.get(key) ?? 0)
        expect(pieces(same) + pieces(added)).toBe(pieces(after))
      }),
    )
  })
})

const lotText = fc
  .tuple(
    fc.constantFrom('3005', '3004', '3068b', '3794a', '3794b'),
    fc.constantFrom(0, 256, 4),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([part, color, quantity]) => `${part}/${color}x${quantity}`)
const lists = fc.array(lotText, { maxLength: 10 }).map((texts) => list(...texts))
const options: fc.Arbitrary<RuleOptions> = fc.record({
  moulds: fc.constantFrom('exact', 'same', 'any'),
  purpose: fc.constant('supply'),
})

function strict() {
  return matchingOf({ moulds: 'exact', purpose: 'compare' }, facts, noDecisions())
}

/** Pieces by what shops sell them as. */
function sumsOf({ lots }: Inventory): Map<Key, number> {
  const sums = new Map<Key, number>()
  for (const lot of lots) sums.set(keys.thing(lot), (sums.get(keys.thing(lot)) ?? 0) + lot.quantity)
  return sums
}

function list(...texts: string[]): Inventory<'ldraw'> {
  const lots = texts.map((text) => {
    const [, part = '', color, quantity = '1'] = /^(\w+)\/(\d+)(?:x(\d+))?$/.exec(text) ?? []
    return { part, color: Number(color), quantity: Number(quantity) }
  })
  return { system: 'ldraw', lots }
}

function written({ lots }: Inventory): string[] {
  return lots.map(({ part, color, quantity }) => `${part}/${color}${quantity === 1 ? '' : `x${quantity}`}`)
}
