import { Option, type Command } from 'commander'
import { EXIT } from '../core/error.js'
import { parseMoney } from '../core/trade/money.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import { missingOf } from './buy-baskets.js'
import { checkCarts, writeCarts, type CartFlags } from './buy-carts.js'
import { buyAsJson } from './buy-json.js'
import type { BuyWishes } from './buy-order.js'
import { buyPlans, USUAL_GAP, type BuyAnswer, type BuyOptions } from './buy-plans.js'
import { openPurchase, refuseUnknownStores, type PurchaseFlags } from './buy-purchase.js'
import { buyAsText, type Bought } from './buy-text.js'
import {
  addReadOptions,
  addTroubleOptions,
  gather,
  LISTS,
  loadOptions,
  rare,
  seldom,
  SHORT_HELP,
} from './list-options.js'
import type { ReadFlags, TroubleFlags } from './list-options.js'
import { loadModels } from './load.js'
import { amount, amountOrNothing, lengthOfTime, percentage, wholeNumber } from './option-values.js'
import { openPlanner } from './planner.js'
import { addRuleOptions } from './rule-options.js'
import { addTradeOptions, countryOf } from './trade-options.js'
import { judge } from './verdict.js'

interface Flags extends ReadFlags, TroubleFlags, PurchaseFlags, CartFlags {
  new?: true
  used?: true
  exclude?: string[]
  prefer?: string[]
  preferWorth: string
  maxStores?: number
  budget?: string
  tolerance: number
  time: number
  plans: number
  seed: number
  explain?: true
  exitCode?: true
  format: 'table' | 'json'
  json?: true
}

