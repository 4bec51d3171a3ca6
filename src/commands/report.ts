import type { Command } from 'commander'
import type { Io } from '../system/io.js'
import { addReadOptions, addTroubleOptions, choice, gather, LISTS, rare, seldom, SHORT_HELP } from './list-options.js'
import { addSupplyOptions } from './need-supply.js'
import { amount, amountOrNothing, lengthOfTime, percentage, wholeNumber } from './option-values.js'
import { addRuleOptions } from './rule-options.js'
import { addTradeOptions, countryOf } from './trade-options.js'
import type { ReportFlags } from './report-make.js'

export function report(program: Command, io: Io): void {
  const command = program
    .command('report')
    .summary('Make a page of a list: pictures, prices, where to buy')
    .description(
      'Makes one page of a model or list, to look at, to print and to pass on: pictures of all parts, and what is known.',
    )
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('-o, --output <file>', 'write here: .html or .pdf (default: HTML to a pipe)')
    .option('--title <text>', 'the title (default: of the model, or the name of the file)')
    .addOption(choice('--by <group>', 'sections', ['color', 'category']))
    .option('--prices <file>', 'a table of prices, or a list that has some (repeatable)', gather)
    .option('--assume <amount>', 'for a piece that nobody has a price for', amount('--assume'))
    .option('--offers <file>', 'a table of what stores have (repeatable)', gather)
    .option('--ship <amount>', 'what a parcel costs where nobody says', amountOrNothing('--ship'))
    .option('--terms <file>', 'a table of what stores charge: postage, ...')
    .option('--time <time>', 'plan the order for so long at most', lengthOfTime('--time'), 10_000)
    .option('--no-pictures', 'draw nothing')
    .option('--no-3d', 'nothing to turn the model around with')
    .addOption(rare('--top <n>', 'tell so many of the dearest lots').argParser(wholeNumber('--top')).default(10))
    .addOption(rare('--basis <what>', 'prices of six months, or of today').choices(['sold', 'stock']).default('sold'))
    .addOption(rare('--condition <what>', 'of lots that may be either').choices(['new', 'used']).default('new'))
    .addOption(rare('--vat <how>', 'value added tax').choices(['included', 'excluded']).default('included'))
    .addOption(rare('--country <code>', 'prices of sellers there, as in DE').argParser(countryOf))
    .addOption(rare('--seller-country <codes>', 'only stores there (repeatable)').argParser(gather))
    .addOption(rare('--ship-to <country>', 'where it is to be sent, as in DE').argParser(countryOf))
    .addOption(rare('--price-columns <places>', 'which column of --prices is what: part=2,price=5'))
    .addOption(rare('--offer-columns <places>', 'which column of --offers is what: store=1,part=2,price=5'))
    .addOption(
      rare('--substitute-from <percent>', 'take something else when cheaper by so much')
        .argParser(percentage('--substitute-from'))
        .default(5),
    )
  const all = addTroubleOptions(addReadOptions(addRuleOptions(addSupplyOptions(addTradeOptions(command)), 'same')))
  seldom(
    all,
    ...['--skip', '--assemblies', '--rate', '--rates', '--from', '--max-age', '--offline', '--keep', '--use', '--at'],
    ...['--mould', '--ignore-color', '--alternates', '--prints', '--verbose', '--terms', '--time'],
  )
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], flags: ReportFlags) => {
      const { makeReport } = await import('./report-make.js')
      await makeReport(io, words, flags)
    })
}

const EXAMPLES = `
Examples:
  brick report castle.mpd -o castle.html
  brick report castle.io --offers offers.csv --ship 4.50 -o castle.pdf`
