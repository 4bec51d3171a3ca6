import { Option, type Command } from 'commander'
import { daysSince } from '../core/age.js'
import { count } from '../core/count.js'
import { BrickError, EXIT } from '../core/error.js'
import { estimate } from '../core/trade/estimate.js'
import { parseMoney } from '../core/trade/money.js'
import type { Basis, PriceGuide } from '../core/trade/price-guide.js'
import type { PriceSource, PriceWish } from '../core/trade/sources.js'
import { now } from '../system/clock.js'
import { fileTime } from '../system/file-time.js'
import type { Io } from '../system/io.js'
import { askPrices } from './ask-prices.js'
import {
  addReadOptions,
  addReportOptions,
  choice,
  gather,
  LISTS,
  loadOptions,
  rare,
  SHORT_HELP,
  seldom,
} from './list-options.js'
import type { ReadFlags, ReportFlags } from './list-options.js'
import { loadModels, type Loaded } from './load.js'
import { amount, wholeNumber } from './option-values.js'
import { withPriceMarkets } from './price-markets.js'
import { openPriceFiles, pricesOfList } from './price-files.js'
import { priceAsJson, type PricedList } from './price-json.js'
import { priceAsText } from './price-text.js'
import { judge } from './verdict.js'
import { shopList } from './shop-list.js'
import { sumCurrency } from './sum-currency.js'
import { addTradeOptions, countryOf, type TradeFlags } from './trade-options.js'

interface Flags extends ReadFlags, ReportFlags, TradeFlags {
  prices?: string[]
  basis: Basis
  condition: 'new' | 'used'
  vat: 'included' | 'excluded'
  assume?: string
  top: number
  region?: string
  priceColumns?: string
  format: 'table' | 'json'
  json?: true
}

export function price(program: Command, io: Io): void {
  const command = program
    .command('price')
    .summary('Estimate what a list costs, and say how sure that is')
    .description('Estimates what the parts of a list cost: how many of them have a price, whose, and from when.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('--prices <file>', 'a table of prices, or a list that has some (repeatable)', gather)
    .addOption(choice('--basis <what>', 'prices of six months, or of today', ['sold', 'stock']))
    .addOption(choice('--condition <what>', 'of lots that may be either', ['new', 'used']))
    .addOption(choice('--vat <how>', 'value added tax', ['included', 'excluded']))
    .option('--assume <amount>', 'for a piece that nobody has a price for', amount('--assume'))
    .option('--top <n>', 'tell so many of the dearest lots', wholeNumber('--top'), 10)
    .option('--country <code>', 'prices of sellers there, as in DE', countryOf)
    .addOption(rare('--region <name>', 'prices of sellers there: europe, eu, asia, ...').choices(REGIONS))
    .addOption(rare('--price-columns <places>', 'which column of --prices is what: part=2,price=5'))
    .addOption(new Option('-f, --format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .option('--json', 'the same as -f json')
  const all = addReportOptions(addReadOptions(addTradeOptions(command)))
  seldom(all, '--skip', '--main-color', '--assemblies', '--rate', '--from')
    .addHelpText('after', EXAMPLES)
    .action((words: string[], flags: Flags) => answer(io, words, flags))
}

/** As BrickLink's price guide knows them; it takes any other word for the whole world, without a warning. */
export const REGIONS = ['asia', 'africa', 'north_america', 'south_america', 'middle_east', 'europe', 'eu', 'oceania']

const EXAMPLES = `
Examples:
  brick price missing.xml --prices mine.csv --currency EUR
  brick price castle.io --market bricklink --currency EUR --basis stock`

async function answer(io: Io, words: string[], flags: Flags): Promise<void> {
  const loaded = await loadModels(io, words, loadOptions(flags))
  const { lots, unresolved, problems } = shopList(loaded)
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
  io.write(flags.json || flags.format === 'json' ? priceAsJson(list) : priceAsText(io, list))
  await judge(io, [...problems, ...files.problems, ...refused], flags)
  tellAge(io, list, flags)
  if (flags.offline && sum.unpriced.lots > 0)
    io.say(
      `--offline: of ${count(sum.unpriced.lots, 'lot')} without a price, nobody may have been asked yet`,
      'warning',
    )
  if (asked.length === 0) throw nobodyAsked(loaded)
}

function currenciesOf(guides: PriceGuide[][]): string[] {
  return guides.flatMap((some) => some.map(({ currency }) => currency))
}

/** With `--max-age`, what is too old is no answer; without, it is one that one should know the age of. */
export function tellAge(
  io: Io,
  { estimate: { oldest }, today }: Pick<PricedList, 'estimate' | 'today'>,
  { maxAge }: Pick<Flags, 'maxAge'>,
): void {
  if (oldest === undefined) return
  const age = Date.parse(today) - Date.parse(oldest)
  const isTooOld = maxAge !== undefined && age > maxAge
  if (isTooOld) io.exitCode = EXIT.catalog
  if (!isTooOld && (maxAge !== undefined || age < OLD)) return
  io.say(
    `${isTooOld ? 'brick: ' : 'warning: '}the oldest price is ${daysSince(oldest, today)} days old`,
    isTooOld ? 'error' : 'warning',
  )
}

/** 30 days. */
const OLD = 30 * 86_400_000

function nobodyAsked({ sources }: Loaded): BrickError {
  return new BrickError(`nobody says what ${sources.join(', ')} costs: there is no file of prices, and no key`, {
    exit: EXIT.credentials,
    hint: 'name a file, --prices mine.csv, or guess, --assume 0.10; brick markets says who gives keys, and what for',
  })
}
