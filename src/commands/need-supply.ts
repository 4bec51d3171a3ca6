import type { Command } from 'commander'
import { noDecisions } from '../core/catalog/decisions.js'
import type { Facts } from '../core/catalog/facts.js'
import { piecesIn, type Lot } from '../core/inventory.js'
import { lazy } from '../core/lazy.js'
import type { Ledger } from '../core/ledger.js'
import { assign, type Assignment } from '../core/lists/assign.js'
import type { Holding } from '../core/lists/holding.js'
import { neededLots, type NeededLot } from '../core/lists/needed.js'
import { extendFacts } from '../core/catalog/extend-facts.js'
import { stockOf } from '../core/lists/stock.js'
import { namedParts } from '../core/lists/stock-names.js'
import type { Problem } from '../core/problem.js'
import { shopKey } from '../core/translate/canonical.js'
import type { Io } from '../system/io.js'
import { calculated } from './calculated.js'
import { loadOptions, type ReadFlags } from './list-options.js'
import { loadEach, type Loaded } from './load.js'
import { addStockOptions, isMeant, lookIntoCollection, type StockFlags } from './own-collection.js'
import { arrivals } from './own-input.js'
import { matchingFor, type RuleFlags } from './rule-options.js'
import type { WriteFlags } from './write-list.js'

/** Which of what is owned may be used, and for what. */
export interface SupplyFlags extends ReadFlags, RuleFlags, StockFlags {
  own?: string[]
  keep?: string[]
}

export interface NeedFlags extends SupplyFlags, WriteFlags {
  by?: 'source'
  explain?: true
  exitCode?: true
}

/** What models need, set against what is owned. */
export interface Supply {
  /** The lists, without spare parts. */
  lists: Loaded[]
  /** All of them, with the facts also of what is owned, and no lots. */
  loaded: Loaded
  needed: NeededLot[]
  found: Assignment
  /** What may be used. */
  free: Lot[]
  /** What is owned, and not to be used. */
  kept: Lot[]
  /** Where each lot that is owned is. */
  whereabouts: () => ReadonlyMap<Lot, Holding>
  /** Nothing is owned at all. */
  isEmpty: boolean
}

/** What to use: the same options for all commands that set models against the collection. */
export function addSupplyOptions(command: Command): Command {
  return addStockOptions(command.optionsGroup('What you own:'), 'loose')
    .option('--keep <what>', 'not what is there, or came with that list (repeatable)', collect)
    .option('--own <list>', 'own this list, not your collection (repeatable)', collect)
}

/** Sets models against the collection, or against the lists of `--own`. */
export async function supplyFor(io: Io, words: string[], flags: SupplyFlags): Promise<Supply> {
  return supplyOf(io, await loadEach(io, words, loadOptions({ ...flags, spares: flags.spares ?? 'keep' })), flags)
}

/** The same for lists that were read. */
export async function supplyOf(io: Io, read: Loaded[], flags: SupplyFlags): Promise<Supply> {
  const lists = flags.spares === undefined ? read.map(withoutSpares) : read
  const { holdings, names, problems } = await ownedBy(io, flags)
  const [first] = lists
  if (!first) throw new Error('no list to build')
  const stock = stockOf(holdings, first.catalog)
  const catalog: Facts = extendFacts(first.catalog, namedParts(stock.parts, names), stock.colors)
  const [placed, nowhere, kept]: [Lot[], Lot[], Lot[]] = [[], [], []]
  const isFree = freedom(flags)
  holdings.forEach((holding, index) => {
    const lot = stock.lots[index]
    if (!lot) return
    if (!isFree(holding)) kept.push(lot)
    else if (holding.place === '') nowhere.push(lot)
    else placed.push(lot)
  })
  const whereabouts = lazy(() => whereaboutsOf(stock.lots, holdings))
  // What one finds easily comes first: what has a place, and of that the large piles.
  const free = largestFirst(placed).concat(largestFirst(nowhere))
  const loaded = { ...calculated(lists, []), catalog }
  const matching = matchingFor(flags, 'supply', loaded)
  const wants = lists.map(({ inventory }) => inventory.lots)
  const found = assign(wants, free, matching)
  const unused = (flags.keep ?? []).filter(
    (name) => !holdings.some((one) => isKept(one.place, [name]) || isKept(one.source, [name])),
  )
  return {
    lists,
    loaded: { ...loaded, problems: [...loaded.problems, ...problems, ...unused.map(nothingKept)] },
    needed: neededLots(wants, found, shopKey(catalog)),
    ...{ found, free, kept, whereabouts, isEmpty: holdings.length === 0 },
  }
}

