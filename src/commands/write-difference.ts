import type { Difference } from '../core/lists/algebra.js'
import type { Inventory } from '../core/inventory.js'
import type { Listing, Row } from '../core/catalog/listing.js'
import { differenceJson, type DifferenceRows } from '../formats/view/difference-json.js'
import { differenceTable } from '../formats/view/difference-table.js'
import type { Io } from '../system/io.js'
import { paintFor } from '../system/terminal.js'
import { catalogOf, listingOf } from './listing.js'
import type { Loaded } from './load.js'
import { saveList } from './save-list.js'
import type { Target } from './target.js'
import { isWritten, tellVerdict, verdict } from './verdict.js'
import { refuseWishes } from './wishes.js'
import type { WriteFlags } from './write-list.js'

interface Flags extends WriteFlags {
  only?: 'added' | 'removed'
}

/** Writes both sides of a difference, or for people one of them, and tells what was wrong with the lists. */
export async function writeDifference(
  io: Io,
  target: Target,
  read: Loaded,
  { added, removed, same }: Difference<'ldraw'>,
  flags: Flags,
): Promise<void> {
  refuseWishes(target.name, [], flags)
  const asWritten = flags.asWritten === true
  const lots = [...added.lots, ...removed.lots]
  const all = listingOf({ ...read, inventory: { system: 'ldraw', lots } }, { asWritten })
  // Lists that are the same differ in nothing; but what could not be read must not say so.
  const decided = verdict(all.problems, flags, { isEmpty: lots.length === 0 })
  if (isWritten(decided)) {
    const listing = { ...all, problems: decided.problems }
    const rows: DifferenceRows = {
      added: flags.only === 'removed' ? [] : rowsOf(added),
      removed: flags.only === 'added' ? [] : rowsOf(removed),
      same: target.name === 'json' ? rowsOf(same) : [],
    }
    saveList(io, [await textOf(io, target, listing, rows, read, flags)], flags.output, read.files)
  }
  await tellVerdict(io, decided, flags)

  /** By number, so that what was exchanged stands close together. */
  function rowsOf(inventory: Inventory<'ldraw'>): Row[] {
    return listingOf({ ...read, inventory }, { sort: 'part', elements: target.name !== 'table', asWritten }).rows
  }
}

async function textOf(
  io: Io,
  target: Target,
  listing: Listing,
  rows: DifferenceRows,
  read: Loaded,
  { output }: Flags,
): Promise<string> {
  if (target.name === 'json') return differenceJson(listing.sources, rows, listing.problems)
  if ('view' in target && target.name !== 'table') {
    const groups = (['added', 'removed'] as const).map((title) => ({ title, rows: rows[title] }))
    const both = { ...listing, rows: [...rows.added, ...rows.removed] }
    return target.view.write(both, { groups, by: 'change', catalog: catalogOf(read) })
  }
  if (output !== '-') return differenceTable(rows)
  const columns = io.terminal.output ? { columns: io.terminal.columns } : {}
  return differenceTable(rows, { paint: await paintFor(io, 'output'), ...columns })
}
