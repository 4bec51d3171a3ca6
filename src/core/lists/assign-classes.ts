import type { Lot } from '../inventory.js'
import type { Matching, Rule } from './rules.js'

/** A lot that one of the lists needs. */
export interface Slot {
  list: number
  lot: Lot
  /** Its place among all. */
  index: number
  left: number
  /** How much of it is to be filled before others get more. */
  share: number
  /** How many pieces may still come by the rules of a bound. */
  rooms?: Map<Bound, number>
}

/** A lot that there is. */
export interface Item {
  lot: Lot
  left: number
}

/** Needed lots that may be filled from the same shelves by the same rules. */
export interface NeedClass {
  slots: Slot[]
  links: Link[]
}

/** Owned lots that may go to the same needed lots by the same rules. */
export interface OwnClass {
  items: Item[]
  /** The first item that is not used up. */
  at: number
}

/** By which rule a needed lot may be filled from a shelf. */
export interface Link {
  shelf: Shelf
  rule: Rule
  most: Bound | undefined
  /** The name of the rule, as a number: a smaller one is stricter. */
  kind: number
  /** The place of the rule among all. */
  level: number
  /** The pieces have the very condition that is wanted. */
  isAlike: boolean
  /** All of this in one number. */
  rank: number
}

/** Owned lots that always go together. */
export interface Shelf {
  owns: OwnClass[]
  needs: NeedClass[]
}

/** All that hangs together: nothing in it competes with anything outside. */
export interface Thicket {
  needs: NeedClass[]
  shelves: Shelf[]
  owns: OwnClass[]
}

export type Bound = NonNullable<Rule['most']>

/** Puts together what has the same choices, and apart what has none in common. */
export function classify(
  lists: readonly (readonly Lot[])[],
  own: readonly Lot[],
  { rules, suits }: Matching,
): { slots: Slot[]; stock: Item[]; thickets: Thicket[] } {
  const wanted = rules.map(() => new Map<string, number>())
  let keys = 0
  const slots: Slot[] = []
  const wants: number[][][] = []
  lists.forEach((lots, list) => {
    for (const lot of lots) {
      if (lot.quantity <= 0) continue
      slots.push({ list, lot, index: slots.length, left: lot.quantity, share: 0 })
      wants.push(rules.map((rule, level) => rule.wanted(lot).map((key) => numberOf(key, level))))
    }
  })
  const stock = own.map((lot) => ({ lot, left: Math.max(0, lot.quantity) }))
  const { shelves, variants } = shelve(stock, rules, wanted)
  const kinds = [...new Set(rules.map(({ name }) => name))]
  const bounds = rules.map(({ most }) => most)
  const classes = new Map<string, NeedClass>()
  slots.forEach((slot, index) => join(slot, wants[index] ?? []))
  return { slots, stock, thickets: thicketsOf([...classes.values()]) }

  function numberOf(key: string, level: number): number {
    const known = wanted[level]?.get(key)
    if (known !== undefined) return known
    wanted[level]?.set(key, keys)
    return keys++
  }

  function join(slot: Slot, keysOf: number[][]): void {
    const links = new Map<string, Link & { id: number }>()
    const fitting = variants.map((sample) => suits(slot.lot, sample))
    rules.forEach((rule, level) => {
      for (const key of keysOf[level] ?? []) {
        variants.forEach((sample, variant) => {
          const found = fitting[variant] ? shelves.get(key * variants.length + variant) : undefined
          const free = `${found?.id}`
          const name = rule.most ? `${free} ${bounds.indexOf(rule.most)}` : free
          // A looser rule with the same bound, or one with a bound beside one without, gives nothing more.
          if (!found || links.has(free) || links.has(name)) return
          const isAlike = sameCondition(slot.lot, sample)
          const kind = kinds.indexOf(rule.name)
          const rank = 2 * level + (isAlike ? 0 : 1)
          links.set(name, { ...found, rule, most: rule.most, kind, level, isAlike, rank })
        })
      }
    })
    if (links.size === 0) return
    for (const { most } of links.values()) {
      if (!most) continue
      slot.rooms ??= new Map()
      slot.rooms.set(most, Math.min(slot.left, most(slot.lot)))
    }
    const name = Array.from(links.values(), ({ id, rank }) => `${id}/${rank}`).join(' ')
    const known = classes.get(name)
    if (known) known.slots.push(slot)
    else classes.set(name, { slots: [slot], links: [...links.values()] })
  }
}

