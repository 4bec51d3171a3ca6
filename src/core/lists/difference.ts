import { holdingKey, type Holding } from './holding.js'

/** What changed at a site since the last time, as it is to change here. */
export interface Difference {
  come: Holding[]
  go: Holding[]
  /** What would go, and is not where it was, nor anywhere else with the same source. */
  astray: Holding[]
}

/** What there is of each thing, by what tells it apart, wherever it is. */
export type Amounts = Map<string, Holding>

interface Here {
  /** What was brought until now. */
  brought: Amounts
  stock: readonly Holding[]
  /** Sources that are passed over: they are as they were. */
  passed: readonly string[]
}

/**
 * What changed there since the last time: only that is changed here, so that what the user has moved, built in or given away
 * meanwhile is not brought again.
 */
export function differenceOf(there: readonly Holding[], { brought, stock, passed }: Here): Difference {
  const left = new Map<string, Holding>()
  const untouched = new Set(passed)
  for (const [key, holding] of brought) if (!untouched.has(holding.source)) left.set(key, holding)
  const difference: Difference = { come: [], go: [], astray: [] }
  const now: Amounts = new Map()
  for (const holding of there) addTo(now, holding)
  for (const [key, holding] of now) {
    const before = left.get(key)?.quantity ?? 0
    left.delete(key)
    if (holding.quantity > before) difference.come.push({ ...holding, quantity: holding.quantity - before })
    if (holding.quantity < before) take(stock, { ...holding, quantity: before - holding.quantity }, difference)
  }
  for (const holding of left.values()) if (holding.quantity > 0) take(stock, holding, difference)
  return difference
}

/** Where it was put first, then wherever it is now. */
function take(stock: readonly Holding[], gone: Holding, { go, astray }: Difference): void {
  let left = gone.quantity
  const key = keyOf(gone)
  const here = stock.filter((holding) => keyOf(holding) === key)
  for (const holding of here.sort((a, b) => Number(b.place === gone.place) - Number(a.place === gone.place))) {
    const quantity = Math.min(left, holding.quantity)
    if (quantity > 0) go.push({ ...holding, quantity: -quantity })
    left -= quantity
  }
  if (left > 0) astray.push({ ...gone, quantity: left })
}

/** Counts an entry to what there is of its kind. */
export function addTo(amounts: Amounts, entry: Holding): void {
  const key = keyOf(entry)
  const known = amounts.get(key)
  amounts.set(key, known ? { ...known, quantity: known.quantity + entry.quantity } : entry)
}

/** All but where it is, and whether it is new, which the user may have said. */
function keyOf(holding: Holding): string {
  return holdingKey({ ...holding, place: '', state: 'loose', condition: 'X' })
}
