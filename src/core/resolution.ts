import type { Confidence } from './catalog.js'
import type { Decisions } from './decisions.js'
import type { Facts } from './facts.js'

/** The systems that an LDraw part can be translated into. */
export type Target = 'bricklink' | 'rebrickable' | 'brickowl'

/** What a part is elsewhere, and how we know. */
export interface Resolution {
  /** Absent when no number is known, or when the thing has none: an assembly to take apart, `skip`. */
  number?: string
  confidence: Confidence
  /** The rule that answered: a confidence, or `skip`, `assembly`, `sticker-sheet`, `not-a-part`. */
  rule: string
  /** Each step on the way, a sentence each, for `--why`. */
  steps: string[]
  /** Other numbers in the same system that it may be. */
  alternates: string[]
  /** What the user may try, when there is no number. */
  suggestion?: string
  /** The LDraw color that the number itself fixes: physical-color shortcuts, element numbers. */
  color?: number
}

/** What people call the systems. */
export const TITLES: Record<Target, string> = {
  bricklink: 'BrickLink',
  rebrickable: 'Rebrickable',
  brickowl: 'Brick Owl',
}

/** What they write before numbers, as in `brick.toml`. */
export const PREFIXES: Record<Target, string> = { bricklink: 'bl', rebrickable: 'rb', brickowl: 'bo' }

/** Lower case, `/` for `\`, without `.dat`. */
export function normalPart(id: string): string {
  return id
    .trim()
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/\.dat$/, '')
}

/** A question, as the rules hand it to each other. */
export interface Search {
  to: Target
  facts: Facts
  decisions: Decisions | undefined
  /** How many names were followed. */
  depth: number
  /** Asks again for another name of the same thing. */
  resolve(id: string, search: Search): Resolution
}

/** No number, and why. */
export function nothing(rule: string, step: string, suggestion?: string): Resolution {
  const confidence = rule === 'sticker-sheet' ? 'sticker' : 'unknown'
  const resolution: Resolution = { confidence, rule, steps: [step], alternates: [] }
  return suggestion === undefined ? resolution : { ...resolution, suggestion }
}

/** Goes on with another name of the same thing; the answer is no better than `confidence`. */
export function follow(id: string, step: string, search: Search, confidence: Confidence): Resolution {
  const found = search.resolve(id, { ...search, depth: search.depth + 1 })
  const steps = [step, ...found.steps]
  if (found.number === undefined || found.confidence === 'user') return { ...found, steps }
  const weaker = STRENGTH.indexOf(found.confidence) > STRENGTH.indexOf(confidence) ? found.confidence : confidence
  return { ...found, confidence: weaker, rule: weaker, steps }
}

/** Best first, as far as rules that follow another name may weaken an answer. */
const STRENGTH: Confidence[] = [
  'exact',
  'renamed',
  'same-number',
  'mould-generic',
  'alias',
  'flex-form',
  'element',
  'exact-unverified',
  'exact-ambiguous',
  'mould-variant',
  'sticker',
  'sticker-dropped',
  'print-dropped',
  'assumed-same',
  'unknown',
]
