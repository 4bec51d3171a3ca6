import { Option, type Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { addUpHoldings, reversed, STATES, type Holding } from '../core/lists/holding.js'
import type { Lot } from '../core/inventory.js'
import { takeFrom } from '../core/lists/take.js'
import type { Outcome } from '../store/collection-change.js'
import type { Collection } from '../store/collection.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import {
  addReadOptions,
  addTroubleOptions,
  LISTS,
  SHORT_HELP,
  type ReadFlags,
  type TroubleFlags,
  loadOptions,
} from './list-options.js'
import { loadEach, type Loaded } from './load.js'
import {
  addChangeOptions,
  addStockOptions,
  amountOf,
  isMeant,
  plain,
  report,
  stateOf,
  withCollection,
} from './own-collection.js'
import type { ChangeFlags, StockFlags } from './own-collection.js'
import { sourceName } from './own-input.js'
import { addRuleOptions, matchingFor, type RuleFlags } from './rule-options.js'
import { judge } from './verdict.js'

interface Flags extends ReadFlags, TroubleFlags, RuleFlags, ChangeFlags, StockFlags {
  as?: string
  loc?: string
}

export function ownTake(own: Command, io: Io): void {
  const command = own
    .command('take')
    .summary('Build something of what you own, or part with it')
    .description('Takes what lists need out of your loose parts: they are in a model then, or gone.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .addOption(
      new Option('--as <state>', 'built (default), kept, loose, or gone for good').choices([...STATES, 'gone']),
    )
    .option('--loc <place>', 'where you put it')
  addTroubleOptions(addReadOptions(addChangeOptions(addRuleOptions(addStockOptions(command, 'loose'), 'same'))))
    .addHelpText('after', TAKE_EXAMPLES)
    .action((words: string[], flags: Flags) => take(io, words, { as: 'built', ...flags }, 'take'))
}

const TAKE_EXAMPLES = `
Examples:
  brick own take castle.mpd                 loose parts are in castle.mpd now
  brick own take order.xml --as gone        sold`

export function ownMove(own: Command, io: Io): void {
  const command = own
    .command('move')
    .summary('Put what you own elsewhere, or take it apart')
    .description('Moves what lists name, or all that is at a place, to another place or state.')
    .configureHelp(SHORT_HELP)
    .argument('[list...]', LISTS)
    .addOption(new Option('--as <state>', `what it is then: ${STATES.join(', ')}`).choices(STATES))
    .option('--loc <place>', 'where you put it')
  addTroubleOptions(addReadOptions(addChangeOptions(addRuleOptions(addStockOptions(command, 'loose'), 'same'))))
    .addHelpText('after', MOVE_EXAMPLES)
    .action((words: string[], flags: Flags) => {
      if (flags.loc !== undefined || flags.as !== undefined) return take(io, words, flags, 'move')
      throw new BrickError('nothing says where to move it', {
        hint: 'name a place: --loc A-03, or a state: --as loose',
      })
    })
}

const MOVE_EXAMPLES = `
Examples:
  brick own move --at inbox --loc A-03
  brick own move castle.mpd --use built --as loose --loc inbox`

async function take(io: Io, words: string[], flags: Flags, kind: 'take' | 'move'): Promise<void> {
  if (words.length === 0 && flags.at === undefined)
    throw new BrickError('nothing says what to move', { hint: 'name lists, or a place that is cleared: --at inbox' })
  const lists = words.length === 0 ? [] : await loadEach(io, words, loadOptions(flags))
  const { refused } = await judge(
    io,
    lists.flatMap((list) => list.problems),
    flags,
  )
  if (refused) return io.say(`brick: nothing was ${kind === 'take' ? 'taken' : 'moved'}, because of --strict`, 'error')
  const sources = words.map((word) => sourceName(word, io))
  await withCollection(io, async (collection) => {
    for (;;) {
      const there = (await collection.stock()).filter(isMeant(flags))
      const { taken, missing } =
        lists.length === 0
          ? { taken: there.map((holding) => ({ holding })), missing: [] }
          : found(lists, sources, there, flags)
      if (taken.length === 0) throw noneThere(flags)
      const outcome = await move(io, collection, taken, sources, flags, kind)
      // Another program may have taken some of it since we looked.
      if (!outcome.done) continue
      const words = `${kind === 'take' ? 'took' : 'moved'} ${amountOf(taken.map(({ holding }) => holding))}${destination(flags)}`
      report(io, outcome, words, flags, { missing })
      if (missing.length > 0) io.say(`${amountOf(missing)} are not there: brick own list shows what is`)
      return
    }
  })
}

/** What of each list is there, each piece once; with the list as what it is built into. */
function found(lists: Loaded[], sources: string[], there: Holding[], flags: Flags): { taken: Taken[]; missing: Lot[] } {
  const [first] = lists
  if (!first) throw new Error('no list to take')
  const isBuilt = flags.as === 'built'
  const matching = (catalog: Loaded['catalog']) => matchingFor(flags, 'supply', { ...first, catalog })
  const wants = lists.map(({ inventory }) => inventory)
  const { taken, missing } = takeFrom(there, wants, first.catalog, matching)
  return {
    missing: missing.flat(),
    taken: taken.flatMap((some, index) =>
      some.map((holding) => (isBuilt ? { holding, source: sources[index] ?? '' } : { holding })),
    ),
  }
}

/** What leaves its place; and the model that it is built into. */
interface Taken {
  holding: Holding
  source?: string
}

function move(
  io: Io,
  collection: Collection,
  taken: Taken[],
  sources: string[],
  { as, loc, note, dryRun }: Flags,
  kind: 'take' | 'move',
): Promise<Outcome> {
  const state = stateOf(as)
  // What is built into a model is where the model is.
  const place = loc !== undefined ? plain(loc) : state === 'built' ? '' : undefined
  const gone = taken.map(({ holding }) => reversed(holding))
  const put = taken.map(({ holding, source = holding.source }) => {
    return { ...holding, source, state: state ?? holding.state, place: place ?? holding.place }
  })
  const entries = addUpHoldings(as === 'gone' ? gone : [...gone, ...put])
  if (entries.length === 0) throw new BrickError('nothing would change: it is there already', { exit: EXIT.negative })
  return collection.change({
    kind,
    time: now(io),
    note: plain(note),
    origins: sources.map((source) => ({ source })),
    entries,
    ...(dryRun && { dryRun: true }),
  })
}

function destination({ as, loc }: Flags): string {
  const words = [as === undefined ? '' : `now ${as}`, loc === undefined ? '' : `in ${plain(loc)}`].filter(
    (word) => word !== '',
  )
  return words.length === 0 ? '' : `, ${words.join(', ')}`
}

function noneThere({ use, at }: Flags): BrickError {
  const what = use === undefined || use === 'all' ? 'nothing of it' : `nothing of it is ${use}`
  const where = at === undefined ? '' : ` at ${at}`
  return new BrickError(`nothing was taken: ${what}${where}${use === 'all' ? ' is there' : ''}`, {
    exit: EXIT.negative,
    hint: 'brick own list shows what is there',
  })
}
