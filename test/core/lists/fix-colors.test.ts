import { describe, expect, it } from 'vitest'
import type { Lot } from '../../../src/core/inventory.js'
import { check } from '../../../src/core/lists/check.js'
import type { SetUse } from '../../../src/core/lists/check-records.js'
import { nearestFixes, recolored } from '../../../src/core/lists/fix-colors.js'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const [BLACK, RED, YELLOW, TRANS_RED, PINK, ORANGE] = [0, 4, 14, 36, 13, 0x2ff8800]

describe('nearestFixes', () => {
  it.each([
    { what: 'the color that looks most alike', color: ORANGE, made: [RED, YELLOW, BLACK], to: YELLOW },
    { what: 'that of most sets is no better', color: PINK, made: [RED, BLACK], to: RED },
    { what: 'see-through is no match for what is not', color: PINK, made: [TRANS_RED], to: undefined },
    { what: 'a part in no color', color: PINK, made: [], to: undefined },
    { what: 'a real color stays', color: RED, made: [RED, BLACK], to: RED },
  ])('$what', ({ color, made, to }) => {
    const { fixes, hopeless } = fixesFor({ part: UNSEEN, color, quantity: 2 }, made)
    expect(fixes.map((fix) => fix.to.ldraw)).toEqual(to === undefined || to === color ? [] : [to])
    expect(hopeless).toHaveLength(to === undefined ? 1 : 0)
  })

  it('takes only colors that the list can name', () => {
    const { fixes } = fixesFor({ part: UNSEEN, color: ORANGE, quantity: 2 }, [RED, YELLOW], [YELLOW])
    expect(fixes.map(({ to }) => to.ldraw)).toEqual([RED])
  })

  it('says how unlike the two colors are', () => {
    const [near] = fixesFor({ part: UNSEEN, color: 0x2fac80b, quantity: 1 }, [YELLOW]).fixes
    const [far] = fixesFor({ part: UNSEEN, color: 0x2ffffff, quantity: 1 }, [BLACK]).fixes
    expect(near?.distance).toBeLessThan(0.05)
    expect(far?.distance).toBeGreaterThan(0.7)
  })
})

describe('recolored', () => {
  it('changes all that tells the color, and keeps the rest', () => {
    const lot: Lot = {
      ...{ part: UNSEEN, color: ORANGE, quantity: 2, condition: 'N', remarks: 'x', element: '300121' },
      given: { system: 'bricklink', part: UNSEEN, color: 255 },
      carried: { colorName: 'Orange?', comments: 'y' },
    }
    const [fix] = fixesFor(lot, [RED]).fixes
    expect(fix && recolored(lot, fix)).toEqual({
      ...{ part: UNSEEN, color: RED, quantity: 2, condition: 'N', remarks: 'x' },
      given: { system: 'bricklink', part: UNSEEN, color: 5 },
      carried: { comments: 'y' },
    })
  })
})

/** A part without element numbers, so that only what a test says of it is known. */
const UNSEEN = '10057'

function fixesFor(lot: Lot, made: number[], unusable: number[] = []) {
  const uses = made.map((color): SetUse => {
    const rebrickable = facts.color('ldraw', color)?.rebrickable ?? -1
    return { part: UNSEEN, color: rebrickable, sets: color === BLACK ? 90 : 2, firstYear: 2000, lastYear: 2020 }
  })
  const records = {
    hasInventories: true,
    knows: () => true,
    uses: (part: string) => (part === UNSEEN ? uses : []),
    wholes: () => [],
  }
  const checked = check([lot], records, facts, noDecisions(), { moulds: 'exact' })
  return nearestFixes(checked, facts, ({ ldraw }) => !unusable.includes(ldraw))
}
