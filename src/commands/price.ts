import { Option, type Command } from 'commander'
import { daysSince } from '../core/age.js'
import { count } from '../core/count.js'
import { BrickError, EXIT } from '../core/error.js'
import type { Io } from '../system/io.js'
import {
  addReadOptions,
  addTroubleOptions,
  choice,
  gather,
  LISTS,
  loadOptions,
  rare,
  SHORT_HELP,
  seldom,
} from './list-options.js'
import type { TroubleFlags } from './list-options.js'
import { loadModels, type Loaded } from './load.js'
import { amount, wholeNumber } from './option-values.js'
import { priceAsJson, type PricedList } from './price-json.js'
import { priceAsText } from './price-text.js'
import { pricedList, type PriceFlags } from './priced-list.js'
import { judge } from './verdict.js'
import { shopList } from './shop-list.js'
import { addTradeOptions, countryOf } from './trade-options.js'

interface Flags extends PriceFlags, TroubleFlags {
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
  const all = addTroubleOptions(addReadOptions(addTradeOptions(command)))
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
  const { list, problems } = await pricedList(io, loaded, shopList(loaded), flags)
  io.write(flags.json || flags.format === 'json' ? priceAsJson(list) : priceAsText(io, list))
  await judge(io, problems, flags)
  tellAge(io, list, flags)
  const { asked, estimate } = list
  if (flags.offline && estimate.unpriced.lots > 0)
    io.say(
      `--offline: of ${count(estimate.unpriced.lots, 'lot')} without a price, nobody may have been asked yet`,
      'warning',
    )
  if (asked.length === 0) throw nobodyAsked(loaded)
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
