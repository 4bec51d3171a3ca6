import { describe, expect, it } from 'vitest'
import { ANY_COLOR } from '../../../src/core/catalog/color-code.js'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import type { Lot } from '../../../src/core/inventory.js'
import type { SetRecords, SetUse } from '../../../src/core/lists/check-records.js'
import { check, verdictCounts, type CheckOptions } from '../../../src/core/lists/check.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()
const [RED, WHITE, LIGHT_GRAY, MAIN, DIRECT] = [4, 15, 7, 16, 0x2ff8800]

/** It has a number of Rebrickable, and no element number in any color. */
const UNSEEN = '10057'

const USES: SetUse[] = [
  { part: '3001', color: 4, sets: 60, firstYear: 1980, lastYear: 2026 },
  { part: '3001', color: 7, sets: 9, firstYear: 1970, lastYear: 2003 },
  { part: '3001', color: 14, sets: 1, firstYear: 2011, lastYear: 2011 },
  { part: '3794a', color: 4, sets: 2, firstYear: 1990, lastYear: 1999 },
  { part: '15573', color: 4, sets: 3, firstYear: 2015, lastYear: 2024 },
  { part: '3002', color: 148, sets: 1, firstYear: 2008, lastYear: 2009 },
  { part: '3002', color: 1103, sets: 2, firstYear: 2019, lastYear: 2020 },
  { part: '3003', color: 4, sets: 2, firstYear: undefined, lastYear: undefined },
]

describe('check', () => {
  it.each([
    { what: 'in sets', lot: lot('3001', RED), verdict: 'fine' },
    { what: 'in one set', lot: lot('3001', 14), verdict: 'rare' },
    { what: 'in no set for long', lot: lot('3001', LIGHT_GRAY), options: { since: 2004 }, verdict: 'old' },
    { what: 'in a set of that very year', lot: lot('3001', LIGHT_GRAY), options: { since: 2003 }, verdict: 'fine' },
    { what: 'in no set, but with an element', lot: lot('3001', WHITE), verdict: 'numbered' },
    { what: 'in no set, without an element', lot: lot('3001', DIRECT), verdict: 'never' },
    { what: 'in a newer mould', lot: lot('3794a', RED), options: { since: 2020 }, verdict: 'fine' },
    {
      what: 'in a newer mould that counts not',
      lot: lot('3794a', RED),
      options: { since: 2020, moulds: 'exact' },
      verdict: 'old',
    },
    { what: 'in any color', lot: lot('3001', ANY_COLOR), verdict: 'fine' },
    { what: 'in sets without years', lot: lot('3003', RED), options: { since: 2020 }, verdict: 'unchecked' },
    { what: 'in sets without years, which do not matter', lot: lot('3003', RED), verdict: 'fine' },
    { what: 'without a color', lot: lot('3001', MAIN), verdict: 'unchecked' },
    { what: 'in no table', lot: lot(UNSEEN, RED), verdict: 'unchecked' },
    { what: 'no part', lot: { ...lot('10294-1', ANY_COLOR), itemType: 'S' }, verdict: 'unchecked' },
    { what: 'of a number that nobody knows', lot: lot('u99999', RED), verdict: 'unchecked' },
    { what: 'a piece of what is in sets', lot: lot('3816', DIRECT), verdict: 'unchecked' },
  ] as { what: string; lot: Lot; options?: Partial<CheckOptions>; verdict: string }[])(
    'says of a lot $what: $verdict',
    ({ lot: one, options, verdict }) => {
      expect(ask([one], options)[0]?.verdict).toBe(verdict)
    },
  )

  it('gives a reason wherever it cannot tell', () => {
    const lots = [lot(UNSEEN, RED), lot('3001', MAIN), lot('u99999', RED), lot('3816', DIRECT)]
    expect(ask(lots).map(({ evidence }) => evidence.reason?.length ?? 0)).not.toContain(0)
  })

  it('takes the two halves of a color for one', () => {
    const [one] = ask([lot('3002', 148)])
    expect(one?.evidence).toMatchObject({ sets: 3, firstYear: 2008, lastYear: 2020 })
  })

  it('names the other moulds in the color', () => {
    expect(ask([lot('3794a', RED)])[0]?.evidence).toMatchObject({ sets: 5, moulds: ['15573'], lastYear: 2024 })
  })

  it('offers real colors, the one that looks most alike first', () => {
    const [one] = ask([lot('3001', 0x2d03030)])
    expect(one?.evidence.colors.map(({ fact }) => fact.name)).toEqual(['Red', 'Light Gray', 'Yellow'])
    expect(one?.evidence.colors[0]).toMatchObject({ sets: 60, firstYear: 1980, lastYear: 2026 })
  })

  it('goes by element numbers where nobody knows what is in sets', () => {
    const lots = [lot('3001', RED), lot('3001', DIRECT)]
    const without = { ...records, hasInventories: false, uses: () => [] }
    expect(check(lots, without, facts, noDecisions(), { moulds: 'same' }).map(({ verdict }) => verdict)).toEqual([
      'fine',
      'unnumbered',
    ])
    const since = check(lots, without, facts, noDecisions(), { moulds: 'same', since: 2020 })
    expect(since.map(({ verdict }) => verdict)).toEqual(['unchecked', 'unnumbered'])
  })

  it('does not trust the name of what the author drew', () => {
    const statuses = new Map([['3001', 'custom' as const]])
    expect(ask([lot('3001', RED)], { statuses })[0]?.verdict).toBe('unchecked')
  })

  it('has one verdict for each lot', () => {
    const counts = verdictCounts(ask([lot('3001', RED), lot('3001', 14), lot('3001', DIRECT)]))
    expect(Object.fromEntries(counts)).toEqual({ fine: 1, rare: 1, never: 1 })
  })
})

const records: SetRecords = {
  hasInventories: true,
  knows: (part) => ['3001', '3794a', '3002', '3003', '3816'].includes(part),
  uses: (part) => USES.filter((use) => use.part === part),
  wholes: (part) => (part === '3816' ? ['970c00'] : []),
}

function ask(lots: Lot[], options: Partial<CheckOptions> = {}) {
  return check(lots, records, facts, noDecisions(), { moulds: 'same', ...options })
}

function lot(part: string, color: number): Lot {
  return { part, color, quantity: 1 }
}
