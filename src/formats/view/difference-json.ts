import type { Row } from '../../core/catalog/listing.js'
import type { Problem } from '../../core/problem.js'
import { totals } from '../../core/catalog/totals.js'
import { lotAsJson } from '../json/lot.js'
import { field, issueOf, lines, withoutControls } from '../json.js'

/** What is in one of two lists only, and what is in both. */
export interface DifferenceRows {
  added: Row[]
  removed: Row[]
  same: Row[]
}

/** The difference of two lists for scripts, as `brick.diff/1`: lots as in `brick.list/1`, one on a line. */
export function differenceJson(sources: string[], rows: DifferenceRows, problems: Problem[]): string {
  const colors = new Map<string, object>()
  const { added, removed, same } = rows
  const list = (some: Row[]) => lines(some.map((row) => lotAsJson(row, colors)))
  const fields = [
    field('schema', 'brick.diff/1'),
    field('generated_from', sources),
    `"added":${list(added)}`,
    `"removed":${list(removed)}`,
    `"same":${list(same)}`,
    field('totals', { added: sumOf(added), removed: sumOf(removed), same: sumOf(same) }),
    `"issues":${lines(problems.map(issueOf))}`,
  ]
  return withoutControls(`{${fields.join(',\n')}}\n`)
}

function sumOf(rows: Row[]): object {
  const { parts, lots } = totals(rows)
  return { parts, lots }
}
