import type { Command } from 'commander'
import { count } from '../core/count.js'
import { pieces, piecesIn } from '../core/inventory.js'
import { cataloguedPieces } from '../core/lists/sets-pieces.js'
import { openShelves } from '../core/lists/sets-shelves.js'
import { supplyOf, type Supply } from '../core/lists/sets-supply.js'
import { printable } from '../core/printable.js'
import type { CatalogSet } from '../store/catalog-sets.js'
import type { Io } from '../system/io.js'
import {
  addReadOptions,
  addTroubleOptions,
  choice,
  LISTS,
  loadOptions,
  seldom,
  SHORT_HELP,
  type ReadFlags,
  type TroubleFlags,
} from './list-options.js'
import { loadModels, type Loaded } from './load.js'
import { tellProblems } from './tell-problems.js'
import { positive, setsOf, shelfRules, withSets, type SetRuleFlags } from './sets-catalog.js'
import { verdict } from './verdict.js'

interface Flags extends ReadFlags, TroubleFlags, SetRuleFlags {
  top: number
  theme?: string
  json?: true
}

export function setsSupply(sets: Command, io: Io): void {
  const command = sets
    .command('supply')
    .summary('Find sets that bring most of what is missing')
    .description('Finds the sets that bring most of a list, spares counted, each set for itself.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .option('--top <sets>', 'at most so many (3)', positive, 3)
    .option('--theme <name>', 'only sets of this theme and those in it')
    .addOption(choice('--mould <how>', 'which moulds are one part', ['same', 'exact']))
    .option('--ignore-color', 'any color will do')
    .option('--json', 'as JSON')
  seldom(addTroubleOptions(addReadOptions(command)), '--main-color', '--skip')
    .addHelpText('after', EXAMPLES)
    .action((lists: string[], flags: Flags) => supply(io, lists, flags))
}

const EXAMPLES = `
Examples:
  brick sets supply missing.xml --top 3
  brick need castle.io -f json | brick sets supply -`

async function supply(io: Io, lists: string[], flags: Flags): Promise<void> {
  const loaded = await loadModels(io, lists, loadOptions(flags))
  const { problems, exit } = verdict(loaded.problems, flags)
  await withSets(io, async (local) => {
    const { catalog: facts, decisions, inventory } = loaded
    const sets = new Map(setsOf(local, flags.theme).map((set) => [set.number, set]))
    const wanted = cataloguedPieces(inventory.lots, 'wanted', facts, decisions)
    const everything = local.everything()
    const shelves = openShelves(everything, wanted.pieces, shelfRules(local, facts, flags))
    const supplies = supplyOf(sets.keys(), everything, shelves)
    const shown = supplies.slice(0, flags.top)
    io.write(flags.json ? asJson(shown, sets, loaded) : asText(shown, sets, pieces(inventory)))
    await tellProblems(io, problems, flags)
    io.say(`${supplies.length} of ${count(sets.size, 'set')} have anything of ${inWords(loaded)}`)
    if (wanted.unknown.length > 0)
      io.say(`not looked for, having no number in the catalog: ${count(piecesIn(wanted.unknown), 'part')}`, 'warning')
  })
  io.exitCode = exit
}

function inWords({ inventory }: Loaded): string {
  return `the ${count(pieces(inventory), 'part')} in ${count(inventory.lots.length, 'lot')}`
}

/** `31129-1  covers 61 of 255 parts (24 %), 9 lots complete` */
function asText(shown: Supply[], sets: Map<string, CatalogSet>, wanted: number): string {
  const width = Math.max(0, ...shown.map(({ set }) => set.length))
  return shown
    .map(({ set, covered, complete }) => {
      const { name = '', year } = sets.get(set) ?? {}
      const share = `covers ${covered} of ${count(wanted, 'part')} (${Math.floor((100 * covered) / wanted)} %)`
      const which = `${name}${year === undefined ? '' : `, ${year}`}`
      return printable(`${set.padEnd(width)}  ${share}, ${count(complete, 'lot')} complete  ${which}`) + '\n'
    })
    .join('')
}

function asJson(shown: Supply[], sets: Map<string, CatalogSet>, { inventory }: Loaded): string {
  const all = shown.map(({ set, covered, complete }) => {
    const { name = null, year = null, theme = null, pieces: parts = null } = sets.get(set) ?? {}
    return { set, name, year, theme, parts, covered, lots_complete: complete }
  })
  const wanted = { parts: pieces(inventory), lots: inventory.lots.length }
  return `${JSON.stringify({ schema: 'brick.sets/1', wanted, sets: all }, null, 2)}\n`
}
