import type { Problem } from '../problem.js'

/**
 * The user's word, from `brick.toml` beside the model. It is final: these rules come before all that we know.
 * Keys and part numbers are lower case without `.dat`; values carry a system: `bl:2555`, `rb:6141`, `ld:3005`,
 * or are `skip`.
 */
export interface Decisions {
  /** The file they came from, as the user would name it. */
  file: string
  map: Map<string, string>
  /** From a color (`ld:10026`) to a color (`bl:11`). */
  color: Map<string, string>
  /** The color for what the model leaves open, as the user wrote it: a name or `ld:4`. */
  mainColor?: string
  ignore: { models: string[]; parts: string[] }
  anyColor: AnyColor
  subs: Substitution[]
  defaults: { condition?: 'new' | 'used' | 'any'; country?: string; currency?: string; since?: number }
  /** Each rule that has applied, as `[map] 12825` or `[ignore] stand.ldr`; those that never do are reported. */
  fired: Set<string>
  /** The line of each rule in the file, under the same names as in `fired`, where it is known. */
  lines?: Map<string, number>
}

/** What may come in any color: pieces that stand in these submodels, and these parts; but no color of `except`. */
interface AnyColor {
  models: string[]
  /** LDraw ids, or numbers with their system, as in `bl:2555`. */
  parts: string[]
  /** `trans` for all transparent colors, or LDraw codes. */
  except: (number | 'trans')[]
}

/** A lot that the user accepts in place of another one. */
export interface Substitution {
  /** As the file has it: `3794b/Black`, or `3794b/Black/core.ldr`. */
  name: string
  from: LotName
  to: LotName
  /** Only pieces that stand in this submodel or file; absent means all. */
  model?: string
}

/** A part, by its LDraw id or with its system before it, in an LDraw color. */
export interface LotName {
  part: string
  color: number
}

export function noDecisions(): Decisions {
  return {
    file: 'brick.toml',
    map: new Map(),
    color: new Map(),
    ignore: { models: [], parts: [] },
    anyColor: { models: [], parts: [], except: [] },
    subs: [],
    defaults: {},
    fired: new Set(),
  }
}

/** Whether there are rules about which lots may come as other ones. */
export function hasLotRules({ subs, anyColor: { models, parts } }: Decisions): boolean {
  return subs.length + models.length + parts.length > 0
}

/** Rules of `brick.toml` that nothing in the model matched: mostly misspelt, or left over from an earlier version. */
export function unusedRules(decisions: Decisions): Problem[] {
  const { file, map, color, ignore, anyColor, subs, fired, lines } = decisions
  const rules = [
    ...[...map.keys()].map((key) => `[map] ${key}`),
    ...[...color.keys()].map((key) => `[color] ${key}`),
    ...[...ignore.models, ...ignore.parts].map((name) => `[ignore] ${name}`),
    ...[...anyColor.models, ...anyColor.parts].map((name) => `[any-color] ${name}`),
    ...subs.map(({ name }) => `[subs] ${name}`),
  ]
  return rules.filter((rule) => !fired.has(rule)).map((rule) => unused(rule, file, lines?.get(rule)))
}

function unused(rule: string, file: string, line: number | undefined): Problem {
  return {
    level: 'warning',
    code: 'map.unused',
    file,
    ...(line === undefined ? {} : { line }),
    message: `the rule ${rule} matches nothing in the model`,
    fix: 'remove it, or write the number as the model has it',
  }
}
