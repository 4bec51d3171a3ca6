import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byMissing, sharesOf, shortOf } from '../../../src/core/lists/sets-build.js'
import { openShelves, type Pieces, type SetContents, type ShelfRules } from '../../../src/core/lists/sets-shelves.js'
import { supplyOf } from '../../../src/core/lists/sets-supply.js'
import { together } from '../../../src/core/lists/sets-together.js'

/** A set: lots as part, color, quantity, and whether they are spares. */
type Content = [part: string, color: number, quantity: number, isSpare?: boolean][]

const NO_RULES: ShelfRules = { moulds: () => [] }
const MOULDS: ShelfRules = { moulds: (part) => GROUPS.find((group) => group.includes(part)) ?? [] }
const GROUPS = [['a1', 'a2', 'a3']]

describe('what of a set is there', () => {
  it.each([
    { title: 'nothing', owned: [], missing: 6 },
    { title: 'all', owned: [own('a1', 1, 4), own('b', 1, 2)], missing: 0 },
    { title: 'some', owned: [own('A1', 1, 3)], missing: 3 },
    { title: 'the wrong color', owned: [own('a1', 2, 9)], missing: 6 },
    {
      title: 'the wrong color, which is no matter',
      owned: [own('a1', 2, 9)],
      rules: { ...MOULDS, ignoreColor: true },
      missing: 2,
    },
    { title: 'another mould', owned: [own('a2', 1, 9)], missing: 6 },
    { title: 'another mould, which will do', owned: [own('a2', 1, 9)], rules: MOULDS, missing: 2 },
    { title: 'several moulds', owned: [own('a2', 1, 1), own('a3', 1, 2)], rules: MOULDS, missing: 3 },
  ] as { title: string; owned: Pieces[]; rules?: ShelfRules; missing: number }[])(
    '$title',
    ({ owned, rules, missing }) => {
      const contents = setsOf({
        s: [
          ['a1', 1, 4],
          ['b', 1, 2],
          ['b', 1, 1, true],
        ],
      })
      const shelves = openShelves(contents, owned, rules ?? NO_RULES)
      expect(sharesOf(['s'], contents, shelves).shares).toEqual([{ set: 's', needed: 6, missing }])
      expect(shortOf(['s'], contents, shelves)[0]?.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(missing)
    },
  )

  it('counts sets of which nothing is known, and forgets one set before the next', () => {
    const contents = setsOf({ s: [['a1', 1, 2]], t: [['a1', 1, 2]] })
    const shelves = openShelves(contents, [own('a1', 1, 2)], NO_RULES)
    const { shares, unknown } = sharesOf(['s', 'none', 't'], contents, shelves)
    expect([shares.map(({ missing }) => missing), unknown]).toEqual([[0, 0], 1])
  })

  it('takes two halves of a color for one, and leaves out what counts for nothing', () => {
    const contents = setsOf({
      s: [
        ['a1', 1103, 2],
        ['7001stk01', 9999, 1],
      ],
    })
    const isLeftOut = (part: string) => part.includes('stk')
    const shelves = openShelves(contents, [own('a1', 148, 1)], { ...NO_RULES, isLeftOut })
    expect(sharesOf(['s'], contents, shelves).shares).toEqual([{ set: 's', needed: 2, missing: 1 }])
  })

  it('puts the least missing first, then the largest', () => {
    const shares = [share('c', 9, 1), share('b', 5, 0), share('a', 8, 0)].sort(byMissing)
    expect(shares.map(({ set }) => set)).toEqual(['a', 'b', 'c'])
  })
})

describe('sets at the same time', () => {
  it('use nothing twice', () => {
    const contents = setsOf({ s: [['a1', 1, 3]], t: [['a1', 1, 2]], u: [['a1', 1, 2]] })
    const shelves = openShelves(contents, [own('a1', 1, 4)], NO_RULES)
    // The largest alone would leave one piece over; the two others use all.
    expect(together(['s', 't', 'u'], contents, shelves, { most: 0 })).toEqual({
      ...{ sets: ['t', 'u'], pieces: 4, missing: 0, isBest: true },
    })
  })

  it('says when it has not looked at all choices', () => {
    const contents = setsOf({ s: [['a1', 1, 3]], t: [['a1', 1, 2]], u: [['a1', 1, 2]] })
    const shelves = openShelves(contents, [own('a1', 1, 4)], NO_RULES)
    expect(together(['s', 't', 'u'], contents, shelves, { most: 0, tries: 3 })).toMatchObject({
      sets: ['s'],
      isBest: false,
    })
  })

  it('copes with thousands of sets', () => {
    const all = Object.fromEntries(
      Array.from({ length: 5000 }, (_, i): [string, Content] => [`s${i}`, [['a1', 1, 1 + (i % 3)]]]),
    )
    const contents = setsOf(all)
    const shelves = openShelves(contents, [own('a1', 1, 4000)], NO_RULES)
    expect(together(Object.keys(all), contents, shelves, { most: 0, tries: 20_000 }).pieces).toBe(4000)
  })

  it('are the best of all choices', () => {
    fc.assert(
      fc.property(someSets(5), someOwned(), fc.nat(3), (sets, owned, most) => {
        const contents = setsOf(sets)
        const shelves = openShelves(contents, owned, MOULDS)
        const names = Object.keys(sets)
        const found = together(names, contents, shelves, { most })
        const choices = subsets(names).map((choice) => measure(choice, contents, shelves))
        const best = Math.max(...choices.filter(({ missing }) => missing <= most).map(({ pieces }) => pieces))
        expect(found).toMatchObject({ pieces: best, isBest: true })
        expect(measure(found.sets, contents, shelves)).toEqual({ pieces: found.pieces, missing: found.missing })
      }),
    )
  })
})

describe('sets that bring what is missing', () => {
  it.each([
    { title: 'in its color', wanted: [own('a1', 1, 4)], covered: 3, complete: 0 },
    { title: 'whole', wanted: [own('a1', 1, 3)], covered: 3, complete: 1 },
    { title: 'with its spares', wanted: [own('b', 1, 2)], covered: 2, complete: 1 },
    { title: 'in any color', wanted: [own('a1', undefined, 9)], covered: 5, complete: 0 },
    {
      title: 'in any color, after those in their color',
      wanted: [own('a1', 1, 2), own('a1', undefined, 3)],
      covered: 5,
      complete: 2,
    },
    { title: 'of another mould', wanted: [own('a3', 2, 1)], covered: 1, complete: 1 },
  ] as { title: string; wanted: Pieces[]; covered: number; complete: number }[])(
    '$title',
    ({ wanted, covered, complete }) => {
      const contents = setsOf({
        s: [
          ['a1', 1, 3],
          ['a1', 2, 2],
          ['b', 1, 1],
          ['b', 1, 1, true],
        ],
        t: [['c', 1, 1]],
      })
      const shelves = openShelves(contents, wanted, MOULDS)
      expect(supplyOf(['s', 't'], contents, shelves)).toEqual([{ set: 's', covered, complete }])
    },
  )

  it('bring as much as building of the set alone would find there', () => {
    fc.assert(
      fc.property(someSets(1), someOwned(), (sets, wanted) => {
        const contents = setsOf(sets)
        const [supply] = supplyOf(Object.keys(sets), contents, openShelves(contents, wanted, MOULDS))
        const total = new Map<string, number>()
        for (const [part, color, quantity] of Object.values(sets).flat())
          add(total, `${part.slice(0, 1)}${color}`, quantity)
        const needs = new Map<string, number>()
        for (const { part, color, quantity } of wanted) add(needs, `${part.slice(0, 1)}${color}`, quantity)
        const least = [...needs].map(([key, quantity]) => Math.min(quantity, total.get(key) ?? 0))
        expect(supply?.covered ?? 0).toBe(least.reduce((sum, quantity) => sum + quantity, 0))
      }),
    )
  })
})

function own(part: string, color: number | undefined, quantity: number): Pieces {
  return { part, color, quantity }
}

function share(set: string, needed: number, missing: number) {
  return { set, needed, missing }
}

function add(sums: Map<string, number>, key: string, quantity: number): void {
  sums.set(key, (sums.get(key) ?? 0) + quantity)
}

function setsOf(sets: { [name: string]: Content }): SetContents {
  const lots = [...new Set(Object.values(sets).flatMap((rows) => rows.map(([part, color]) => `${part} ${color}`)))]
  return {
    parts: ['', ...lots.map((lot) => lot.split(' ')[0] ?? '')],
    colors: Int32Array.from([0, ...lots.map((lot) => Number(lot.split(' ')[1]))]),
    has: (set) => set in sets,
    each: (set, take) => {
      for (const [part, color, quantity, isSpare = false] of sets[set] ?? [])
        take(lots.indexOf(`${part} ${color}`) + 1, quantity, isSpare)
    },
  }
}

function someSets(most: number): fc.Arbitrary<{ [name: string]: Content }> {
  const row = fc.tuple(fc.constantFrom('a1', 'a2', 'b'), fc.constantFrom(1, 2), fc.integer({ min: 1, max: 4 }))
  const sets = fc.array(fc.array(row, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: most })
  return sets.map((all) => Object.fromEntries(all.map((rows, i) => [`s${i}`, rows])))
}

function someOwned(): fc.Arbitrary<Pieces[]> {
  const lot = fc.record({ part: fc.constantFrom('a1', 'a3', 'b'), color: fc.constantFrom(1, 2), quantity: fc.nat(6) })
  return fc.array(lot, { maxLength: 5 })
}

function subsets(names: string[]): string[][] {
  return names.reduce<string[][]>((all, name) => [...all, ...all.map((some) => [...some, name])], [[]])
}

function measure(sets: string[], contents: SetContents, shelves: ReturnType<typeof openShelves>) {
  const missing = shortOf(sets, contents, shelves).flat()
  let pieces = 0
  for (const set of sets) contents.each(set, (_, quantity) => (pieces += quantity))
  return { pieces, missing: missing.reduce((sum, { quantity }) => sum + quantity, 0) }
}
