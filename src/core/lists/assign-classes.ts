import type { Lot } from '../inventory.js'
import type { Bound, Item, KeyedLots, Slot } from './assign-keys.js'
import type { Matching, Rule } from './rules.js'

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
  /** Those that it is on and that anybody may be filled from. */
  shelves: Shelf[]
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

/** Puts together what has the same choices, and apart what has none in common. */
export function classify({ slots, stock, levels }: KeyedLots, { rules, suits }: Matching): Thicket[] {
  const { shelves, variants } = shelve(stock)
  const kinds = [...new Set(rules.map(({ name }) => name))]
  const classes = new Map<string, NeedClass>()
  for (const slot of slots) join(slot)
  return thicketsOf([...classes.values()])

  function join(slot: Slot): void {
    const links: (Link & { id: number })[] = []
    for (const key of slot.keys) {
      const level = levels[key] ?? 0
      const rule = rules[level]
      for (let variant = 0; variant < variants.length; variant++) {
        const found = shelves.get(key * variants.length + variant)
        const sample = variants[variant]
        if (!found || !sample || !rule || !suits(slot.lot, sample)) continue
        const { id, shelf } = found
        const { most } = rule
        // A looser rule with the same bound, or one with a bound beside one without, gives nothing more.
        if (links.length > 0 && links.some((link) => link.id === id && (link.most ?? most) === most)) continue
        const isAlike = sameCondition(slot.lot, sample)
        const rank = 2 * level + (isAlike ? 0 : 1)
        links.push({ id, shelf, rule, most, kind: kinds.indexOf(rule.name), level, isAlike, rank })
      }
    }
    if (links.length === 0) return
    for (const { most } of links) {
      if (!most) continue
      slot.rooms ??= new Map()
      slot.rooms.set(most, Math.min(slot.left, most(slot.lot)))
    }
    const name = links.map(({ id, rank }) => `${id}/${rank}`).join(' ')
    const known = classes.get(name)
    if (known) known.slots.push(slot)
    else classes.set(name, { slots: [slot], links })
  }
}

/** Shelves by key and condition: those with the same lots are one. `variants` has a lot of each condition. */
function shelve(stock: readonly (Item | undefined)[]) {
  const variants: Lot[] = []
  const owns = new Map<string, OwnClass & { id: number; keys: readonly number[]; variant: number }>()
  for (const item of stock) {
    if (!item || item.keys.length === 0) continue
    const { lot, keys } = item
    const variant = variantOf(lot)
    const name = `${variant} ${keys.join(' ')}`
    const known = owns.get(name)
    if (known) known.items.push(item)
    else owns.set(name, { items: [item], at: 0, shelves: [], id: owns.size, keys, variant })
  }
  const byKey = new Map<number, (OwnClass & { id: number })[]>()
  // Without an iterator, which would give a record for each of very many.
  owns.forEach((one) => {
    for (const key of one.keys) {
      const place = key * variants.length + one.variant
      const known = byKey.get(place)
      if (known) known.push(one)
      else byKey.set(place, [one])
    }
  })
  const distinct = new Map<string | number, { id: number; shelf: Shelf }>()
  const shelves = new Map<number, { id: number; shelf: Shelf }>()
  byKey.forEach((some, place) => {
    const name = some.length === 1 ? (some[0]?.id ?? '') : some.map(({ id }) => id).join(' ')
    const known = distinct.get(name) ?? { id: distinct.size, shelf: { owns: some, needs: [] } }
    distinct.set(name, known)
    shelves.set(place, known)
  })
  return { shelves, variants }

  function variantOf(lot: Lot): number {
    const found = variants.findIndex((sample) => sameCondition(sample, lot))
    return found >= 0 ? found : variants.push(lot) - 1
  }
}

function sameCondition(a: Lot, b: Lot): boolean {
  return (a.condition ?? 'X') === (b.condition ?? 'X') && a.role === b.role
}

function thicketsOf(classes: NeedClass[]): Thicket[] {
  for (const need of classes) for (const { shelf } of need.links) putOn(shelf, need)
  const seen = new Set<NeedClass>()
  return classes.flatMap((start) => {
    if (seen.has(start)) return []
    const [link, another] = start.links
    const [own, more] = link?.shelf.owns ?? []
    // Mostly, one lot is needed, there is one like it, and nobody else wants that.
    if (link && own && !another && !more && link.shelf.needs.length === 1 && own.shelves.length === 1)
      return [{ needs: [start], shelves: [link.shelf], owns: [own] }]
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
          if (!owns.has(own)) open.push(...own.shelves)
          owns.add(own)
        }
      }
    }
  })
}

/** A shelf counts for its lots from the first that may be filled from it on. */
function putOn(shelf: Shelf, need: NeedClass): void {
  if (shelf.needs.length === 0) for (const own of shelf.owns) own.shelves.push(shelf)
  if (shelf.needs.at(-1) !== need) shelf.needs.push(need)
}
