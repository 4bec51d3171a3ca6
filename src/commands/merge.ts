import { Option, type Command } from 'commander'
import { colorTitle } from '../core/catalog/color-title.js'
import { noDecisions } from '../core/catalog/decisions.js'
import { BrickError } from '../core/error.js'
import type { Lot } from '../core/inventory.js'
import { merge, type MergedLot } from '../core/lists/merge.js'
import type { Problem } from '../core/problem.js'
import { isSmall } from '../core/catalog/small-part.js'
import { capLots, topUp } from '../core/lists/top-up.js'
import type { Io } from '../system/io.js'
import { calculated } from './calculated.js'
import {
  addReadOptions,
  addTroubleOptions,
  loadOptions,
  LISTS,
  SHORT_HELP,
  seldom,
  type ReadFlags,
} from './list-options.js'
import { loadEach, withSwaps, type Loaded } from './load.js'
import { percentage, wholeNumber } from './option-values.js'
import { tellMerge } from './tell-merge.js'
import { addMouldOption, type RuleFlags } from './rule-options.js'
import { targetOf } from './target.js'
import { SHARED, writeShares, type By } from './write-shares.js'
import { addFormatOptions, addWriteOptions, writeList, type WriteFlags } from './write-list.js'

interface Flags extends ReadFlags, Pick<RuleFlags, 'mould'>, WriteFlags {
  sequential?: true
  spare?: number
  spareAll?: true
  round?: number
  by?: By
}

export function mergeLists(program: Command, io: Io): void {
  const command = program
    .command('merge')
    .summary('Add up several lists to one order')
    .description('Adds up models and lists: one order for all of them, with some to spare.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('--sequential', 'build one after the other: the largest need, not the sum')
    .option('--spare <percent>', 'so much more of each small part, as in 2%', percentage('--spare'))
    .option('--spare-all', 'spares of large parts, too')
    .option('--round <n>', 'fill each lot up to a multiple', wholeNumber('--round'))
    .addOption(new Option('--by <whom>', 'a column for each: source, member').choices(['source', 'member']))
  addWriteOptions(addFormatOptions(addMouldOption(command, 'exact')))
  cappingLots(command)
  const all = addTroubleOptions(addReadOptions(command))
  seldom(all, '--skip', '--main-color', '--max-price', '--assemblies', '--allow-unresolved')
    .addHelpText('after', EXAMPLES)
    .action((lists: string[], flags: Flags) => addUp(io, lists, flags))
}

const EXAMPLES = `
Examples:
  brick merge house.io*2 tree.ldr*5 wanted.xml --spare 2% -o all.bsx
  brick merge club/*.csv --round 25 --max-lots 85 --by member`

async function addUp(io: Io, words: string[], { maxLots, ...flags }: Flags): Promise<void> {
  const target = await targetOf(flags)
  if (flags.by !== undefined && !SHARED.includes(target.name)) throw noColumns(target.name)
  const lists = await withSwaps(await loadEach(io, words, loadOptions(flags)), flags)
  const [first] = lists
  if (!first) throw new Error('no list to add up')
  const { catalog, decisions } = first
  const { mould: moulds, sequential, spareAll = false } = flags
  const merged = merge(
    lists.map(({ inventory }) => inventory),
    { moulds, ...(sequential && { sequential }) },
    catalog,
    flags.asWritten ? noDecisions() : decisions,
  )
  const isSpared = (lot: Lot) => spareAll || isSmall(catalog.part(lot.part) ?? { title: '', category: '' })
  const ordered = topUp(merged, { ...flags, isSpared })
  const { kept, cut } = capLots(ordered, maxLots ?? Infinity)
  const result = calculated(
    lists,
    kept.map(({ lot }) => lot),
  )
  const loaded = { ...result, problems: [...result.problems, ...conflicts(merged, result)] }
  if (flags.by === undefined) await writeList(io, target, loaded, flags)
  else await writeShares(io, target, loaded, kept, { ...flags, by: flags.by })
  tellMerge(io, lists, { merged, kept, cut, isSpared, isSparing: (flags.spare ?? 0) > 0 })
}

/** Here it is a limit: clubs may order so many lots. Elsewhere, long lists are cut into files. */
function cappingLots(command: Command): void {
  const option = command.options.find(({ long }) => long === '--max-lots')
  if (option) option.description = 'keep the n lots with the most pieces, and say what is cut'
}

function conflicts(merged: MergedLot[], { catalog }: Loaded): Problem[] {
  return merged.flatMap(({ lot, conflict }): Problem[] => {
    if (!conflict) return []
    const { part, color, quantity } = lot
    const message = `${part} in ${colorTitle('ldraw', color, catalog)} is wanted in different conditions; any will do now`
    return [{ level: 'warning', code: 'list.condition', message, part, color: String(color), quantity }]
  })
}

function noColumns(format: string): BrickError {
  return new BrickError(`a ${format} list has no columns for sources`, { hint: `--by goes with ${SHARED.join(', ')}` })
}
