import type { Compiled } from './compiled.js'
import type { Lagrangian } from './lagrange.js'
import { CLOSED, FREE, OPEN, type NodeState } from './node-state.js'
import type { AscentResult } from './volume.js'

/** Where as many stores are used as may be, closes the others. Answers false where it is more. */
export function closeOthers({ maxStores }: Compiled, { status }: NodeState): boolean {
  if (maxStores >= status.length) return true
  let used = 0
  for (const decided of status) if (decided === OPEN) used++
  if (used === maxStores) status.forEach((decided, store) => (status[store] = decided === FREE ? CLOSED : decided))
  return used <= maxStores
}

/**
 * Decides on stores that no plan below the cutoff can use, or do without, by what using them adds to the bound. Answers
 * whether there are any.
 */
export function fix(
  compiled: Compiled,
  { status }: NodeState,
  { bound, reduced }: AscentResult,
  cutoff: number,
): boolean {
  const { isChosen, last, next } = chosen(compiled, status, reduced)
  let isAny = false
  for (let store = 0; store < compiled.stores; store++) {
    if (status[store] !== FREE) continue
    const added = reduced[store] as number
    if (!isChosen(added) && bound + added - last >= cutoff && added - last > 0) status[store] = CLOSED
    else if (isChosen(added) && added < last && bound - added + next >= cutoff) status[store] = OPEN
    else continue
    isAny = true
  }
  return isAny
}

/** Leaves out the cheapest and the dearest levels that no plan below the cutoff can have. Answers whether there are any. */
export function fixLevels(
  compiled: Compiled,
  lagrangian: Lagrangian,
  { status, low, high }: NodeState,
  { bound, values, reduced }: AscentResult,
  cutoff: number,
): boolean {
  const { isChosen, last } = chosen(compiled, status, reduced)
  let isAny = false
  for (let store = 0; store < compiled.stores; store++) {
    if (status[store] === CLOSED || low[store] === high[store]) continue
    const added = reduced[store] as number
    const without = bound - (status[store] === OPEN || isChosen(added) ? added : last)
    const isUseless = (level: number): boolean => without + lagrangian.priceLevel(values, store, level) >= cutoff
    while ((low[store] as number) < (high[store] as number) && isUseless(high[store] as number)) {
      high[store] = (high[store] as number) - 1
      isAny = true
    }
    while ((low[store] as number) < (high[store] as number) && isUseless(low[store] as number)) {
      low[store] = (low[store] as number) + 1
      isAny = true
    }
  }
  return isAny
}

/**
 * Which of the undecided stores a bound uses: those that make it smaller, or the best of them where only so many may be
 * used. Another store then takes the place of the last of them, and `next` that of one that is left.
 */
function chosen(
  { maxStores, stores }: Compiled,
  status: Uint8Array,
  reduced: Float64Array,
): { isChosen: (added: number) => boolean; last: number; next: number } {
  if (maxStores >= stores) return { isChosen: (added) => added < 0, last: 0, next: 0 }
  let room = maxStores
  const wished: number[] = []
  status.forEach((decided, store) => {
    if (decided === OPEN) room--
    if (decided === FREE && (reduced[store] as number) < 0) wished.push(reduced[store] as number)
  })
  if (wished.length < room) return { isChosen: (added) => added < 0, last: 0, next: 0 }
  wished.sort((a, b) => a - b)
  const last = wished[room - 1] ?? 0
  return { isChosen: (added) => added <= last && added < 0, last, next: wished[room] ?? 0 }
}
