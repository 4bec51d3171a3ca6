import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANY_COLOR } from '../../../src/core/catalog/color-code.js'
import { noDecisions, type Decisions } from '../../../src/core/catalog/decisions.js'
import { piecesIn, type Lot } from '../../../src/core/inventory.js'
import { assign, type Assignment } from '../../../src/core/lists/assign.js'
import { reconcile } from '../../../src/core/lists/reconcile.js'
import { matchingOf, type Matching, type Rule, type RuleOptions } from '../../../src/core/lists/rules.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const [RED, WHITE, BLACK] = [4, 15, 0]

describe('assign', () => {
  it.each([
    { title: 'owns none', own: [], missing: [brick(RED, 3)], left: [] },
    { title: 'owns some', own: [brick(RED, 2)], missing: [brick(RED, 1)], left: [] },
    { title: 'owns more than enough', own: [brick(RED, 9)], missing: [], left: [brick(RED, 6)] },
    { title: 'owns the wrong color', own: [brick(WHITE, 9)], missing: [brick(RED, 3)], left: [brick(WHITE, 9)] },
    { title: 'owns none, in a lot of its own', own: [brick(RED, 0)], missing: [brick(RED, 3)], left: [] },
    { title: 'owns it in two lots', own: [used(1), brick(RED, 5)], missing: [], left: [used(1), brick(RED, 2)] },
  ])('$title', ({ own, missing, left }) => {
    const found = assign([[brick(RED, 3)]], own, matching())
    expect([found.missing, found.left]).toEqual([[missing], left])
  })

  it('gives up an exact match where that leaves fewer pieces missing', () => {
    const decisions = { ...noDecisions(), subs: [sub(WHITE, RED), sub(RED, BLACK)] }
    const need = [brick(RED, 1), brick(WHITE, 1)]
    const own = [brick(RED, 1), brick(BLACK, 1)]
    const rules = matching({}, decisions)
    expect(reconcile(list(need), list(own), rules).missing.lots).toEqual([brick(WHITE, 1)])
    const { matches, missing } = assign([need], own, rules)
    expect(missing).toEqual([[]])
    expect(matches.map((match) => [match.need.color, match.own.color])).toEqual([
      [RED, BLACK],
      [WHITE, RED],
    ])
  })

  it('gives up an exact match for nothing less', () => {
    const need = [brick(WHITE, 1), brick(RED, 1)]
    const { matches } = assign([need], [brick(RED, 1)], matching({ ignoreColor: true }))
    expect(matches.map((match) => match.need.color)).toEqual([RED])
  })

  it('takes no more for hidden pieces than are hidden, by all rules together', () => {
    const places = [
      { file: 'a.mpd', model: 'core.ldr', line: 2, quantity: 3 },
      { file: 'a.mpd', model: 'wall.ldr', line: 8, quantity: 4 },
    ]
    const decisions = { ...noDecisions(), anyColor: { models: ['core.ldr'], parts: [], except: [] } }
    const own = [
      { part: '3794a', color: WHITE, quantity: 2 },
      { part: '15573', color: WHITE, quantity: 5 },
      { part: '3794a', color: RED, quantity: 1 },
    ]
    const need = [{ part: '3794a', color: RED, quantity: 7, places }]
    const { matches, missing } = assign([need], own, matching({ moulds: 'same' }, decisions))
    expect(matches.map(({ own: { part, color }, quantity }) => [part, color, quantity])).toEqual([
      ['3794a', RED, 1],
      ['3794a', WHITE, 2],
      ['15573', WHITE, 1],
    ])
    expect(piecesIn(missing.flat())).toBe(3)
  })

  it.each([
    { title: 'nobody else wants it', own: [brick(RED, 2)], matched: [2, 0, 0] },
    { title: 'another one wants it too', own: [brick(RED, 4)], matched: [3, 0, 1] },
    { title: 'there is another one like it', own: [brick(RED, 2), used(2)], matched: [3, 0, 1] },
    {
      title: 'it is in the wrong condition',
      own: [{ ...brick(WHITE, 2), condition: 'N' as const }],
      matched: [0, 0, 0],
    },
  ])('gives a lot the only one for it, where $title', ({ own, matched }) => {
    const need = [brick(RED, 3), { ...brick(WHITE, 1), condition: 'U' as const }, brick(RED, 1)]
    const { matches } = assign([need], own, matching())
    expect(need.map((lot) => piecesIn(matches.filter((match) => match.need === lot)))).toEqual(matched)
  })

  it.each([
    { own: 10, needs: [10, 10], shares: [5, 5] },
    { own: 10, needs: [30, 10], shares: [8, 2] },
    { own: 10, needs: [1, 1, 1], shares: [1, 1, 1] },
    { own: 2, needs: [1, 1, 1], shares: [1, 1, 0] },
    { own: 0, needs: [4, 4], shares: [0, 0] },
  ])('shares $own pieces among lists that need $needs', ({ own, needs, shares }) => {
    const lists = needs.map((quantity) => [brick(RED, quantity)])
    const found = assign(lists, [brick(RED, own)], matching())
    expect(sums(found, needs.length)).toEqual(shares)
  })

  it('shares also what serves different lots', () => {
    const lists = [[brick(RED, 10)], [brick(BLACK, 10)]]
    const found = assign(lists, [brick(RED, 2), brick(WHITE, 9)], matching({ ignoreColor: true }))
    expect(sums(found, 2)).toEqual([6, 5])
  })

  it('completes the first lots of a list before others', () => {
    const { missing } = assign([[brick(RED, 2), { ...brick(RED, 2), remarks: 'x' }]], [brick(RED, 3)], matching())
    expect(missing).toEqual([[{ ...brick(RED, 1), remarks: 'x' }]])
  })

  it('uses each piece once, and neither loses nor makes up any', () => {
    fc.assert(
      fc.property(fc.array(lots, { maxLength: 3 }), lots, options, (lists, own, chosen) => {
        const { matches, missing, left } = assign(lists, own, matching(chosen))
        lists.forEach((needs, index) => {
          const mine = matches.filter(({ list }) => list === index)
          expect(piecesIn(mine) + piecesIn(missing[index] ?? [])).toBe(piecesIn(needs))
          for (const lot of needs)
            expect(piecesIn(mine.filter(({ need }) => need === lot))).toBeLessThanOrEqual(lot.quantity)
        })
        expect(piecesIn(matches) + piecesIn(left)).toBe(piecesIn(own))
        for (const lot of own)
          expect(piecesIn(matches.filter((match) => match.own === lot))).toBeLessThanOrEqual(lot.quantity)
        expect(matches.every(({ quantity }) => quantity > 0)).toBe(true)
      }),
    )
  })

  it('finds only what the rules allow', () => {
    fc.assert(
      fc.property(lots, lots, options, (needs, own, chosen) => {
        const rules = matching(chosen)
        for (const { need, own: lot, rule } of assign([needs], own, rules).matches) {
          expect(rule.wanted(need)).toContain(rule.offered(lot))
          expect(rules.suits(need, lot)).toBe(true)
        }
      }),
    )
  })

  it('is never worse than going rule by rule', () => {
    fc.assert(
      fc.property(lots, lots, options, (needs, own, chosen) => {
        const rules = matching(chosen)
        const { matches } = assign([needs], own, rules)
        expect(piecesIn(matches)).toBeGreaterThanOrEqual(piecesIn(reconcile(list(needs), list(own), rules).matches))
      }),
    )
  })

  it('leaves as few missing as an exhaustive search, with as many matches by strict rules', () => {
    fc.assert(
      fc.property(few, few, options, choices, (needs, own, chosen, decisions) => {
        const rules = matching(chosen, decisions)
        const { matches } = assign([needs], own, rules)
        expect(worth(matches, rules)).toEqual(exhaustive(needs, own, rules))
      }),
      { numRuns: 1_000 },
    )
  })

  it('is as good with any rules, however their keys overlap', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 4 }), fc.array(offer, { maxLength: 4 }), (needs, own) => {
        const { matches } = assign([needs], own, KEYED)
        expect(worth(matches, KEYED)).toEqual(exhaustive(needs, own, KEYED))
      }),
      { numRuns: 1_000 },
    )
  })

  it('finds as much for several lists as for one of all their lots', () => {
    fc.assert(
      fc.property(fc.array(lots, { minLength: 2, maxLength: 4 }), lots, options, (lists, own, chosen) => {
        const rules = matching(chosen)
        expect(worth(assign(lists, own, rules).matches, rules)).toEqual(
          worth(assign([lists.flat()], own, rules).matches, rules),
        )
      }),
    )
  })

  it('takes time in proportion to the lists, even when all lots have one key', () => {
    const all = Array.from({ length: 20_000 }, (_, index) => ({ part: '3005', color: 0x2000000 + index, quantity: 1 }))
    const start = performance.now()
    expect(assign([all.map((lot) => ({ ...lot, color: ANY_COLOR }))], all, matching()).missing).toEqual([[]])
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('takes not for ever when everything competes with everything', () => {
    const all = (colors: number) =>
      Array.from({ length: 1_000 }, (_, index) => brick(0x2000000 + index * colors, (index % 7) + 1))
    const start = performance.now()
    const { missing } = assign([all(1), all(2)], all(3), matching({ ignoreColor: true }))
    expect(piecesIn(missing.flat())).toBe(piecesIn(all(1)))
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

/** Tries for each piece that is needed each piece that there is: pieces, exact ones, those of other moulds ... */
function exhaustive(needs: Lot[], own: Lot[], rules: Matching): number[] {
  const wanted = needs.flatMap((lot) => Array.from({ length: lot.quantity }, () => lot))
  const kinds = kindsOf(rules)
  const known = new Map<string, number[]>()
  const bounds = [...new Set(rules.rules.flatMap(({ most }) => most ?? []))]
  const ways = new Map(needs.map((lot) => [lot, own.map((there) => waysFor(lot, there))]))
  return from(
    0,
    own.map(({ quantity }) => quantity),
    new Map(),
  )

  function from(at: number, left: number[], spent: Map<string, number>): number[] {
    const lot = wanted[at]
    if (!lot) return [0, ...kinds.map(() => 0)]
    const key = `${at} ${left.join()} ${[...spent].filter(([name]) => name.startsWith(`${needs.indexOf(lot)} `)).join()}`
    const before = known.get(key)
    if (before) return before
    let best = from(at + 1, left, spent)
    for (const [index, rulesFor] of (ways.get(lot) ?? []).entries()) {
      if ((left[index] ?? 0) === 0) continue
      for (const rule of rulesFor) {
        const bound = `${needs.indexOf(lot)} ${rule.most ? bounds.indexOf(rule.most) : '-'}`
        const gone = spent.get(bound) ?? 0
        if (rule.most && gone >= rule.most(lot)) continue
        const rest = from(at + 1, left.with(index, (left[index] ?? 0) - 1), new Map([...spent, [bound, gone + 1]]))
        const found = rest.with(0, (rest[0] ?? 0) + 1)
        const kind = 1 + kinds.indexOf(rule.name)
        best = better(best, found.with(kind, (found[kind] ?? 0) + 1))
      }
    }
    known.set(key, best)
    return best
  }

  function waysFor(lot: Lot, there: Lot): Rule[] {
    if (!rules.suits(lot, there)) return []
    return rules.rules.filter((rule) => rule.wanted(lot).includes(rule.offered(there) ?? '\0'))
  }
}

function worth(matches: Assignment['matches'], rules: Matching): number[] {
  return [
    piecesIn(matches),
    ...kindsOf(rules).map((kind) => piecesIn(matches.filter(({ rule }) => rule.name === kind))),
  ]
}

function kindsOf({ rules }: Matching): string[] {
  return [...new Set(rules.map(({ name }) => name))]
}

function better(a: number[], b: number[]): number[] {
  const first = a.findIndex((value, index) => value !== b[index])
  return first < 0 || (a[first] ?? 0) > (b[first] ?? 0) ? a : b
}

function sums({ matches }: Assignment, lists: number): number[] {
  return Array.from({ length: lists }, (_, index) => piecesIn(matches.filter(({ list }) => list === index)))
}

const lotOf = (most: number) =>
  fc
    .record({
      part: fc.constantFrom(
        '3005',
        '3004',
        '3794a',
        '3794b',
        '15573',
        '2780',
        '3673',
        '4459',
        '3069b',
        '3069bp0a',
        'zzz',
      ),
      color: fc.constantFrom(RED, WHITE, BLACK, 256, ANY_COLOR),
      quantity: fc.integer({ min: 0, max: most }),
      condition: fc.constantFrom('N' as const, 'U' as const, 'X' as const, undefined),
      hidden: fc.integer({ min: 0, max: most }),
    })
    .map(({ condition, hidden, ...lot }): Lot => {
      const quantity = Math.min(hidden, lot.quantity)
      const places = quantity === 0 ? {} : { places: [{ file: 'a.mpd', model: 'core.ldr', line: 1, quantity }] }
      return { ...lot, ...(condition !== undefined && { condition }), ...places }
    })
const lots = fc.array(lotOf(20), { maxLength: 12 })
const few = fc.array(lotOf(2), { maxLength: 4 })
const options = fc.record(
  {
    moulds: fc.constantFrom('exact' as const, 'same' as const, 'any' as const),
    ignoreColor: fc.constantFrom(true as const, ['3794a', '2780']),
    alternates: fc.constant(true as const),
    prints: fc.constant(true as const),
  },
  { requiredKeys: [] },
)
const choices = fc
  .record({
    models: fc.subarray(['core.ldr']),
    parts: fc.subarray(['3005', '2780']),
    except: fc.subarray([WHITE]),
    subs: fc.array(fc.tuple(fc.constantFrom(RED, WHITE, BLACK), fc.constantFrom(RED, WHITE, BLACK)), { maxLength: 3 }),
  })
  .map(({ subs, ...anyColor }): Decisions => ({ ...noDecisions(), anyColor, subs: subs.map(([a, b]) => sub(a, b)) }))

/** Rules whose keys stand in the lots: those of each rule behind a bar. The last two rules share a bound. */
const most = ({ have = 0, quantity }: Lot) => Math.min(have, quantity)
const KEYED: Matching = {
  suits: () => true,
  rules: (['exact', 'mould', 'any-color', 'alternate'] as const).map((name, level) => ({
    name,
    wanted: ({ part }) => [...(part.split('|')[level] ?? '')],
    offered: ({ part }) => part.split('|')[level] || undefined,
    reason: () => name,
    ...(level > 1 && { most }),
  })),
}
const wish = fc
  .tuple(fc.array(fc.subarray(['a', 'b', 'c']), { minLength: 4, maxLength: 4 }), fc.nat(2), fc.nat(2))
  .map(([keys, quantity, have]): Lot => ({
    part: keys.map((some) => some.join('')).join('|'),
    color: 0,
    quantity,
    have,
  }))
const offer = fc
  .tuple(fc.array(fc.constantFrom('', 'a', 'b', 'c'), { minLength: 4, maxLength: 4 }), fc.nat(2))
  .map(([keys, quantity]): Lot => ({ part: keys.join('|'), color: 0, quantity }))

function sub(from: number, to: number) {
  return { name: `3005/${from}`, from: { part: '3005', color: from }, to: { part: '3005', color: to } }
}

function matching(options: Partial<RuleOptions> = {}, decisions: Decisions = noDecisions()) {
  return matchingOf({ moulds: 'exact', purpose: 'supply', ...options }, facts, decisions)
}

function brick(color: number, quantity: number): Lot {
  return { part: '3005', color, quantity }
}

function used(quantity: number): Lot {
  return { ...brick(RED, quantity), condition: 'U' }
}

function list(lots: Lot[]) {
  return { system: 'ldraw' as const, lots }
}
