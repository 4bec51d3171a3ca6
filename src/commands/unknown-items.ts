import { count } from '../core/count.js'
import type { Problem, ProblemCode } from '../core/problem.js'
import type { ShopItem } from '../core/translate/shop-item.js'

/** Counts rows of a file whose items have no BrickLink number, and says so once. */
export function unknownItems(code: ProblemCode, file: string) {
  const named = new Set<string>()
  let rows = 0
  return {
    add({ part }: Pick<ShopItem, 'part'>): void {
      rows++
      if (named.size <= FEW) named.add(part)
    },
    problems(): Problem[] {
      if (rows === 0) return []
      const some = [...named].slice(0, FEW).join(', ')
      const what = rows === 1 ? 'a row is of what has' : `${count(rows, 'row')} are of what has`
      const message = `${what} no BrickLink number: ${some}${named.size > FEW ? ', ...' : ''}`
      const fix = 'use the numbers of BrickLink, or say whose they are, as in rb:3001'
      return [{ level: 'warning', code, file, message, fix, quantity: rows }]
    },
  }
}

/** So many are named. */
const FEW = 5
