import type { Instance, OfferedLot, OfferingStore } from './instance.js'
import type { Basket, Plan, PlanCost, PlannedTake } from './plan.js'

export interface Verdict {
  /** What the plan comes to, re-added; of a plan with errors as far as its takes mean something. */
  cost: PlanCost
  /** What is wrong, in words; empty when the plan keeps every rule. Lots, stores and offers are named by their places. */
  errors: string[]
}

/**
 * Re-adds a plan from the bare instance and checks every rule. It shares no code with the solver, so that a mistake of
 * the solver does not confirm itself, and is written to be read: it looks at each take by itself.
 */
export function verify(instance: Instance, plan: Plan): Verdict {
  const { lots, stores, offers, maxStores = Infinity } = instance
  const errors = plan.takes.flatMap((take) => wrongTake(instance, take))
  const known = plan.takes.flatMap((take): Known[] => {
    const offer = offers[take.offer]
    return offer && lots[offer.lot] && stores[offer.store] ? [{ ...take, of: offer }] : []
  })
  errors.push(...takenTwice(plan), ...tooMuchOfOneStock(known))

  const bought = lots.map(() => 0)
  for (const { of, quantity } of known) bought[of.lot] = (bought[of.lot] ?? 0) + quantity
  const missing = lots.map(({ quantity }, lot) => Math.max(0, quantity - (bought[lot] ?? 0)))

  const byStore = grouped(known, ({ of }) => of.store)
  const baskets = [...byStore].map(([store, takes]) => addUp(instance, store, takes, errors))
  baskets.sort((a, b) => a.store - b.store)
  if (baskets.length > maxStores) errors.push(`stores: ${baskets.length}, but at most ${maxStores} allowed`)

  const paid = sum(baskets.map(({ goods, postage, padding, border }) => goods + postage + padding + border))
  const ofStores = sum(baskets.map(({ store }) => stores[store]?.penalty ?? 0))
  const penalty = ofStores + sum(known.map(({ of, quantity }) => quantity * (of.penalty ?? 0)))
  const givenUp = sum(lots.map(({ giveUp = 0 }, lot) => giveUp * (missing[lot] ?? 0)))
  const total = paid + penalty + givenUp
  if (!Number.isSafeInteger(total))
    errors.push(`the total, ${total}, is not a whole number that can be added up exactly`)
  return { cost: { paid, penalty, givenUp, total, missing, baskets }, errors }
}

/** A take of an offer that exists, for a lot and from a store that exist. */
interface Known extends PlannedTake {
  of: OfferedLot
}

function wrongTake({ lots, stores, offers }: Instance, { offer: number, quantity }: PlannedTake): string[] {
  const offer = offers[number]
  if (!offer) return [`there is no offer ${number}`]
  const what = `offer ${number} (lot ${offer.lot}, store ${offer.store})`
  const errors: string[] = []
  if (!lots[offer.lot]) errors.push(`${what}: there is no lot ${offer.lot}`)
  if (!stores[offer.store]) errors.push(`${what}: there is no store ${offer.store}`)
  if (!Number.isSafeInteger(quantity)) return [...errors, `${what}: ${quantity} is not a whole number of pieces`]
  if (quantity < 1) return [...errors, `${what}: ${quantity} pieces are nothing to take`]
  if (quantity > offer.quantity) errors.push(`${what}: ${quantity} pieces, but it has ${offer.quantity}`)
  if (quantity % offer.bulk !== 0) errors.push(`${what}: ${quantity} pieces, but it sells multiples of ${offer.bulk}`)
  return errors
}

function takenTwice({ takes }: Plan): string[] {
  const byOffer = grouped(takes, ({ offer }) => offer)
  return [...byOffer].flatMap(([offer, same]) =>
    same.length > 1 ? [`offer ${offer} is taken ${same.length} times`] : [],
  )
}

function tooMuchOfOneStock(takes: Known[]): string[] {
  const shared = takes.filter(({ of }) => of.stock !== undefined)
  const byStock = grouped(shared, ({ of }) => `stock ${of.stock} of store ${of.store}`)
  return [...byStock].flatMap(([stock, same]) => {
    const pieces = sum(same.map(({ quantity }) => quantity))
    const most = Math.min(...same.map(({ of }) => of.quantity))
    const lots = same.map(({ of }) => of.lot).join(', ')
    return pieces > most ? [`${stock}: ${pieces} pieces for lots ${lots}, but it has ${most}`] : []
  })
}

function addUp({ lots, stores }: Instance, store: number, takes: Known[], errors: string[]): Basket {
  const terms = stores[store] as OfferingStore
  // An offered lot that serves several wanted lots is one lot of the order.
  const inStock = new Set(takes.map(({ of, offer }) => (of.stock === undefined ? `offer ${offer}` : of.stock)))
  const pieces = sum(takes.map(({ quantity }) => quantity))
  const weight = sum(takes.map(({ of, quantity }) => quantity * (lots[of.lot]?.weight ?? 0)))
  const goods = sum(takes.map(({ of, quantity }) => quantity * unitPrice(of, quantity)))
  const padding = Math.max(0, terms.minimum - goods, terms.lotAverage * inStock.size - goods)
  const border = terms.border?.findLast(({ over }) => over < goods + padding)?.cost ?? 0

  const step = terms.postage.find(({ upTo }) => weight <= upTo)
  const most = terms.postage.at(-1)?.upTo
  if (most === undefined) errors.push(`store ${store} sends nothing`)
  else if (!step) errors.push(`store ${store}: ${weight} mg, but it sends at most ${most} mg`)
  if (inStock.size > (terms.lotLimit ?? Infinity))
    errors.push(`store ${store}: ${inStock.size} lots, but it sells at most ${terms.lotLimit} in an order`)
  return { store, lots: inStock.size, pieces, weight, goods, postage: step?.cost ?? 0, padding, border }
}

/** The last tier that is reached counts for all pieces of the take. */
function unitPrice({ price, tiers = [] }: OfferedLot, quantity: number): number {
  return tiers.findLast(({ from }) => from <= quantity)?.price ?? price
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
