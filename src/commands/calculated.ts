import { addLedgers, emptyLedger } from '../core/ledger.js'
import type { Lot } from '../core/inventory.js'
import type { Loaded } from './load.js'

/** A list that was calculated from others: its lots, with all that was learnt when those were read. */
export function calculated(lists: Loaded[], lots: Lot[]): Loaded {
  const [first] = lists
  if (first === undefined) throw new Error('no list to calculate with')
  const systems = new Set(lists.map(({ system }) => system))
  return {
    sources: lists.flatMap(({ sources }) => sources),
    files: lists.flatMap(({ files }) => files),
    inventory: { system: 'ldraw', lots },
    ledger: lists.map(({ ledger }) => ledger).reduce((sum, ledger) => addLedgers(sum, ledger), emptyLedger()),
    problems: lists.flatMap(({ problems }) => problems),
    catalog: first.catalog,
    decisions: first.decisions,
    statuses: new Map(lists.flatMap(({ statuses }) => [...statuses])),
    system: systems.size === 1 ? first.system : undefined,
  }
}
