import { ANY_COLOR } from '../core/catalog/color-code.js'
import type { Row } from '../core/catalog/listing.js'
import { count } from '../core/count.js'
import type { Lot, Place } from '../core/inventory.js'
import type { Availability } from '../core/lists/check-available.js'
import { piecesOver, type OverBudget } from '../core/lists/check-budget.js'
import type { RuleResult } from '../core/lists/check-profile.js'
import type { MadeColor } from '../core/lists/check-records.js'
import { VERDICTS, type CheckedLot, type Evidence, type Verdict } from '../core/lists/check.js'
import type { Level } from '../core/problem.js'
import { shellWord } from '../core/quote.js'

/** All that was checked, and what came of it. */
export interface Checked {
  /** As the user named them. */
  sources: string[]
  /** The files behind them, as places name them. */
  files: string[]
  /** In the order of the list; `rows` say in words what each lot is. */
  lots: CheckedLot[]
  rows: Row[]
  hasInventories: boolean
  since: number | undefined
  within: { words: string[]; over: OverBudget[] } | undefined
  available: ({ file: string } & Availability) | undefined
  /** How bad verdicts are, where a profile says otherwise. */
  levels: Partial<{ [verdict in Verdict]: Level }>
  rules: RuleResult[]
}

/** One thing that was found, with what the reader needs to judge it. */
export interface Finding {
  lot: Lot
  row: Row
  place: Place | undefined
  evidence: string
}

/** Findings of one kind. */
export interface FindingGroup {
  level: Level
  /** A stable word that people grep for. */
  code: string
  headline: string
  findings: Finding[]
}

/** All findings, the worst first; those of one kind in the order of the files. */
export function findingGroups(checked: Checked, { verbose }: { verbose?: boolean } = {}): FindingGroup[] {
  const { lots, rows, files } = checked
  const rowOf = new Map(lots.map(({ lot }, index) => [lot, rows[index]]))
  const verdicts = Object.keys(VERDICTS) as Verdict[]
  const groups = [...verdicts.map(byVerdict), budget(), ...elements()]
  const found = groups.filter((group) => group !== undefined).filter(({ findings }) => findings.length > 0)
  return LEVELS.flatMap((level) => found.filter((group) => group.level === level))

  function byVerdict(verdict: Verdict): FindingGroup | undefined {
    const level = checked.levels[verdict] ?? VERDICTS[verdict].level
    if (level === undefined) return undefined
    const some = lots.filter((one) => one.verdict === verdict)
    const findings = some.flatMap(({ lot, evidence }) =>
      finding(lot, evidenceInWords(verdict, evidence, nameOf(lot), verbose)),
    )
    const headline = `${count(some.length, 'lot')} ${HEADLINES[verdict](checked)}`
    return { level, code: VERDICTS[verdict].code, headline, findings: findings.sort(byPlace(files)) }
  }

  function budget(): FindingGroup | undefined {
    if (!checked.within) return undefined
    const { over, words } = checked.within
    const findings = over.flatMap(({ lot, there, first, missing }) => {
      return finding(lot, `${there} there, ${missing} too many`, first)
    })
    const lots = count(over.length, 'lot')
    const headline = `${lots} beyond ${words.join(', ')} (${count(piecesOver(over), 'part')}), the first piece too many first`
    return { level: 'error', code: 'lot.over-budget', headline, findings }
  }

  function elements(): (FindingGroup | undefined)[] {
    if (!checked.available) return []
    const { file, absent, unknown } = checked.available
    const missing = absent.flatMap(({ lot, colors }) => {
      const names = colors.map(({ name }) => name)
      return finding(lot, names.length === 0 ? 'in no color there' : `there in: ${some(names, { verbose })}`)
    })
    const open = unknown.flatMap((lot) => finding(lot, 'no element number is known'))
    return [
      {
        level: 'error',
        code: 'lot.unavailable',
        headline: `${count(absent.length, 'lot')} not in ${file}`,
        findings: missing,
      },
      {
        level: 'warning',
        code: 'lot.unchecked',
        headline: `${count(unknown.length, 'lot')} not looked for in ${file}`,
        findings: open,
      },
    ]
  }

  /** As `brick sets with` takes it. */
  function nameOf(lot: Lot): string {
    const { color } = rowOf.get(lot) ?? {}
    return `${lot.part}${color ? `/${color.name.toLowerCase().replaceAll(' ', '-')}` : ''}`
  }

  function finding(lot: Lot, evidence: string, place = lot.places?.[0]): Finding[] {
    const row = rowOf.get(lot)
    return row ? [{ lot, row, place, evidence }] : []
  }
}

