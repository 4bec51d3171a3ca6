import { CONFIDENCES, type ColorFact, type Confidence } from '../catalog/catalog.js'
import { ANY_COLOR, directColor } from '../catalog/color-code.js'
import type { Decisions } from '../catalog/decisions.js'
import { elementsOf } from '../catalog/elements.js'
import type { Facts } from '../catalog/facts.js'
import type { Status } from '../catalog/listing.js'
import { nearestColor } from '../catalog/near-color.js'
import type { Resolution } from '../catalog/resolution.js'
import { resolveColor } from '../catalog/resolve-color.js'
import type { Lot } from '../inventory.js'
import type { Level } from '../problem.js'
import { resolveLot } from '../translate/translate.js'
import { recordOf, type MadeColor, type PartRecord, type SetRecords } from './check-records.js'

/**
 * What the catalog says of a lot, the worst first that is true of it:
 *
 * - `never`: in no catalogued set, and LEGO has no element number for it that we know
 * - `numbered`: in no catalogued set, but with an element number, so that it was made
 * - `unnumbered`: the catalog has no inventories of sets, and no element number of it is known
 * - `old`: in no set since the year that was asked for
 * - `unchecked`: nobody can tell, and `reason` says why; that is never the same as fine
 * - `rare`: in one set only
 */
export type Verdict = 'never' | 'numbered' | 'unnumbered' | 'old' | 'unchecked' | 'rare' | 'fine'

/** How bad each is, in that order, and the stable word for it. */
export const VERDICTS = {
  never: { level: 'error', code: 'lot.never-made' },
  numbered: { level: 'warning', code: 'lot.no-set' },
  unnumbered: { level: 'warning', code: 'lot.no-element' },
  old: { level: 'warning', code: 'lot.old' },
  unchecked: { level: 'warning', code: 'lot.unchecked' },
  rare: { level: 'note', code: 'lot.rare' },
  fine: { level: undefined, code: 'lot.fine' },
} as const satisfies { [V in Verdict]: { level: Level | undefined; code: string } }

/** Why a verdict is what it is. */
export interface Evidence {
  /** Rebrickable's number of the part; absent where it has none that we know. */
  part?: string
  /** Uses in the color asked for, of all moulds that count. Undefined without inventories of sets. */
  sets: number | undefined
  /** Undefined where no set says its year. */
  firstYear: number | undefined
  lastYear: number | undefined
  /** Other moulds that were used in this color. */
  moulds: string[]
  /** LEGO's element numbers of the part in the color, newest first. */
  elements: string[]
  /** The other colors that the part has: those that look most alike first, then those in most sets. */
  colors: MadeColor[]
  /** Why nothing could be checked. */
  reason?: string
}

export interface CheckedLot {
  lot: Lot
  verdict: Verdict
  evidence: Evidence
}

export interface CheckOptions {
  /** Only what is in a set of this year or later is current. */
  since?: number
  /** Whether other moulds of a part count as the part. */
  moulds: 'exact' | 'same'
  /** What the reader of a model knows of its parts. */
  statuses?: ReadonlyMap<string, Status>
}

/** Asks for each lot whether it exists, as far as sets are catalogued. */
export function check(
  lots: readonly Lot[],
  records: SetRecords,
  facts: Facts,
  decisions: Decisions,
  options: CheckOptions,
): CheckedLot[] {
  const parts = new Map<string, PartRecord>()
  return lots.map((lot) => {
    const found = resolveLot(lot, 'rebrickable', facts, decisions)
    const reason = whyNot(lot, found, options.statuses)
    if (reason !== undefined || found.number === undefined) return unchecked(lot, reason ?? 'no number')
    const record = parts.get(found.number) ?? recordOf(found.number, records, facts, options.moulds)
    parts.set(found.number, record)
    if (!record.isKnown) return unchecked(lot, `${found.number} is in no table of the catalog`)
    return judged(lot, found, record)
  })

  function judged(lot: Lot, { number = '', color = lot.color }: Resolution, record: PartRecord): CheckedLot {
    const answer = resolveColor(color, 'rebrickable', facts, decisions)
    const isMissing = answer.number === undefined && answer.rule !== 'none' && answer.rule !== 'direct'
    if (isMissing) return unchecked(lot, answer.steps[0] ?? 'a color without a number')
    const wanted = answer.number === undefined ? [] : twins(answer.number)
    const isAny = color === ANY_COLOR
    const uses = record.uses.filter((use) => isAny || wanted.includes(use.color))
    const elements = record.parts.flatMap((part) => wanted.flatMap((id) => elementsOf(part, id, facts)))
    const sets = records.hasInventories ? uses.reduce((sum, use) => sum + use.sets, 0) : undefined
    const evidence: Evidence = {
      part: number,
      sets,
      firstYear: least(uses.map(({ firstYear }) => firstYear)),
      lastYear: greatest(uses.map(({ lastYear }) => lastYear)),
      moulds: [...new Set(uses.map(({ part }) => part))].filter((part) => part.toLowerCase() !== number.toLowerCase()),
      elements: [...new Set(elements)],
      colors: [],
    }
    const verdict = isAny && sets === undefined ? 'unchecked' : verdictOf(evidence, options.since)
    if (verdict === 'never' && record.wholes.length > 0) return unchecked(lot, asPiece(record), evidence)
    if (verdict === 'unchecked') return unchecked(lot, sets === undefined ? NO_INVENTORIES : NO_YEARS, evidence)
    if (verdict === 'fine' || verdict === 'rare') return { lot, verdict, evidence }
    const others = record.colors().filter(({ fact }) => !wanted.includes(fact.rebrickable ?? -1))
    return { lot, verdict, evidence: { ...evidence, colors: nearestFirst(color, others, facts) } }
  }
}

