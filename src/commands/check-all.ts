import type { Facts } from '../core/catalog/facts.js'
import { matchingOf } from '../core/lists/rules.js'
import { availability } from '../core/lists/check-available.js'
import { overBudget } from '../core/lists/check-budget.js'
import { judge } from '../core/lists/check-profile.js'
import type { SetRecords } from '../core/lists/check-records.js'
import { check, type Verdict } from '../core/lists/check.js'
import { ruleOf, type Profile } from '../core/lists/profile.js'
import type { Level, Problem } from '../core/problem.js'
import { describe } from '../core/translate/describe.js'
import { readElementOffers } from '../formats/elements/offers.js'
import type { LocalCatalog } from '../store/catalog.js'
import type { Io } from '../system/io.js'
import type { Checked } from './check-findings.js'
import { kindsOf } from './info-kind.js'
import { loadOptions, type ReadFlags, type TroubleFlags } from './list-options.js'
import { loadModels, type Loaded, type LoadOptions } from './load.js'

export interface CheckFlags extends ReadFlags, TroubleFlags {
  since?: number
  within?: string[]
  available?: string
  mould: 'same' | 'exact'
}

export interface CheckedAll {
  checked: Checked
  loaded: Loaded
  profile: Profile | undefined
  problems: Problem[]
}

interface Means {
  flags: CheckFlags
  local: LocalCatalog
  profile: Profile | undefined
}

/** Reads lists and all that they are checked against, and checks them. */
export async function checkAll(io: Io, words: string[], { flags, local, profile }: Means): Promise<CheckedAll> {
  const loaded = await loadModels(io, words, { ...loadOptions(flags), unswapped: true })
  const { inventory, catalog: facts, decisions, statuses } = loaded
  const { rows, problems } = describe(inventory, facts, decisions, { statuses })
  const since = sinceOf(flags, profile, local) ?? decisions.defaults.since
  const options = { moulds: flags.mould, statuses, ...(since !== undefined && { since }) }
  const lots = check(inventory.lots, recordsOf(local), facts, decisions, options)

  const budget = flags.within ?? textsOf(profile, 'within')
  const within = budget && { words: budget, ...(await beyond(io, budget, loaded, flags)) }
  const listed =
    flags.available === undefined ? undefined : await readElementOffers(io.open(flags.available), flags.available)
  const available =
    flags.available !== undefined && listed
      ? { file: flags.available, ...availability(inventory.lots, listed.offers, facts, decisions) }
      : undefined

  const checked: Checked = {
    ...{ sources: loaded.sources, files: loaded.files, lots, rows, since, available },
    hasInventories: local.hasInventories(),
    within: within && { words: within.words, over: within.over },
    levels: levelsOf(profile),
    rules: [],
  }
  if (profile) checked.rules = judge(profile, { ...(await submission(io, words, flags, loaded, checked)), facts })
  // A list that is also checked against is read twice.
  const others = (within?.problems ?? []).filter((one) => !loaded.problems.some((other) => isSame(one, other)))
  return {
    checked,
    loaded,
    profile,
    problems: [...loaded.problems, ...problems, ...others, ...(listed?.problems ?? [])],
  }
}

function isSame(a: Problem, b: Problem): boolean {
  return a.message === b.message && a.file === b.file && a.line === b.line
}

/** The rules of a catalog by Rebrickable's numbers. */
function recordsOf(local: LocalCatalog): SetRecords {
  return {
    hasInventories: local.hasInventories(),
    knows: (part) => local.part('rebrickable', part) !== undefined,
    uses: (part) => local.uses(part),
    wholes: (part) =>
      local
        .relations(part)
        .filter(({ kind, as }) => kind === 'B' && as === 'child')
        .map(({ part: whole }) => whole)
        .filter((whole) => local.uses(whole).length > 0),
  }
}

/** What is said last is the user's word; years of a profile count back from the date of the catalog. */
function sinceOf({ since }: CheckFlags, profile: Profile | undefined, local: LocalCatalog): number | undefined {
  if (since !== undefined) return since
  const year = ruleOf(profile, 'since')?.value
  if (typeof year === 'number') return year
  const years = ruleOf(profile, 'recent-years')?.value
  const today = Number(local.date()?.slice(0, 4))
  return typeof years === 'number' && today > 0 ? today - years + 1 : undefined
}

async function beyond(io: Io, words: string[], loaded: Loaded, flags: CheckFlags) {
  const options: LoadOptions = { ...loadOptions(flags), spares: flags.spares ?? 'keep', unswapped: true }
  const budget = await loadModels(io, words, options)
  const matching = matchingOf({ moulds: flags.mould, purpose: 'supply' }, eitherOf(loaded, budget), loaded.decisions)
  // Spares of a set are pieces like any other.
  const lots = budget.inventory.lots.map(({ role: _, ...lot }) => lot)
  return { over: overBudget(loaded.inventory, { system: 'ldraw', lots }, matching), problems: budget.problems }
}

/** What one list says of its parts, and the other. */
function eitherOf({ catalog }: Loaded, { catalog: other }: Loaded): Facts {
  return {
    ...catalog,
    part: (id) => catalog.part(id) ?? other.part(id),
    color: (system, id) => catalog.color(system, id) ?? other.color(system, id),
  }
}

async function submission(io: Io, words: string[], flags: CheckFlags, { inventory }: Loaded, checked: Checked) {
  const { lots, since, within, available } = checked
  const kinds = (await kindsOf(io, words, flags)).map(({ codec }) => codec.id)
  return {
    ...{ lots: inventory.lots, checked: lots, kinds: [...new Set(kinds)], since, over: within?.over },
    unavailable: available && { lots: available.absent.map(({ lot }) => lot), unknown: available.unknown.length },
  }
}

/** A profile says itself how bad it is what it forbids. */
function levelsOf(profile: Profile | undefined): Partial<{ [verdict in Verdict]: Level }> {
  const real = ruleOf(profile, 'real-colors')?.level
  const recent = (ruleOf(profile, 'since') ?? ruleOf(profile, 'recent-years'))?.level
  return { ...(real && { never: real, unnumbered: real }), ...(recent && { old: recent }) }
}

function textsOf(profile: Profile | undefined, name: 'within'): string[] | undefined {
  const value = ruleOf(profile, name)?.value
  return Array.isArray(value) ? value : undefined
}
