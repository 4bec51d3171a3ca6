import type { Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { usualPrice } from '../core/trade/estimate.js'
import { exchange, isExchangeable, type Rates } from '../core/trade/exchange.js'
import { lotKey } from '../core/trade/item-index.js'
import type { Money } from '../core/trade/money.js'
import type { PriceGuide } from '../core/trade/price-guide.js'
import type { PriceSource, PriceWish } from '../core/trade/sources.js'
import { asEquivalent, type Swappable } from '../core/trade/swaps.js'
import { translate } from '../core/translate/translate.js'
import { now } from '../system/clock.js'
import { fileTime } from '../system/file-time.js'
import type { Io } from '../system/io.js'
import { askPrices } from './ask-prices.js'
import { loadOptions, type ReadFlags } from './list-options.js'
import type { Loaded } from './load.js'
import { openPriceFiles, pricesOfList } from './price-files.js'
import { withPriceMarkets } from './price-markets.js'
import type { TradeFlags } from './trade-options.js'

export interface PriceFlags extends ReadFlags, TradeFlags {
  prices?: string[]
  priceColumns?: string
}

/** What is known of the prices of a list, and of all that may come in place of its lots. */
export interface KnownPrices {
  /** Of a lot in BrickLink's numbers. */
  guidesOf(lot: Lot): PriceGuide[]
  /** A lot in BrickLink's numbers; undefined where it has none there. */
  shopLot(lot: Lot): Lot | undefined
  asked: string[]
  problems: Problem[]
}

interface Question {
  /** The list, as it would be bought now. */
  loaded: Loaded
  /** Its lots, in BrickLink's numbers. */
  lots: Lot[]
  swappables: Swappable[]
  wish: PriceWish
}

/**
 * Asks files and markets for the prices of a list and of its equivalents. Markets are asked for other colors only where LEGO
 * has numbered them: of the many that a hidden piece may have, few were ever made.
 */
export async function askForSwaps(
  io: Io,
  { loaded, lots, swappables, wish }: Question,
  flags: PriceFlags,
): Promise<KnownPrices> {
  const shopLot = inShop(loaded)
  const files = await openPriceFiles(io, flags.prices ?? [], {
    facts: loaded.catalog,
    load: loadOptions(flags),
    ...(flags.priceColumns !== undefined && { columns: flags.priceColumns }),
    ...(wish.currency !== undefined && { currency: wish.currency }),
  })
  const first = loaded.files[0]
  const own = pricesOfList(loaded, first === undefined ? now(io) : fileTime(io, first))
  const wanted = new Map<string, Lot>()
  const unlikely = new Map<string, Lot>()
  const add = (to: Map<string, Lot>, lot: Lot | undefined) => lot && to.set(lotKey(lot), lot)
  for (const { equivalents, lots: pieces } of swappables)
    for (const lot of pieces) {
      add(wanted, shopLot(lot))
      for (const to of equivalents)
        add(to.isNumbered || to.lot.color === lot.color ? wanted : unlikely, shopLot(asEquivalent(lot, to)))
    }
  for (const lot of lots) wanted.set(lotKey(lot), lot)
  for (const key of wanted.keys()) unlikely.delete(key)

  const guides = new Map<string, PriceGuide[]>()
  const ask = async (some: Map<string, Lot>, sources: PriceSource[]) => {
    const answer = await askPrices(io, [...some.values()], sources, wish)
    for (const [position, key] of [...some.keys()].entries()) guides.set(key, answer.guides[position] ?? [])
    return answer.problems
  }
  return withPriceMarkets(io, flags, async (markets) => {
    const sources: PriceSource[] = [...files.sources, ...markets, ...(own ? [own] : [])]
    await ask(unlikely, [...files.sources, ...(own ? [own] : [])])
    const problems = [...files.problems, ...(await ask(wanted, sources))]
    const guidesOf = (lot: Lot) => guides.get(lotKey(lot)) ?? []
    return { guidesOf, shopLot, asked: sources.map(({ title }) => title), problems }
  })
}

/** What a piece of a lot at home costs; undefined where nobody knows, or not in a currency that can be compared. */
export function priceOf(lot: Lot, { shopLot, guidesOf }: KnownPrices, currency: string, rates?: Rates) {
  const there = shopLot(lot)
  const price =
    there &&
    guidesOf(there)
      .map(usualPrice)
      .find((one): one is Money => one !== undefined)
  return price && isExchangeable(price.currency, currency, rates) ? exchange(price, currency, rates) : undefined
}

/** Each part and color is looked up once. */
function inShop({ catalog, decisions }: Loaded): (lot: Lot) => Lot | undefined {
  const known = new Map<string, Lot | undefined>()
  return (lot) => {
    const { part, written, color, itemType, condition, given } = lot
    const key = [part, written, color, itemType, condition, given?.system, given?.part, given?.color].join('\t')
    if (!known.has(key))
      known.set(key, translate({ system: 'ldraw', lots: [lot] }, 'bricklink', catalog, decisions).inventory.lots[0])
    return known.get(key)
  }
}
