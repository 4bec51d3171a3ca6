import type { IdSystem, Inventory, Lot } from '../inventory.js'
import type { Key } from './lot-keys.js'
import type { Matching, Rule } from './rules.js'

/** So many pieces of a lot that there is stand in for pieces of a lot that is needed. */
export interface Match {
  need: Lot
  own: Lot
  quantity: number
  rule: Rule
}

export interface Reconciliation<S extends IdSystem> {
  matches: Match[]
  /** What is needed and not there. */
  missing: Inventory<S>
  /** What is there and not needed. */
  left: Inventory<S>
}

/**
 * Sets what there is against what is needed. Each piece is used once: for each needed lot, matched + missing = needed,
 * and for each lot that there is, matched + left = owned.
 *
 * Rules are tried in order over all lots, so that an exact match is never spent on a looser one; and for each rule,
 * pieces of the very condition go before those that may pass for it.
 */
export function reconcile<S extends IdSystem>(
  need: Inventory<S>,
  own: Inventory<NoInfer<S>>,
  { rules, suits }: Matching,
): Reconciliation<S> {
  const wants = need.lots.map(open)
  const stock = own.lots.map(open)
  const matches: Match[] = []
  for (const rule of rules) for (const fits of [isAlike, suits]) match(rule, fits)
  return {
    matches,
    missing: { system: need.system, lots: wants.filter(isOpen).map(rest) },
    left: { system: own.system, lots: stock.filter(isOpen).map(rest) },
  }

  function match(rule: Rule, fits: Fits): void {
    const unmet = wants.filter(isOpen)
    const shelves = unmet.length === 0 ? undefined : shelvesOf(stock, rule)
    if (shelves && shelves.size > 0) for (const want of unmet) take(want, rule, shelves, fits, matches)
  }
}

/** A lot, and how much of it is not matched yet. */
interface Open {
  lot: Lot
  left: number
  /** How many pieces have come by rules with a bound. */
  spent?: Map<NonNullable<Rule['most']>, number>
}

type Fits = (need: Lot, own: Lot) => boolean

/** Lots with one key, in order. Those before `from` are used up, and are not looked at again. */
interface Shelf {
  items: Open[]
  from: number
}

function take(want: Open, rule: Rule, shelves: Map<Key, Shelf>, fits: Fits, matches: Match[]): void {
  let room = roomFor(want, rule)
  const keys = room > 0 ? rule.wanted(want.lot) : []
  for (const key of keys) {
    const shelf = shelves.get(key)
    for (let at = shelf?.from ?? 0; shelf && at < shelf.items.length && room > 0; at++) {
      const item = shelf.items[at]
      if (!item || item.left === 0 || !fits(want.lot, item.lot)) continue
      const quantity = Math.min(room, item.left)
      matches.push({ need: want.lot, own: item.lot, quantity, rule })
      item.left -= quantity
      want.left -= quantity
      room -= quantity
      if (rule.most) spend(want, rule.most, quantity)
      if (item.left === 0 && at === shelf.from) shelf.from++
    }
  }
}

function roomFor({ lot, left, spent }: Open, { most }: Rule): number {
  return most ? Math.min(left, Math.max(0, most(lot) - (spent?.get(most) ?? 0))) : left
}

function spend(want: Open, most: NonNullable<Rule['most']>, quantity: number): void {
  want.spent ??= new Map()
  want.spent.set(most, (want.spent.get(most) ?? 0) + quantity)
}

function shelvesOf(stock: Open[], rule: Rule): Map<Key, Shelf> {
  const shelves = new Map<Key, Shelf>()
  for (const item of stock) {
    const key = item.left > 0 ? rule.offered(item.lot) : undefined
    if (key === undefined) continue
    const shelf = shelves.get(key)
    if (shelf) shelf.items.push(item)
    else shelves.set(key, { items: [item], from: 0 })
  }
  return shelves
}

function isAlike(a: Lot, b: Lot): boolean {
  return (a.condition ?? 'X') === (b.condition ?? 'X') && a.role === b.role
}

function open(lot: Lot): Open {
  return { lot, left: Math.max(0, lot.quantity) }
}

function isOpen({ left }: Open): boolean {
  return left > 0
}

function rest({ lot, left }: Open): Lot {
  return withQuantity(lot, left)
}

/** So many pieces of a lot. Which of its places these are nobody knows: they are taken to be the first. */
export function withQuantity(lot: Lot, quantity: number): Lot {
  if (quantity === lot.quantity) return lot
  const result: Lot = { ...lot, quantity }
  if (!lot.places) return result
  let open = quantity
  result.places = lot.places.flatMap((place) => {
    const here = Math.min(open, place.quantity)
    open -= here
    return here > 0 ? { ...place, quantity: here } : []
  })
  return result
}
