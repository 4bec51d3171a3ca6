import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import type { ListedPart, ListPlan } from '../core/lists/list-plan.js'
import { amountOf } from './own-collection.js'

/** A plan for a person, in lines. */
export function planLines({ add, set, remove, before }: ListPlan): string[] {
  return [
    ...block('to add', add, ({ quantity }) => `+${quantity}`),
    ...block('to change', set, (part) => `${before(part)} -> ${part.quantity}`),
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
