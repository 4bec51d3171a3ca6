import * as path from 'node:path'
import type { Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import type { OwnedShown } from '../report/report.js'
import type { Io } from '../system/io.js'
import { supplyOf, type SupplyFlags } from './need-supply.js'
import type { ReportList, ReportLot } from './report-list.js'

interface Owned {
  shown?: OwnedShown
  problems: Problem[]
  notes: string[]
}

/**
 * Tells each lot how much of it is owned. Who owns nothing, and names no list of what they own, is told nothing. Spare
 * parts are not missed.
 */
export async function ownedLots(io: Io, { loaded, lots }: ReportList, flags: SupplyFlags): Promise<Owned> {
  const { needed, isEmpty, loaded: all } = await supplyOf(io, [loaded], flags)
  const problems = all.problems.filter((problem) => !loaded.problems.includes(problem))
  if (isEmpty && flags.own === undefined) return { problems, notes: [] }
  const byLot = new Map<Lot, ReportLot>(lots.map((lot) => [lot.lot, lot]))
  const sum = { owned: { lots: 0, pieces: 0 }, missing: { lots: 0, pieces: 0 } }
  for (const { lot, missing } of needed) {
    const there = byLot.get(lot)
    if (!there) continue
    const owned = lot.quantity - missing
    there.shown.owned = owned
    sum.owned.pieces += owned
    sum.missing.pieces += missing
    if (missing > 0) sum.missing.lots++
    else sum.owned.lots++
  }
  const spare = lots.filter(({ shown }) => shown.owned === undefined).length
  const notes =
    spare === 0 ? [] : [`${spare === 1 ? 'One lot is a spare part' : `${spare} lots are spare parts`}, and not missed.`]
  return {
    shown: { of: flags.own?.map((word) => path.basename(word)).join(', ') ?? 'your collection', ...sum },
    problems,
    notes,
  }
}
