import * as path from 'node:path'
import { sortRows } from '../core/lists/arrange.js'
import { describe } from '../core/translate/describe.js'
import type { Row } from '../core/catalog/listing.js'
import type { OrderedLot } from '../core/lists/top-up.js'
import { totals, totalsInWords } from '../core/catalog/totals.js'
import { shareCsv, shareTable, type Shares } from '../formats/view/share-table.js'
import type { Io } from '../system/io.js'
import { listingOf } from './listing.js'
import type { Loaded } from './load.js'
import { saveList } from './save-list.js'
import type { Target } from './target.js'
import { isWritten, tellVerdict, verdict } from './verdict.js'
import { refuseWishes } from './wishes.js'
import type { WriteFlags } from './write-list.js'

/** Each list has a column, or each person: who is called as the file is, and may have several. */
export type By = 'source' | 'member'

/** The formats that have a place for columns of our own. */
export const SHARED = ['table', 'csv']

/** Writes an order with a column for each who asked for something, and columns for what came on top. */
export async function writeShares(
  io: Io,
  target: Target,
  loaded: Loaded,
  lots: OrderedLot[],
  { by, ...flags }: WriteFlags & { by: By },
): Promise<void> {
  refuseWishes(target.name, [], flags)
  const asWritten = flags.asWritten === true
  const all = listingOf(loaded, { asWritten })
  const decided = verdict(all.problems, flags, { isEmpty: lots.length === 0 })
  if (isWritten(decided)) {
    const shares = sharesOf(lots, loaded, { by, asWritten })
    saveList(io, [target.name === 'csv' ? shareCsv(shares) : shareTable(shares)], flags.output, loaded.files)
  }
  io.say(totalsInWords(totals(all.rows)))
  await tellVerdict(io, decided, flags)
}

function sharesOf(lots: OrderedLot[], loaded: Loaded, { by, asWritten }: { by: By; asWritten: boolean }): Shares {
  const names = loaded.sources.map((word) => (by === 'source' ? word : memberOf(word)))
  const people = [...new Set(names)]
  const withSpare = lots.some(({ spare }) => spare > 0)
  const withRounded = lots.some(({ rounded }) => rounded > 0)
  const shares = new Map<Row, number[]>()
  const { inventory, catalog, decisions } = loaded
  const { rows: described } = describe(inventory, catalog, asWritten ? undefined : decisions, loaded)
  lots.forEach(({ shares: asked, spare, rounded }, index) => {
    const row = described[index]
    if (!row) throw new Error('a lot without a row')
    const each = people.map((name) => asked.reduce((sum, share, list) => sum + (names[list] === name ? share : 0), 0))
    shares.set(row, [...each, ...(withSpare ? [spare] : []), ...(withRounded ? [rounded] : [])])
  })
  const rows = sortRows([...shares.keys()]).map((row) => ({ row, shares: shares.get(row) ?? [] }))
  return { names: [...people, ...(withSpare ? ['spare'] : []), ...(withRounded ? ['filled up'] : [])], rows }
}

/** `club/ann.csv*2` is Ann's. */
function memberOf(word: string): string {
  return path.parse(word.replace(/\*\d+$/, '')).name
}
