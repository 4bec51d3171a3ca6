import { sortRows, type Sort } from '../core/lists/arrange.js'
import { renameColors, type Naming } from '../core/catalog/color-names.js'
import { unusedRules } from '../core/catalog/decisions.js'
import { describe } from '../core/translate/describe.js'
import { foldRows, type Fold } from '../core/lists/fold.js'
import type { Listing } from '../core/catalog/listing.js'
import { isOtherSystem } from '../core/catalog/resolution.js'
import type { Loaded } from './load.js'

interface ListingOptions {
  /** `lot` leaves rows in the order of the lots: there is one for each, where nothing is folded. */
  sort?: Sort | 'lot'
  folds?: Fold[]
  naming?: Naming | undefined
  /** Look up LEGO's element numbers, which people see in no table. */
  elements?: boolean
  /** Numbers and colors as the file has them, so that the rules of `brick.toml` stand aside. */
  asWritten?: boolean
}

/** All that is known of the lots of a model, in the order to show them, and all that was wrong on the way. */
export function listingOf(loaded: Loaded, options: ListingOptions = {}): Listing {
  const { sources, inventory, catalog, decisions, statuses, ledger } = loaded
  const system = loaded.system !== undefined && isOtherSystem(loaded.system) ? loaded.system : undefined
  const { rows, problems } = describe(inventory, catalog, options.asWritten ? undefined : decisions, {
    ...(options.elements ? { elements: true } : {}),
    statuses,
  })
  const unused = options.asWritten ? [] : unusedRules(decisions)
  const folds = options.folds ?? []
  const numbered = system === undefined ? rows : rows.map((row) => ({ ...row, shown: row.part[system] ?? row.shown }))
  const folded = folds.length > 0 ? foldRows(numbered, folds, catalog) : numbered
  const called = options.naming === undefined ? folded : renameColors(folded, options.naming)
  return {
    sources,
    ...(system !== undefined && { system }),
    rows: options.sort === 'lot' ? called : sortRows(called, options.sort),
    ledger,
    problems: [...loaded.problems, ...problems, ...unused],
  }
}

/** Which facts a listing was made with. */
export function catalogOf({ catalog }: Loaded): { source: string; date: string | null } {
  return { source: 'rebrickable', date: catalog.sources().get('rebrickable') ?? null }
}
