import { noDecisions } from '../core/catalog/decisions.js'
import type { Holding } from '../core/lists/holding.js'
import { inventory, lotKey, piecesIn, type Lot } from '../core/inventory.js'
import { emptyLedger } from '../core/ledger.js'
import { extendFacts } from '../core/catalog/extend-facts.js'
import { stockOf } from '../core/lists/stock.js'
import { namedParts } from '../core/lists/stock-names.js'
import { readDecisions } from '../system/config.js'
import type { Io } from '../system/io.js'
import { knownFacts } from './known-facts.js'
import type { Loaded } from './load.js'
import { isMeant, lookIntoCollection, type StockFlags } from './own-collection.js'

/** What is owned, as any other list; where each lot is stands in its remarks. */
export interface Owned {
  holdings: Holding[]
  loaded: Loaded
}

/** Reads what the user owns, or some of it. */
export async function loadStock(
  io: Io,
  flags: StockFlags,
  { by, conditions, where = () => true }: StockOptions = {},
): Promise<Owned> {
  const { all, names } = await lookIntoCollection(io, async (collection) => {
    return { all: await collection.stock(), names: await collection.names() }
  })
  const holdings = all.filter(isMeant(flags)).filter(where)
  const facts = await knownFacts(io)
  const { value: decisions, problems } = await readDecisions(io, '-')
  const stock = stockOf(holdings, facts)
  const lots = stock.lots.map((lot, index) => {
    const place = holdings[index]?.place ?? ''
    return place === '' ? lot : { ...lot, remarks: place }
  })
  const keyOf = (lot: Lot) => {
    const any: Lot = { ...lot, condition: 'X' }
    const key = lotKey(conditions === 'together' ? any : lot)
    return `${key}\t${lot.written ?? ''}\t${by === 'place' ? (lot.remarks ?? '') : ''}`
  }
  const pieces = piecesIn(lots)
  const loaded: Loaded = {
    sources: ['own:'],
    files: [],
    inventory: inventory('ldraw', lots, keyOf),
    ledger: { ...emptyLedger(), references: pieces, listed: pieces },
    problems,
    catalog: extendFacts(facts, namedParts(stock.parts, names), stock.colors),
    decisions: { ...noDecisions(), ...decisions },
    statuses: new Map(),
    system: undefined,
  }
  return { holdings, loaded }
}

/** What is added up. */
interface StockOptions {
  by?: 'place' | undefined
  /** New and used pieces of a thing are one lot. */
  conditions?: 'together'
  /** Only these. */
  where?(holding: Holding): boolean
}
