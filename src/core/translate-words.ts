import type { Confidence } from './catalog.js'
import type { Facts } from './facts.js'
import type { Lot } from './inventory.js'
import type { Level, Problem } from './problem.js'
import { directColor, type ColorResolution } from './resolve-color.js'
import { PREFIXES, TITLES, type Resolution, type Target } from './resolution.js'

/** Why a lot has no part number there, and what to do. */
export function byPart(lot: Lot, { rule, steps, suggestion, alternates }: Resolution, to: Target): Problem {
  const id = lot.written ?? lot.part
  const why: Record<string, string> = {
    assembly: `${id} is an assembly that ${TITLES[to]} does not sell as one`,
    'sticker-sheet': `${id} is one sticker of a sheet, and the sheet is not known`,
    'not-a-part': `${id} is geometry, not a part`,
  }
  const map = `add to brick.toml: [map] "${id}" = "${PREFIXES[to]}:${alternates[0] ?? '...'}"`
  const look =
    rule === 'unknown' ? `try: brick id ${id} --similar, or ${map}` : [suggestion, map].filter(Boolean).join(', or ')
  const code = rule === 'assembly' ? 'part.assembly' : rule === 'sticker-sheet' ? 'part.sticker' : 'part.unknown'
  const reason =
    rule === 'unknown' && steps.length === 1 && /not made by LEGO/.test(steps[0] ?? '') ? steps[0] : undefined
  return {
    ...place(lot),
    level: 'error',
    code,
    message: reason ?? why[rule] ?? `no ${TITLES[to]} number known for ${id}`,
    fix: look,
  }
}

/** Why a lot has no color there, and what to do. Never answered by "any color", which is what 0 means to shops. */
export function byColor(lot: Lot, { rule, suggestion }: ColorResolution, to: Target, facts: Facts): Problem {
  const name = colorName(lot.color, facts)
  if (rule === 'main') {
    const message = `no color is chosen for ${lot.part} (color 16 at the top of the model)`
    return { ...place(lot), level: 'error', code: 'color.main', message, fix: 'choose one: --main-color NAME' }
  }
  const near = suggestion && `${PREFIXES[to]}:${suggestion[to] ?? ''}`
  const nearest = suggestion ? `  (nearest: ${suggestion[`${to}Name`] ?? suggestion.name})` : ''
  const fix = `add to brick.toml: [color] "ld:${lot.color}" = "${near ?? `${PREFIXES[to]}:...`}"${nearest}`
  const message = `no ${TITLES[to]} color known for ${name}, as ${lot.part} has it`
  return { ...place(lot), level: 'error', code: 'color.unmapped', message, fix }
}

/** What is worth saying of an answer: all that is less sure than another name of the same thing. */
export function partProblem(
  lot: Lot,
  { confidence, number = '', alternates }: Resolution,
  to: Target,
): Problem | undefined {
  const [level, code, words] = WORDS[confidence] ?? []
  if (level === undefined || code === undefined || words === undefined) return undefined
  const id = lot.written ?? lot.part
  const others = alternates.length > 0 ? ` (or ${alternates.join(', ')})` : ''
  const message = `${id} written as ${number}${others}: ${words}`
  const fix = `if that is wrong, add to brick.toml: [map] "${id}" = "${PREFIXES[to]}:..."`
  return { ...place(lot), level, code, message, fix }
}

const WORDS: Partial<Record<Confidence, [level: Level, code: string, words: string]>> = {
  'flex-form': ['note', 'part.flexible', 'the same part in another pose'],
  element: ['note', 'part.element', 'by its LEGO element number'],
  'exact-unverified': ['note', 'part.unverified', 'from an older table, not confirmed'],
  'exact-ambiguous': ['note', 'part.ambiguous', 'several numbers have a claim to it'],
  'mould-variant': ['warning', 'part.mould', 'another mould of the part'],
  'sticker-dropped': ['warning', 'part.sticker-dropped', 'without its sticker'],
  'print-dropped': ['warning', 'part.print-dropped', 'without its print, which has no number that we know'],
  'assumed-same': ['warning', 'part.assumed', 'in no table, assumed to have the same number'],
}

/** Rubber and fabric are sold as the plain color. */
export function colorProblem(
  lot: Lot,
  { rule, number }: ColorResolution,
  to: Target,
  facts: Facts,
): Problem | undefined {
  if (rule !== 'merged' || number === undefined) return undefined
  const base = facts.color(to, number)
  const name = base?.[`${to}Name`] ?? base?.name ?? String(number)
  const message = `color ${colorName(lot.color, facts)} written as ${name}: ${TITLES[to]} has no color of its own for it`
  return { ...place(lot), level: 'note', code: 'color.merged', message }
}

function colorName(code: number, facts: Facts): string {
  const fact = facts.color('ldraw', code)
  if (fact) return `${fact.name} (LDraw ${code})`
  return directColor(code)?.rgb ?? `color ${code}`
}

function place({ part, color, quantity, places }: Lot): Pick<Problem, 'file' | 'line' | 'part' | 'color' | 'quantity'> {
  const first = places?.[0]
  const what = { part, color: String(color), quantity }
  return first ? { file: first.file, line: first.line, ...what } : what
}