/** Shelves by key and condition: those with the same lots are one. `variants` has a lot of each condition. */
function shelve(stock: Item[], rules: Rule[], wanted: Map<string, number>[]) {
  const variants: Lot[] = []
  const owns = new Map<string, OwnClass & { id: number; keys: number[]; variant: number }>()
  for (const item of stock) {
    const keys = item.left === 0 ? [] : offeredKeys(item.lot, rules, wanted)
    if (keys.length === 0) continue
    const variant = variantOf(item.lot)
    const name = `${variant} ${keys.join(' ')}`
    const known = owns.get(name)
    if (known) known.items.push(item)
    else owns.set(name, { items: [item], at: 0, id: owns.size, keys, variant })
  }
  const byKey = new Map<number, (OwnClass & { id: number })[]>()
  for (const one of owns.values()) {
    for (const key of one.keys) {
      const place = key * variants.length + one.variant
      const known = byKey.get(place)
      if (known) known.push(one)
      else byKey.set(place, [one])
    }
  }
  const distinct = new Map<string, { id: number; shelf: Shelf }>()
  const shelves = new Map<number, { id: number; shelf: Shelf }>()
  for (const [place, some] of byKey) {
    const name = some.map(({ id }) => id).join(' ')
    const known = distinct.get(name) ?? { id: distinct.size, shelf: { owns: some, needs: [] } }
    distinct.set(name, known)
    shelves.set(place, known)
  }
  return { shelves, variants }

  function variantOf(lot: Lot): number {
    const found = variants.findIndex((sample) => sameCondition(sample, lot))
    return found >= 0 ? found : variants.push(lot) - 1
  }
}

function offeredKeys(lot: Lot, rules: Rule[], wanted: Map<string, number>[]): number[] {
  const found: number[] = []
  wanted.forEach((keys, level) => {
    if (keys.size === 0) return
    const key = rules[level]?.offered(lot)
    const number = key === undefined ? undefined : keys.get(key)
    if (number !== undefined) found.push(number)
  })
  return found
}

function sameCondition(a: Lot, b: Lot): boolean {
  return (a.condition ?? 'X') === (b.condition ?? 'X') && a.role === b.role
}

function thicketsOf(classes: NeedClass[]): Thicket[] {
  const shelvesOf = new Map<OwnClass, Shelf[]>()
  const shelves = new Set(classes.flatMap(({ links }) => links.map(({ shelf }) => shelf)))
  for (const shelf of shelves) {
    for (const own of shelf.owns) {
      const known = shelvesOf.get(own)
      if (known) known.push(shelf)
      else shelvesOf.set(own, [shelf])
    }
  }
  for (const need of classes) for (const shelf of new Set(need.links.map((link) => link.shelf))) shelf.needs.push(need)
  const seen = new Set<NeedClass>()
  return classes.flatMap((start) => {
    if (seen.has(start)) return []
    const needs = new Set([start])
    const owns = new Set<OwnClass>()
    const found = new Set<Shelf>()
    // What is added to a set while it is gone through is gone through, too.
    for (const need of needs) {
      seen.add(need)
      for (const { shelf } of need.links) reach(shelf)
    }
    return [{ needs: [...needs], shelves: [...found], owns: [...owns] }]

    function reach(shelf: Shelf): void {
      const open = found.has(shelf) ? [] : [shelf]
      for (let one = open.pop(); one; one = open.pop()) {
        if (found.has(one)) continue
        found.add(one)
        for (const need of one.needs) needs.add(need)
        for (const own of one.owns) {
          if (!owns.has(own)) open.push(...(shelvesOf.get(own) ?? []))
          owns.add(own)
        }
      }
    }
  })
}
