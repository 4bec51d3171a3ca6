import type { Row } from '../core/catalog/listing.js'
import { lotKey, type Lot } from '../core/inventory.js'
import type { Ledger } from '../core/ledger.js'
import { groupRows } from '../core/lists/group.js'
import { withQuantity } from '../core/lists/reconcile.js'
import type { Problem } from '../core/problem.js'
import type { LotShown } from '../report/report.js'
import { listingOf } from './listing.js'
import type { Loaded } from './load.js'
import { lotShown } from './report-lot.js'
import type { ShopList } from './shop-list.js'
import { translateAll } from './translate-all.js'

/** A lot of a report: as the list has it, all that is known of it, and as it is shown. */
export interface ReportLot {
  lot: Lot
  row: Row
  shown: LotShown
}

export interface ReportList {
  loaded: Loaded
  /** In the order in which they are shown. */
  lots: ReportLot[]
  groups: { title: string; rgb?: string; lots: ReportLot[] }[]
  ledger: Ledger
  problems: Problem[]
}

/** The lots of a list, each once, in the order of `brick parts`. */
export function reportList(loaded: Loaded, by: 'color' | 'category', { asWritten = false } = {}): ReportList {
  const { rows, ledger, problems } = listingOf(loaded, { sort: 'lot', elements: true, asWritten })
  const lots = new Map<Row, Lot>()
  for (const [index, lot] of loaded.inventory.lots.entries()) {
    const row = rows[index]
    if (row && row.quantity > 0) lots.set(row, lot)
  }
  const ids = new Set<string>()
  const groups = groupRows([...lots.keys()], by).map(({ title, rows }) => {
    const rgb = by === 'color' ? rows[0]?.rgb : undefined
    const some = rows.flatMap((row) => {
      const lot = lots.get(row)
      return lot ? { lot, row, shown: lotShown(row, ids) } : []
    })
    return { title, lots: some, ...(rgb !== undefined && { rgb }) }
  })
  return { loaded, groups, lots: groups.flatMap(({ lots: some }) => some), ledger, problems }
}

/** Which lots of a report are one in a shop, and how many pieces of it each is. */
export type ShopShares = readonly (readonly { lot: ReportLot; pieces: number }[])[]

/**
 * The lots of a report that each lot of a shop's list stands for: several moulds may be one there. Single stickers come on
 * sheets, which are fewer than they are.
 * @param wanted what the shop's list was made of
 */
export function shopShares({ loaded }: ReportList, wanted: readonly Wanted[], shop: ShopList): ShopShares {
  const places = new Map(shop.lots.map((lot, position) => [lotKey(lot), position]))
  const left = shop.lots.map(({ quantity }) => quantity)
  const shares = shop.lots.map((): { lot: ReportLot; pieces: number }[] => [])
  for (const { lot, quantity } of wanted) {
    const alone: Loaded = { ...loaded, inventory: { system: 'ldraw', lots: [{ ...lot.lot, quantity }] } }
    const [there] = translateAll(alone, 'bricklink').inventory.lots
    const position = there && places.get(lotKey(there))
    if (position === undefined) continue
    const pieces = Math.min(quantity, left[position] ?? 0)
    left[position] = (left[position] ?? 0) - pieces
    shares[position]?.push({ lot, pieces })
  }
  return shares
}

/** So many pieces of a lot. */
export interface Wanted {
  lot: ReportLot
  quantity: number
}

/** All pieces of a list; or where it was set against what is owned, those that are missing: spare parts are not. */
export function wantedOf({ lots }: ReportList, of: 'all' | 'missing'): Wanted[] {
  return lots
    .map((lot) => ({ lot, quantity: of === 'all' ? lot.lot.quantity : missingOf(lot) }))
    .filter(({ quantity }) => quantity > 0)
}

function missingOf({ lot: { quantity }, shown: { owned = quantity } }: ReportLot): number {
  return quantity - owned
}

/** A list of these pieces only. */
export function listOf({ loaded }: ReportList, wanted: readonly Wanted[]): Loaded {
  const lots = wanted.map(({ lot, quantity }) => withQuantity(lot.lot, quantity))
  return { ...loaded, inventory: { system: 'ldraw', lots } }
}