export function buy(program: Command, io: Io): void {
  const command = program
    .command('buy')
    .summary('Work out the cheapest order, with a proof')
    .description(
      'Works out from which stores to order what, so that parts, postage and fees are least, and proves how good that is.',
    )
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('--offers <file>', 'a table of what stores have (repeatable)', gather)
    .option('--ship <amount>', 'what a parcel costs where nobody says', amountOrNothing('--ship'))
    .option('--terms <file>', 'a table of what stores charge: postage, ...')
    .option('--max-stores <n>', 'order from so many stores at most', wholeNumber('--max-stores'))
    .option('--budget <amount>', 'the most pieces for so much money', amount('--budget'))
    .option('--seller-country <codes>', 'only stores there (repeatable)', gather)
    .option('--exclude <store>', 'not from this store (repeatable)', gather)
    .option('--prefer <store>', 'rather from this store (repeatable)', gather)
    .addOption(new Option('--new', 'new parts only').conflicts('used'))
    .option('--used', 'used parts only')
    .option('--time <time>', 'take so long at most: 10s, 2m', lengthOfTime('--time'), 10_000)
    .option('--tolerance <percent>', 'enough when proved so near: 0.5%', percentage('--tolerance'), 100 * USUAL_GAP)
    .option('--explain', 'say why these stores, and which lots make it dear')
    .option('--plan <name>', 'of which plan to write the carts: A, B, ...')
    .option('-o, --output <folder>', 'write a list or page to buy by for each store')
    .addOption(rare('--plans <n>', 'show so many plans').argParser(wholeNumber('--plans')).default(3))
    .addOption(rare('--ship-to <country>', 'where it is to be sent, as in DE').argParser(countryOf))
    .addOption(
      rare('--prefer-worth <amount>', 'a parcel from others counts as so much dearer')
        .argParser(amount('--prefer-worth'))
        .default('1'),
    )
    .addOption(
      rare('--substitute-from <percent>', 'take something else when cheaper by so much')
        .argParser(percentage('--substitute-from'))
        .default(5),
    )
    .addOption(rare('--offer-columns <places>', 'which column of --offers is what: store=1,part=2,price=5'))
    .addOption(
      rare('--seed <n>', 'another seed may find another plan as good').argParser(wholeNumber('--seed')).default(1),
    )
    .addOption(rare('--exit-code', 'exit 1 when something is not in the plan'))
    .addOption(new Option('-f, --format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .option('--json', 'the same as -f json')
  const all = addTroubleOptions(addReadOptions(addRuleOptions(addTradeOptions(command), 'same')))
  seldom(
    all,
    '--skip',
    '--main-color',
    '--assemblies',
    '--rate',
    '--from',
    '--max-age',
    '--offline',
    '--strict',
    '--rates',
    '--prefer',
    '--tolerance',
    '--verbose',
    '--ignore-color',
    '--alternates',
    '--prints',
    '--used',
  )
    .addHelpText('after', EXAMPLES)
    .action((words: string[], flags: Flags) => answer(io, words, flags))
}

const EXAMPLES = `
Examples:
  brick buy missing.xml --offers offers.csv --ship 4.50
  brick buy castle.io --market brickowl --ship-to DE --ship 5 -o carts`

async function answer(io: Io, words: string[], flags: Flags): Promise<void> {
  checkCarts(flags)
  const loaded = await loadModels(io, words, loadOptions(flags))
  const { purchase, unresolved, problems, asked } = await openPurchase(io, loaded, flags)
  for (const [flag, names] of [
    ['--exclude', flags.exclude],
    ['--prefer', flags.prefer],
  ] as const)
    refuseUnknownStores(names?.map(lower), purchase, flag)
  const { currency, lots } = purchase
  const options = optionsOf(flags, currency)
  const planner = openPlanner(io, currency)
  let found: BuyAnswer
  let isStopped: boolean
  try {
    found = await buyPlans(planner, purchase, options)
    isStopped = planner.isStopped()
  } finally {
    await planner.end()
  }
  const bought: Bought = {
    ...{ loaded, lots, unresolved, asked, currency, answer: found },
    ...{ tolerance: options.gap, today: now(io) },
  }
  io.write(flags.json || flags.format === 'json' ? buyAsJson(bought) : buyAsText(bought))
  await writeCarts(io, flags, bought)
  const { exit } = await judge(io, problems, flags)
  if (exit !== EXIT.done) return
  const [best] = found.plans
  if (isStopped) io.exitCode = EXIT.interrupted
  else if (flags.exitCode && best && missingOf(best).length > 0) io.exitCode = EXIT.negative
}

function optionsOf(flags: Flags, currency: string): BuyOptions {
  const micros = (text: string) => parseMoney(text, currency)?.micros ?? 0
  const { maxStores, sellerCountry, exclude, prefer } = flags
  const condition = flags.new ? 'N' : flags.used ? 'U' : undefined
  const wishes: BuyWishes = {
    ...(condition && { condition }),
    ...(sellerCountry && { countries: sellerCountry.map(countryOf) }),
    ...(exclude && { excluded: exclude.map(lower) }),
    ...(prefer && { preferred: prefer.map(lower), preference: micros(flags.preferWorth) }),
    ...(maxStores !== undefined && { maxStores }),
  }
  return {
    wishes,
    without: WISHES.flatMap(([wish, ...members]) => {
      const rest = Object.fromEntries(Object.entries(wishes).filter(([name]) => !members.includes(name)))
      if (Object.keys(rest).length === Object.keys(wishes).length) return []
      return { wish: wish === '--new' && flags.used ? '--used' : wish, wishes: rest }
    }),
    ...(flags.budget !== undefined && { budget: micros(flags.budget) }),
    ...{ most: flags.plans, gap: flags.tolerance / 100, seed: flags.seed, time: flags.time },
    ...(flags.explain && { explain: flags.explain }),
  }
}

/** Each wish of the user that may make an order dearer, and what it is made of. */
const WISHES: [wish: string, ...members: string[]][] = [
  ['--new', 'condition'],
  ['--max-stores', 'maxStores'],
  ['--seller-country', 'countries'],
  ['--exclude', 'excluded'],
  ['--prefer', 'preferred', 'preference'],
]

function lower(text: string): string {
  return text.trim().toLowerCase()
}
