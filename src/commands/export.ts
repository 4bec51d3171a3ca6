import { Argument, Option, type Command } from 'commander'
import type { Catalog } from '../core/catalog.js'
import { colorTitle } from '../core/color-title.js'
import { count } from '../core/count.js'
import { unusedRules } from '../core/decisions.js'
import { BrickError, EXIT } from '../core/error.js'
import { pieces, piecesIn, type IdSystem, type Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { TITLES, type OtherSystem } from '../core/resolution.js'
import { totals, totalsInWords } from '../core/totals.js'
import type { Translation } from '../core/translate.js'
import type { Codec } from '../formats/codec.js'
import { codecs, named, views } from '../formats/index.js'
import type { View } from '../formats/view.js'
import type { Io } from '../system/io.js'
import { ledgerLine } from './ledger-line.js'
import { addReadOptions, addReportOptions, loadOptions, MODELS, SHORT_HELP } from './list-options.js'
import type { ReadFlags, ReportFlags } from './list-options.js'
import { catalogOf, listingOf } from './listing.js'
import { loadModels, type Loaded } from './load.js'
import { exitFor, reportProblems, withoutAllowed } from './report-problems.js'
import { reportSteps } from './report-steps.js'
import { reportUnresolved } from './report-unresolved.js'
import { beside, nothingWritten, refuseOverwriting, saveList } from './save-list.js'
import { translateAll } from './translate-all.js'
import { conditionWords, refuseWishes, wishes, type WishFlags } from './wishes.js'

interface Flags extends ReadFlags, ReportFlags, WishFlags {
  output: string
  allowUnresolved?: true
}

const LISTS = [...codecs, ...views].filter(({ target }) => target).map(({ names }) => names[0])

export function exportList(program: Command, io: Io): void {
  const command = program
    .command('export')
    .summary('Write a list that a shop or another program takes')
    .description('Writes the parts of a model as a list that a shop or another program takes.')
    .configureHelp(SHORT_HELP)
    .addArgument(new Argument('<target>', `which list: ${LISTS.join(', ')}`).choices(LISTS))
    .argument('<model...>', MODELS)
    .option('-o, --output <file>', 'write here, not to standard output', '-')
    .addOption(new Option('--new', 'ask for new parts').conflicts(['used', 'any']))
    .addOption(new Option('--used', 'ask for used parts').conflicts('any'))
    .option('--any', 'ask for either (default)')
    .option('--max-price <amount>', 'the most to pay for a piece, in your currency', price)
    .addOption(new Option('--remark <what>', 'note where a lot is used: model, file').choices(['model', 'file']))
    .option('--max-lots <n>', 'lots in one file (1000); more make name-01.xml, ...', maxLots)
    .option('--allow-unresolved', 'exit 0 although something is missing from the list')
  addReportOptions(addReadOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (target: string, models: string[], flags: Flags) => {
      const codec = await named(codecs, target)?.load()
      const view = await named(views, target)?.load()
      refuseWishes(target, codec?.wishes ?? [], flags)
      if (codec && !isTranslated(codec)) throw new Error(`nothing translates for ${codec.id}: ${codec.system} numbers`)
      const loaded = await loadModels(io, models, loadOptions(flags))
      if (codec) await exportCodec(io, codec, loaded, flags)
      else if (view) await exportView(io, view, loaded, flags)
    })
}

const EXAMPLES = `
Examples:
  brick export bl castle.mpd -o wanted.xml --new
  brick export csv castle.mpd tree.ldr*5 -o both.csv`

function isTranslated(codec: Codec): codec is Codec<OtherSystem> {
  return Object.hasOwn(TITLES, codec.system)
}

/** Renumbers for the shop, writes what it takes, and tells all that it does not. */
async function exportCodec<S extends OtherSystem>(
  io: Io,
  codec: Codec<S>,
  loaded: Loaded,
  flags: Flags,
): Promise<void> {
  const { catalog, decisions, sources } = loaded
  const translation = translateAll(loaded, codec.system)
  const { unresolved } = translation
  const wanted = wishes(translation.inventory.lots, flags, decisions.defaults.condition)
  const problems = withoutAllowed([...loaded.problems, ...translation.problems, ...unusedRules(decisions)], flags.allow)
  io.exitCode = exitFor(problems, flags)
  if (io.exitCode === EXIT.done && unresolved.length > 0 && !flags.allowUnresolved) io.exitCode = EXIT.unresolved

  const refused = flags.strict === true && (io.exitCode !== EXIT.done || unresolved.length > 0)
  const isLost = io.exitCode === EXIT.input && wanted.length === 0 && flags.output !== '-'
  const missing = flags.output === '-' || refused || isLost ? undefined : beside(flags.output, '.unresolved.csv')
  if (missing !== undefined) refuseOverwriting(io, [missing], sources)
  if (!refused && !isLost) {
    // On standard output there is one text, however long.
    const maxLots = flags.output === '-' ? Infinity : flags.maxLots
    const options = maxLots === undefined ? {} : { maxLots }
    const texts = codec.write?.({ system: codec.system, lots: wanted }, options) ?? []
    const written = saveList(io, texts, flags.output, sources)
    for (const line of summary(wanted, translation, written)) io.say(line)
    if (codec.next !== undefined && written.length > 0 && wanted.length > 0) io.say(codec.next)
  }
  // A file that an earlier run left there would be wrong now, also when nothing is missing any more.
  const stale = missing !== undefined && io.tryRead(missing) !== undefined
  if (missing !== undefined && (unresolved.length > 0 || stale)) {
    const { unresolvedCsv } = await import('../formats/unresolved-csv.js')
    io.save(missing, unresolvedCsv(unresolved))
  }
  reportUnresolved(io, unresolved, { catalog, file: missing })
  if (flags.verbose)
    reportSteps(
      io,
      decisions,
      wanted.map((lot) => stepOf(lot, codec.system, catalog)),
    )
  await report(io, problems, loaded, flags, { refused, isLost })
}

/** All that is known of the lots, in every id system, so that nothing can be missing. */
async function exportView(io: Io, view: View, loaded: Loaded, flags: Flags): Promise<void> {
  const all = listingOf(loaded, { elements: true, asWritten: flags.asWritten === true })
  const listing = { ...all, problems: withoutAllowed(all.problems, flags.allow) }
  io.exitCode = exitFor(listing.problems, flags)
  const refused = flags.strict === true && io.exitCode !== EXIT.done
  const isLost = io.exitCode === EXIT.input && listing.rows.length === 0 && flags.output !== '-'
  if (!refused && !isLost)
    saveList(io, [view.write(listing, { catalog: catalogOf(loaded) })], flags.output, loaded.sources)
  io.say(totalsInWords(totals(listing.rows)))
  await report(io, listing.problems, loaded, flags, { refused, isLost })
}

/** Why nothing was written: the user wants no faulty list, or an empty one would replace a good one. */
interface Unwritten {
  refused: boolean
  isLost: boolean
}

async function report(
  io: Io,
  problems: Problem[],
  loaded: Loaded,
  flags: Flags,
  { refused, isLost }: Unwritten,
): Promise<void> {
  await reportProblems(io, problems, flags)
  io.say(ledgerLine(loaded.ledger, pieces(loaded.inventory)))
  if (refused) io.say('brick: nothing was written, because of --strict', 'error')
  else if (isLost) io.say(nothingWritten(flags.output), 'error')
}

function summary(wanted: Lot[], translation: Translation<OtherSystem>, written: string[]): string[] {
  const { inventory, unresolved, skipped, onSheets } = translation
  const parts = pieces(inventory)
  const missing = piecesIn(unresolved.map(({ lot }) => lot))
  const amounts =
    missing === 0
      ? `${count(wanted.length, 'lot')}, ${count(parts, 'part')}`
      : `${wanted.length} of ${count(wanted.length + unresolved.length, 'lot')}, ${parts} of ${count(parts + missing, 'part')}`
  const [first = 'list', last = first] = [written[0], written.at(-1)]
  const name = first === last ? first : `${first} to ${last}`
  const lines = [`${name}: ${amounts}, condition ${conditionWords(wanted)}`]
  const left = piecesIn(skipped)
  if (left > 0) lines.push(`  ${count(left, 'part')} left out, as brick.toml says`)
  if (onSheets > 0) lines.push(`  ${count(onSheets, 'sticker')} left out, being on sheets that are in the list`)
  return lines
}

function stepOf({ part, color, via = [] }: Lot, system: IdSystem, catalog: Catalog) {
  return { part, color: colorTitle(system, color, catalog), via }
}

function price(text: string): string {
  if (/^\d+(\.\d{1,4})?$/.test(text) && Number(text) > 0) return text
  throw new BrickError(`not a price: ${text}`, { hint: 'write it with a point and at most four decimals, as in 0.25' })
}

function maxLots(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new BrickError(`not a number of lots: ${text}`, { hint: 'write a whole number from 1, as in 500' })
}
