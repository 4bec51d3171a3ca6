import * as path from 'node:path'
import { piecesIn } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import type { BarChart, PlanShown, PriceShown } from '../report/report.js'
import type { Io } from '../system/io.js'
import type { PricedList } from './price-json.js'
import { pricedList, type PriceFlags } from './priced-list.js'
import { costByColor, costByStore, listByStore } from './report-charts.js'
import { listOf, shopShares, wantedOf, type ReportList } from './report-list.js'
import { plannedLots, reportPlan, storeCoverage, type PlanFlags } from './report-plan.js'
import { paidLots, pricedLots } from './report-price.js'
import { shopList } from './shop-list.js'

export interface TradeFlags extends PriceFlags, PlanFlags {}

/** What a list costs, and where it can be bought, as far as anybody was asked. */
export interface Traded {
  price?: PriceShown
  plan?: PlanShown
  charts: BarChart[]
  notes: string[]
  problems: Problem[]
  /** How old the prices are can be told of it. */
  priced?: PricedList
  /** The user would not wait for the best plan. */
  isStopped: boolean
}

/**
 * Asks those for prices and offers whom the user names: files and markets; and the list itself, where it has prices. Nobody
 * else is asked.
 * @throws {BrickError} as `pricedList` and `reportPlan`.
 */
export async function tradedLots(
  io: Io,
  list: ReportList,
  flags: TradeFlags,
  { buys }: { buys: 'all' | 'missing' },
): Promise<Traded> {
  const traded: Traded = { charts: [], notes: [], problems: [], isStopped: false }
  const [priceMarkets, offerMarkets] = await marketsFor(flags.market)
  const hasOwn = list.loaded.inventory.lots.some(({ carried }) => carried?.price !== undefined)
  const isPriced = hasOwn || [flags.prices, flags.assume, priceMarkets].some((asked) => asked !== undefined)
  const isPlanned = [flags.offers, offerMarkets].some((asked) => asked !== undefined)
  if (!isPriced && !isPlanned) return traded
  const files = [...(flags.prices ?? []), ...(flags.offers ?? []), ...(flags.rates === undefined ? [] : [flags.rates])]
  const plain = (text: string) => files.reduce((some, file) => some.replaceAll(file, path.basename(file)), text)
  if (isPriced) {
    const shop = shopList(list.loaded)
    const all = wantedOf(list, 'all')
    const shares = shopShares(list, all, shop)
    // Without a word of the user, no market is asked.
    const asking = { ...flags, prices: flags.prices ?? [] }
    const found = await pricedList(io, list.loaded, shop, withMarkets(asking, priceMarkets))
    const { shown, costs, notes } = pricedLots(found.list, all, shares)
    traded.priced = found.list
    traded.problems.push(...found.problems)
    traded.notes.push(...notes.map(plain))
    if (shown) {
      traded.price = { ...shown, basis: plain(shown.basis) }
      traded.charts.push(costByColor(costs, shown.currency))
    }
  }
  const wanted = wantedOf(list, buys)
  if (isPlanned && wanted.length === 0) traded.notes.push('Nothing is missing, so that there is nothing to order.')
  if (isPlanned && wanted.length > 0) {
    const asking = { ...flags, offers: flags.offers ?? [] }
    const bought = listOf(list, wanted)
    const found = await reportPlan(io, bought, withMarkets(asking, offerMarkets))
    const shares = shopShares(list, wanted, shopList(bought))
    const { shown, baskets, costs, notes } = plannedLots(found, shares, buys)
    traded.problems.push(...found.problems)
    traded.notes.push(...notes.map(plain))
    traded.isStopped = found.isStopped
    if (shown) {
      traded.plan = { ...shown, proof: plain(shown.proof) }
      if (!traded.price) {
        traded.price = paidLots(costs, wanted, { currency: shown.currency, buys, top: flags.top })
        traded.charts.push(costByColor(costs, shown.currency))
      }
      traded.charts.push(costByStore(baskets, shown.currency))
      traded.charts.push(listByStore(storeCoverage(found), piecesIn(found.bought.lots)))
    }
  }
  return traded
}

/** Of the markets that the user names, those that give prices, and those that know sellers; one that does neither is in the first. */
async function marketsFor(names: string[] | undefined): Promise<[string[] | undefined, string[] | undefined]> {
  if (names === undefined) return [undefined, undefined]
  const { rowOf } = await import('./open-markets.js')
  const found = await Promise.all(names.map((name) => rowOf(name).load()))
  const giving = (command: string) =>
    found.filter(({ gives }) => gives.some((one) => one.command.startsWith(command))).map(({ id }) => id)
  const [offers, prices] = [giving('brick sellers'), giving('brick price')]
  const neither = found.map(({ id }) => id).filter((id) => !offers.includes(id) && !prices.includes(id))
  return [some([...prices, ...neither]), some(offers)]
}

function some(names: string[]): string[] | undefined {
  return names.length > 0 ? names : undefined
}

function withMarkets<Flags extends { market?: string[] }>({ market: _, ...flags }: Flags, names: string[] | undefined) {
  return { ...flags, ...(names && { market: names }) }
}
