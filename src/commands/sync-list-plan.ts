import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import type { ListChange, ListedPart } from '../markets/user-lists.js'
import { amountOf } from './own-collection.js'

/** What must be done that a list at a site has what it is to have. */
export interface ListPlan extends ListChange {
  /** All that it is to have. */
  wanted: ListedPart[]
  /** How many of each there were, of those that change. */
  before: Map<string, number>
}

export function listPlan(
  wanted: ListedPart[],
  there: readonly ListedPart[],
  { remove }: { remove: boolean },
): ListPlan {
  const before = new Map(there.map((part) => [pairOf(part), part.quantity]))
  const kept = new Set(wanted.map(pairOf))
  return {
    ...{ wanted, before },
    add: wanted.filter((part) => !before.has(pairOf(part))),
    set: wanted.filter((part) => before.has(pairOf(part)) && before.get(pairOf(part)) !== part.quantity),
    remove: remove ? there.filter((part) => !kept.has(pairOf(part))) : [],
  }
}

/** What is in the list and not wanted. */
export function beyond(wanted: readonly ListedPart[], there: readonly ListedPart[]): ListedPart[] {
  const kept = new Set(wanted.map(pairOf))
  return there.filter((part) => !kept.has(pairOf(part)))
}

/** What a list lacks of what it was to have, or has in another quantity. */
export function lacking({ wanted }: ListPlan, there: readonly ListedPart[]): ListedPart[] {
  const amounts = new Map(there.map((part) => [pairOf(part), part.quantity]))
  return wanted.filter((part) => amounts.get(pairOf(part)) !== part.quantity)
}

/** For a person, in lines. */
export function planLines({ add, set, remove, before }: ListPlan): string[] {
  return [
    ...block('to add', add, ({ quantity }) => `+${quantity}`),
    ...block('to change', set, (part) => `${before.get(pairOf(part))} -> ${part.quantity}`),
    ...block('to remove', remove, ({ quantity }) => `-${quantity}`),
  ]
}

/** One a second: each change is a call of its own, additions go together. */
export function callsFor({ add, set, remove }: ListPlan): number {
  return set.length + remove.length + Math.ceil(add.length / 500)
}

function block(title: string, parts: ListedPart[], amount: (part: ListedPart) => string): string[] {
  if (parts.length === 0) return []
  const shown = parts.slice(0, SHOWN).map((part) => {
    return `    ${amount(part)}  ${part.part}  color ${part.color}${part.name === undefined ? '' : `  ${part.name}`}`
  })
  const rest = parts.slice(SHOWN)
  const more = rest.length === 0 ? [] : [`    and ${count(rest.length, 'more lot')}, ${count(piecesIn(rest), 'part')}`]
  return [`  ${title}: ${amountOf(parts)}`, ...shown, ...more]
}

/** So many of each kind are named; the others are counted. */
const SHOWN = 20

function pairOf({ part, color }: ListedPart): string {
  return `${part.toLowerCase()} ${color}`
}
