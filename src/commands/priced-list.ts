import { estimate } from '../core/trade/estimate.js'
import { parseMoney } from '../core/trade/money.js'
import type { Basis, PriceGuide } from '../core/trade/price-guide.js'
import type { PriceSource, PriceWish } from '../core/trade/sources.js'
import type { Problem } from '../core/problem.js'
import { now } from '../system/clock.js'
import { fileTime } from '../system/file-time.js'
import type { Io } from '../system/io.js'
import { askPrices } from './ask-prices.js'
import { loadOptions, type ReadFlags } from './list-options.js'
import type { Loaded } from './load.js'
import { openPriceFiles, pricesOfList } from './price-files.js'
import type { PricedList } from './price-json.js'
import { withPriceMarkets } from './price-markets.js'
import type { ShopList } from './shop-list.js'
import { sumCurrency } from './sum-currency.js'
import type { TradeFlags } from './trade-options.js'

/** Whom to ask for prices, and for which. */
export interface PriceFlags extends ReadFlags, TradeFlags {
  prices?: string[]
  basis: Basis
  condition: 'new' | 'used'
  vat: 'included' | 'excluded'
  assume?: string
  top: number
  region?: string
  priceColumns?: string
}

/**
 * What a list comes to, by the user's files, the markets that are to be asked, and the list itself.
 * @throws {BrickError} when a file has no prices, a market fails, or nobody says in which currency the sum should be.
 */
export async function pricedList(
  io: Io,
  loaded: Loaded,
  { lots, unresolved, problems }: ShopList,
  flags: PriceFlags,
): Promise<{ list: PricedList; problems: Problem[] }> {
  const { condition, vat, basis, country, region } = flags
  const currency = flags.currency ?? loaded.decisions.defaults.currency
  const wish: PriceWish = {
    ...{ basis, condition: condition === 'new' ? 'N' : 'U', vat },
    ...(currency !== undefined && { currency }),
    ...(country !== undefined && { country }),
    ...(region !== undefined && { region }),
  }
  const files = await openPriceFiles(io, flags.prices ?? [], {
    facts: loaded.catalog,
    load: loadOptions(flags),
    ...(flags.priceColumns !== undefined && { columns: flags.priceColumns }),
    ...(currency !== undefined && { currency }),
  })
  const today = now(io)
  const own = pricesOfList(loaded, loaded.files[0] === undefined ? today : fileTime(io, loaded.files[0]))
  const { guides, refused, asked } = await withPriceMarkets(io, flags, async (markets) => {
    const sources: PriceSource[] = [...files.sources, ...markets, ...(own ? [own] : [])]
    const { guides, problems: refused } = await askPrices(io, lots, sources, wish)
    return { guides, refused, asked: sources.map(({ title }) => title) }
  })
  const said = await sumCurrency(io, flags, currency, currenciesOf(guides))
  const assumed = flags.assume === undefined ? undefined : parseMoney(flags.assume, said.currency)
  const sum = estimate(lots, guides, { ...said, ...(assumed && { assumed }) })
  const list: PricedList = {
    ...{ loaded, wish, asked, unresolved, estimate: sum, top: flags.top, today },
    ...(said.rates && { rates: said.rates }),
  }
  return { list, problems: [...problems, ...files.problems, ...refused] }
}

function currenciesOf(guides: PriceGuide[][]): string[] {
  return guides.flatMap((some) => some.map(({ currency }) => currency))
}
