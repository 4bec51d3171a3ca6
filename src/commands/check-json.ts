import type { MadeColor } from '../core/lists/check-records.js'
import { verdictCounts, type CheckedLot } from '../core/lists/check.js'
import type { Profile } from '../core/lists/profile.js'
import type { Ledger } from '../core/ledger.js'
import type { Problem } from '../core/problem.js'
import { totals } from '../core/catalog/totals.js'
import { field, issueOf, lines, withoutControls } from '../formats/json.js'
import { lotAsJson } from '../formats/json/lot.js'
import { lotInWords, type Checked, type FindingGroup } from './check-findings.js'

interface JsonOptions {
  catalog: { source: string; date: string | null }
  ledger: Ledger
  problems: Problem[]
  profile: Profile | undefined
  failed: boolean
  /** What `--fix-colors` did. */
  fixes?: object
}

/** A `brick.list/1` that other commands read, in which each lot has a verdict and its evidence. */
export function checkAsJson(checked: Checked, groups: FindingGroup[], options: JsonOptions): string {
  const { sources, lots, rows, since, within, available } = checked
  const { catalog, ledger, problems, profile, failed, fixes } = options
  const colors = new Map<string, object>()
  const over = new Map(within?.over.map((one) => [one.lot, one]))
  const absent = new Set(available?.absent.map(({ lot }) => lot))
  const unknown = new Set(available?.unknown)
  const content = rows.map((row, index) => {
    const one = lots[index]
    if (!one) return row
    const extra: { [key: string]: unknown } = {}
    if (within) extra['over_budget'] = over.get(one.lot)?.missing ?? 0
    if (available) extra['available'] = unknown.has(one.lot) ? null : !absent.has(one.lot)
    return { ...lotAsJson(row, colors), ...found(one), ...extra }
  })
  const fields = [
    field('schema', 'brick.list/1'),
    field('generated_from', sources),
    field('catalog', catalog),
    field('check', {
      ...{ failed, since: since ?? null, inventories: checked.hasInventories },
      verdicts: Object.fromEntries(verdictCounts(lots)),
      within: within?.words ?? null,
      available: available?.file ?? null,
    }),
    field('profile', profile ? { ...namesOf(profile), rules: checked.rules } : null),
    ...(fixes ? [field('fixes', fixes)] : []),
    `"lots":${lines(content)}`,
    field('totals', { ...totals(rows), weight_g: null }),
    field('ledger', ledger),
    `"issues":${lines([...problems.map(issueOf), ...groups.flatMap(issuesOf)])}`,
  ]
  return withoutControls(`{${fields.join(',\n')}}\n`)
}

function found({ verdict, evidence }: CheckedLot) {
  const { sets, firstYear, lastYear, part, moulds, elements, colors, reason } = evidence
  return {
    years: firstYear === undefined ? null : [firstYear, lastYear ?? null],
    sets: sets ?? null,
    elements,
    verdict,
    evidence: { rebrickable: part ?? null, moulds, colors: colors.map(colorOf), reason: reason ?? null },
  }
}

function colorOf({ fact, sets, firstYear, lastYear }: MadeColor) {
  const { name, bricklink = null, rebrickable = null } = fact
  const years = firstYear === undefined ? null : [firstYear, lastYear ?? null]
  return { name, ldraw: fact.ldraw < 0 ? null : fact.ldraw, bricklink, rebrickable, sets: sets ?? null, years }
}

function namesOf({ name, title, date, source }: Profile) {
  return { name, title, date, source }
}

function issuesOf({ level, code, findings }: FindingGroup): object[] {
  return findings.map(({ row, place, evidence }) => ({
    ...{ code, level, file: place?.file ?? null, line: place?.line ?? null },
    ...{ part: row.shown, color: row.colorName, qty: row.quantity },
    ...{ message: lotInWords(row), fix: evidence === '' ? null : evidence },
  }))
}
