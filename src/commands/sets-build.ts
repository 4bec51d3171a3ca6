import type { Command } from 'commander'
import type { Facts } from '../core/catalog/facts.js'
import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import { byMissing, sharesOf, shortOf, type LotShort, type SetShare } from '../core/lists/sets-build.js'
import { cataloguedPieces } from '../core/lists/sets-pieces.js'
import { openShelves, type Shelves } from '../core/lists/sets-shelves.js'
import { together } from '../core/lists/sets-together.js'
import { printable } from '../core/printable.js'
import type { LocalCatalog } from '../store/catalog.js'
import type { Everything } from '../store/catalog-everything.js'
import type { CatalogSet } from '../store/catalog-sets.js'
import type { Io } from '../system/io.js'
import { choice, SHORT_HELP } from './list-options.js'
import { addStockOptions, emptyCollection, type StockFlags } from './own-collection.js'
import { loadStock, type Owned } from './own-stock.js'
import {
  numberFrom0,
  pieceInWords,
  positive,
  rulesInWords,
  setsOf,
  shelfRules,
  withSets,
  type SetRuleFlags,
} from './sets-catalog.js'

interface Flags extends StockFlags, SetRuleFlags {
  maxMissing: number
  theme?: string
  top: number
  together?: true
  verbose?: true
  json?: true
}

export function setsBuild(sets: Command, io: Io): void {
  const command = sets
    .command('build')
    .summary('Find sets that you can build of what you own')
    .description('Finds the sets that can be built of what you own, or nearly.')
    .configureHelp(SHORT_HELP)
    .option('--max-missing <parts>', 'so many parts may be missing (5)', numberFrom0, 5)
    .option('--theme <name>', 'only sets of this theme and those in it')
    .option('--top <sets>', 'at most so many (10)', positive, 10)
    .option('--together', 'those that can be built at the same time, most parts in all')
    .addOption(choice('--mould <how>', 'which moulds are one part', ['same', 'exact']))
    .option('--ignore-color', 'any color will do')
  addStockOptions(command, 'loose')
    .option('-v, --verbose', 'name every missing part')
    .option('--json', 'as JSON')
    .addHelpText('after', EXAMPLES)
    .action((flags: Flags) =>
      withSets(io, async (local) => {
        const owned = await loadStock(io, flags)
        if (owned.holdings.length === 0) throw emptyCollection()
        build(io, local, owned, flags)
      }),
    )
}

const EXAMPLES = `
Examples:
  brick sets build --max-missing 5 --theme castle --top 10
  brick sets build --together --ignore-color`

/** A set, what it lacks, and how much of it. */
interface Buildable {
  set: CatalogSet
  share: SetShare
  short: LotShort[]
}

function build(io: Io, local: LocalCatalog, { loaded }: Owned, flags: Flags): void {
  const { catalog: facts, decisions, inventory } = loaded
  const sets = new Map(setsOf(local, flags.theme).map((set) => [set.number, set]))
  const { pieces, unknown } = cataloguedPieces(inventory.lots, 'owned', facts, decisions)
  const everything = local.everything()
  const shelves = openShelves(everything, pieces, shelfRules(local, facts, flags))
  const { shares, unknown: left } = sharesOf(sets.keys(), everything, shelves)
  const near = shares.filter(({ missing, needed }) => missing <= flags.maxMissing && missing < needed).sort(byMissing)
  const chosen = flags.together ? atOnce(near, everything, shelves, flags) : { shares: near, isBest: true }
  const shown = chosen.shares.slice(0, flags.together ? Infinity : flags.top)
  const shorts = flags.together
    ? shortOf(
        shown.map(({ set }) => set),
        everything,
        shelves,
      )
    : shown.map(({ set }) => shortOf([set], everything, shelves)[0] ?? [])
  const all = shown.flatMap((share, index): Buildable[] => {
    const set = sets.get(share.set)
    const short = shorts[index] ?? []
    return set ? [{ set, share: { ...share, missing: piecesIn(short) }, short }] : []
  })
  io.write(flags.json ? asJson(all, everything, { near: near.length, left, isBest: chosen.isBest }) : asText(all))
  tell()

  function asText(found: Buildable[]): string {
    if (found.length === 0) return ''
    const lines = found.map(({ set, share, short }) => {
      const named = short.map(({ lot, quantity }) => inWords(facts, everything, lot, quantity))
      const few =
        flags.verbose || named.length <= FEW ? named : [...named.slice(0, FEW), `${named.length - FEW} more (-v)`]
      const amounts = `${String(share.missing).padStart(7)}  ${String(share.needed).padStart(5)}`
      const name = `${set.number.padEnd(9)}  ${set.year ?? '    '}  ${set.name}`
      return printable(`${amounts}  ${name}${few.length === 0 ? '' : `     ${few.join(', ')}`}`)
    })
    return ['missing     of  set        year  name', ...lines].map((line) => `${line}\n`).join('')
  }

  function tell(): void {
    const which = flags.theme === undefined ? '' : ` of ${printable(flags.theme)}`
    if (flags.together) {
      const parts = piecesIn(all.map(({ share }) => ({ quantity: share.needed })))
      io.say(`${count(all.length, 'set')} at the same time, of ${count(parts, 'part')}${bestInWords(chosen.isBest)}`)
    } else {
      const rest = near.length > shown.length ? `; the first ${shown.length} (--top)` : ''
      io.say(`${near.length} of ${count(shares.length, 'set')}${which} lack at most ${flags.maxMissing} parts${rest}`)
    }
    io.say(rulesInWords(flags))
    if (left > 0) io.say(`left out, having no inventory in the catalog: ${count(left, 'set')}`)
    const parts = `${count(piecesIn(unknown), 'part')} in ${count(unknown.length, 'lot')}`
    if (unknown.length > 0) io.say(`not counted, having no number in the catalog: ${parts} that you own`, 'warning')
  }
}

/** Missing parts that are named without `-v`. */
const FEW = 3

function bestInWords(isBest: boolean): string {
  return isBest ? '; no other choice has more' : '; there may be a better choice: too many sets to look at them all'
}

function atOnce(near: SetShare[], everything: Everything, shelves: Shelves, { maxMissing }: Flags) {
  const found = together(
    near.map(({ set }) => set),
    everything,
    shelves,
    { most: maxMissing },
  )
  const shares = found.sets.flatMap((set) => near.find((share) => share.set === set) ?? [])
  return { shares, isBest: found.isBest }
}

function inWords(facts: Facts, { parts, colors }: Everything, lot: number, quantity: number): string {
  return pieceInWords(facts, parts[lot] ?? '', colors[lot] ?? 0, quantity)
}

function asJson(
  all: Buildable[],
  { parts, colors }: Everything,
  { near, left, isBest }: { near: number; left: number; isBest: boolean },
): string {
  const sets = all.map(({ set, share, short }) => ({
    ...{ set: set.number, name: set.name, year: set.year ?? null, theme: set.theme },
    ...{ parts: share.needed, missing: share.missing },
    lots: short.map(({ lot, quantity }) => ({ rebrickable: parts[lot], color: colors[lot], qty: quantity })),
  }))
  const content = { schema: 'brick.sets/1', found: near, without_inventory: left, proved: isBest, sets }
  return `${JSON.stringify(content, null, 2)}\n`
}
