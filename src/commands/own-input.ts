import { lostFields, type LotField } from '../core/fields.js'
import { holdingsOf, type Holding, type State } from '../core/lists/holding.js'
import { namesIn } from '../core/lists/stock-names.js'
import type { Condition, Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { readCollection } from '../formats/collection-csv.js'
import { isCollection as isCollectionText } from '../formats/sniff/tables.js'
import { shippedFacts } from '../system/facts.js'
import type { Io } from '../system/io.js'
import { rereadable } from './info-kind.js'
import { splitMultiple } from './input.js'
import { loadOptions, type ReadFlags } from './list-options.js'
import { loadEach, type Loaded } from './load.js'
import { amountOf, plain } from './own-collection.js'

/** A list as it goes into the collection. */
export interface Arrival {
  source: string
  holdings: Holding[]
  problems: Problem[]
  /** What the list calls parts of which the collection keeps the number only. */
  names: Map<string, string>
  /** The shops' numbers of the orders in it, with their names. */
  orders: string[]
  /** A collection that was written out, which says itself where everything is. */
  isCollection: boolean
}

interface Destination {
  state?: State | undefined
  place?: string | undefined
  /** For lots that do not say. */
  condition?: Condition | undefined
}

/**
 * Reads lists as things that somebody owns.
 * @throws {BrickError} when one cannot be read at all.
 */
export async function arrivals(once: Io, words: string[], flags: ReadFlags, to: Destination): Promise<Arrival[]> {
  // Standard input is looked at before it is read.
  const io = rereadable(once)
  const mayBe = flags.from === undefined || flags.from === 'collection'
  const collections = new Set(mayBe ? words.filter((word) => isCollection(io, word)) : [])
  const lists = words.filter((word) => !collections.has(word))
  const loaded =
    lists.length === 0 ? [] : await loadEach(io, lists, loadOptions({ ...flags, spares: flags.spares ?? 'keep' }))
  const read: Arrival[] = []
  for (const word of words) {
    if (collections.has(word)) read.push(await fromCollection(io, word, to))
    else {
      const list = loaded[lists.indexOf(word)]
      if (list) read.push(fromList(list, sourceName(word, io), to))
    }
  }
  return read
}

/** What a list is called in the ledger: twice castle.io is castle.io. */
export function sourceName(word: string, io: Io): string {
  const { file } = splitMultiple(word, (name) => io.tryRead(name) !== undefined)
  return plain(file === '-' ? 'standard input' : file.replace(/^.*[\\/]/, ''))
}

function isCollection(io: Io, word: string): boolean {
  if (word !== '-' && io.tryRead(word) === undefined) return false
  return isCollectionText(new TextDecoder().decode(io.open(word).head))
}

async function fromCollection(io: Io, word: string, { state, place, condition }: Destination): Promise<Arrival> {
  const { value, problems } = await readCollection(
    io.open(word),
    word === '-' ? 'standard input' : word,
    shippedFacts(),
  )
  const holdings = value.map((holding) => ({
    ...holding,
    ...(state !== undefined && { state }),
    ...(place !== undefined && { place }),
    ...(condition !== undefined && holding.condition === 'X' && { condition }),
  }))
  return { source: sourceName(word, io), holdings, problems, names: new Map(), orders: [], isCollection: true }
}

function fromList(loaded: Loaded, source: string, { state = 'loose', place = '', condition }: Destination): Arrival {
  const lots = loaded.inventory.lots.filter(isThere)
  const where = { state, place, source, ...(condition !== undefined && { condition }) }
  const problems = [...loaded.problems, ...notThere(loaded.inventory.lots), ...lostFields(lots, KEPT, 'collection')]
  const holdings = holdingsOf(lots, where, loaded.catalog)
  const names = namesIn(lots, loaded.catalog)
  return { source, holdings, problems, names, orders: loaded.orders ?? [], isCollection: false }
}

/** What a holding has a place for, or what is settled by owning it. */
const KEPT: LotField[] = ['condition', 'role', 'have']

/** What may come in place of a piece, or is another way to count it, did not come. */
function isThere({ role }: Lot): boolean {
  return role === undefined || role === 'extra'
}

function notThere(lots: Lot[]): Problem[] {
  const others = lots.filter((lot) => !isThere(lot))
  if (others.length === 0) return []
  const message = `${amountOf(others)} left out: they are alternates or counterparts of others`
  return [{ level: 'note', code: 'list.left-out', message }]
}
