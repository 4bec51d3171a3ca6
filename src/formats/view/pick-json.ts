import type { Listing, Row } from '../../core/catalog/listing.js'
import { field, issueOf, lines, withoutControls } from '../json.js'
import { lotAsJson } from '../json/lot.js'

/** Pieces to take from one place, and all that they are for. */
export interface PickedRow {
  row: Row
  place: string
  state: string
  source: string
  of: number
  uses: { row: Row; rule: string; reason: string; source: string }[]
}

/** Where to find what is owned, for scripts, as `brick.pick/1`: one place and thing on a line. */
export function pickJson(
  { sources, problems }: Pick<Listing, 'sources' | 'problems'>,
  picks: readonly PickedRow[],
  sums: { totals: object; missing: object },
): string {
  const colors = new Map<string, object>()
  const fields = [
    field('schema', 'brick.pick/1'),
    field('generated_from', sources),
    `"picks":${lines(picks.map((pick) => pickAsJson(pick, colors)))}`,
    field('totals', sums.totals),
    field('missing', sums.missing),
    `"issues":${lines(problems.map(issueOf))}`,
  ]
  return withoutControls(`{${fields.join(',\n')}}\n`)
}

function pickAsJson({ row, place, state, source, of, uses }: PickedRow, colors: Map<string, object>): object {
  return {
    ...{ place, state, source: source === '' ? null : source },
    ...thing(row, colors),
    ...{ qty: row.quantity, of, name: row.name === '' ? null : row.name },
    for: uses.map((use) => ({
      ...{ source: use.source, qty: use.row.quantity },
      ...thing(use.row, colors),
      ...{ rule: use.rule, reason: use.reason === '' ? null : use.reason },
    })),
  }
}

function thing(row: Row, colors: Map<string, object>): object {
  const { part, color, condition } = lotAsJson(row, colors) as { part: object; color: object; condition: string | null }
  return { part, color, condition }
}
