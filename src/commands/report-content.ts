import * as path from 'node:path'
import { totals } from '../core/catalog/totals.js'
import { piecesIn } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import type { LotShown, OwnedShown, Report } from '../report/report.js'
import { piecesByColor } from './report-charts.js'
import type { Drawn } from './report-drawn.js'
import type { ReportList } from './report-list.js'
import { credits, ledgerNote, problemNotes } from './report-notes.js'
import type { Traded } from './report-trade.js'

/** All that was found out about a list. */
export interface Known {
  list: ReportList
  traded: Traded
  owned: { shown?: OwnedShown; notes: string[] }
  drawn: Drawn
  problems: Problem[]
  title: string
  /** ISO 8601. */
  asOf: string
}

/** All of it, in the words of a report. What is not known has no section. */
export function reportContent({ list, traded, owned, drawn, problems, title, asOf }: Known, by: Report['by']): Report {
  const { loaded, lots, groups } = list
  const rows = lots.map(({ row }) => row)
  const { parts, lots: number, colors } = totals(rows)
  const { price, plan } = traded
  return {
    ...{ title, source: loaded.sources.map(nameOf).join(', '), asOf: asOf.slice(0, 10) },
    counts: { pieces: parts, lots: number, parts: new Set(rows.map(({ id }) => id)).size, colors },
    ...(drawn.model && { model: drawn.model }),
    by,
    groups: groups.map(({ lots: some, ...group }) => ({
      ...{ ...group, pieces: piecesIn(some.map(({ row }) => row)) },
      lots: largestFirst(some.map(({ shown }) => shown)),
    })),
    ...(owned.shown && { owned: owned.shown }),
    ...(price && { price }),
    ...(plan && { plan }),
    charts: [piecesByColor(lots), ...traded.charts],
    notes: [...drawn.notes, ...traded.notes, ...owned.notes, ...problemNotes(problems), ledgerNote(list)],
    credits: credits(loaded.catalog, drawn.isDrawn),
  }
}

function nameOf(source: string): string {
  return source === '-' ? 'standard input' : path.basename(source)
}

/** By their pictures, as booklets have them, so that rows are even; those that look as large, and all without pictures, as they were. */
function largestFirst(lots: LotShown[]): LotShown[] {
  const size = ({ image }: LotShown) => (image ? image.width * image.height : 0)
  return lots.toSorted((a, b) => size(b) - size(a))
}
