import type { Confidence } from '../catalog/catalog.js'
import { isForeignColor } from '../catalog/color-code.js'
import { colorTitle } from '../catalog/color-title.js'
import type { Facts } from '../catalog/facts.js'
import { prefixOf } from '../catalog/id-prefix.js'
import { placeOf, type Lot } from '../inventory.js'
import type { Level, Problem, ProblemCode } from '../problem.js'
import { shellWord, tomlKey } from '../quote.js'
import { colorRule, type ColorResolution } from '../catalog/resolve-color.js'
import { TITLES, type OtherSystem, type Resolution, type Rule } from '../catalog/resolution.js'

/** Why a lot has no part number there, and what to do. */
export function byPart(lot: Lot, { rule, steps, suggestion, alternates }: Resolution, to: OtherSystem): Problem {
  const id = lot.written ?? lot.part
  const why: Partial<Record<Rule, string | undefined>> = {
    assembly: `${id} is an assembly that ${TITLES[to]} does not sell as one`,
    'sticker-sheet': `${id} is one sticker of a sheet, and the sheet is not known`,
    'not-a-part': `${id} is geometry, not a part`,
    'third-party': steps.at(-1),
  }
  const map = `add to brick.toml: [map] ${tomlKey(id)} = "${prefixOf(to)}:${alternates[0] ?? '...'}"`
  const isUnknown = rule === 'unknown' || rule === 'third-party'
  // Without an account we know Brick Owl's numbers of few parts; the site itself knows BrickLink's of nearly all.
  const elsewhere = to === 'brickowl' ? 'let Brick Owl import the BrickLink list: brick export bl' : undefined
  const search = elsewhere ?? `try: brick id ${shellWord(id)} --similar`
  const fix = [isUnknown ? search : (suggestion ?? elsewhere), map].filter(Boolean).join(', or ')
  const code = rule === 'assembly' ? 'part.assembly' : rule === 'sticker-sheet' ? 'part.sticker' : 'part.unknown'
  return {
    ...placeOf(lot),
    level: 'error',
    code,
    message: why[rule] ?? `no ${TITLES[to]} number known for ${id}`,
    fix,
  }
}

/** Why a lot has no color there, and what to do. Never answered by "any color", which is what 0 means to shops. */
export function byColor(
  lot: Lot,
  { rule, steps, suggestion }: ColorResolution,
  to: OtherSystem,
  facts: Facts,
): Problem {
  const name = colorName(lot.color, facts)
  if (rule === 'main') {
    const message = `no color is chosen for ${lot.part} (color 16 at the top of the model)`
    return { ...placeOf(lot), level: 'error', code: 'color.main', message, fix: 'choose one: --main-color NAME' }
  }
  if (rule === 'taken') {
    const message = `${lot.part}: ${steps.join(', ')}`
    const fix = `name a color there: [color] "${colorRule(lot.color, facts)}" = "${prefixOf(to)}:..."`
    return { ...placeOf(lot), level: 'error', code: 'color.unmapped', message, fix }
  }
  const near = suggestion && `${prefixOf(to)}:${suggestion[to] ?? ''}`
  const nearest = suggestion ? `  (nearest: ${suggestion[`${to}Name`] ?? suggestion.name})` : ''
  const fix = `add to brick.toml: [color] "${colorRule(lot.color, facts)}" = "${near ?? `${prefixOf(to)}:...`}"${nearest}`
  const message = `no ${TITLES[to]} color known for ${name}, as ${lot.part} has it`
  return { ...placeOf(lot), level: 'error', code: 'color.unmapped', message, fix }
}

/** What is worth saying of an answer: all that is less sure than another name of the same thing. */
export function partProblem(
  lot: Lot,
  { confidence, number = '', alternates }: Resolution,
  to: OtherSystem,
): Problem | undefined {
  const [level, code, words] = WORDS[confidence] ?? []
  if (level === undefined || code === undefined || words === undefined) return undefined
  const id = lot.written ?? lot.part
  const others = alternates.length > 0 ? ` (or ${alternates.join(', ')})` : ''
  const message = `${id} written as ${number}${others}: ${words}`
  const fix = `if that is wrong, add to brick.toml: [map] ${tomlKey(id)} = "${prefixOf(to)}:..."`
  return { ...placeOf(lot), level, code, message, fix }
}

const WORDS: Partial<Record<Confidence, [level: Level, code: ProblemCode, words: string]>> = {
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
  to: OtherSystem,
  facts: Facts,
): Problem | undefined {
  if (rule !== 'merged' || number === undefined) return undefined
  const name = colorTitle(to, number, facts)
  const message = `color ${colorName(lot.color, facts)} written as ${name}: ${TITLES[to]} has no color of its own for it`
  return { ...placeOf(lot), level: 'note', code: 'color.merged', message }
}

function colorName(code: number, facts: Facts): string {
  const title = colorTitle('ldraw', code, facts)
  return facts.color('ldraw', code) && !isForeignColor(code) ? `${title} (LDraw ${code})` : title
}