/** `6x 87079 Tile 2 x 4, Olive Green` */
export function lotInWords({ quantity, shown, name, colorName, colorCode }: Row): string {
  const called = name === '' ? shown : `${shown} ${name}`
  return `${quantity}x ${called}${colorCode === ANY_COLOR ? '' : `, ${colorName}`}`
}

/** `hut.mpd:12 (leg.ldr)` */
export function placeInWords({ file, line, model }: Place): string {
  return `${file}:${line}${model === undefined || model === file ? '' : ` (${model})`}`
}

/** `Dark Green (2012-2026, 61 sets)` */
function colorInWords({ fact, sets, firstYear, lastYear }: MadeColor): string {
  if (sets === undefined) return fact.name
  const years = [...new Set([firstYear, lastYear])].filter((year) => year !== undefined)
  return `${fact.name} (${[...(years.length > 0 ? [years.join('-')] : []), count(sets, 'set')].join(', ')})`
}

/** Whether anything is as bad as the user will not have it. */
export function fails(groups: FindingGroup[], rules: RuleResult[], failOn: Level): boolean {
  const bad = LEVELS.slice(0, LEVELS.indexOf(failOn) + 1)
  return [...groups, ...rules].some(({ level }) => level !== undefined && bad.includes(level))
}

export const LEVELS: Level[] = ['error', 'warning', 'note']

const HEADLINES: { [verdict in Verdict]: (checked: Checked) => string } = {
  never: () => 'not in any catalogued set in this color',
  numbered: () => 'not in any catalogued set, but with a LEGO element number',
  unnumbered: () => 'without a known LEGO element number in this color',
  old: ({ since }) => `not in any catalogued set since ${since ?? ''}`,
  unchecked: () => 'not checked',
  rare: () => 'in only one catalogued set: expect high prices',
  fine: () => 'fine',
}

function evidenceInWords(verdict: Verdict, evidence: Evidence, name: string, verbose: boolean | undefined): string {
  const { sets = 0, firstYear, lastYear, elements, colors, reason = '', moulds } = evidence
  const made = colors.map(colorInWords)
  const others = moulds.length === 0 ? '' : `, as ${moulds.join(', ')}`
  const current = made.length === 0 ? '' : `; also in: ${some(made, { verbose })}`
  const texts: { [name in Verdict]: string } = {
    never: made.length === 0 ? 'in no catalogued set in any color' : `made in: ${some(made, { verbose })}`,
    numbered: `element ${some(elements, { verbose })}${current}`,
    unnumbered: made.length === 0 ? 'no element number in any color' : `known in: ${some(made, { verbose })}`,
    old: `last ${lastYear ?? '?'} (${count(sets, 'set')}${others})${current}`,
    unchecked: reason,
    rare: `${firstYear ?? 'no year'}${others}; brick sets with ${shellWord(name)} names it`,
    fine: '',
  }
  return texts[verdict]
}

const FEW = 3

function some(words: string[], { verbose }: { verbose: boolean | undefined }): string {
  if (verbose || words.length <= FEW + 1) return words.join(', ')
  return `${words.slice(0, FEW).join(', ')} and ${words.length - FEW} more (-v)`
}

function byPlace(files: string[]): (a: Finding, b: Finding) => number {
  return ({ place: a }, { place: b }) => {
    if (!a || !b) return Number(!a) - Number(!b)
    return files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line
  }
}
