import { Option, type Command } from 'commander'
import type { Lot } from '../core/inventory.js'
import type { Offer } from '../core/trade/offer.js'
import { isIn, sellersOf } from '../core/trade/sellers.js'
import { now } from '../system/clock.js'
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
import type { ReadFlags, TroubleFlags } from './list-options.js'
import { loadModels } from './load.js'
import { offersFor, type OfferFlags } from './offers-for.js'
import { wholeNumber } from './option-values.js'
import { judge } from './verdict.js'
import { checkHandOver, writeHandOver, type HandOverFlags } from './sellers-hand-over.js'
import { sellersAsJson, type SoldList } from './sellers-json.js'
import { sellersAsText } from './sellers-text.js'
import { shopList } from './shop-list.js'
import { sumCurrency } from './sum-currency.js'
import { addTradeOptions, countryOf } from './trade-options.js'

interface Flags extends ReadFlags, TroubleFlags, OfferFlags, HandOverFlags {
  sellerCountry?: string[]
  condition?: 'new' | 'used' | 'any'
  top: number
  format: 'table' | 'json'
  json?: true
}

export function sellers(program: Command, io: Io): void {
  const command = program
    .command('sellers')
    .summary('Say who sells the parts of a list')
    .description('Says of each seller how many lots and parts of a list it has, at what price, and what nobody has.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('--offers <file>', 'a table of what stores have (repeatable)', gather)
    .option('--ship-to <country>', 'where it is to be sent, as in DE', countryOf)
    .option('--seller-country <codes>', 'only sellers there (repeatable)', gather)
    .addOption(choice('--condition <what>', 'of lots that do not say', ['any', 'new', 'used']))
    .option('--top <n>', 'tell of so many sellers', wholeNumber('--top'), 20)
    .option('--hand-over <file>', 'write a page that fills carts at Brick Owl: carts.html')
    .addOption(rare('--store <name>', 'only the cart of this store (repeatable)').argParser(gather))
    .addOption(rare('--offer-columns <places>', 'which column of --offers is what: store=1,part=2,price=5'))
    .addOption(new Option('-f, --format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .option('--json', 'the same as -f json')
  const all = addTroubleOptions(addReadOptions(addTradeOptions(command)))
  seldom(all, '--skip', '--main-color', '--assemblies', '--rate', '--from')
    .addHelpText('after', EXAMPLES)
    .action((words: string[], flags: Flags) => answer(io, words, flags))
}

const EXAMPLES = `
Examples:
  brick sellers missing.xml --offers offers.csv --currency EUR
  brick sellers castle.io --market brickowl --ship-to DE --seller-country DE,NL`

async function answer(io: Io, words: string[], flags: Flags): Promise<void> {
  checkHandOver(flags)
  const loaded = await loadModels(io, words, loadOptions(flags))
  const { lots: found, unresolved, problems } = shopList(loaded)
  const lots = withCondition(found, flags.condition)
  const { offers, boids, asked, wanted, problems: others } = await offersFor(io, loaded, lots, flags)
  const countries = flags.sellerCountry?.map(countryOf)
  const { currency, rates } = await sumCurrency(io, flags, wanted, currenciesOf(offers, countries))
  const sold = sellersOf(lots, offers, { currency, ...(rates && { rates }), ...(countries && { countries }) })
  const list: SoldList = { ...{ loaded, lots, asked, unresolved, currency, sold, top: flags.top }, today: now(io) }
  io.write(flags.json || flags.format === 'json' ? sellersAsJson(list) : sellersAsText(io, list))
  await writeHandOver(io, flags, { ...list, boids })
  await judge(io, [...problems, ...others], flags)
}

function withCondition(lots: Lot[], condition: Flags['condition']): Lot[] {
  if (condition === undefined || condition === 'any') return lots
  const wanted = condition === 'new' ? 'N' : 'U'
  return lots.map((lot) => (lot.condition === undefined || lot.condition === 'X' ? { ...lot, condition: wanted } : lot))
}

function currenciesOf(offers: Offer[][], countries: string[] | undefined): Set<string> {
  const currencies = new Set<string>()
  for (const some of offers)
    for (const { price, store } of some) if (isIn(store, countries)) currencies.add(price.currency)
  return currencies
}
