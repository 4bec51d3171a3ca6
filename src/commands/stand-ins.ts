import type { Decisions } from '../core/catalog/decisions.js'
import type { Facts } from '../core/catalog/facts.js'
import type { Lot } from '../core/inventory.js'
import type { Matching } from '../core/lists/rules.js'
import { lotNamed } from '../core/lists/lot-rules.js'
import { lotKey } from '../core/trade/item-index.js'
import { plainPart } from '../core/translate/plain-part.js'
import { shopItem } from '../core/translate/shop-item.js'
import { resolveLot } from '../core/translate/translate.js'
import type { RuleFlags } from './rule-options.js'

interface Context {
  flags: RuleFlags
  matching: Matching
  facts: Facts
  decisions: Decisions
}

/**
 * What else to ask shops for, because it may stand in for a lot by the rules that hold: in BrickLink's numbers, each thing
 * once, without the lots themselves. Which offer may really be taken is for the rules to say.
 * @param lots in BrickLink's numbers
 * @param home the same lots at home
 */
export function standIns(lots: readonly Lot[], home: readonly Lot[], context: Context): Lot[] {
  const found = new Map<string, Lot>()
  for (const lot of home)
    for (const one of candidates(lot, context)) {
      const { color, itemType = 'P' } = one
      const item = shopItem({ system: 'ldraw', part: one.part, color, itemType }, context.facts)
      if (!item) continue
      const own = { part: item.part, color: item.color, quantity: lot.quantity }
      if (isAnyColorOf(lot, context.matching)) add({ ...own, color: 0 })
      add(own)
    }
  for (const lot of lots) found.delete(lotKey(lot))
  return [...found.values()]

  function add(lot: Lot): void {
    found.set(lotKey(lot), lot)
  }
}

/** The lot itself, in other moulds, its alternates and without its print: in its own color, at home. */
function candidates(lot: Lot, { flags, facts, decisions }: Context): Lot[] {
  if ((lot.itemType ?? 'P') !== 'P') return []
  const plain = flags.prints ? plainPart(lot, facts) : []
  const parts = [lot, ...plain].flatMap((one) => [one, ...others(one)])
  const words = decisions.subs.filter(({ from }) => isSame(lotNamed(from, facts), lot))
  return [...parts, ...words.map(({ to }) => lotNamed(to, facts))]

  function others(one: Lot): Lot[] {
    const number = resolveLot(one, 'rebrickable', facts, decisions).number
    if (number === undefined) return []
    const moulds = flags.mould === 'exact' ? [] : [...facts.moulds(number), ...lettered(number)]
    const alternates = flags.alternates ? [number, ...moulds].flatMap((mould) => facts.alternates(mould)) : []
    const beside = flags.mould === 'exact' ? [] : alternates.flatMap((mould) => facts.moulds(mould))
    return [...moulds, ...alternates, ...beside].flatMap((other) => {
      const part = facts.partsByNumber('rebrickable', other)[0]?.id
      return part === undefined ? [] : [{ part, color: lot.color, quantity: lot.quantity }]
    })
  }

  /** Moulds that differ by the letter of their number only. */
  function lettered(number: string): string[] {
    if (flags.mould !== 'any') return []
    const base = number.replace(/(\d)[a-z]$/, '$1')
    return ['', ...'abcdefgh'].map((letter) => base + letter).filter((other) => other !== number)
  }
}

function isSame(a: Lot, b: Lot): boolean {
  return a.part === b.part && a.color === b.color
}

/** Whether pieces of it may come in any color. */
export function isAnyColorOf(lot: Lot, { rules }: Matching): boolean {
  return rules.some(({ name, wanted }) => name === 'any-color' && wanted(lot).length > 0)
}
