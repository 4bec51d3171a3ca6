import type { ColorFact, PartFact } from '../core/catalog/catalog.js'
import { extendFacts } from '../core/catalog/extend-facts.js'
import type { Facts } from '../core/catalog/facts.js'
import { inventory, type Lot } from '../core/inventory.js'
import { holdingsOf, type Holding, type State } from '../core/lists/holding.js'
import { namesIn } from '../core/lists/stock-names.js'
import { printable } from '../core/printable.js'
import { translateHome } from '../core/translate/translate-home.js'
import type { ListedPart } from '../core/lists/list-plan.js'

/** Things that lie together at a site: a list of parts, or a set of a list. */
export interface SyncGroup {
  /** As it is told of: `Spare bricks`, `Set List / 70672-1`. */
  name: string
  /** Where the pieces go here. */
  place: string
  state: State
  /** At home. */
  lots: Lot[]
  /** What the site itself says of parts and colors that no table has. */
  parts: PartFact[]
  colors: ColorFact[]
}

/** Groups as they go into the collection. */
export interface SyncedGroups {
  holdings: Holding[]
  names: Map<string, string>
}

/** Brings parts home that have Rebrickable's numbers. */
export function groupOf(
  where: Pick<SyncGroup, 'name' | 'place' | 'state'>,
  parts: ListedPart[],
  facts: Facts,
): SyncGroup {
  const lots = parts.map(({ part, color, quantity, name }): Lot => {
    return { part, color, quantity, ...(name !== undefined && { carried: { name: printable(name) } }) }
  })
  const home = translateHome(inventory('rebrickable', lots), facts)
  return { ...where, lots: home.inventory.lots, parts: home.facts, colors: home.colors }
}

/** What no list of parts says anything of: a set as one thing. */
export function wholeSet(where: Pick<SyncGroup, 'name' | 'place' | 'state'>, set: Lot, facts: Facts): SyncGroup {
  const home = translateHome(inventory('rebrickable', [{ ...set, itemType: 'S' }]), facts)
  return { ...where, lots: home.inventory.lots, parts: home.facts, colors: home.colors }
}

/** Each group is a source of its own, by which it is found again. */
export function synced(groups: SyncGroup[], title: string, facts: Facts): SyncedGroups {
  const parts = groups.flatMap((group) => group.parts)
  const colors = groups.flatMap((group) => group.colors)
  const all = extendFacts(facts, parts, colors)
  return {
    holdings: groups.flatMap(({ name, place, state, lots }) => {
      return holdingsOf(lots, { place, state, source: sourceOf(title, name) }, all)
    }),
    names: namesIn(
      groups.flatMap(({ lots }) => lots),
      all,
    ),
  }
}

/** What the ledger calls a group. */
export function sourceOf(title: string, name: string): string {
  return `${title}: ${name}`
}

export function isSourceOf(title: string, source: string): boolean {
  return source.startsWith(`${title}: `)
}
