import { ANY_COLOR } from '../catalog/color-code.js'
import type { Decisions } from '../catalog/decisions.js'
import type { Facts } from '../catalog/facts.js'
import type { Lot } from '../inventory.js'
import { openLotKeys, pairKey, type Key, type LotKeys, type Moulds } from './lot-keys.js'
import { lotNamed, openLotRules, piecesWithin, type LotRules, type Substitute } from './lot-rules.js'
import { normalPart } from '../catalog/part-id.js'
import { plainPart } from '../translate/plain-part.js'

export type RuleName = 'exact' | 'mould' | 'substitute' | 'any-color' | 'alternate' | 'print'

/** Why pieces of one lot may stand in for those of another one. Lots with a key in common may. */
export interface Rule {
  name: RuleName
  /** The keys under which pieces for a needed lot are looked up; none where the rule does not apply. */
  wanted(lot: Lot): Key[]
  /** The key of a lot that there is. */
  offered(lot: Lot): Key | undefined
  /** How many pieces of a needed lot may come by this rule and those with the same bound; absent means all. */
  most?: (lot: Lot) => number
  /** For people: `same mould`. Empty where it is the very thing. */
  reason(need: Lot): string
}

/** All that decides which piece may stand in for which. */
export interface Matching {
  /** The strictest first. */
  rules: Rule[]
  /** Whether the conditions allow it. */
  suits(need: Lot, own: Lot): boolean
}

/** What the user allows besides the very thing. */
export interface RuleOptions {
  moulds: Moulds
  /** In any color: all parts, or those with these numbers. */
  ignoreColor?: true | string[]
  alternates?: true
  prints?: true
  /** Whether pieces are to serve a need, or two lists are to be told apart, where a wish for any color is a wish. */
  purpose: 'supply' | 'compare'
}

/** The rules that the options and `brick.toml` ask for: in this order, each over all lots before the next. */
export function matchingOf(options: RuleOptions, facts: Facts, decisions: Decisions): Matching {
  const keys = openLotKeys(facts, decisions)
  const lotRules = openLotRules(decisions, facts, keys)
  const { file } = decisions
  const context: Context = {
    options,
    facts,
    keys,
    lotRules,
    file,
    free: freedom(options, lotRules, { keys, facts, file }),
  }
  const rules = RULES.flatMap((rule) => rule(context))
  return { rules, suits: options.purpose === 'supply' ? serves : agrees }
}

/** Only the very thing. */
export function exactly(facts: Facts, decisions: Decisions): Matching {
  return matchingOf({ moulds: 'exact', purpose: 'compare' }, facts, decisions)
}

interface Context {
  options: RuleOptions
  facts: Facts
  keys: LotKeys
  lotRules: LotRules
  /** The user's `brick.toml`, for reasons. */
  file: string
  free: Freedom
}

/** How many pieces of a lot may come in any color, and who says so. */
interface Freedom {
  most(lot: Lot): number
  accepts(lot: Lot): boolean
  reason(lot: Lot): string
}

/** A rule that is not asked for gives nothing; one that has several strengths gives the strictest first. */
const RULES: ((context: Context) => Rule[])[] = [
  identical,
  exact,
  mould,
  substitute,
  anyColor,
  alternate,
  alternateInAnyColor,
  print,
  printInAnyColor,
]

/** The same number and color first, so that of things that shops do not tell apart each finds its own. */
function identical({ keys }: Context): Rule[] {
  return [{ name: 'exact', ...byKey(keys.identity, '') }]
}

/** The same thing in the shops. */
function exact({ keys }: Context): Rule[] {
  return [{ name: 'exact', ...byKey(keys.thing, '') }]
}

function mould(context: Context): Rule[] {
  const levels = LEVELS[context.options.moulds].slice(1)
  return levels.map((level) => ({ name: 'mould', ...byKey(inColor(context, level), `${level} mould`) }))
}

/** The word of the user in `[subs]`, in one direction only. */
function substitute({ keys, lotRules, file, options }: Context): Rule[] {
  if (options.purpose === 'compare') return []
  const rule = { name: 'substitute' as const, offered: keys.thing, reason: () => `as ${file} says` }
  const rowsFor = (lot: Lot, name?: string) => lotRules.substitutes(lot).filter(({ model }) => model === name)
  const inModels = lotRules.submodels.map((model): Rule => {
    const most = (lot: Lot) =>
      rowsFor(lot, model).reduce((sum, row) => Math.max(sum, piecesWithin(row, lot, lotRules)), 0)
    return { ...rule, wanted: (lot) => rowsFor(lot, model).map(keyOf), most }
  })
  return [...inModels, { ...rule, wanted: (lot) => rowsFor(lot).map(keyOf) }]
}

