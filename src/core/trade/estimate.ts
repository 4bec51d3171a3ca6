import type { Lot } from '../inventory.js'
import { exchange, type Rates } from './exchange.js'
import { addMoney, nothing, times, type Money } from './money.js'
import type { PriceGuide } from './price-guide.js'

/** What a list comes to, with all that one must know to believe it. */
export interface Estimate {
  currency: string
  /** All lots of the list, in its order. */
  rows: EstimateRow[]
  total: Money
  /** If each piece cost the least, and the most, that anyone asked or paid. */
  least: Money
  most: Money
  priced: Count
  /** Filled in with a price of the user's own. */
  guessed: Count
  /** Nobody's price is known. */
  unpriced: Count
  /** When the oldest and the newest price was so: ISO 8601; absent where no price is known. */
  oldest?: string
  newest?: string
}

export interface Count {
  lots: number
  pieces: number
}

export interface EstimateRow {
  lot: Lot
  /** Where the price is from; absent for a guess and for none. */
  guide?: PriceGuide
  /** Of one piece; absent where nobody knows. */
  each?: Money
  total?: Money
  isGuess: boolean
}

export interface EstimateOptions {
  currency: string
  rates?: Rates
  /** Of one piece, for lots that nobody has a price for. */
  assumed?: Money
}

/**
 * Adds up prices: of each lot the mean of all pieces, or of all lots where that is not said.
 * @param guides what is known of each lot, by its position; the first with a price counts
 * @throws {BrickError} when a price is in a currency without a rate.
 */
export function estimate(lots: readonly Lot[], guides: PriceGuide[][], options: EstimateOptions): Estimate {
  const { currency, rates, assumed } = options
  const sum: Estimate = {
    ...{ currency, rows: [], total: nothing(currency), least: nothing(currency), most: nothing(currency) },
    ...{ priced: none(), guessed: none(), unpriced: none() },
  }
  for (const [position, lot] of lots.entries()) {
    const guide = guides[position]?.find((one) => usualPrice(one) !== undefined)
    const price = guide && usualPrice(guide)
    if (guide && price) {
      const each = exchange(price, currency, rates)
      const least = guide.least ? exchange(guide.least, currency, rates) : each
      const most = guide.most ? exchange(guide.most, currency, rates) : each
      add({ lot, guide, each, isGuess: false }, least, most)
      count(sum.priced, lot)
      if (sum.oldest === undefined || guide.asOf < sum.oldest) sum.oldest = guide.asOf
      if (sum.newest === undefined || guide.asOf > sum.newest) sum.newest = guide.asOf
    } else if (assumed) {
      const each = exchange(assumed, currency, rates)
      add({ lot, each, isGuess: true }, each, each)
      count(sum.guessed, lot)
    } else {
      sum.rows.push({ lot, isGuess: false })
      count(sum.unpriced, lot)
    }
  }
  return sum

  function add(row: EstimateRow & { each: Money }, least: Money, most: Money): void {
    const { quantity } = row.lot
    const total = times(row.each, quantity)
    sum.rows.push({ ...row, total })
    sum.total = addMoney(sum.total, total)
    sum.least = addMoney(sum.least, times(least, quantity))
    sum.most = addMoney(sum.most, times(most, quantity))
  }
}

/** What one piece usually costs. */
export function usualPrice({ weighted, average }: PriceGuide): Money | undefined {
  return weighted ?? average
}

/** The lots that cost most, dearest first; equal ones in the order of the list. */
export function dearest({ rows }: Estimate, most: number): (EstimateRow & { total: Money })[] {
  const known = rows.filter((row): row is EstimateRow & { total: Money } => row.total !== undefined)
  return known.toSorted((a, b) => b.total.micros - a.total.micros).slice(0, most)
}

function none(): Count {
  return { lots: 0, pieces: 0 }
}

function count(to: Count, { quantity }: Lot): void {
  to.lots++
  to.pieces += quantity
}
