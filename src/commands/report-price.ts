import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import type { Estimate } from '../core/trade/estimate.js'
import { addMoney, decimalOf, moneyText, nothing, roundMoney, times, type Money } from '../core/trade/money.js'
import type { PriceShown } from '../report/report.js'
import type { PricedList } from './price-json.js'
import { basisInWords } from './price-text.js'
import type { ReportLot, ShopShares, Wanted } from './report-list.js'
import { ratesInWords } from './trade-options.js'

/** What so many pieces of a lot cost. */
export interface LotCost {
  lot: ReportLot
  pieces: number
  cost: Money
}

interface Priced {
  shown?: PriceShown
  costs: LotCost[]
  notes: string[]
}

/** Gives each lot its price, and says what all come to. Without a single price there is nothing to show. */
export function pricedLots(list: PricedList, wanted: readonly Wanted[], shares: ShopShares): Priced {
  const { estimate, asked, top } = list
  const costs: (LotCost & { each: Money })[] = []
  for (const [position, { each, isGuess }] of estimate.rows.entries())
    for (const { lot, pieces } of shares[position] ?? []) {
      if (!each || pieces === 0) continue
      const cost = times(each, pieces)
      lot.shown.price = { each: piece(each), total: cents(cost), ...(isGuess && { isGuess }) }
      costs.push({ lot, pieces, each, cost })
    }
  if (costs.length === 0)
    return { costs, notes: asked.length === 0 ? [] : [`Nobody of ${asked.join(', ')} has a price for any of it.`] }
  const shown = priceShown(costs, wanted, { total: estimate.total, basis: basisOf(list), top })
  return { shown, costs, notes: notesOf(list) }
}

/** The same where nobody was asked what parts usually cost: what is paid for them in a plan. */
export function paidLots(
  costs: readonly LotCost[],
  wanted: readonly Wanted[],
  { currency, buys, top }: { currency: string; buys: 'all' | 'missing'; top: number },
): PriceShown {
  const all = costs.map(({ lot, cost, pieces }) => {
    const each = { currency, micros: Math.round(cost.micros / pieces) }
    lot.shown.price = { each: piece(each), total: cents(cost) }
    return { lot, pieces, cost, each }
  })
  const total = all.reduce((sum, { cost }) => addMoney(sum, cost), nothing(currency))
  const what = buys === 'all' ? 'the parts' : 'the missing parts'
  return priceShown(all, wanted, { total, basis: `what ${what} cost in the plan below, without postage`, top })
}

function priceShown(
  costs: readonly (LotCost & { each: Money })[],
  wanted: readonly Wanted[],
  { total, basis, top }: { total: Money; basis: string; top: number },
): PriceShown {
  const priced = wanted.filter(({ lot }) => lot.shown.price)
  const unpriced = wanted.filter(({ lot }) => !lot.shown.price)
  return {
    ...{ currency: total.currency, total: moneyText(total), basis },
    priced: { lots: priced.length, pieces: piecesIn(priced) },
    unpriced: { lots: unpriced.length, pieces: piecesIn(unpriced) },
    dearest: costs
      .toSorted((a, b) => b.cost.micros - a.cost.micros)
      .slice(0, top)
      .map(({ lot, pieces, each, cost }) => ({ lot: lot.shown.id, pieces, total: cents(cost), each: piece(each) })),
  }
}

/** Of one piece: prices have more than cents. */
export function piece(money: Money): string {
  return decimalOf(roundMoney(money, 4))
}

export function cents(money: Money): string {
  return decimalOf(roundMoney(money))
}

function basisOf(list: PricedList): string {
  const { priced, least, most } = list.estimate
  if (priced.lots === 0) return 'guessed, for all of it'
  return `${basisInWords(list)}; at the cheapest ${cents(least)}, at the dearest ${cents(most)}`
}

function notesOf({ estimate, rates, unresolved }: PricedList): string[] {
  const { guessed, unpriced } = estimate
  return [
    ...(guessed.lots > 0
      ? [`Of the price, ${guessedSum(estimate)} is guessed: there is no price for ${count(guessed.pieces, 'part')}.`]
      : []),
    ...(unpriced.lots > 0
      ? [
          `There is no price for ${count(unpriced.lots, 'lot')}, ${count(unpriced.pieces, 'part')}; the sum is without them.`,
        ]
      : []),
    ...(unresolved.length > 0
      ? [
          `${count(unresolved.length, 'lot')} without a BrickLink number ${unresolved.length === 1 ? 'has' : 'have'} no price.`,
        ]
      : []),
    ...(rates ? [`Prices in other currencies are taken at the rates of ${ratesInWords(rates)}.`] : []),
  ]
}

function guessedSum({ rows, total: { currency } }: Estimate): string {
  const micros = rows.filter(({ isGuess }) => isGuess).reduce((sum, { total }) => sum + (total?.micros ?? 0), 0)
  return moneyText({ currency, micros })
}