function keyOf({ key }: Substitute): Key {
  return key
}

function anyColor({ keys, free, options: { moulds } }: Context): Rule[] {
  return LEVELS[moulds].map((level) => {
    const key = (lot: Lot) => keys.mould(lot, level)
    return inAnyColor('any-color', free, (lot) => [key(lot)], key, '')
  })
}

function alternate(context: Context): Rule[] {
  const { keys, options } = context
  if (!options.alternates) return []
  const wanted = (lot: Lot) => keys.alternates(lot, options.moulds).map((key) => pairKey(key, keys.color(lot)))
  return [{ name: 'alternate', wanted, offered: inColor(context, options.moulds), reason: () => 'alternate' }]
}

function alternateInAnyColor({ keys, free, options: { alternates, moulds } }: Context): Rule[] {
  if (!alternates) return []
  const wanted = (lot: Lot) => keys.alternates(lot, moulds)
  return [inAnyColor('alternate', free, wanted, (lot) => keys.mould(lot, moulds), 'alternate, ')]
}

function print(context: Context): Rule[] {
  if (!context.options.prints) return []
  const key = inColor(context, context.options.moulds)
  const wanted = (lot: Lot) => plainPart(lot, context.facts).map(key)
  return [{ name: 'print', wanted, offered: key, reason: () => PLAIN }]
}

function printInAnyColor({ keys, facts, free, options: { prints, moulds } }: Context): Rule[] {
  if (!prints) return []
  const key = (lot: Lot) => keys.mould(lot, moulds)
  return [inAnyColor('print', free, (lot) => plainPart(lot, facts).map(key), key, `${PLAIN}, `)]
}

const PLAIN = 'plain instead of print'

/** How far the mould may differ, step by step. */
const LEVELS: Record<Moulds, Moulds[]> = {
  exact: ['exact'],
  same: ['exact', 'same'],
  any: ['exact', 'same', 'any'],
}

function inColor({ keys }: Context, moulds: Moulds): (lot: Lot) => Key {
  return (lot) => pairKey(keys.mould(lot, moulds), keys.color(lot))
}

/** Lots with equal keys may stand in for one another, either way. */
function byKey(key: (lot: Lot) => Key, reason: string): Omit<Rule, 'name'> {
  return { wanted: (lot) => [key(lot)], offered: key, reason: () => reason }
}

function inAnyColor(
  name: RuleName,
  free: Freedom,
  keysOf: (lot: Lot) => Key[],
  offered: (lot: Lot) => Key,
  before: string,
): Rule {
  return {
    name,
    wanted: (lot) => (free.most(lot) > 0 ? keysOf(lot) : []),
    offered: (lot) => (free.accepts(lot) ? offered(lot) : undefined),
    most: free.most,
    reason: (lot) => before + free.reason(lot),
  }
}

/** The list itself wants any color, or the user does: on the command line, or in `brick.toml`. */
function freedom(
  { ignoreColor, purpose }: RuleOptions,
  { inAnyColor, isExcepted }: LotRules,
  { keys, facts, file }: Pick<Context, 'keys' | 'facts' | 'file'>,
): Freedom {
  const isSupply = purpose === 'supply'
  const named = Array.isArray(ignoreColor)
    ? new Set(ignoreColor.map((part) => keys.part(lotNamed({ part: normalPart(part), color: ANY_COLOR }, facts))))
    : undefined
  const byFlag = (lot: Lot) => ignoreColor === true || named?.has(keys.part(lot)) === true
  const byList = ({ color }: Lot) => isSupply && color === ANY_COLOR
  return {
    most: (lot) => {
      if ((lot.itemType ?? 'P') !== 'P') return 0
      if (byList(lot) || byFlag(lot)) return lot.quantity
      return isSupply ? inAnyColor(lot).quantity : 0
    },
    accepts: (lot) => ignoreColor !== undefined || !isSupply || !isExcepted(lot),
    reason: (lot) => {
      if (byList(lot)) return 'any color is wanted'
      return byFlag(lot) ? 'any color' : `any color, as ${file} says for ${inAnyColor(lot).because}`
    },
  }
}

/** New is not used; but who takes either takes each, and a piece that is said to be either may be what is wanted. */
function serves({ condition: wanted = 'X' }: Lot, { condition: offered = 'X' }: Lot): boolean {
  return wanted === 'X' || offered === 'X' || wanted === offered
}

/** Lists that say different things differ; one that says nothing of the condition agrees with all. */
function agrees({ condition: a }: Lot, { condition: b }: Lot): boolean {
  return a === undefined || b === undefined || a === b
}
