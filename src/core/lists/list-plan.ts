/** So many of a part in a color, in a list at a site. Numbers are the site's. */
export interface ListedPart {
  part: string
  color: number
  quantity: number
  name?: string
}

/** No part is in two of them. */
export interface ListChange {
  add: ListedPart[]
  set: ListedPart[]
  remove: ListedPart[]
}

/** What must be done that a list at a site has what it is to have. */
export interface ListPlan extends ListChange {
  /** All that it is to have. */
  wanted: ListedPart[]
  /** How many there were of a part that changes. */
  before(part: ListedPart): number
}

export function listPlan(
  wanted: ListedPart[],
  there: readonly ListedPart[],
  { remove }: { remove: boolean },
): ListPlan {
  const amounts = amountsOf(there)
  return {
    wanted,
    before: (part) => amounts.get(pairOf(part)) ?? 0,
    add: wanted.filter((part) => !amounts.has(pairOf(part))),
    set: wanted.filter((part) => amounts.has(pairOf(part)) && amounts.get(pairOf(part)) !== part.quantity),
    remove: remove ? beyond(wanted, there) : [],
  }
}

/** What is in the list and not wanted. */
export function beyond(wanted: readonly ListedPart[], there: readonly ListedPart[]): ListedPart[] {
  const kept = amountsOf(wanted)
  return there.filter((part) => !kept.has(pairOf(part)))
}

/** What a list lacks of what it was to have, or has in another quantity. */
export function lacking({ wanted }: Pick<ListPlan, 'wanted'>, there: readonly ListedPart[]): ListedPart[] {
  const amounts = amountsOf(there)
  return wanted.filter((part) => amounts.get(pairOf(part)) !== part.quantity)
}

function amountsOf(parts: readonly ListedPart[]): Map<string, number> {
  return new Map(parts.map((part) => [pairOf(part), part.quantity]))
}

function pairOf({ part, color }: ListedPart): string {
  return `${part.toLowerCase()} ${color}`
}
