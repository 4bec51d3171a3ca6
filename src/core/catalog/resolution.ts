import { isSure, type Confidence } from './catalog.js'
import type { Decisions } from './decisions.js'
import type { Facts } from './facts.js'
import type { IdSystem } from '../inventory.js'

/** The systems that an LDraw part can be translated into. */
export type OtherSystem = 'bricklink' | 'rebrickable' | 'brickowl'

/** What a part is elsewhere, and how we know. */
export interface Resolution {
  /** Absent when no number is known, or when the thing has none: an assembly to take apart, `skip`. */
  number?: string
  confidence: Confidence
  rule: Rule
  /** Each step on the way, a sentence each, for `--why`. */
  steps: string[]
  /** Other numbers in the same system that it may be. */
  alternates: string[]
  /** What the user may try, when there is no number. */
  suggestion?: string
  /** The LDraw color that the number itself fixes: physical-color shortcuts, element numbers. */
  color?: number
}

/** What answered: a number that is known so well, or why there is none. */
export type Rule = Confidence | 'skip' | 'assembly' | 'sticker-sheet' | 'not-a-part' | 'third-party'

/** What people call the systems. */
export const TITLES: Record<OtherSystem, string> = {
  bricklink: 'BrickLink',
  rebrickable: 'Rebrickable',
  brickowl: 'Brick Owl',
}

export const OTHER_SYSTEMS = Object.keys(TITLES) as OtherSystem[]

export function isOtherSystem(system: IdSystem): system is OtherSystem {
  return Object.hasOwn(TITLES, system)
}

/** The systems that a list can be written in. */
export type TargetSystem = OtherSystem | 'element' | 'ldraw'

export function isTargetSystem(system: IdSystem): system is TargetSystem {
  return isOtherSystem(system) || system === 'element' || system === 'ldraw'
}

/** A question, as the rules hand it to each other. */
export interface Question {
  to: OtherSystem
  facts: Facts
  decisions: Decisions | undefined
  /** How many names were followed. */
  depth: number
  /** Asks again for another name of the same thing. */
  resolve(id: string, question: Question): Resolution
}

/** No number, and why. */
export function nothing(rule: Rule, step: string, suggestion?: string): Resolution {
  const confidence = rule === 'sticker-sheet' ? 'sticker' : 'unknown'
  const resolution: Resolution = { confidence, rule, steps: [step], alternates: [] }
  return suggestion === undefined ? resolution : { ...resolution, suggestion }
}

/** Goes on with another name of the same thing; the answer is no better than `confidence`. */
export function follow(id: string, step: string, question: Question, confidence: Confidence): Resolution {
  const found = question.resolve(id, { ...question, depth: question.depth + 1 })
  const steps = [step, ...found.steps]
  if (found.number === undefined || found.confidence === 'user') return { ...found, steps }
  const weaker = isSure(found.confidence, confidence) ? confidence : found.confidence
  return { ...found, confidence: weaker, rule: weaker, steps }
}
