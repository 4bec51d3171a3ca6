import { Option, type Command } from 'commander'
import { SORTS, type Sort } from '../core/lists/arrange.js'
import { NAMINGS, type Naming } from '../core/catalog/color-names.js'
import { BrickError, EXIT } from '../core/error.js'
import { lostFields } from '../core/fields.js'
import { FOLDS, type Fold } from '../core/lists/fold.js'
import { GROUPINGS, groupRows, type Group, type Grouping } from '../core/lists/group.js'
import { pieces } from '../core/inventory.js'
import type { Listing, Row } from '../core/catalog/listing.js'
import { totals, totalsInWords } from '../core/catalog/totals.js'
import type { View, ViewOptions } from '../formats/view.js'
import type { Io } from '../system/io.js'
import type { PictureWay } from '../system/picture-terminal.js'
import { paintFor } from '../system/terminal.js'
import { rereadable } from './info-kind.js'
import { ledgerLine } from './ledger-line.js'
import {
  addReadOptions,
  addTroubleOptions,
  choice,
  gather,
  loadOptions,
  LISTS,
  rare,
  SHORT_HELP,
} from './list-options.js'
import type { ReadFlags, TroubleFlags } from './list-options.js'
import { catalogOf, listingOf } from './listing.js'
import { loadModels } from './load.js'
import { exitFor, tellProblems, withoutAllowed } from './tell-problems.js'
import { tellSteps } from './tell-steps.js'
import { nothingWritten, refuseOverwriting, saveList } from './save-list.js'
import { targetOf, type Target } from './target.js'

interface Flags extends ReadFlags, TroubleFlags {
  all?: true
  format?: string
  json?: true
  output: string
  by: Grouping
  sort: Sort
  fold?: string[]
  names?: Naming
  check?: string
  update?: string
  pictures?: boolean
  picturesAs?: PictureWay
}