/** Made only where it is asked for, which takes its time with a large collection. */
function whereaboutsOf(lots: readonly Lot[], holdings: readonly Holding[]): Map<Lot, Holding> {
  const found = new Map<Lot, Holding>()
  lots.forEach((lot, index) => {
    const holding = holdings[index]
    if (holding) found.set(lot, holding)
  })
  return found
}

interface Owned {
  holdings: Holding[]
  /** What lists called parts that LDraw has not. */
  names: ReadonlyMap<string, string>
  problems: Problem[]
}

async function ownedBy(io: Io, { own, library }: SupplyFlags): Promise<Owned> {
  if (own === undefined)
    return lookIntoCollection(io, async (collection) => {
      return { holdings: await collection.stock(), names: await collection.names(), problems: [] }
    })
  const lists = await arrivals(io, own, { assemblies: 'auto', ...(library !== undefined && { library }) }, {})
  return {
    holdings: lists.flatMap(({ holdings }) => holdings),
    names: new Map(lists.flatMap(({ names }) => [...names])),
    // What a collection has no place for is not asked for here.
    problems: lists.flatMap(({ problems }) => problems).filter(({ code }) => code !== 'list.field-lost'),
  }
}

/** What is not needed to build a set is not missed: spare parts, and other ways to count what is. */
function withoutSpares(list: Loaded): Loaded {
  const lots = list.inventory.lots.filter(({ role }) => role === undefined)
  const left = piecesIn(list.inventory.lots) - piecesIn(lots)
  if (lots.length === list.inventory.lots.length) return list
  const { ledger } = list
  const rules = { ...ledger.rules, spare: (ledger.rules['spare'] ?? 0) + left }
  const counted: Ledger = { ...ledger, listed: ledger.listed - left, skipped: ledger.skipped + left, rules }
  return { ...list, inventory: { system: 'ldraw', lots }, ledger: counted }
}

/** Whether something may be used. */
function freedom(flags: SupplyFlags): (holding: Holding) => boolean {
  const isUsed = isMeant(flags)
  const { keep } = flags
  if (keep === undefined) return isUsed
  return (holding) => isUsed(holding) && ![holding.place, holding.source].some((name) => isKept(name, keep))
}

/** Lots of as many pieces stay in their order. There are few different quantities, so that only these are sorted. */
function largestFirst(lots: readonly Lot[]): Lot[] {
  const piles = new Map<number, Lot[]>()
  for (const lot of lots) {
    const pile = piles.get(lot.quantity)
    if (pile) pile.push(lot)
    else piles.set(lot.quantity, [lot])
  }
  return [...piles].sort(([a], [b]) => b - a).flatMap(([, pile]) => pile)
}

function isKept(name: string, keep: string[] = []): boolean {
  return keep.some((word) => word.toLowerCase() === name.toLowerCase())
}

function nothingKept(name: string): Problem {
  const message = `--keep ${name} matches no place and no list that anything came with`
  return { level: 'warning', code: 'skip.unused', message, fix: 'brick own list --by place shows what there is' }
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

/** Without the rules of `brick.toml` where numbers are as written. */
export function decisionsFor({ asWritten }: { asWritten?: boolean }, { decisions }: Loaded) {
  return asWritten ? noDecisions() : decisions
}
