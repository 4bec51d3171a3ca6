import type { ColorFact, Confidence } from './catalog.js'
import { ANY_COLOR, directColor, isForeignColor, MAIN_COLOR } from './color-code.js'
import type { Decisions } from './decisions.js'
import type { Facts } from './facts.js'
import { prefixOf, splitPrefix } from './id-prefix.js'
import { nearestColor } from './near-color.js'
import { OTHER_SYSTEMS, type OtherSystem } from './resolution.js'

/** What a color is elsewhere. */
export interface ColorResolution {
  /** Absent when there is no such color there, or none was chosen. */
  number?: number
  confidence: Confidence
  /**
   * `main`: not chosen; `any`: does not matter; `merged`: rubber or fabric, sold as the plain color; `direct`: mixed by
   * the author; `taken`: the user gave it the number that stands for none.
   */
  rule: 'user' | 'exact' | 'any' | 'merged' | 'main' | 'direct' | 'not-a-color' | 'taken' | 'none' | 'unknown'
  steps: string[]
  /** The nearest color that has a number there. Advice, never an answer. */
  suggestion?: ColorFact
}

/** What an LDraw color is called in another system. Nothing is guessed: a color that is not there has no number. */
export function resolveColor(code: number, to: OtherSystem, facts: Facts, decisions?: Decisions): ColorResolution {
  const key = colorRule(code, facts)
  const word = decisions?.color.get(key)
  if (decisions && word !== undefined) {
    decisions.fired.add(`[color] ${key}`)
    const number = numberIn(word, to, facts)
    const step = `${decisions.file} says ${key} is ${word}`
    // Shops take the number that stands for no color as "any color", which nobody means by it.
    if (number === NO_COLOR[to])
      return none('taken', `${decisions.file} gives ${key} no color: [color] "${key}" = "${word}"`)
    if (number !== undefined) return { number, confidence: 'user', rule: 'user', steps: [step] }
  }
  if (code === ANY_COLOR) return { number: NO_COLOR[to], confidence: 'exact', rule: 'any', steps: [] }
  if (code === MAIN_COLOR) return none('main', 'color 16 takes the color of whatever uses it, and nothing does')
  const fact = facts.color('ldraw', code)
  if (!fact) return unknown(code, to, facts)
  const number = fact[to]
  if (fact.kind === 'not-a-color') return none('not-a-color', `${fact.ldrawName} is no color of pieces`)
  if (number === undefined) return { ...none('none', `${fact.name} has no number there`), ...suggest(fact, to, facts) }
  if (fact.kind === 'own' || fact.kind === 'modulex') return { number, confidence: 'exact', rule: 'exact', steps: [] }
  return {
    number,
    confidence: 'alias',
    rule: 'merged',
    steps: [`${fact.ldrawName} is the plain color in another stuff`],
  }
}

/** What a color is called in `[color]` of brick.toml: `ld:4`, or in the numbers of the list where LDraw has none. */
export function colorRule(code: number, facts: Pick<Facts, 'color'>): string {
  if (!isForeignColor(code)) return `ld:${code}`
  const fact = facts.color('ldraw', code)
  const system = OTHER_SYSTEMS.find((other) => fact?.[other] !== undefined)
  return system === undefined ? `ld:${code}` : `${prefixOf(system)}:${fact?.[system] ?? ''}`
}

/** What the systems write for "any color", and for things that have none. */
export const NO_COLOR: Record<OtherSystem, number> = { bricklink: 0, rebrickable: 9999, brickowl: 0 }

/** A color as people write it: `bl:11`, `ld:4`, `4` (LDraw), or a name in any system. */
export function findColor(text: string, facts: Facts): ColorFact | undefined {
  const { system = 'ldraw', rest } = splitPrefix(text)
  if (/^\d+$/.test(rest)) return system === 'element' ? undefined : facts.color(system, Number(rest))
  const wanted = plain(rest)
  const named = (color: ColorFact) => namesOf(color).some((name) => plain(name) === wanted)
  return facts.colors().find((color) => plain(color.name) === wanted) ?? facts.colors().find(named)
}

/** All names of a color, BrickLink's first. */
export function namesOf(color: ColorFact): string[] {
  const { name, bricklinkName, ldrawName, legoName, rebrickableName, brickowlName } = color
  const base = color.kind === 'own' || color.kind === 'modulex' ? [bricklinkName, rebrickableName, brickowlName] : []
  return [name, ldrawName, legoName, ...base].filter((text): text is string => text !== undefined && text !== '')
}

/** Spelling that does not matter: case, blanks, `-` and `_`, gray and grey. */
export function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '')
    .replaceAll('grey', 'gray')
}

/** The user's `bl:11` in the system that is asked for. */
function numberIn(word: string, to: OtherSystem, facts: Facts): number | undefined {
  const { system, rest } = splitPrefix(word)
  if (system === to && /^\d+$/.test(rest)) return Number(rest)
  return findColor(word, facts)?.[to]
}

function none(rule: ColorResolution['rule'], step: string): ColorResolution {
  return { confidence: 'unknown', rule, steps: [step] }
}

function unknown(code: number, to: OtherSystem, facts: Facts): ColorResolution {
  const direct = directColor(code)
  if (!direct) return none('unknown', `nobody knows color ${code}`)
  const near = nearestColor(
    direct.rgb,
    direct.alpha,
    facts.colors().filter((color) => color[to] !== undefined),
  )
  const answer = none('direct', `${direct.rgb} was mixed by the author of the model`)
  return near ? { ...answer, suggestion: near } : answer
}

/** What older tables give for it, else what looks most like it. */
function suggest(fact: ColorFact, to: OtherSystem, facts: Facts): { suggestion?: ColorFact } {
  const [alternate] = to === 'bricklink' ? (fact.bricklinkAlternates ?? []) : []
  const named = alternate === undefined ? undefined : facts.color(to, alternate)
  const there = facts.colors().filter((color) => color[to] !== undefined)
  const near = named ?? nearestColor(fact.rgb, fact.alpha, there)
  return near ? { suggestion: near } : {}
}