export function parts(program: Command, io: Io): void {
  const command = program
    .command('parts')
    .alias('bom')
    .summary('List the parts of a model or list')
    .description('Lists the parts of a model: what, in which color, how many.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('-f, --format <format>', 'table, json, bl, csv, ... (default: by the name of -o)')
    .option('--json', 'the same as -f json')
    .option('-o, --output <file>', 'write here, not to standard output', '-')
    .addOption(choice('--by <group>', 'headings', GROUPINGS))
    .addOption(choice('--sort <key>', 'order', SORTS))
    .option('--fold <what>', `add up what differs only by ${FOLDS.join(', ')}`, gather)
    .addOption(new Option('--names <whose>', `names of colors: ${NAMINGS.join(', ')}`).choices(NAMINGS))
    .addOption(new Option('--pictures', 'with a picture of each, in a terminal').conflicts(ELSEWHERE))
    .addOption(picturesAs())
    .addOption(rare('--no-pictures', 'without, whatever was said before'))
    .addOption(onPage('--check <page>', 'exit 1 when the list on a Markdown page is stale', ['update']))
    .addOption(onPage('--update <page>', 'write the list between the markers of a page'))
  addTroubleOptions(addReadOptions(command))
    .addOption(rare('--all', 'the same as --all-models'))
    .addHelpText('after', EXAMPLES)
    .action((models: string[], flags: Flags) => list(io, models, flags.all ? { ...flags, allModels: true } : flags))
}

const EXAMPLES = `
Examples:
  brick parts castle.mpd --by model          which submodel needs what
  brick parts castle.mpd --json | jq .totals`

/** The list goes to a page, as Markdown, and nowhere else. */
function onPage(flags: string, description: string, others: string[] = []): Option {
  return new Option(flags, description).conflicts(['format', 'json', 'output', ...others])
}

/** What has no place for pictures. */
const ELSEWHERE = ['format', 'json', 'output', 'check', 'update']

function picturesAs(): Option {
  return rare('--pictures-as <how>', 'pictures in this way, whatever the terminal is')
    .choices(['kitty', 'iterm', 'sixel', 'blocks'])
    .conflicts(ELSEWHERE)
    .implies({ pictures: true })
}

async function list(once: Io, models: string[], flags: Flags): Promise<void> {
  const io = flags.pictures ? rereadable(once) : once
  const target = await targetOf(flags)
  if ('codec' in target || target.view.lacks) return writeForShop(io, target, models, flags)
  const { view } = target
  const folds = foldsOf(flags.fold ?? [])
  const loaded = await loadModels(io, models, { ...loadOptions(flags), steps: flags.by === 'step' })
  const { sort, names, asWritten = false } = flags
  const all = listingOf(loaded, { sort, folds, naming: names, elements: view.id !== 'table', asWritten })
  const lost = view.holds ? lostFields(loaded.inventory.lots, view.holds, view.title) : []
  const listing = { ...all, problems: withoutAllowed([...all.problems, ...lost], flags.allow) }
  io.exitCode = exitFor(listing.problems, flags)

  const groups = flags.by === 'lot' ? [] : groupRows(listing.rows, flags.by, sort)
  // An empty list from a broken model must not replace a good one.
  const page = flags.update ?? flags.output
  const isLost = io.exitCode === EXIT.input && listing.rows.length === 0 && page !== '-' && flags.check === undefined
  if (!isLost) {
    const shown = flags.pictures ? await gallery(io, listing, groups, { ...flags, words: models }) : undefined
    if (shown !== undefined) io.write(shown)
    else await show(io, view, listing, flags, { groups, by: flags.by, catalog: catalogOf(loaded) }, loaded.files)
  }

  io.say(totalsInWords(totals(listing.rows)))
  if (flags.verbose) tellSteps(io, loaded.decisions, listing.rows.map(stepOf))
  await tellProblems(io, listing.problems, flags)
  io.say(ledgerLine(listing.ledger, pieces(loaded.inventory)))
  if (isLost) io.say(nothingWritten(page), 'error')
}

async function show(
  io: Io,
  view: View,
  listing: Listing,
  flags: Flags,
  options: ViewOptions,
  files: string[],
): Promise<void> {
  if (flags.update !== undefined || flags.check !== undefined) {
    const { checkPage, updatePage } = await import('./page.js')
    if (flags.update !== undefined) {
      refuseOverwriting(io, [flags.update], files)
      return updatePage(io, flags.update, listing, options)
    }
    if (flags.check !== undefined) return checkPage(io, flags.check, listing, options)
  }
  if (flags.output !== '-') {
    saveList(io, [view.write(listing, options)], flags.output, files)
    return
  }
  const paint = await paintFor(io, 'output')
  const columns = io.terminal.output ? { columns: io.terminal.columns } : {}
  io.write(view.write(listing, { ...options, ...columns, paint }))
}

/** The list with pictures; undefined where nobody would see them. @throws {BrickError} when there is no library. */
async function gallery(
  io: Io,
  { rows }: Listing,
  groups: Group[],
  options: Flags & { words: string[] },
): Promise<string | undefined> {
  const { pictureTerminal } = await import('../system/picture-terminal.js')
  const terminal = await pictureTerminal(io, { wanted: options.picturesAs })
  if (!terminal) return undefined
  const { partsGallery } = await import('./parts-gallery.js')
  return partsGallery(io, rows, groups, { ...options, terminal, paint: await paintFor(io, 'output') })
}

function stepOf({ shown, colorName, via }: Row): { part: string; color: string; via: string[] } {
  return { part: shown, color: colorName, via }
}

/** A list for another program says how many of what, and no more. */
async function writeForShop(io: Io, target: Target, models: string[], flags: Flags): Promise<void> {
  if (flags.by !== 'lot' || flags.fold || flags.names) {
    const shown = flags.by !== 'lot' ? '--by' : flags.fold ? '--fold' : '--names'
    throw new BrickError(`a ${target.name} list has no place for ${shown}`, { hint: 'leave it away, or try: -f csv' })
  }
  const { writeList } = await import('./write-list.js')
  const loaded = await loadModels(io, models, loadOptions(flags))
  await writeList(io, target, loaded, flags)
  io.say(ledgerLine(loaded.ledger, pieces(loaded.inventory)))
}

function foldsOf(words: string[]): Fold[] {
  const unknown = words.find((word) => !(FOLDS as readonly string[]).includes(word))
  if (unknown === undefined) return words as Fold[]
  throw new BrickError(`cannot fold ${JSON.stringify(unknown)}`, { hint: `--fold takes ${FOLDS.join(', ')}` })
}
