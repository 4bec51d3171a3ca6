import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANY_COLOR } from '../../../src/core/catalog/color-code.js'
import { noDecisions, type Decisions } from '../../../src/core/catalog/decisions.js'
import { pieces, type Lot } from '../../../src/core/inventory.js'
import { reconcile, withQuantity } from '../../../src/core/lists/reconcile.js'
import { matchingOf, type RuleOptions } from '../../../src/core/lists/rules.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const [RED, WHITE, BLACK] = [4, 15, 0]

describe('reconcile', () => {
  it.each([
    { title: 'owns none', own: [], missing: [brick(RED, 3)], left: [] },
    { title: 'owns some', own: [brick(RED, 2)], missing: [brick(RED, 1)], left: [] },
    { title: 'owns more than enough', own: [brick(RED, 9)], missing: [], left: [brick(RED, 6)] },
    { title: 'owns the wrong color', own: [brick(WHITE, 9)], missing: [brick(RED, 3)], left: [brick(WHITE, 9)] },
    { title: 'owns none, in a lot of its own', own: [brick(RED, 0)], missing: [brick(RED, 3)], left: [] },
    { title: 'owns it in two lots', own: [used(1), brick(RED, 5)], missing: [], left: [used(1), brick(RED, 2)] },
  ])('$title', ({ own, missing, left }) => {
    const found = reconcile(list(brick(RED, 3)), list(...own), matching())
    expect([found.missing.lots, found.left.lots]).toEqual([missing, left])
  })

  it('spends an exact match before a looser one', () => {
    const need = list(brick(WHITE, 1), brick(RED, 1))
    const { matches, missing } = reconcile(need, list(brick(RED, 1)), matching({ ignoreColor: true }))
    expect(matches.map(({ need, own }) => [need.color, own.color])).toEqual([[RED, RED]])
    expect(missing.lots).toEqual([brick(WHITE, 1)])
  })

  it('spends what is in the wanted condition before what may pass for it', () => {
    const need = list({ ...brick(RED, 2), condition: 'X' }, { ...brick(RED, 2), condition: 'U' })
    const { matches, missing } = reconcile(need, list(used(2)), matching())
    expect(matches.map(({ need }) => need.condition)).toEqual(['U'])
    expect(missing.lots).toEqual([{ ...brick(RED, 2), condition: 'X' }])
  })

  it('gives rubber to rubber, though shops do not tell it from the plain color', () => {
    const need = list(brick(BLACK, 1), brick(256, 1))
    expect(reconcile(need, list(brick(256, 1)), matching()).missing.lots).toEqual([brick(BLACK, 1)])
  })

  it('takes no more by all rules for hidden pieces than are hidden', () => {
    const places = [
      { file: 'a.mpd', model: 'core.ldr', line: 2, quantity: 3 },
      { file: 'a.mpd', model: 'wall.ldr', line: 8, quantity: 4 },
    ]
    const decisions = { ...noDecisions(), anyColor: { models: ['core.ldr'], parts: [], except: [] } }
    const need = list({ part: '3794a', color: RED, quantity: 7, places })
    const own = list(
      { part: '3794a', color: WHITE, quantity: 2 },
      { part: '15573', color: WHITE, quantity: 5 },
      { part: '3794a', color: RED, quantity: 1 },
    )
    const { matches, missing } = reconcile(need, own, matching({ moulds: 'same' }, decisions))
    expect(matches.map(({ own, quantity }) => [own.part, own.color, quantity])).toEqual([
      ['3794a', RED, 1],
      ['3794a', WHITE, 2],
      ['15573', WHITE, 1],
    ])
    expect(pieces(missing)).toBe(3)
  })

  it('uses each piece once, and neither loses nor makes up any', () => {
    fc.assert(
      fc.property(lists, lists, options, (need, own, chosen) => {
        const { matches, missing, left } = reconcile(need, own, matching(chosen))
        const matched = matches.reduce((sum, { quantity }) => sum + quantity, 0)
        expect(matched + pieces(missing)).toBe(pieces(need))
        expect(matched + pieces(left)).toBe(pieces(own))
        for (const lot of need.lots) {
          const mine = matches.filter((match) => match.need === lot).reduce((sum, { quantity }) => sum + quantity, 0)
          expect(mine).toBeLessThanOrEqual(lot.quantity)
        }
        for (const lot of own.lots) {
          const mine = matches.filter((match) => match.own === lot).reduce((sum, { quantity }) => sum + quantity, 0)
          expect(mine).toBeLessThanOrEqual(lot.quantity)
        }
        expect(matches.every(({ quantity }) => quantity > 0)).toBe(true)
      }),
    )
  })

  it('finds at least as much with looser rules', () => {
    fc.assert(
      fc.property(lists, lists, (need, own) => {
        const strict = reconcile(need, own, matching())
        const loose = reconcile(need, own, matching({ moulds: 'any', ignoreColor: true, alternates: true }))
        expect(pieces(loose.missing)).toBeLessThanOrEqual(pieces(strict.missing))
      }),
    )
  })

  it('takes time in proportion to the lists, even when all lots have one key', () => {
    const lots = Array.from({ length: 20_000 }, (_, index) => ({ part: '3005', color: 0x2000000 + index, quantity: 1 }))
    const need = list(...lots.map((lot) => ({ ...lot, color: ANY_COLOR })))
    const start = performance.now()
    expect(reconcile(need, list(...lots), matching()).missing.lots).toEqual([])
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('withQuantity', () => {
  it('keeps as many places as there are pieces', () => {
    const places = [
      { file: 'a', line: 1, quantity: 2 },
      { file: 'b', line: 1, quantity: 3 },
    ]
    expect(withQuantity({ ...brick(RED, 5), places }, 3).places).toEqual([
      { file: 'a', line: 1, quantity: 2 },
      { file: 'b', line: 1, quantity: 1 },
    ])
  })
})

const anyLot = fc.record({
  part: fc.constantFrom('3005', '3004', '3794a', '3794b', '15573', '2780', '3673', '3069b', '3069bp0a', 'zzz'),
  color: fc.constantFrom(RED, WHITE, BLACK, 256, ANY_COLOR),
  quantity: fc.integer({ min: 0, max: 20 }),
  condition: fc.constantFrom('N' as const, 'U' as const, 'X' as const, undefined),
})
const lists = fc.array(anyLot, { maxLength: 12 }).map((lots) => list(...lots.map(said)))
const options = fc.record({
  moulds: fc.constantFrom('exact' as const, 'same' as const, 'any' as const),
  purpose: fc.constantFrom('supply' as const, 'compare' as const),
})

/** Without the condition where none is said. */
function said({ condition, ...lot }: Omit<Lot, 'condition'> & { condition: Lot['condition'] | undefined }): Lot {
  return condition === undefined ? lot : { ...lot, condition }
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

function list(...lots: Lot[]) {
  return { system: 'ldraw' as const, lots }
}