/** How many of each. */
export function verdictCounts(checked: readonly CheckedLot[]): Map<Verdict, number> {
  const counts = new Map<Verdict, number>()
  for (const { verdict } of checked) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  return counts
}

function verdictOf({ sets, elements, lastYear }: Evidence, since: number | undefined): Verdict {
  if (sets === undefined && elements.length > 0) return since === undefined ? 'fine' : 'unchecked'
  if (sets === undefined) return 'unnumbered'
  if (sets === 0) return elements.length === 0 ? 'never' : 'numbered'
  if (since !== undefined && lastYear === undefined) return 'unchecked'
  if (since !== undefined && lastYear !== undefined && lastYear < since) return 'old'
  return sets === 1 ? 'rare' : 'fine'
}

const NO_INVENTORIES = 'the catalog has no inventories of sets'
const NO_YEARS = 'no set that has it says its year'

function asPiece({ wholes }: PartRecord): string {
  return `sets have it as a piece of ${wholes.slice(0, 3).join(', ')}`
}

function unchecked(lot: Lot, reason: string, evidence: Evidence = NOTHING): CheckedLot {
  return { lot, verdict: 'unchecked', evidence: { ...evidence, reason } }
}

const NOTHING: Evidence = {
  sets: undefined,
  firstYear: undefined,
  lastYear: undefined,
  moulds: [],
  elements: [],
  colors: [],
}

/** Why the number, if there is any, does not answer for this very thing. */
function whyNot(lot: Lot, found: Resolution, statuses: CheckOptions['statuses']): string | undefined {
  const { itemType = 'P', part, written = part } = lot
  if (itemType !== 'P') return 'it is no part'
  const status = statuses?.get(part)
  if (status === 'custom' && found.confidence !== 'user') return 'it was drawn by the author of the model'
  if (status === 'missing') return 'it is a submodel that was not found'
  if (found.number === undefined) return found.steps.at(-1) ?? `Rebrickable has no number for ${written}`
  if (!ANOTHER_THING.includes(found.confidence)) return undefined
  return found.confidence === 'print-dropped'
    ? `Rebrickable has no number for the print of ${written}`
    : (found.steps.at(-1) ?? 'a sticker')
}

/** The number is that of something else: the plain part, a sheet. */
const ANOTHER_THING: readonly Confidence[] = CONFIDENCES.filter((confidence) =>
  ['sticker', 'sticker-dropped', 'print-dropped', 'unknown'].includes(confidence),
)

/** Rebrickable's Pearl Dark Gray and Pearl Titanium are one color for everybody else. */
function twins(color: number): number[] {
  return SPLIT.includes(color) ? SPLIT : [color]
}

const SPLIT = [148, 1103]

/** How many are put first because they look like what was wanted. */
const ALIKE = 3

function nearestFirst(code: number, colors: MadeColor[], facts: Facts): MadeColor[] {
  const direct = directColor(code)
  const { rgb = direct?.rgb ?? '', alpha = direct?.alpha ?? 255 } = facts.color('ldraw', code) ?? {}
  const left = new Set<ColorFact>(colors.map(({ fact }) => fact))
  const near: ColorFact[] = []
  while (near.length < ALIKE) {
    const next = nearestColor(rgb, alpha, [...left])
    if (!next) break
    near.push(next)
    left.delete(next)
  }
  const rest = colors.filter(({ fact }) => left.has(fact)).sort((a, b) => (b.sets ?? 0) - (a.sets ?? 0))
  return [...near.flatMap((fact) => colors.find((color) => color.fact === fact) ?? []), ...rest]
}

function least(years: (number | undefined)[]): number | undefined {
  const known = years.filter((year) => year !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

function greatest(years: (number | undefined)[]): number | undefined {
  const known = years.filter((year) => year !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}
