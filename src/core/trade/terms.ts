import type { Money } from './money.js'
import type { Store } from './offer.js'

/** What stores charge beyond their prices: a row of a table of the user's, for one store, for those of a country, or all. */
export interface TermsRow extends StoreTerms {
  /** Name or id, in lower case; absent for every store. */
  store?: string
  /** ISO 3166-1; absent for every country. */
  country?: string
  /** A step of the postage: what a parcel of up to so many grams costs; `Infinity` where weight does not matter. */
  step?: { upTo: number; cost: Money }
}

/** Terms other than postage. */
interface StoreTerms {
  handling?: Money
  minimum?: Money
  lotAverage?: Money
  lotLimit?: number
  /** Tax on goods and postage that the prices do not have in them, in percent. */
  tax?: number
  /** What a parcel costs at the border when the goods are worth more than `over`. */
  border?: { over: Money; cost: Money }
}

/** All that a store charges beyond its prices. */
export interface Terms extends StoreTerms {
  /** Lightest first. Empty where nobody knows what sending costs. */
  postage: { upTo: number; cost: Money }[]
}

/**
 * The terms of a store: what the table says of the store itself, then what the store says, then what the table says of its
 * country, then of all.
 */
export function termsOf(store: Store, rows: readonly TermsRow[]): Terms {
  const { postage, handling, minimum, lotAverage, lotLimit } = store
  const said: TermsRow = {
    ...(postage && { step: { upTo: Infinity, cost: postage } }),
    ...(handling && { handling }),
    ...(minimum && { minimum }),
    ...(lotAverage && { lotAverage }),
    ...(lotLimit !== undefined && { lotLimit }),
  }
  const names = [store.id.toLowerCase(), store.name.toLowerCase()]
  const own = rows.filter((row) => row.store !== undefined && names.includes(row.store))
  const there = rows.filter(
    (row) => row.store === undefined && row.country === store.country && row.country !== undefined,
  )
  const everywhere = rows.filter((row) => row.store === undefined && row.country === undefined)
  return merged([own, [said], there, everywhere])
}

/** Of each term what the first row says that says anything; the steps of postage are those of one level. */
function merged(levels: readonly (readonly TermsRow[])[]): Terms {
  const steps = levels.map((level) => level.flatMap(({ step }) => step ?? [])).find((some) => some.length > 0) ?? []
  const terms = levels.flat().reduceRight<StoreTerms>((later, row) => ({ ...later, ...withoutPlace(row) }), {})
  return { ...terms, postage: steps.toSorted((a, b) => a.upTo - b.upTo) }
}

function withoutPlace({ store: _store, country: _country, step: _step, ...terms }: TermsRow): StoreTerms {
  return terms
}
