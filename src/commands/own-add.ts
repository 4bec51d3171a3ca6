import { Option, type Command } from 'commander'
import { BrickError, EXIT } from '../core/error.js'
import { STATES } from '../core/lists/holding.js'
import { fingerprint, type Origin, type Outcome } from '../store/collection-change.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import {
  addReadOptions,
  addTroubleOptions,
  LISTS,
  SHORT_HELP,
  type ReadFlags,
  type TroubleFlags,
} from './list-options.js'
import {
  addChangeOptions,
  amountOf,
  plain,
  report,
  stateOf,
  withCollection,
  type ChangeFlags,
} from './own-collection.js'
import { arrivals, type Arrival } from './own-input.js'
import { judge } from './verdict.js'

interface Flags extends ReadFlags, TroubleFlags, ChangeFlags {
  as?: string
  loc?: string
  new?: true
  used?: true
  again?: true
}

export function ownAdd(own: Command, io: Io): void {
  const command = own
    .command('add')
    .summary('Add lists to what you own')
    .description('Adds lists to your collection: orders, parts lists, sets.')
    .configureHelp(SHORT_HELP)
    .argument('<list...>', LISTS)
    .addOption(new Option('--as <state>', `${STATES.join(' (default), ')}`).choices(STATES))
    .option('--loc <place>', 'where you put it, as in "drawer 3"')
    .addOption(new Option('--new', 'it is new, where the list does not say').conflicts('used'))
    .option('--used', 'it is used, where the list does not say')
    .option('--again', 'add it although the same was added before')
  addTroubleOptions(addReadOptions(addChangeOptions(command)))
    .addHelpText('after', EXAMPLES)
    .action((words: string[], flags: Flags) => add(io, words, flags))
}

const EXAMPLES = `
Examples:
  brick own add order.xml --loc "drawer 3" --new
  brick own add order:bricklink:15646315 --loc inbox
  brick own add castle.mpd --as built`

async function add(io: Io, words: string[], flags: Flags): Promise<void> {
  const condition = flags.new ? 'N' : flags.used ? 'U' : undefined
  const place = flags.loc === undefined ? undefined : plain(flags.loc)
  const lists = await arrivals(io, words, flags, { state: stateOf(flags.as), place, condition })
  const { refused } = await judge(
    io,
    lists.flatMap((list) => list.problems),
    flags,
  )
  if (refused) return io.say('brick: nothing was added, because of --strict', 'error')
  if (!flags.again) refuseTwice(lists)
  const entries = lists.flatMap(({ holdings }) => holdings)
  if (entries.length === 0) throw new BrickError('there is nothing to add', { exit: EXIT.input })
  const outcome = await withCollection(io, (collection) =>
    collection.change({
      kind: lists.every(({ isCollection }) => isCollection) ? 'import' : 'add',
      time: now(io),
      note: plain(flags.note),
      origins: lists.flatMap(originsOf),
      entries,
      names: new Map(lists.flatMap(({ names }) => [...names])),
      ...(flags.again && { again: true }),
      ...(flags.dryRun && { dryRun: true }),
    }),
  )
  if (!outcome.done) throw knownBefore(outcome)
  report(io, outcome, `added ${amountOf(entries)}${whereabouts(lists)}`, flags, { lots: entries.length })
}

/** A list may have several orders, each of which may come once more in another list. */
function originsOf({ source, holdings, orders: [order, ...others] }: Arrival): Origin[] {
  const first = { source, fingerprint: fingerprint(holdings), ...(order !== undefined && { order }) }
  return [first, ...others.map((other) => ({ source, order: other }))]
}

/** Where everything went, if that is one place. */
function whereabouts(lists: Arrival[]): string {
  const all = lists.flatMap(({ holdings }) => holdings)
  const states = [...new Set(all.map(({ state }) => state))]
  const places = [...new Set(all.map(({ place }) => place))].filter((place) => place !== '')
  const [place = ''] = places
  return `, ${states.join(' and ')}${places.length > 1 ? `, in ${places.length} places` : place === '' ? '' : `, in ${place}`}`
}

/** @throws {BrickError} when two of the lists have the same order. */
function refuseTwice(lists: Arrival[]): void {
  const sources = new Map<string, string>()
  for (const { source, orders } of lists)
    for (const order of new Set(orders)) {
      const other = sources.get(order)
      sources.set(order, source)
      if (other === undefined) continue
      throw new BrickError(`the same order, ${order}, is in ${other} and in ${source}`, {
        exit: EXIT.negative,
        hint: 'nothing was added; name it once, or, if you have it twice: --again',
      })
    }
}

/** Orders are listed twice easily: by the shop, and by the one who sorts the parcels. */
function knownBefore(outcome: Outcome & { done: false }): Error {
  if (outcome.why === 'missing') return new Error('adding takes nothing')
  const errors = outcome.known.map(({ origin, batch, by }) => {
    const same = by === 'order' ? `the same order, ${origin.order},` : 'the same contents'
    const before = `batch ${batch.id} of ${batch.time.slice(0, 10)} (${batch.sources.join(', ')})`
    return new BrickError(`${origin.source} was added before: ${same} as ${before}`, {
      exit: EXIT.negative,
      hint: 'nothing was added; if you have it once more: --again',
    })
  })
  const [first, ...others] = errors
  if (!first) return new Error('refused for no reason')
  return new BrickError(first.message, {
    exit: EXIT.negative,
    ...(first.hint !== undefined && { hint: first.hint }),
    others,
  })
}
