import { describe, expect, it } from 'vitest'
import { ANY_COLOR } from '../../../src/core/catalog/color-code.js'
import { noDecisions, type Decisions } from '../../../src/core/catalog/decisions.js'
import type { Condition, Lot } from '../../../src/core/inventory.js'
import { reconcile } from '../../../src/core/lists/reconcile.js'
import { matchingOf, type RuleOptions } from '../../../src/core/lists/rules.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

const SUPPLY: RuleOptions = { moulds: 'exact', purpose: 'supply' }
const COMPARE: RuleOptions = { moulds: 'exact', purpose: 'compare' }
const SAME: RuleOptions = { moulds: 'same', purpose: 'supply' }
const ANY: RuleOptions = { moulds: 'any', purpose: 'supply' }

interface Case {
  title: string
  need: Lot
  own: Lot
  options?: RuleOptions
  decisions?: Partial<Decisions>
  /** Why it matches, and how many pieces; undefined where it does not. */
  because?: string
  quantity?: number
}

describe('rules', () => {
  it.each<Case>([
    { title: 'the same part and color', need: lot('3005/4'), own: lot('3005/4'), because: '' },
    { title: 'another color', need: lot('3005/4'), own: lot('3005/1') },
    { title: 'another part', need: lot('3005/4'), own: lot('3004/4') },
    { title: 'one thing in the shops', need: lot('3068b/4'), own: { ...lot('3068b/4'), written: '3068' }, because: '' },
    { title: 'rubber for the plain color', need: lot('92912/256'), own: lot('92912/0'), because: '' },
    {
      title: 'a set, for a part of the same number',
      need: { ...lot('7140-1/4'), itemType: 'S' },
      own: lot('7140-1/4'),
    },
    { title: 'a part that nobody knows', need: lot('zzz/4'), own: lot('zzz/4'), because: '' },

    { title: 'another mould, though only the very thing will do', need: lot('3794a/0'), own: lot('15573/0') },
    { title: 'another mould', need: lot('3794a/0'), own: lot('15573/0'), options: SAME, because: 'same mould' },
    { title: 'another mould in another color', need: lot('3794a/0'), own: lot('15573/4'), options: SAME },
    { title: 'a letter that no list knows', need: lot('64567a/0'), own: lot('64567b/0'), options: SAME },
    { title: 'any letter', need: lot('zz1a/0'), own: lot('zz1b/0'), options: ANY, because: 'any mould' },

    { title: 'any color wanted', need: lot(`3005/${ANY_COLOR}`), own: lot('3005/1'), because: 'any color is wanted' },
    {
      title: 'any color wanted, when lists are compared',
      need: lot(`3005/${ANY_COLOR}`),
      own: lot('3005/1'),
      options: COMPARE,
    },
    { title: 'any color offered', need: lot('3005/1'), own: lot(`3005/${ANY_COLOR}`) },
    {
      title: 'any color allowed',
      need: lot('3005/4'),
      own: lot('3005/1'),
      options: { ...SUPPLY, ignoreColor: true },
      because: 'any color',
    },
    {
      title: 'any color allowed for this part',
      need: lot('3005/4'),
      own: lot('3005/1'),
      options: { ...SUPPLY, ignoreColor: ['bl:3005'] },
      because: 'any color',
    },
    {
      title: 'any color allowed for another part',
      need: lot('3005/4'),
      own: lot('3005/1'),
      options: { ...SUPPLY, ignoreColor: ['3004'] },
    },
    {
      title: 'any color and any mould',
      need: lot('3794a/0'),
      own: lot('15573/4'),
      options: { ...SAME, ignoreColor: true },
      because: 'any color',
    },

    { title: 'an alternate that nobody asked for', need: lot('2780/0'), own: lot('3673/0'), options: SAME },
    {
      title: 'an alternate',
      need: lot('2780/0'),
      own: lot('3673/0'),
      options: { ...SAME, alternates: true },
      because: 'alternate',
    },
    {
      title: 'an alternate in any color',
      need: lot('2780/0'),
      own: lot('3673/7'),
      options: { ...SAME, alternates: true, ignoreColor: true },
      because: 'alternate, any color',
    },
    { title: 'plain for print, unasked', need: lot('3068bp51/4'), own: lot('3068b/4'), options: SAME },
    {
      title: 'plain for print',
      need: lot('3069bp0a/4'),
      own: lot('3069b/4'),
      options: { ...SAME, prints: true },
      because: 'plain instead of print',
    },
    {
      title: 'plain for a print of BrickLink',
      need: lot('bl:3069pb9999/4'),
      own: lot('3069b/4'),
      options: { ...SAME, prints: true },
      because: 'plain instead of print',
    },
    { title: 'print for plain', need: lot('3069b/4'), own: lot('3069bp0a/4'), options: { ...SAME, prints: true } },

    {
      title: 'a substitute of brick.toml',
      need: lot('3794b/0'),
      own: lot('15573/4'),
      decisions: {
        subs: [{ name: '3794b/Black', from: { part: 'bl:3794b', color: 0 }, to: { part: '15573', color: 4 } }],
      },
      because: 'as brick.toml says',
    },
    {
      title: 'a substitute the other way round',
      need: lot('15573/4'),
      own: lot('3794b/0'),
      decisions: {
        subs: [{ name: '3794b/Black', from: { part: '3794b', color: 0 }, to: { part: '15573', color: 4 } }],
      },
    },
    {
      title: 'a part that brick.toml allows in any color',
      need: lot('2780/0'),
      own: lot('2780/4'),
      decisions: { anyColor: { models: [], parts: ['2780'], except: [] } },
      because: 'any color, as brick.toml says for 2780',
    },
    {
      title: 'such a part that is transparent, though that is excepted',
      need: lot('2780/47'),
      own: lot('2780/4'),
      decisions: { anyColor: { models: [], parts: ['2780'], except: ['trans'] } },
    },
    {
      title: 'such a part for which only an excepted color is there',
      need: lot('2780/0'),
      own: lot('2780/4'),
      decisions: { anyColor: { models: [], parts: ['2780'], except: [4] } },
    },
    {
      title: 'what stands in a hidden model, and no more',
      need: {
        ...lot('3005/4'),
        quantity: 5,
        places: [
          { file: 'castle.mpd', model: 'Core.ldr', line: 3, quantity: 2 },
          { file: 'castle.mpd', model: 'wall.ldr', line: 9, quantity: 3 },
        ],
      },
      own: { ...lot('3005/1'), quantity: 9 },
      decisions: { anyColor: { models: ['core'], parts: [], except: [] } },
      because: 'any color, as brick.toml says for core',
      quantity: 2,
    },
    {
      title: 'a substitute for what stands in one model, and no more',
      need: {
        ...lot('3005/4'),
        quantity: 5,
        places: [
          { file: 'castle.mpd', model: 'Core.ldr', line: 3, quantity: 2 },
          { file: 'castle.mpd', model: 'wall.ldr', line: 9, quantity: 3 },
        ],
      },
      own: { ...lot('3004/1'), quantity: 9 },
      decisions: {
        subs: [
          { name: '3005/Red/core', from: { part: '3005', color: 4 }, to: { part: '3004', color: 1 }, model: 'core' },
        ],
      },
      because: 'as brick.toml says',
      quantity: 2,
    },
  ])('$title', ({ need, own, options = SUPPLY, decisions, because, quantity }) => {
    const matching = matchingOf(options, facts, { ...noDecisions(), ...decisions })
    const { matches } = reconcile(list(need), list(own), matching)
    expect(matches.map((match) => match.rule.reason(match.need))).toEqual(because === undefined ? [] : [because])
    if (because !== undefined) expect(matches[0]?.quantity).toBe(quantity ?? 1)
  })

  it('takes hidden pieces once, though they may have any color and have a substitute', () => {
    const places = [
      { file: 'castle.mpd', model: 'core.ldr', line: 3, quantity: 2 },
      { file: 'castle.mpd', model: 'wall.ldr', line: 9, quantity: 3 },
    ]
    const from = { part: '3005', color: 4 }
    const decisions: Decisions = {
      ...noDecisions(),
      anyColor: { models: ['core.ldr'], parts: [], except: [] },
      subs: [{ name: '3005/Red/core.ldr', from, to: { part: '3004', color: 1 }, model: 'core.ldr' }],
    }
    const owned = [lot('3004/1'), lot('3005/7')].map((one) => ({ ...one, quantity: 9 }))
    const need = { ...lot('3005/4'), quantity: 5, places }
    const { matches } = reconcile(list(need), list(...owned), matchingOf(SUPPLY, facts, decisions))
    expect(matches.map(({ quantity, rule }) => [rule.name, quantity])).toEqual([['any-color', 2]])
  })

  it.each<[string, Condition | undefined, Condition | undefined, RuleOptions, boolean]>([
    ['either serves who says nothing', undefined, 'U', SUPPLY, true],
    ['used serves who takes any', 'X', 'U', SUPPLY, true],
    ['used does not serve who wants new', 'N', 'U', SUPPLY, false],
    ['what is not said may be new', 'N', undefined, SUPPLY, true],
    ['what may be either may be new', 'N', 'X', SUPPLY, true],
    ['any and new are different wishes', 'X', 'N', COMPARE, false],
    ['who says nothing agrees', undefined, 'N', COMPARE, true],
    ['new and used differ', 'N', 'U', COMPARE, false],
  ])('%s', (_title, wanted, offered, options, matches) => {
    const matching = matchingOf(options, facts, noDecisions())
    const found = reconcile(list(withCondition(wanted)), list(withCondition(offered)), matching).matches
    expect(found.length > 0).toBe(matches)
  })

  it('marks the rules of brick.toml that apply', () => {
    const decisions: Decisions = {
      ...noDecisions(),
      anyColor: { models: ['core.ldr', 'base.ldr'], parts: ['3005', '2780'], except: [] },
      subs: [{ name: '3005/Red', from: { part: '3005', color: 4 }, to: { part: '3005', color: 1 } }],
    }
    const places = [{ file: 'models/base.ldr', line: 3, quantity: 1 }]
    reconcile(list({ ...lot('3005/4'), places }), list(lot('3005/7')), matchingOf(SUPPLY, facts, decisions))
    expect([...decisions.fired].sort()).toEqual(['[any-color] 3005', '[any-color] base.ldr', '[subs] 3005/Red'])
  })
})

function lot(text: string): Lot {
  const [part = '', color] = text.split('/')
  return { part, color: Number(color), quantity: 1 }
}

function withCondition(condition: Condition | undefined): Lot {
  return { ...lot('3005/4'), ...(condition && { condition }) }
}

function list(...lots: Lot[]) {
  return { system: 'ldraw' as const, lots }
}
