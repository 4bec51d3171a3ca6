import { Option, type Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { lostFields } from '../core/fields.js'
import type { Problem } from '../core/problem.js'
import { totals, totalsInWords } from '../core/catalog/totals.js'
import type { View } from '../formats/view.js'
import type { Io } from '../system/io.js'
import { paintFor } from '../system/terminal.js'
import type { ReportFlags } from './list-options.js'
import { catalogOf, listingOf } from './listing.js'
import type { Loaded } from './load.js'
import { exitFor, reportProblems, withoutAllowed } from './report-problems.js'
import { nothingWritten, saveList } from './save-list.js'
import type { Target } from './target.js'
import { refuseWishes, type WishFlags } from './wishes.js'
import { writeCodec } from './write-codec.js'

/** Where and how to write a list: the same for every command that makes one. */
export interface WriteFlags extends ReportFlags, WishFlags {
  format?: string
  json?: true
  output: string
  allowUnresolved?: true
  asWritten?: boolean
  /** One of many files: say in a line what is in it, and no more. */
  brief?: true
}

/** Options for commands whose result is a list in any format. */
export function addFormatOptions(command: Command): Command {
  return command
    .optionsGroup('Writing:')
    .option('-f, --format <format>', 'table, json, bl, bsx, ... (default: by the name of -o)')
    .option('--json', 'the same as -f json')
}

/** Where to write a list, and what to ask of shops. */
export function addWriteOptions(command: Command): Command {
  return command
    .optionsGroup('Writing:')
    .option('-o, --output <file>', 'write here, not to standard output', '-')
    .addOption(new Option('--new', 'ask for new parts').conflicts(['used', 'any']))
    .addOption(new Option('--used', 'ask for used parts').conflicts('any'))
    .option('--any', 'ask for either (default)')
    .option('--max-price <amount>', 'the most to pay for a piece, in your currency', price)
    .option('--max-lots <n>', 'lots in one file; more make name-01.xml, ...', maxLots)
    .option('--allow-unresolved', 'exit 0 although something is missing from the list')
}

/** Writes a list in a format, and tells all that was wrong with it or did not fit. */
export async function writeList(io: Io, target: Target, loaded: Loaded, flags: WriteFlags): Promise<void> {
  refuseWishes(target.name, 'codec' in target ? (target.codec.wishes ?? []) : [], flags)
  const written = await writeTarget(io, target, loaded, flags)
  await reportProblems(io, written.problems, flags)
  if (written.refused) io.say('brick: nothing was written, because of --strict', 'error')
  else if (written.isLost) io.say(nothingWritten(flags.output), 'error')
}

/** Writes a list, says how many of what are in it, and leaves it to the caller to tell the problems. */
export async function writeTarget(io: Io, target: Target, loaded: Loaded, flags: WriteFlags): Promise<Written> {
  return 'codec' in target ? writeCodec(io, target.codec, loaded, flags) : writeView(io, target.view, loaded, flags)
}

/** What is left to tell: problems, and why nothing was written if nothing was. */
export interface Written {
  problems: Problem[]
  /** The user wants no faulty list. */
  refused: boolean
  /** An empty list would replace a good one. */
  isLost: boolean
}

/** All that is known of the lots, in every id system, so that nothing can be missing. */
async function writeView(io: Io, view: View, loaded: Loaded, flags: WriteFlags): Promise<Written> {
  const isTable = view.id === 'table'
  const all = listingOf(loaded, { elements: !isTable, asWritten: flags.asWritten === true })
  const lost = view.holds ? lostFields(loaded.inventory.lots, view.holds, view.title) : []
  const listing = { ...all, problems: withoutAllowed([...all.problems, ...lost], flags.allow) }
  io.exitCode = exitFor(listing.problems, flags)
  const refused = flags.strict === true && io.exitCode !== EXIT.done
  const isLost = io.exitCode === EXIT.input && listing.rows.length === 0 && flags.output !== '-'
  if (!refused && !isLost) {
    const toTerminal = flags.output === '-' && isTable
    const paint = toTerminal ? { paint: await paintFor(io, 'output') } : {}
    const columns = toTerminal && io.terminal.output ? { columns: io.terminal.columns } : {}
    const text = view.write(listing, { catalog: catalogOf(loaded), ...paint, ...columns })
    saveList(io, [text], flags.output, loaded.files)
  }
  const name = flags.output === '-' || !flags.brief ? '' : `${flags.output}: `
  io.say(`${name}${totalsInWords(totals(listing.rows))}`)
  return { problems: listing.problems, refused, isLost }
}

function price(text: string): string {
  if (/^\d+(\.\d{1,4})?$/.test(text) && Number(text) > 0) return text
  throw new BrickError(`not a price: ${text}`, { hint: 'write it with a point and at most four decimals, as in 0.25' })
}

function maxLots(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new BrickError(`not a number of lots: ${text}`, { hint: 'write a whole number from 1, as in 500' })
}
