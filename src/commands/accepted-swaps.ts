import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import { joinShares, lotShares } from '../core/lists/swap-lots.js'
import type { Problem } from '../core/problem.js'
import type { Loaded } from './load.js'

/** Lists in which what `[subs]` accepts stands in place of the lots it names; how much that is, is told once. */
export function acceptedSwaps(lists: Loaded[]): Loaded[] {
  const shares = lists.map(({ inventory, decisions, catalog }) => lotShares(inventory.lots, decisions, catalog))
  const swapped = shares.flat().flatMap(({ lot, by }) => (by ? [lot] : []))
  if (swapped.length === 0) return lists
  return lists.map((list, index) => {
    const { decisions, catalog } = list
    const lots = joinShares(shares[index] ?? [], decisions, catalog)
    const told: Problem = {
      ...{ level: 'note', code: 'list.swapped', file: decisions.file },
      message: `${count(piecesIn(swapped), 'part')} in ${count(swapped.length, 'lot')} swapped for what [subs] names`,
    }
    const problems = index === 0 ? [...list.problems, told] : list.problems
    return { ...list, inventory: { system: 'ldraw', lots }, problems }
  })
}
