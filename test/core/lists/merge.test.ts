import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { pieces, type Condition, type Inventory, type Lot } from '../../../src/core/inventory.js'
import { openLotKeys, type Key } from '../../../src/core/lists/lot-keys.js'
import { merge, sharedLots, type MergeOptions } from '../../../src/core/lists/merge.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('merge', () => {
  it('adds up what lists share, and says who asked for how many', () => {
    const merged = mergeAll([list(brick(2), { ...brick(3), part: '3004' }), list(brick(5))])
    expect(merged.map(({ lot, shares }) => [lot.part, lot.quantity, shares])).toEqual([
      ['3005', 7, [2, 5]],
      ['3004', 3, [3, 0]],
    ])
    expect(sharedLots(merged)).toBe(1)
  })

  it('joins what lists say', () => {
    const [merged] = mergeAll([
      list({ ...brick(2), remarks: 'roof', maxPrice: '0.2', have: 1, condition: 'N' }),
      list({ ...brick(3), remarks: 'wall', maxPrice: '0.15', have: 2 }),
    ])
    expect(merged).toMatchObject({
      lot: { quantity: 5, remarks: 'roof; wall', maxPrice: '0.15', have: 3, condition: 'N' },
      conflict: false,
    })
  })

  it.each<[string, (Condition | undefined)[][], [Condition | undefined, number][], boolean]>([
    ['takes either where lists disagree', [['N'], ['U']], [['X', 2]], true],
    ['takes either where one does not mind', [['X'], ['N']], [['X', 2]], true],
    ['takes what one says and others leave open', [[undefined], ['N']], [['N', 2]], false],
    ['leaves open what nobody says', [[undefined], [undefined]], [[undefined, 2]], false],
    [
      'keeps apart what one list tells apart',
      [['N', 'U'], ['N']],
      [
        ['N', 2],
        ['U', 1],
      ],
      false,
    ],
  ])('%s', (_title, conditions, expected, conflict) => {
    const lists = conditions.map((some) =>
      list(...some.map((condition) => ({ ...brick(1), ...(condition && { condition }) }))),
    )
    const merged = mergeAll(lists)
    expect(merged.map(({ lot }) => [lot.condition, lot.quantity])).toEqual(expected)
    expect(merged.some((lot) => lot.conflict)).toBe(conflict)
  })

  it('keeps what is not needed to build apart from what is', () => {
    expect(mergeAll([list(brick(2)), list({ ...brick(1), role: 'extra' })])).toHaveLength(2)
  })

  it('takes moulds for one part when asked, under the number that most pieces have', () => {
    const lists = [list({ ...brick(2), part: '3794a' }), list({ ...brick(3), part: '15573' })]
    expect(mergeAll(lists)).toHaveLength(2)
    expect(mergeAll(lists, { moulds: 'same' })).toMatchObject([
      { lot: { part: '15573', quantity: 5, via: ['stands for 3794a'] } },
    ])
  })

  it('needs the most of any list when they are built one after the other', () => {
    const lists = [list({ ...brick(7), have: 2 }), list(brick(5))]
    expect(mergeAll(lists, { moulds: 'exact', sequential: true })).toMatchObject([
      { lot: { quantity: 7, have: 2 }, shares: [7, 5] },
    ])
  })

  it('conserves pieces, and does not depend on the order of the lists', () => {
    fc.assert(
      fc.property(fc.array(lists, { minLength: 1, maxLength: 4 }), moulds, (some, moulds) => {
        const merged = mergeAll(some, { moulds })
        const total = some.reduce((sum, one) => sum + pieces(one), 0)
        expect(merged.reduce((sum, { lot }) => sum + lot.quantity, 0)).toBe(total)
        for (const { lot, shares } of merged) expect(shares.reduce((a, b) => a + b, 0)).toBe(lot.quantity)
        expect(mergeAll(some.toReversed(), { moulds }).map(written).sort()).toEqual(merged.map(written).sort())
      }),
    )
  })

  it('says the same in any order of the lists', () => {
    const several = fc.array(wordyLists, { minLength: 2, maxLength: 4 })
    const sequential = fc.constantFrom({}, { sequential: true as const })
    const shuffled = several.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
    )
    fc.assert(
      fc.property(shuffled, moulds, sequential, ([some, other], moulds, options) => {
        const lotsOf = (lists: Inventory<'ldraw'>[]) => {
          return mergeAll(lists, { moulds, ...options }).map(({ lot, conflict }) => inOrder({ ...lot, conflict }))
        }
        expect(lotsOf(other).sort()).toEqual(lotsOf(some).sort())
      }),
    )
  })

  it('has of each thing the largest need, one after the other', () => {
    fc.assert(
      fc.property(fc.array(lists, { minLength: 1, maxLength: 4 }), (some) => {
        const merged = mergeAll(some, { moulds: 'exact', sequential: true })
        const keys = openLotKeys(facts)
        const sums = some.map(({ lots }) => {
          const sum = new Map<Key, number>()
          for (const lot of lots) sum.set(keys.thing(lot), (sum.get(keys.thing(lot)) ?? 0) + lot.quantity)
          return sum
        })
        for (const { lot } of merged)
          expect(lot.quantity).toBe(Math.max(...sums.map((sum) => sum.get(keys.thing(lot)) ?? 0)))
      }),
    )
  })
})

const moulds = fc.constantFrom('exact' as const, 'same' as const, 'any' as const)
const lists = fc
  .array(
    fc.record({
      part: fc.constantFrom('3005', '3068b', '3794a', '3794b', '15573'),
      color: fc.constantFrom(0, 256, 4),
      quantity: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 8 },
  )
  .map((lots) => list(...lots))

/** Lots that say more than what they are, so that the order may show. */
const wordyLists = fc
  .array(
    fc.record(
      {
        part: fc.constantFrom('3005', '3794a', '3794b'),
        color: fc.constantFrom(0, 4),
        quantity: fc.integer({ min: 0, max: 3 }),
        remarks: fc.constantFrom('roof', 'wall', 'wall; roof'),
        condition: fc.constantFrom<Condition>('N', 'U', 'X'),
        maxPrice: fc.constantFrom('0.1', '0.10', '0.2'),
        have: fc.integer({ min: 0, max: 3 }),
        written: fc.constantFrom('3005', '3794'),
        via: fc.constantFrom<string[]>(['a'], ['b'], ['b', 'a']),
        places: fc
          .record({ file: fc.constantFrom('a.ldr', 'b.ldr'), line: fc.constantFrom(1, 2), quantity: fc.constant(1) })
          .map((place) => [place]),
        carried: fc.record({ price: fc.constantFrom('1', '2'), comments: fc.constant('c') }, { requiredKeys: [] }),
      },
      { requiredKeys: ['part', 'color', 'quantity'] },
    ),
    { maxLength: 5 },
  )
  .map((lots) => list(...lots))

/** Values as text, with the fields by name. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

function mergeAll(lists: Inventory<'ldraw'>[], options: MergeOptions = { moulds: 'exact' }) {
  return merge(lists, options, facts, noDecisions())
}

function written({ lot }: { lot: Lot }): string {
  return `${lot.part}/${lot.color}/${lot.quantity}`
}

function brick(quantity: number): Lot {
  return { part: '3005', color: 4, quantity }
}

function list(...lots: Lot[]): Inventory<'ldraw'> {
  return { system: 'ldraw', lots }
}
