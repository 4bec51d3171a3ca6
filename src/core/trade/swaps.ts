import type { Lot } from '../inventory.js'
import { RELATIONS, type Equivalent } from '../lists/equivalents.js'
import type { Key } from '../lists/lot-keys.js'
import { byNumber } from '../order.js'
import { addMoney, nothing, times, type Money } from './money.js'

/** Pieces of one thing that may be swapped alike: all of a list, or those that stand in hidden submodels. */
export interface Swappable {
  /** What they are; equal for the hidden pieces of a thing and for its other ones. */
  thing: Key
  /** As `[subs]` of `brick.toml` calls it; undefined where no name leads back to it. */
  name: string | undefined
  /** In several conditions, and at several places. */
  lots: Lot[]
  /** Why these may come in any color. */
  anyColor?: AnyColor
  equivalents: Equivalent[]
}

export interface AnyColor {
  /** For people: `submodel core.ldr is hidden`. */
  because: string
  /** The submodels in which the pieces stand; empty where all pieces of the thing may. */
  models: string[]
}

/** A swap that is worth while. */
export interface Swap {
  from: Swappable
  to: Equivalent
  /** Undefined where nobody knows what the lot itself costs. */
  before?: Money
  after: Money
  saving?: Money
  /** The rows of `[subs]` that accept it. */
  rows: { key: string; value: string }[]
  /** The swap of the same lot that saves more, by a looser relation. */
  insteadOf?: Swap
}

interface Options {
  currency: string
  /** What a piece costs; undefined where nobody knows. A guess is no price. */
  priceOf(lot: Lot): Money | undefined
  /** Swap what nobody has a price for, too. */
  unpriced?: boolean
}

/**
 * The swaps that save most, each followed by those of the same lot that save less and change less. What has no price is
 * never swapped to.
 */
export function bestSwaps(all: readonly Swappable[], options: Options): Swap[] {
  const chains = together(all, options).map((from) => chainOf(from, options))
  return chains
    .filter((chain) => chain.length > 0)
    .sort((a, b) => savingOf(b[0]) - savingOf(a[0]))
    .flat()
}

/** What pieces of several conditions cost together; undefined where one of them has no price. */
export function costOf(lots: readonly Lot[], { currency, priceOf }: Options): Money | undefined {
  let sum = nothing(currency)
  for (const lot of lots) {
    const each = priceOf(lot)
    if (!each) return undefined
    sum = addMoney(sum, times(each, lot.quantity))
  }
  return sum
}

/** Hidden pieces for which no other color is better are swapped like those that are seen. */
function together(all: readonly Swappable[], options: Options): Swappable[] {
  const seen = new Map(all.filter((one) => !isHidden(one)).map((one) => [one.thing, one]))
  const joined = new Map<Key, Swappable>()
  for (const one of all) {
    const other = isHidden(one) ? seen.get(one.thing) : undefined
    if (other && targetOf(one, options) === targetOf(other, options)) joined.set(one.thing, one)
  }
  return all.flatMap((one) => {
    const other = joined.get(one.thing)
    if (other === one) return []
    return other && !isHidden(one) ? [{ ...one, lots: [...one.lots, ...other.lots] }] : [one]
  })
}

function isHidden({ anyColor }: Swappable): boolean {
  return anyColor !== undefined && anyColor.models.length > 0
}

function targetOf(from: Swappable, options: Options): string | undefined {
  return chainOf(from, options)[0]?.to.name
}

/** The best swap first, then those by stricter relations, each worth less than the one before. */
function chainOf(from: Swappable, options: Options): Swap[] {
  const { name, lots, anyColor } = from
  const before = costOf(lots, options)
  if (name === undefined || (!before && !options.unpriced)) return []
  const chain: Swap[] = []
  for (const relation of RELATIONS) {
    const found = from.equivalents.flatMap((to) => (to.relation === relation ? (swapTo(to) ?? []) : []))
    const [best] = found.sort((a, b) => a.after.micros - b.after.micros || byNumber(a.to.name, b.to.name))
    const [last] = chain
    if (best && (!last || best.after.micros < last.after.micros)) chain.unshift(best)
  }
  const [first, ...others] = isHidden(from) ? chain.slice(0, 1) : chain
  return first ? [first, ...others.map((other) => ({ ...other, insteadOf: first }))] : []

  function swapTo(to: Equivalent): Swap | undefined {
    const after = costOf(
      lots.map((lot) => asEquivalent(lot, to)),
      options,
    )
    if (!after || (before && after.micros >= before.micros)) return undefined
    const saving = before && { ...before, micros: before.micros - after.micros }
    return { from, to, ...(before && { before }), after, ...(saving && { saving }), rows: rowsFor(to) }
  }

  function rowsFor(to: Equivalent): Swap['rows'] {
    const models = anyColor?.models ?? []
    const keys = models.length === 0 ? [name ?? ''] : models.map((model) => `${name}/${model}`)
    return keys.map((key) => ({ key, value: to.name }))
  }
}

/** The same pieces as another thing, as far as its price goes. */
export function asEquivalent({ quantity, condition }: Lot, { lot }: Equivalent): Lot {
  return { ...lot, quantity, ...(condition && { condition }) }
}

function savingOf(swap: Swap | undefined): number {
  return swap?.saving?.micros ?? 0
}
