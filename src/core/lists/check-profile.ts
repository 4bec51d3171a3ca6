import type { Facts } from '../catalog/facts.js'
import { count } from '../count.js'
import { piecesIn, type Lot } from '../inventory.js'
import type { Level } from '../problem.js'
import type { CheckedLot, Verdict } from './check.js'
import { piecesOver, type OverBudget } from './check-budget.js'
import { figuresIn, headsIn } from './check-figures.js'
import type { Profile, ProfileRule, RuleName } from './profile.js'

/** A rule, and what became of it. */
export interface RuleResult {
  rule: string
  /** `fail`, `warn` and `note` are broken rules of each level. */
  status: 'ok' | 'fail' | 'warn' | 'note' | 'not checked'
  /** How bad it is; absent where nothing is broken. */
  level?: Level
  message: string
  source: string
  date: string
}

/** All that rules look at. */
export interface Submission {
  lots: readonly Lot[]
  checked: readonly CheckedLot[]
  /** The formats of the files, as `brick formats` calls them. */
  kinds: string[]
  facts: Facts
  /** The first year that is recent enough, for `since` and `recent-years`. */
  since: number | undefined
  over: OverBudget[] | undefined
  /** What is in no list of available elements, and of how many lots nobody can tell. */
  unavailable: { lots: readonly Lot[]; unknown: number } | undefined
}

/** Judges a model by the rules of a profile. What cannot be checked is said, and is never fine. */
export function judge(profile: Profile, submission: Submission): RuleResult[] {
  const results = profile.rules.map((rule) => resultOf(rule, profile, submission))
  const { source, date } = profile
  const notChecked = profile.notChecked.map((rule) => {
    return { rule, status: 'not checked' as const, message: 'no file says it', source, date }
  })
  return [...results, ...notChecked]
}

/** What a rule says: whether it is kept, undefined where nobody can tell; and why. */
interface Judgement {
  isKept: boolean | undefined
  message: string
  /** It could be checked, if the user gave what is needed for it: until then it counts as broken. */
  needsMore?: true
}

function resultOf(rule: ProfileRule, { source, date }: Profile, submission: Submission): RuleResult {
  const { isKept, message, needsMore } = JUDGES[rule.name](rule.value as never, submission)
  const said = { rule: rule.name, message, source: rule.source ?? source, date: rule.date ?? date }
  if (isKept === true) return { ...said, status: 'ok' }
  if (isKept === undefined && !needsMore) return { ...said, status: 'not checked' }
  return { ...said, status: STATUSES[rule.level], level: rule.level }
}

const STATUSES = { error: 'fail', warning: 'warn', note: 'note' } as const satisfies Record<Level, string>

