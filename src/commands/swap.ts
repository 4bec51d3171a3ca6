import { Option, type Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { estimate, type Estimate } from '../core/trade/estimate.js'
import { parseMoney } from '../core/trade/money.js'
import type { Basis } from '../core/trade/price-guide.js'
import type { PriceWish } from '../core/trade/sources.js'
import { bestSwaps } from '../core/trade/swaps.js'
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
import type { TroubleFlags } from './list-options.js'
import { loadModels, withSwaps, type Loaded } from './load.js'
import { amount } from './option-values.js'
import { REGIONS, tellAge } from './price.js'
import { shopList } from './shop-list.js'
import { sumCurrency } from './sum-currency.js'
import { acceptSwaps, chosenSwaps, withAccepted } from './swap-accept.js'
import { swapAsJson } from './swap-json.js'
import { askForSwaps, priceOf, type PriceFlags } from './swap-prices.js'
import { swapAsText, swapLedger } from './swap-text.js'
import type { SwapAnswer } from './swap-answer.js'
import { swappable } from './swappable.js'
import { addTradeOptions, countryOf } from './trade-options.js'
import { isWritten, tellVerdict, verdict } from './verdict.js'

interface Flags extends PriceFlags, TroubleFlags {
  hidden?: string[]
  mould: 'same' | 'exact'
  alternates?: true
  prints?: true
  unpriced?: true
  all?: true
  apply?: string[]
  basis: Basis
  condition: 'new' | 'used'
  vat: 'included' | 'excluded'
  assume?: string
  region?: string
  format: 'table' | 'json'
  json?: true
}

export function swap(program: Command, io: Io): void {
  const command = program
    .command('swap')
    .summary('Find cheaper parts that will do')
    .description('Finds cheaper equivalents of the lots of a list, as far as you allow, and what each saves.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('--prices <file>', 'a table of prices, or a list that has some (repeatable)', gather)
    .option('--hidden <model>', 'in this submodel any color will do (repeatable)', gather)
    .option('--alternates', 'also parts that builders use in their place')
    .option('--prints', 'also the plain part for one with a print')
    .option('--unpriced', 'also for lots that nobody has a price for')
    .option('--all', 'tell also what has no cheaper equivalent')
    .option('--apply <numbers>', 'accept these swaps in brick.toml: 1,3, or all', gather)
    .addOption(choice('--basis <what>', 'prices of six months, or of today', ['sold', 'stock']))
    .addOption(choice('--condition <what>', 'of lots that may be either', ['new', 'used']))
    .addOption(choice('--vat <how>', 'value added tax', ['included', 'excluded']))
    .option('--assume <amount>', 'for a piece that nobody has a price for', amount('--assume'))
    .addOption(
      rare('--mould <how>', 'which moulds are one part: same, exact').choices(['same', 'exact']).default('same'),
    )
    .addOption(rare('--country <code>', 'prices of sellers there, as in DE').argParser(countryOf))
    .addOption(rare('--region <name>', 'prices of sellers there: europe, eu, asia, ...').choices(REGIONS))
    .addOption(rare('--price-columns <places>', 'which column of --prices is what: part=2,price=5'))
    .addOption(new Option('-f, --format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .option('--json', 'the same as -f json')
  const all = addTroubleOptions(addReadOptions(addTradeOptions(command)))
  seldom(all, '--skip', '--main-color', '--assemblies', '--rate', '--from', '--vat', '--max-age')
    .addHelpText('after', EXAMPLES)
    .action((words: string[], flags: Flags) => answer(io, words, flags))
}

const EXAMPLES = `
Examples:
  brick swap castle.io --prices mine.csv --hidden core.ldr,base.ldr
  brick swap castle.io --prices mine.csv --apply 1,3`

async function answer(io: Io, words: string[], { all, ...flags }: Flags): Promise<void> {
  if (flags.apply && flags.asWritten) throw nothingFollowed()
  const loaded = withoutRules(await loadModels(io, words, { ...loadOptions(flags), unswapped: true }), flags)
  const [current = loaded] = await withSwaps([loaded], flags)
  const { lots, unresolved, problems } = shopList(current)
  const {
    shares,
    swappables,
    problems: idle,
  } = swappable(loaded, {
    ...{ moulds: flags.mould, hidden: flags.hidden ?? [] },
    ...(flags.alternates && { alternates: true }),
    ...(flags.prints && { prints: true }),
  })
  const wish = wishOf(flags, loaded)
  const prices = await askForSwaps(io, { loaded: current, lots, swappables, wish }, flags)
  if (prices.asked.length === 0) throw nobodyAsked(loaded)
  const found = lots.flatMap((lot) => prices.guidesOf(lot).map(({ currency }) => currency))
  const { currency, rates } = await sumCurrency(io, flags, wish.currency, found)
  const assumed = flags.assume === undefined ? undefined : parseMoney(flags.assume, currency)
  const swaps = bestSwaps(swappables, {
    ...{ currency, priceOf: (lot) => priceOf(lot, prices, currency, rates) },
    ...(flags.unpriced && { unpriced: true }),
  })
  const chosen = flags.apply ? chosenSwaps(swaps, flags.apply) : swaps.filter(({ insteadOf }) => !insteadOf)
  const decided = verdict([...problems, ...idle, ...prices.problems], flags)
  const [before, today] = [sum(current), now(io)]
  const isOld = isTooOld(before, today, flags)
  const result: SwapAnswer = {
    ...{ loaded, shares, swaps, chosen, unresolved, wish, asked: prices.asked, today, before },
    after: sum(withAccepted(loaded, chosen)),
    shopLot: prices.shopLot,
    isPriced: (lot) => priceOf(lot, prices, currency, rates) !== undefined,
    ...(rates && { rates }),
    ...(all && { all }),
    ...(flags.apply && isWritten(decided) && !isOld && { accepted: acceptSwaps(io, loaded, chosen) }),
  }
  io.write(flags.json || flags.format === 'json' ? swapAsJson(result) : swapAsText(result))
  await tellVerdict(
    io,
    { ...decided, refused: decided.refused && flags.apply !== undefined },
    { output: '-', ...flags },
  )
  tellAge(io, { estimate: before, today }, flags)
  if (flags.apply && isOld) io.say('brick: nothing was written, because of --max-age', 'error')
  io.say(swapLedger(result))

  /** As `brick price` adds it up. */
  function sum(list: Loaded): Estimate {
    const { lots: some } = shopList(list)
    const guides = some.map((lot) => prices.guidesOf(lot))
    return estimate(some, guides, { currency, ...(rates && { rates }), ...(assumed && { assumed }) })
  }
}

/** With numbers as written, `[subs]` stands aside. */
function withoutRules(loaded: Loaded, { asWritten }: Flags): Loaded {
  return asWritten ? { ...loaded, decisions: { ...loaded.decisions, subs: [] } } : loaded
}

function isTooOld({ oldest }: Estimate, today: string, { maxAge }: Flags): boolean {
  return maxAge !== undefined && oldest !== undefined && Date.parse(today) - Date.parse(oldest) > maxAge
}

function nothingFollowed(): BrickError {
  return new BrickError('--as-written leaves brick.toml aside, where --apply would write', {
    hint: 'leave one of them away',
  })
}

function wishOf({ condition, vat, basis, region, ...flags }: Flags, { decisions: { defaults } }: Loaded): PriceWish {
  const currency = flags.currency ?? defaults.currency
  return {
    ...{ basis, condition: condition === 'new' ? 'N' : 'U', vat },
    ...(currency !== undefined && { currency }),
    ...(flags.country !== undefined && { country: flags.country }),
    ...(region !== undefined && { region }),
  }
}

function nobodyAsked({ sources }: Loaded): BrickError {
  return new BrickError(`nobody says what other parts than those of ${sources.join(', ')} cost`, {
    exit: EXIT.credentials,
    hint: 'name a file, --prices mine.csv; brick markets says who gives keys, and what for',
  })
}
