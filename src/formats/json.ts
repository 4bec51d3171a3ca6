import type { Ledger } from '../core/ledger.js'
import type { Row } from '../core/catalog/listing.js'
import type { Problem } from '../core/problem.js'
import { totals } from '../core/catalog/totals.js'
import { lotAsJson } from './json/lot.js'
import type { View, ViewOptions } from './view.js'

/**
 * The list for scripts, as `brick.list/1`: one lot on a line, keys always there and in this order, null for what is
 * not known.
 */
export const json: View = {
  id: 'json',
  title: 'JSON for scripts (brick.list/1)',

  write({ sources, rows, ledger, problems }, { catalog, groups = [] } = {}) {
    const colors = new Map<string, object>()
    const fields = [
      field('schema', 'brick.list/1'),
      field('generated_from', sources),
      field('catalog', catalog ? { source: catalog.source, date: catalog.date } : null),
      `"lots":${lines(rows.map((row) => lotAsJson(row, colors)))}`,
      ...(groups.length === 0 ? [] : [`"groups":${lines(groupsOf(rows, groups))}`]),
      field('totals', { ...totals(rows), weight_g: null }),
      field('ledger', ledgerOf(ledger)),
      `"issues":${lines(problems.map(issueOf))}`,
    ]
    return withoutControls(`{${fields.join(',\n')}}\n`)
  },
}

/** With `--by`, the groups name their lots by position in `lots`, counted from 0. */
function groupsOf(rows: Row[], groups: NonNullable<ViewOptions['groups']>): object[] {
  // Groups have copies of rows, with what is used there; the numbers of the part are still those of the row itself.
  const positions = new Map(rows.map(({ part }, position) => [part, position]))
  return groups.map((group) => ({
    name: group.title,
    qty: totals(group.rows).parts,
    lots: group.rows.map((row) => ({ lot: positions.get(row.part) ?? null, qty: row.quantity })),
  }))
}

export function ledgerOf(ledger: Ledger): object {
  const { references, listed, skipped, nameless, unresolved, added, split, joined } = ledger
  const rules = Object.fromEntries(Object.entries(ledger.rules).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { references, listed, skipped, nameless, unresolved, added, split, joined, rules }
}

export function issueOf(problem: Problem): object {
  return {
    code: problem.code,
    level: problem.level,
    file: problem.file ?? null,
    line: problem.line ?? null,
    part: problem.part ?? null,
    color: problem.color ?? null,
    qty: problem.quantity ?? null,
    message: problem.message,
    fix: problem.fix ?? null,
  }
}

export function field(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`
}

/** An array with each of its values on a line, which makes for readable differences. */
export function lines(values: object[]): string {
  return values.length === 0 ? '[]' : `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`
}

/** JSON allows the control characters above 0x7E as they are; a terminal may obey them. */
export function withoutControls(text: string): string {
  if (!CONTROL.test(text)) return text
  return text.replace(new RegExp(CONTROL, 'g'), (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

const CONTROL = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
