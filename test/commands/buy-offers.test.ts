import { describe, expect, it } from 'vitest'
import { buyOffers, shelved } from '../../src/commands/buy-offers.js'
import { standIns } from '../../src/commands/stand-ins.js'
import { noDecisions, type Decisions } from '../../src/core/catalog/decisions.js'
import type { Lot } from '../../src/core/inventory.js'
import { matchingOf } from '../../src/core/lists/rules.js'
import type { Offer } from '../../src/core/trade/offer.js'
import { translateHome } from '../../src/core/translate/translate-home.js'
import type { RuleFlags } from '../../src/commands/rule-options.js'
import { shippedFacts } from '../../src/system/facts.js'

const facts = shippedFacts()

describe('buyOffers', () => {
  it('takes the very thing in the wanted condition only', () => {
    const found = offered(
      [lot('3001', 5, { condition: 'N' })],
      [offer('3001', 5), offer('3001', 5, 'U'), offer('3001', 1)],
    )
    expect(found).toEqual([['3001', 5, 'N', false, '']])
  })

  it('asks the same of the same list, whichever lot stands first in it', () => {
    const lots = [lot('3004', 5), lot('3001', 1), lot('3001', 5), lot('3001', 5, { condition: 'N' })]
    const offers = [offer('3001', 5), offer('3004', 5), offer('3001', 1), offer('3001', 5, 'U')]
    const first = bought(lots, offers, {})
    expect(first.lots).toHaveLength(4)
    expect(bought(lots.toReversed(), offers, {})).toEqual(first)
  })

  it('takes any color for a lot that leaves it open, and that is no substitute', () => {
    expect(offered([lot('3001', 0)], [offer('3001', 5), offer('3002', 5)])).toEqual([['3001', 5, 'N', false, '']])
  })

  it('takes other moulds, alternates and colors as far as the rules allow, and says why', () => {
    const offers = [offer('3794b', 11), offer('3794a', 11), offer('3794b', 5)]
    expect(offered([lot('3794b', 11)], offers, { mould: 'exact' })).toEqual([['3794b', 11, 'N', false, '']])
    expect(offered([lot('3794b', 11)], offers)).toEqual([
      ['3794b', 11, 'N', false, ''],
      ['3794a', 11, 'N', true, 'same mould'],
    ])
    const free = offered([lot('3794b', 11)], offers, { ignoreColor: true })
    expect(free.at(-1)).toEqual(['3794b', 5, 'N', true, 'any color'])
  })

  it('makes two lots of one of which only the hidden pieces may come in any color', () => {
    const places = [
      { file: 'a.mpd', model: 'core.ldr', line: 2, quantity: 3 },
      { file: 'a.mpd', model: 'top.ldr', line: 9, quantity: 1 },
    ]
    const decisions = { ...noDecisions(), anyColor: { models: ['core.ldr'], parts: [], except: [] } }
    const wanted = lot('3001', 5, { quantity: 4, places })
    const found = bought([wanted], [offer('3001', 5), offer('3001', 1)], {}, decisions)
    expect(found.lots.map(({ quantity }) => quantity)).toEqual([1, 3])
    expect(found.offers.map(({ lot, offer }) => [lot, offer.color])).toEqual([
      [0, 5],
      [1, 5],
      [1, 1],
    ])
  })
})

describe('standIns', () => {
  it('names what else to ask for: other moulds in the same color, each once', () => {
    const asked = standInsOf([lot('3794b', 11)])
    expect(asked.map(({ part, color }) => [part, color])).toContainEqual(['3794a', 11])
    expect(standInsOf([lot('3794b', 11)], { mould: 'exact' })).toEqual([])
  })

  it('asks for all colors where the color does not matter', () => {
    expect(standInsOf([lot('3001', 5)], { mould: 'exact', ignoreColor: true })).toMatchObject([
      { part: '3001', color: 0 },
    ])
  })

  it('asks for what brick.toml accepts', () => {
    const subs = [{ name: '3001/Red', from: { part: '3001', color: 4 }, to: { part: '3002', color: 1 } }]
    expect(standInsOf([lot('3001', 5)], { mould: 'exact' }, { ...noDecisions(), subs })).toMatchObject([
      { part: '3002', color: 7 },
    ])
  })
})

function offered(lots: Lot[], offers: Offer[], flags: Partial<RuleFlags> = {}) {
  return bought(lots, offers, flags).offers.map(({ offer: { part, color, condition }, isSubstitute, reason }) => {
    return [part, color, condition, isSubstitute, reason]
  })
}

function bought(lots: Lot[], offers: Offer[], flags: Partial<RuleFlags>, decisions: Decisions = noDecisions()) {
  return buyOffers(lots, lots.map(atHome), shelved(offers, matching(flags, decisions), facts))
}

function standInsOf(lots: Lot[], flags: Partial<RuleFlags> = {}, decisions: Decisions = noDecisions()) {
  const context = {
    flags: { mould: 'same', ...flags } as RuleFlags,
    matching: matching(flags, decisions),
    facts,
    decisions,
  }
  return standIns(lots, lots.map(atHome), context)
}

function matching({ mould = 'same', ignoreColor }: Partial<RuleFlags>, decisions: Decisions) {
  return matchingOf({ moulds: mould, purpose: 'supply', ...(ignoreColor && { ignoreColor }) }, facts, decisions)
}

function atHome(one: Lot): Lot {
  return translateHome({ system: 'bricklink', lots: [one] }, facts).inventory.lots[0] ?? one
}

function lot(part: string, color: number, more: Partial<Lot> = {}): Lot {
  return { part, color, quantity: 1, ...more }
}

function offer(part: string, color: number, condition: 'N' | 'U' = 'N'): Offer {
  const store = { market: 'file', id: 'A', name: 'A', currency: 'EUR' }
  const price = { currency: 'EUR', micros: 100_000 }
  return {
    store,
    part,
    color,
    itemType: 'P',
    condition,
    quantity: 9,
    bulk: 1,
    price,
    asOf: '2026-11-20',
    vat: 'unknown',
  }
}