const JUDGES: { [name in RuleName]: (value: never, submission: Submission) => Judgement } = {
  'max-parts': (most: number, { lots }) => atMost(most, piecesIn(lots), 'part'),
  'min-parts': (least: number, { lots }) => {
    const parts = piecesIn(lots)
    return { isKept: parts >= least, message: `${count(parts, 'part')} of ${least} or more` }
  },
  'max-lots': (most: number, { lots }) => atMost(most, lots.length, 'lot'),
  'max-colors': (most: number, { lots }) => atMost(most, new Set(lots.map(({ color }) => color)).size, 'color'),
  'multiple-of': (step: number, { lots }) => {
    const odd = lots.filter(({ quantity }) => quantity % step !== 0).length
    return { isKept: odd === 0, message: `${count(odd, 'lot')} of no multiple of ${step}` }
  },
  'parts-per-figure': (each: number, { lots, facts }) => {
    const [figures, parts] = [figuresIn(lots, facts), piecesIn(lots)]
    const most = Math.floor(parts / each)
    const message = `${count(figures, 'figure')} in ${count(parts, 'part')}; 1 per ${each} allows ${most}`
    return { isKept: figures <= most, message }
  },
  'heads-once': (except: string[], { lots, facts }) => {
    const twice = headsIn(lots, facts, except).filter(({ quantity }) => quantity > 1)
    const named = twice.map(({ part, quantity }) => `${part} ${quantity} times`).join(', ')
    const exempt = except.length === 0 ? '' : ` (by name exempt: ${except.join(', ')})`
    return { isKept: twice.length === 0, message: `${twice.length === 0 ? 'no head twice' : named}${exempt}` }
  },
  'forbidden-parts': (patterns: string[], { lots, facts }) => {
    const found = [...new Set(lots.filter((lot) => isNamed(lot, patterns, facts)).map(({ part }) => part))]
    return { isKept: found.length === 0, message: found.length === 0 ? 'none of them' : found.join(', ') }
  },
  file: (kinds: string[], { kinds: there }) => {
    const others = there.filter((kind) => !kinds.includes(kind))
    const message = others.length === 0 ? there.join(', ') : `${others.join(', ')}; it must be ${kinds.join(' or ')}`
    return { isKept: others.length === 0, message }
  },
  'known-parts': (_: true, { checked }) => {
    const unknown = checked.filter(({ evidence }) => evidence.part === undefined).length
    return { isKept: unknown === 0, message: `${count(unknown, 'lot')} of parts that the catalog has not` }
  },
  'real-colors': (_: true, { checked }) => among(checked, ['never', 'unnumbered'], 'in no catalogued set'),
  since: (_: number, submission) => recent(submission),
  'recent-years': (_: number, submission) => recent(submission),
  within: (words: string[], { over }) => {
    if (over === undefined) return { isKept: undefined, message: `nobody looked into ${words.join(', ')}` }
    const what = `${count(piecesOver(over), 'part')} in ${count(over.length, 'lot')}`
    return { isKept: over.length === 0, message: over.length === 0 ? `all in ${words.join(', ')}` : `${what} too many` }
  },
  palette: (_: true, { unavailable }) => {
    if (!unavailable) return { isKept: undefined, needsMore: true, message: 'not checked: pass --available FILE' }
    const { lots, unknown } = unavailable
    const message = `${count(lots.length, 'lot')} not in the palette${notTold(unknown)}`
    return { isKept: lots.length > 0 ? false : unknown > 0 ? undefined : true, message }
  },
}

function atMost(most: number, there: number, noun: string): Judgement {
  return { isKept: there <= most, message: `${count(there, noun)} of ${most}` }
}

function recent({ checked, since = 0 }: Submission): Judgement {
  const { isKept, message } = among(
    checked,
    ['old', 'never', 'numbered', 'unnumbered'],
    `not in any set since ${since}`,
  )
  return { isKept, message }
}

/** Lots of which that is said; while there are lots of which nobody can tell, the rule is not known to be kept. */
function among(checked: readonly CheckedLot[], verdicts: Verdict[], words: string): Judgement {
  const lots = checked.filter(({ verdict }) => verdicts.includes(verdict)).map(({ lot }) => lot)
  const unknown = checked.filter(({ verdict }) => verdict === 'unchecked').length
  const parts = lots.length === 0 ? '' : ` (${count(piecesIn(lots), 'part')})`
  const message = `${count(lots.length, 'lot')}${parts} ${words}${notTold(unknown)}`
  return { isKept: lots.length > 0 ? false : unknown > 0 ? undefined : true, message }
}

function notTold(lots: number): string {
  return lots === 0 ? '' : `; ${count(lots, 'lot')} not checked`
}

/** By any number of the part, in any system. */
function isNamed({ part, written }: Lot, patterns: string[], facts: Facts): boolean {
  const names = [part, ...(written === undefined ? [] : [written]), ...Object.values(facts.part(part)?.numbers ?? {})]
  const all = names.map((name) => name.toLowerCase())
  return patterns.some((pattern) => {
    const rule = new RegExp(`^${pattern.toLowerCase().split('*').map(escaped).join('.*')}$`)
    return all.some((name) => rule.test(name))
  })
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
