import { BrickError } from '../core/error.js'
import { printable } from '../core/printable.js'
import { exchange } from '../core/trade/exchange.js'
import { usualPrice } from '../core/trade/estimate.js'
import { decimalOf, roundMoney } from '../core/trade/money.js'
import { lotKey } from '../core/trade/item-index.js'
import type { Io } from '../system/io.js'
import { askPrices } from './ask-prices.js'
import { loadOptions, type ReadFlags } from './list-options.js'
import type { Loaded } from './load.js'
import { openPriceFiles } from './price-files.js'
import { withPriceMarkets } from './price-markets.js'
import { shopList } from './shop-list.js'
import { sumCurrency } from './sum-currency.js'
import type { TradeFlags } from './trade-options.js'

export interface LimitFlags extends ReadFlags, TradeFlags {
  prices?: string[]
  new?: true
  used?: true
}

/**
 * The most to pay for a piece of each lot, as a share of what one usually costs; by `lotKey` of BrickLink's numbers, in
 * decimal text, rounded to a thousandth as BrickLink does. Lots that nobody has a price for are told, and have no limit.
 * @throws {BrickError} when there is nobody to ask, or when prices are in several currencies.
 */
export async function priceLimits(
  io: Io,
  loaded: Loaded,
  share: string,
  flags: LimitFlags,
): Promise<Map<string, string>> {
  const { lots } = shopList(loaded)
  const wanted = flags.currency ?? loaded.decisions.defaults.currency
  const files = await openPriceFiles(io, flags.prices ?? [], {
    ...{ facts: loaded.catalog, load: loadOptions(flags) },
    ...(wanted !== undefined && { currency: wanted }),
  })
  const { guides, problems } = await withPriceMarkets(io, flags, (markets) => {
    const sources = [...files.sources, ...markets]
    if (sources.length === 0) throw nobodyAsked(share)
    const wish = { basis: 'sold', condition: flags.used ? 'U' : 'N', vat: 'included' } as const
    return askPrices(io, lots, sources, { ...wish, ...(wanted !== undefined && { currency: wanted }) })
  })
  for (const { message } of problems) io.say(`warning: ${printable(message)}`, 'warning')
  const found = guides.flatMap((some) => some.map(({ currency }) => currency))
  const { currency, rates } = await sumCurrency(io, flags, wanted, found)
  const limits = new Map<string, string>()
  for (const [position, lot] of lots.entries()) {
    const price = guides[position]?.map(usualPrice).find((one) => one !== undefined)
    if (!price) continue
    const { micros } = exchange(price, currency, rates)
    const limit = roundMoney({ currency, micros: Math.ceil((micros * Number.parseInt(share, 10)) / 100) }, 3)
    if (limit.micros > 0) limits.set(lotKey(lot), decimalOf(limit))
  }
  const without = lots.filter((lot) => !limits.has(lotKey(lot))).length
  if (without > 0) io.say(`no limit for ${without} of ${lots.length} lots: nobody has a price for them`, 'warning')
  if (limits.size > 0) io.say(`limits are in ${currency}: set the same currency in your BrickLink settings`)
  return limits
}

function nobodyAsked(share: string): BrickError {
  return new BrickError(`--max-price ${share}: nobody says what the parts usually cost`, {
    hint: 'name a file, --prices mine.csv, or get a key: brick markets',
  })
}
