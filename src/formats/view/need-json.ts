import type { Listing, Row } from '../../core/catalog/listing.js'
import { totals } from '../../core/catalog/totals.js'
import type { NeedTotals } from '../../core/lists/needed.js'
import { field, issueOf, ledgerOf, lines, withoutControls } from '../json.js'
import { lotAsJson } from '../json/lot.js'

/** What is there for a lot. */
export interface MatchRow {
  /** What it is; its quantity is how much of it is for this lot. */
  row: Row
  rule: string
  reason: string
  where: { place: string; state: string; source: string }
}

/** A lot with what of it is there. */
export interface NeedLotRow {
  row: Row
  missing: number
  matches: MatchRow[]
  /** Of each list, where there are several. */
  shares: { source: string; need: number; have: number; missing: number }[]
}

/**
 * What lists need, for scripts: a `brick.list/1` of all that is needed, with `have`, `missing` and `match` for each lot.
 * Read with `--remaining`, it is the list of what is missing.
 */
export function needJson(
  { sources, ledger, problems }: Omit<Listing, 'rows'>,
  lots: readonly NeedLotRow[],
  { catalog, need }: { catalog: { source: string; date: string | null }; need: NeedSums },
): string {
  const colors = new Map<string, object>()
  const fields = [
    field('schema', 'brick.list/1'),
    field('generated_from', sources),
    field('catalog', catalog),
    `"lots":${lines(lots.map((lot) => lotJson(lot, colors)))}`,
    field('totals', { ...totals(lots.map(({ row }) => row)), weight_g: null }),
    field('need', need),
    field('ledger', ledgerOf(ledger)),
    `"issues":${lines(problems.map(issueOf))}`,
  ]
  return withoutControls(`{${fields.join(',\n')}}\n`)
}

type NeedSums = NeedTotals & {
  /** How many pieces by which rule. */
  rules: Record<string, number>
  sources: (NeedTotals & { source: string })[]
}

function lotJson({ row, missing, matches, shares }: NeedLotRow, colors: Map<string, object>): object {
  return {
    ...lotAsJson({ ...row, have: row.quantity - missing }, colors),
    missing,
    match: matches.map(({ row: own, rule, reason, where }) => {
      const { part, color } = lotAsJson(own, colors) as { part: object; color: object }
      return { rule, reason: reason === '' ? null : reason, qty: own.quantity, part, color, ...where }
    }),
    ...(shares.length > 1 && { shares }),
  }
}
