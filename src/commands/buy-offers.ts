import type { Facts } from '../core/catalog/facts.js'
import { ANY_COLOR } from '../core/catalog/color-code.js'
import type { Lot } from '../core/inventory.js'
import type { Key } from '../core/lists/lot-keys.js'
import type { Matching, Rule } from '../core/lists/rules.js'
import { itemKey, lotKey } from '../core/trade/item-index.js'
import type { Offer, Store } from '../core/trade/offer.js'
import { fits } from '../core/trade/sellers.js'
import { translateHome } from '../core/translate/translate-home.js'
import type { OrderOffer } from '../plan/order-instance.js'

/** Pieces of a lot that have the same freedom. */
export interface BuyLot {
  /** In the list, in BrickLink's numbers. */
  lot: Lot
  quantity: number
}

/** An offer that a lot may take, and why. */
export interface BuyOffer extends OrderOffer {
  /** For people: `same mould`; empty where it is the very thing. */
  reason: string
}

/** What is offered, by what it is at home: for each rule, what it finds under which key. */
export type Shelves = readonly [Rule, ReadonlyMap<Key, readonly Offer[]>][]

/**
 * What may be bought for each lot, by the rules that hold: what is offered under another number too. A lot of which only
 * some pieces may come in any color becomes two.
 * @param lots in BrickLink's numbers, and `home`, the same at home
 * @param isThere whether a store may be bought from
 */
export function buyOffers(
  lots: readonly Lot[],
  home: readonly Lot[],
  shelves: Shelves,
  isThere: (store: Store) => boolean = () => true,
): { lots: BuyLot[]; offers: BuyOffer[] } {
  const result: { lots: BuyLot[]; offers: BuyOffer[] } = { lots: [], offers: [] }
  // In an order of its own, so that the same list comes to the same plan, whichever lot stands first in it.
  const sorted = [...lots.entries()].sort(([, a], [, b]) => (lotKey(a) < lotKey(b) ? -1 : 1))
  for (const [position, lot] of sorted) {
    const wanted = home[position] ?? lot
    const found = candidatesOf(lot, wanted)
    const most = Math.min(lot.quantity, ...found.flatMap((one) => one.most ?? []))
    const bound = found.some((one) => one.most !== undefined && one.most < lot.quantity)
    if (!bound) add(lot, lot.quantity, found)
    else {
      add(
        lot,
        lot.quantity - most,
        found.filter((one) => one.most === undefined),
      )
      add(lot, most, found)
    }
  }
  return result

  function add(lot: Lot, quantity: number, found: readonly Candidate[]): void {
    if (quantity <= 0) return
    const number = result.lots.length
    result.lots.push({ lot, quantity })
    for (const { offer, isSubstitute, reason } of found)
      result.offers.push({ lot: number, offer, isSubstitute, reason })
  }

  function candidatesOf(lot: Lot, wanted: Lot): Candidate[] {
    const found = new Map<Offer, Candidate>()
    for (const [rule, shelf] of shelves) {
      const most = rule.most?.(wanted)
      const isSubstitute = rule.name !== 'exact' && wanted.color !== ANY_COLOR
      const how = {
        ...{ isSubstitute, reason: isSubstitute ? rule.reason(wanted) : '' },
        ...(most !== undefined && { most }),
      }
      const there = rule.wanted(wanted).flatMap((key) => shelf.get(key) ?? [])
      // The strictest rule under which an offer fits says how it may be taken.
      for (const offer of there)
        if (!found.has(offer) && fits(offer, lot) && isThere(offer.store)) found.set(offer, { offer, ...how })
    }
    return [...found.values()]
  }
}

interface Candidate {
  offer: Offer
  isSubstitute: boolean
  reason: string
  /** How many pieces of the lot may come so. */
  most?: number
}

/** Brings offers home once, however often it is asked then what may be bought. */
export function shelved(offers: readonly Offer[], { rules }: Matching, facts: Facts): Shelves {
  const homes = new Map<string, Lot>()
  const withHome = [...new Set(offers)].map((offer) => ({ offer, home: homeOf(offer) }))
  return rules.map((rule) => {
    const shelf = new Map<Key, Offer[]>()
    for (const { offer, home } of withHome) {
      const key = rule.offered(home)
      if (key === undefined) continue
      const some = shelf.get(key)
      if (some) some.push(offer)
      else shelf.set(key, [offer])
    }
    return [rule, shelf]
  })

  function homeOf(offer: Offer): Lot {
    const key = itemKey(offer)
    const known = homes.get(key)
    if (known) return known
    const { part, color, itemType } = offer
    const item: Lot = { part, color, quantity: 1, ...(itemType !== 'P' && { itemType }) }
    const home = translateHome({ system: 'bricklink', lots: [item] }, facts).inventory.lots[0] ?? item
    homes.set(key, home)
    return home
  }
}
