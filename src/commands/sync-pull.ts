import { count } from '../core/count.js'
import { EXIT } from '../core/error.js'
import { piecesIn } from '../core/inventory.js'
import { differenceOf, type Difference } from '../core/lists/difference.js'
import type { Holding } from '../core/lists/holding.js'
import { printable } from '../core/printable.js'
import type { OpenMarket } from '../markets/market.js'
import { fingerprint, type Origin } from '../store/collection-change.js'
import type { Collection } from '../store/collection.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import { knownFacts } from './known-facts.js'
import { amountOf, lookIntoCollection, plain, report, withCollection, type ChangeFlags } from './own-collection.js'
import { broughtBefore, syncSource } from './sync-brought.js'
import { sourceOf, synced, type SyncedGroups } from './sync-group.js'
import { remoteOf, type Remote } from './sync-remote.js'
import { planText, rowsOf } from './sync-words.js'

export interface PullFlags extends ChangeFlags {
  delete?: true
  again?: true
}

/** Brings into the collection what changed at a site since the last time, as one change that can be undone. */
export async function pull(io: Io, open: OpenMarket, flags: PullFlags): Promise<void> {
  const { title } = open.market
  const facts = await knownFacts(io)
  const { pushed } = await lookIntoCollection(io, (collection) => broughtBefore(collection, title))
  const remote = await remoteOf(io, open, facts, pushed)
  const there = synced(remote.groups, title, facts)
  // The collection is not open while the site is asked: that takes long, and others may need it.
  const look = flags.dryRun ? lookIntoCollection : withCollection
  await look(io, (collection) => takeOver(io, collection, { title, remote, there, flags }))
}

interface Pulled {
  title: string
  remote: Remote
  there: SyncedGroups
  flags: PullFlags
}

async function takeOver(io: Io, collection: Collection, { title, remote, there, flags }: Pulled): Promise<void> {
  const brought = await broughtBefore(collection, title)
  const stock = await collection.stock()
  const passed = remote.passed.map((name) => sourceOf(title, name))
  const difference = differenceOf(there.holdings, { brought: brought.amounts, stock, passed })
  const entries = flags.delete ? [...difference.come, ...difference.go] : difference.come
  for (const note of remote.notes) io.say(`note: ${printable(note)}`)
  if (!flags.json) io.write(planText({ title, ...remote }, difference))
  tellGone(io, title, difference, flags)
  if (entries.length === 0) return nothing(io, { title, ...remote }, flags, difference)
  const outcome = await collection.change({
    ...{ kind: 'import', time: now(io), note: plain(flags.note), entries, names: there.names },
    origins: originsOf(title, there.holdings, brought.last),
    ...(flags.again && { again: true }),
    ...(flags.dryRun && { dryRun: true }),
  })
  if (outcome.done) {
    const more = { market: title, groups: rowsOf(title, remote.groups, difference), unknown_sets: remote.unknown }
    return report(io, outcome, `${wordsOf(entries)}, from ${title}`, flags, more)
  }
  io.exitCode = EXIT.negative
  if (outcome.why === 'missing') return io.say('brick: somebody else changed the collection; nothing was done', 'error')
  for (const { origin, batch } of outcome.known)
    io.say(
      printable(`brick: ${origin.source} was added before, as batch ${batch.id} (${batch.sources.join(', ')})`),
      'error',
    )
  io.say('  nothing was added; take that back (brick own undo), or if you have it once more: --again', 'error')
}

/** Two that sync at once do the same after the same; the first time, lists that came as files are known by what is in them. */
function originsOf(title: string, holdings: Holding[], last: number): Origin[] {
  const sync = { source: syncSource(title), order: `${title} sync after batch ${last}` }
  if (last > 0) return [sync]
  // The place of a list is the list.
  const lists = holdings.filter(({ place, source }) => source === sourceOf(title, place))
  const sources = [...new Set(lists.map(({ source }) => source))]
  return [
    sync,
    ...sources.map((source) => ({
      source,
      fingerprint: fingerprint(holdings.filter((holding) => holding.source === source)),
    })),
  ]
}

function tellGone(io: Io, title: string, { go, astray }: Difference, flags: PullFlags): void {
  const gone = go.map((holding) => ({ ...holding, quantity: -holding.quantity }))
  if (gone.length > 0 && !flags.delete) {
    io.say(`no longer at ${title}, and still in your collection: ${amountOf(gone)}; --delete takes them out`, 'warning')
    for (const { quantity, part, color, place } of gone.slice(0, SHOWN))
      io.say(printable(`  ${quantity}x ${part} ${color} in ${place}`))
    if (gone.length > SHOWN) io.say(`  and ${count(gone.length - SHOWN, 'more lot')}`)
  }
  if (astray.length > 0)
    io.say(`no longer at ${title}, and you have moved or built them in: ${amountOf(astray)}; they stay`, 'warning')
}

/** So many are named; the others are counted. */
const SHOWN = 20

function nothing(
  io: Io,
  { title, unknown }: Pick<Remote, 'unknown'> & { title: string },
  { json }: PullFlags,
  { go }: Difference,
): void {
  if (json)
    return io.write(
      `${JSON.stringify({ schema: 'brick.own/1', batch: null, added: 0, taken: 0, market: title, unknown_sets: unknown })}\n`,
    )
  if (go.length > 0) return io.say('nothing was changed')
  const but = unknown > 0 ? `, but for ${count(unknown, 'set')} that the catalog does not know` : ''
  io.say(`your collection has all that ${title} has${but}; nothing to do`)
}

function wordsOf(entries: Holding[]): string {
  const come = entries.filter(({ quantity }) => quantity > 0)
  const go = entries.filter(({ quantity }) => quantity < 0).map((one) => ({ ...one, quantity: -one.quantity }))
  const words = [
    come.length > 0 ? `added ${amountOf(come)}` : '',
    go.length > 0 ? `took out ${piecesIn(go).toLocaleString('en-US')} parts in ${count(go.length, 'lot')}` : '',
  ]
  return words.filter((text) => text !== '').join(', ')
}
