import { BrickError, EXIT } from '../error.js'
import type { Level } from '../problem.js'

/** The rules of a program or a contest, as they were on a day, as somebody said. */
export interface Profile {
  /** The name of its file. */
  name: string
  title: string
  /** Of what day, month or year the rules are. */
  date: string
  source: string
  rules: ProfileRule[]
  /** What nobody can tell from a file; it is listed, so that nobody takes it for fine. */
  notChecked: string[]
  /** What is good to know and no rule. */
  context: string[]
}

export interface ProfileRule {
  name: RuleName
  value: RuleValue
  level: Level
  /** Where they differ from those of the profile. */
  date?: string
  source?: string
}

export type RuleValue = number | true | string[]

export type RuleName = keyof typeof PROFILE_RULES

/** Every rule that a profile may have: what its value is, and what it asks for. */
export const PROFILE_RULES = {
  'max-parts': { takes: 'number', asks: 'at most so many parts' },
  'min-parts': { takes: 'number', asks: 'at least so many parts' },
  'max-lots': { takes: 'number', asks: 'at most so many different lots' },
  'max-colors': { takes: 'number', asks: 'at most so many different colors' },
  'multiple-of': { takes: 'number', asks: 'of each lot a multiple of so many' },
  'parts-per-figure': { takes: 'number', asks: 'for so many parts one minifigure' },
  'heads-once': { takes: 'texts', asks: 'each head once, but for those with such words in their names' },
  'forbidden-parts': { takes: 'texts', asks: 'none of these parts; * stands for anything' },
  file: { takes: 'texts', asks: 'a file in one of these formats' },
  'known-parts': { takes: 'true', asks: 'only parts that the catalog has' },
  'real-colors': { takes: 'true', asks: 'no part in a color in which no set has it' },
  since: { takes: 'number', asks: 'only what was in a set in this year or later' },
  'recent-years': { takes: 'number', asks: 'only what was in a set in the last years, so many' },
  within: { takes: 'texts', asks: 'only parts of these lists or sets' },
  palette: { takes: 'true', asks: 'only elements of a list: --available FILE' },
} as const satisfies { [name: string]: { takes: 'number' | 'texts' | 'true'; asks: string } }

/** What the rules allow or demand, for those that other checks look after. */
export function ruleOf(profile: Profile | undefined, name: RuleName): ProfileRule | undefined {
  return profile?.rules.find((rule) => rule.name === name)
}

/**
 * The profile of a table as TOML has them. Rules stand in `[rules]`, as a value or as a table of `value`, `level`, `date`
 * and `source`.
 * @throws {BrickError} when anything in it makes no sense: a rule that is not understood is not checked.
 */
export function profileOf(table: { [key: string]: unknown }, name: string, file: string): Profile {
  const wrong = (what: string, hint: string) =>
    new BrickError(`${file} is no profile: ${what}`, { exit: EXIT.input, hint })
  const unknown = Object.keys(table).find((key) => !KEYS.includes(key))
  if (unknown !== undefined) throw wrong(`a profile has no ${unknown}`, `it has ${KEYS.join(', ')}`)
  const { title = name, date, source } = table
  if (!isText(title)) throw wrong('the title of a profile must be a text', 'as in title = "Club contest"')
  if (!isDate(date)) throw wrong('a profile needs a date', 'say of when its rules are, as in date = "2026-11"')
  if (!isText(source)) throw wrong('a profile needs a source', 'say who made its rules, as in source = "the club"')
  const { rules = {} } = table
  if (!isTable(rules)) throw wrong('the rules of a profile must be a table', 'write [rules] on a line of its own')
  return {
    ...{ name, title, date, source },
    rules: Object.entries(rules).map(([key, value]) => readRule(key, value)),
    notChecked: texts('not-checked'),
    context: texts('context'),
  }

  function texts(key: string): string[] {
    const value = table[key] ?? []
    if (Array.isArray(value) && value.every(isText)) return value
    throw wrong(`${key} must be a list of texts`, `write ${key} = ["..."]`)
  }

  function readRule(key: string, entry: unknown): ProfileRule {
    if (!isRule(key)) throw wrong(`nobody knows the rule ${key}`, `rules are ${Object.keys(PROFILE_RULES).join(', ')}`)
    const { value, level = 'error', date: own, source: who } = isTable(entry) ? entry : { value: entry }
    if (!isLevel(level)) throw wrong(`${key} has a level that there is not`, `levels are ${LEVELS.join(', ')}`)
    const read = valueOf(PROFILE_RULES[key].takes, value)
    if (read === undefined) throw wrong(`${key} has a wrong value`, `write ${EXAMPLES[PROFILE_RULES[key].takes](key)}`)
    return { name: key, value: read, level, ...(isDate(own) && { date: own }), ...(isText(who) && { source: who }) }
  }
}

/** `BrickLink Designer Program, series 8; rules of 2025, source` */
export function profileInWords({ name, title, date, source }: Profile): string {
  return `${name}: ${title}; rules of ${date} (${source})`
}

const KEYS = ['title', 'date', 'source', 'rules', 'not-checked', 'context']
const LEVELS: Level[] = ['error', 'warning', 'note']

const EXAMPLES = {
  number: (key: string) => `a whole number from 1, as in ${key} = 100`,
  texts: (key: string) => `a list of texts, as in ${key} = ["...", "..."]`,
  true: (key: string) => `${key} = true, or leave the rule away`,
}

function valueOf(takes: keyof typeof EXAMPLES, value: unknown): RuleValue | undefined {
  if (takes === 'number') return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined
  if (takes === 'true') return value === true ? true : undefined
  return Array.isArray(value) && value.every(isText) ? value : undefined
}

function isRule(key: string): key is RuleName {
  return Object.hasOwn(PROFILE_RULES, key)
}

function isLevel(value: unknown): value is Level {
  return LEVELS.includes(value as Level)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** A year, a month or a day. */
function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}(-\d\d(-\d\d)?)?$/.test(value)
}

function isTable(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
