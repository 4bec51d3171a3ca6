import { count } from '../core/count.js'
import { EXIT } from '../core/error.js'
import { inventory, type Lot } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import type { OpenMarket } from '../markets/market.js'
import { beyond, lacking, listPlan, type ListedPart, type ListPlan } from '../core/lists/list-plan.js'
import type { UserLists, UserPartList } from '../markets/user-lists.js'
import { askYes } from '../system/ask-yes.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import { isAtTerminal } from '../system/terminal-input.js'
import { amountOf, emptyCollection, withCollection, type ChangeFlags, type StockFlags } from './own-collection.js'
import { loadStock } from './own-stock.js'
import { tellUnresolved } from './tell-unresolved.js'
import { broughtBefore, pushSource } from './sync-brought.js'
import { isSourceOf, sourceOf } from './sync-group.js'
import { callsFor, planLines } from './sync-list-plan.js'
import { cannotSync } from './sync-remote.js'
import { translateAll } from './translate-all.js'

export interface PushFlags extends ChangeFlags, StockFlags {
  list: string
  yes?: true
  delete?: true
}

/** Makes a list at a site have what the collection has; nothing is sent before the user has seen what and said yes. */
export async function push(io: Io, open: OpenMarket, flags: PushFlags): Promise<void> {
  const { lists, market } = open
  if (!lists) throw cannotSync(market.title)
  const wanted = await wantedParts(io, market.title, flags)
  const named = called(await lists.partLists(), flags.list)
  if (named.length > 1) return tellApart(io, market.title, named)
  const [list] = named
  const there = list ? ((await lists.parts(list.list)) ?? []) : []
  const plan = listPlan(wanted, there, { remove: flags.delete === true })
  tellPlan(io, { title: market.title, list, plan, stays: flags.delete ? [] : beyond(wanted, there) }, flags)
  if (flags.dryRun) return
  if (callsFor(plan) === 0) return io.say('the list has all that already; nothing to do')
  if (!(await isWanted(market.title, plan, flags))) {
    io.exitCode = EXIT.negative
    return io.say('brick: nothing was sent: it needs a yes\n  --yes says so', 'error')
  }
  await carryOut(io, lists, { title: market.title, list, plan }, flags)
}

interface Push {
  title: string
  /** Undefined: it is to be made. */
  list: UserPartList | undefined
  plan: ListPlan
}

async function carryOut(io: Io, lists: UserLists, { title, list: known, plan }: Push, flags: PushFlags): Promise<void> {
  const list = known ?? (await lists.create(flags.list))
  await remember(io, title, list)
  const { parts, refusals } = await lists.change(list.list, plan)
  const missing = lacking(plan, parts)
  const words = `${title}, list ${printable(list.name)}: has ${amountOf(plan.wanted.filter((part) => !missing.includes(part)))} of yours`
  if (flags.json)
    io.write(
      `${JSON.stringify({ schema: 'brick.sync/1', list: list.list, missing: missing.map(plainPart), refusals })}\n`,
    )
  else io.write(`${words}\n`)
  if (missing.length === 0) return
  io.exitCode = EXIT.unresolved
  io.say(`not taken by ${title}, ${amountOf(missing)}:`, 'error')
  for (const { quantity, part, color } of missing) io.say(`  ${quantity}x ${part} color ${color}`, 'error')
  for (const words of new Set(refusals)) io.say(`  ${title} says: ${printable(words)}`, 'error')
}

/** From now on, the list is the collection's: it does not come back with the next pull. */
async function remember(io: Io, title: string, { list, name }: UserPartList): Promise<void> {
  await withCollection(io, async (collection) => {
    const { pushed } = await broughtBefore(collection, title)
    if (pushed.has(list)) return
    const origins = [{ source: pushSource(title, list) }]
    await collection.change({ kind: 'import', time: now(io), note: printable(name), origins, entries: [] })
  })
}

/** In the site's numbers; what it has no number for is told. What came from other lists there is there already. */
async function wantedParts(io: Io, title: string, flags: PushFlags): Promise<ListedPart[]> {
  const own = sourceOf(title, flags.list)
  const isNew = ({ source }: { source: string }) => !isSourceOf(title, source) || source === own
  const { loaded, holdings } = await loadStock(io, flags, { conditions: 'together', where: isNew })
  if (holdings.length === 0) throw emptyCollection()
  const others = loaded.inventory.lots.filter(({ itemType = 'P' }) => itemType !== 'P')
  if (others.length > 0)
    io.say(`left out, because a list has parts only: ${count(others.length, 'set or other thing')}`)
  const lots = loaded.inventory.lots.filter((lot) => !others.includes(lot))
  const list = { ...loaded, inventory: inventory('ldraw', lots) }
  const { inventory: translated, unresolved } = translateAll(list, 'rebrickable')
  tellUnresolved(io, unresolved, { catalog: loaded.catalog, file: undefined })
  if (unresolved.length > 0) io.exitCode = EXIT.unresolved
  return inventory('rebrickable', translated.lots.map(asPart)).lots.map(({ part, color, quantity }) => {
    return { part, color, quantity }
  })
}

/** New and used pieces stand together. */
function asPart({ part, color, quantity }: Lot): Lot {
  return { part, color, quantity }
}

/** By name, else by number. Several lists may have the same name. */
function called(lists: UserPartList[], name: string): UserPartList[] {
  const named = lists.filter((list) => list.name === name)
  return named.length > 0 ? named : lists.filter(({ list }) => String(list) === name)
}

function tellApart(io: Io, title: string, lists: UserPartList[]): void {
  io.exitCode = EXIT.usage
  io.say(`brick: several lists at ${title} are called so; nothing was sent`, 'error')
  io.say(`  name one by its number: ${lists.map(({ list }) => list).join(', ')}`, 'error')
}

function tellPlan(io: Io, { title, list, plan, stays }: Push & { stays: ListedPart[] }, flags: PushFlags): void {
  if (flags.json && !flags.dryRun) return
  if (flags.json) {
    const { add, set, remove } = plan
    const lists = { add: add.map(plainPart), set: set.map(plainPart), remove: remove.map(plainPart) }
    return io.write(
      `${JSON.stringify({ schema: 'brick.sync/1', dry_run: true, list: list?.list ?? null, ...lists })}\n`,
    )
  }
  const name = printable(list?.name ?? flags.list)
  io.write(`${title}, list ${name}${list ? '' : ' (new)'}: to have ${amountOf(plan.wanted)}\n`)
  for (const line of planLines(plan)) io.write(`${printable(line)}\n`)
  if (stays.length > 0) io.say(`in the list, and not in your collection: ${amountOf(stays)}; --delete removes them`)
  const calls = callsFor(plan)
  if (calls > 5) io.say(`this takes ${count(calls, 'call')}, one a second`)
}

function plainPart({ part, color, quantity }: ListedPart): ListedPart {
  return { part, color, quantity }
}

async function isWanted(title: string, plan: ListPlan, { yes, json }: PushFlags): Promise<boolean> {
  if (yes) return true
  return !json && isAtTerminal() && (await askYes(`Send ${count(callsFor(plan), 'change')} to ${title}?`))
}
