import type { Lot } from '../core/inventory.js'
import type { Store } from '../core/trade/offer.js'
import { orderFor, type BuyWishes, type Order, type Purchase } from './buy-order.js'
import type { Planned, Planner } from './planner.js'

/** A plan for a list, and the order of which it is one. */
export interface BuyPlan {
  /** `A`, `B`, ... */
  name: string
  order: Order
  planned: Planned
}

/** All that is told of a purchase. */
export interface BuyAnswer {
  /** The cheapest first; each next one has a store less. */
  plans: BuyPlan[]
  /** What wishes of the user cost: by so many millionths the order would be cheaper without, or so many pieces more. */
  bites: { wish: string; micros: number; pieces: number }[]
  /** What all would cost that can be had, in millionths, where the budget is less. */
  whole?: number
  reasons?: Reasons
}

/** Why the best plan is as it is. */
export interface Reasons {
  /** By how much the order is dearer without a store of the plan, and how many pieces more are missing then. */
  stores: { store: Store; micros: number; pieces: number }[]
  /** By how much it is cheaper without a lot, those first that make it dear. */
  lots: { lot: Lot; micros: number }[]
}

export interface BuyOptions {
  wishes: BuyWishes
  /** What each wish is called that can be left away, and what is left then. */
  without: { wish: string; wishes: BuyWishes }[]
  /** The most to pay, in millionths. */
  budget?: number
  /** How many plans to show at most. */
  most: number
  gap: number
  seed: number
  /** Milliseconds for all together. */
  time: number
  explain?: boolean
}

/** Enough when proved so near, where the user does not say. */
export const USUAL_GAP = 0.005

/** Works out what to tell: the best plan, those with fewer stores, what wishes cost, and why it is so. */
export async function buyPlans(planner: Planner, purchase: Purchase, options: BuyOptions): Promise<BuyAnswer> {
  const end = performance.now() + options.time
  const base = { gap: options.gap, seed: options.seed }
  let worth: readonly number[] | undefined
  const best = await planned(options.wishes, {}, options.time * BEST, 'best plan')
  const within = options.budget === undefined ? undefined : await withinBudget(best, options.budget)
  const plans = [within ?? best]
  if (!within) await fewerStores(plans)
  const bites = within ? [] : await bitingWishes()
  const reasons = options.explain && !within ? await reasonsFor(best) : undefined
  return {
    plans: plans.map((plan, index) => ({ ...plan, name: nameOf(index) })),
    bites,
    ...(within && { whole: best.planned.cost.paid }),
    ...(reasons && { reasons }),
  }

  async function planned(
    wishes: BuyWishes,
    change: Change,
    time: number,
    what: string,
  ): Promise<Omit<BuyPlan, 'name'>> {
    const order = orderFor(purchase, wishes, change)
    // What parts are worth is nearly the same in all orders of one list.
    const start = worth && { start: { multipliers: worth } }
    const options = { ...base, ...start, time: Math.max(LEAST, time) }
    const found = await planner.plan(order.instance, options, what)
    worth ??= found.multipliers
    return { order, planned: found }
  }

  /** What is left of the time, for so many plans. */
  function share(among: number): number {
    return (end - performance.now()) / Math.max(1, among)
  }

  function isOut(): boolean {
    return planner.isStopped() || performance.now() >= end
  }

  async function fewerStores(plans: Omit<BuyPlan, 'name'>[]): Promise<void> {
    for (let last = best; plans.length < options.most && !isOut();) {
      const stores = last.planned.cost.baskets.length - 1
      if (stores < 1) return
      const wishes = { ...options.wishes, maxStores: stores }
      last = await planned(wishes, {}, share(2 * (options.most - plans.length)), `plan of ${stores} stores at most`)
      if (last.planned.plan.takes.length === 0) return
      plans.push(last)
    }
  }

  async function bitingWishes(): Promise<BuyAnswer['bites']> {
    const bites: BuyAnswer['bites'] = []
    for (const [index, { wish, wishes }] of options.without.entries()) {
      if (isOut()) break
      const { planned: free } = await planned(wishes, {}, share(options.without.length - index + 1), `without ${wish}`)
      const micros = best.planned.cost.paid - free.cost.paid
      const pieces = piecesOf(free) - piecesOf(best.planned)
      // Less than what is not proven may be chance.
      if (pieces > 0 || (pieces === 0 && micros > options.gap * best.planned.cost.paid))
        bites.push({ wish, micros, pieces })
    }
    return bites
  }

  async function reasonsFor({ order, planned: { cost, multipliers } }: Omit<BuyPlan, 'name'>): Promise<Reasons> {
    const reasons: Reasons = { stores: [], lots: [] }
    const dear = order.lots
      .map(({ lot, quantity }, number) => ({
        lot,
        worth: (multipliers[number] ?? 0) * (quantity - (cost.missing[number] ?? 0)),
      }))
      .filter(({ worth }) => worth > 0)
      .sort((a, b) => b.worth - a.worth)
      .slice(0, FEW)
    let left = cost.baskets.length + dear.length
    for (const basket of cost.baskets) {
      const store = order.stores[basket.store]
      if (!store || isOut()) break
      const { planned: other } = await planned(
        options.wishes,
        { without: { store } },
        share(left--),
        `without ${store.name}`,
      )
      const pieces = piecesOf({ cost }) - piecesOf(other)
      reasons.stores.push({ store, micros: other.cost.paid - cost.paid, pieces })
    }
    for (const { lot } of dear) {
      if (isOut()) break
      const { planned: other } = await planned(
        options.wishes,
        { without: { lot } },
        share(left--),
        `without ${lot.part}`,
      )
      reasons.lots.push({ lot, micros: cost.paid - other.cost.paid })
    }
    reasons.lots.sort((a, b) => b.micros - a.micros)
    return reasons
  }

  /**
   * The most pieces that were found for so much money, of any number of stores: pieces are left out whose share of the
   * cost is above a limit, which is lowered until the rest can be paid. Undefined where everything can.
   */
  async function withinBudget(all: Omit<BuyPlan, 'name'>, budget: number): Promise<Omit<BuyPlan, 'name'> | undefined> {
    if (all.planned.cost.paid <= budget) return undefined
    let found = await planned(options.wishes, { giveUp: 1 }, LEAST, WITHIN)
    for (let stores = all.planned.cost.baskets.length; stores > 0 && !isOut(); stores--) {
      const end = performance.now() + share(stores)
      let [low, high] = [1, all.planned.cost.paid]
      // At first all that so many stores have. Then by factors, because some parts cost hundredths and some hundreds.
      for (let giveUp: number | undefined; high > low + 1 && performance.now() < end && !planner.isStopped();) {
        const next = await planned(
          { ...options.wishes, maxStores: stores },
          { ...(giveUp && { giveUp }) },
          share(stores),
          WITHIN,
        )
        const fits = next.planned.cost.paid <= budget
        if (fits && isBetter(next.planned, found.planned)) found = next
        if (fits && giveUp === undefined) break
        if (giveUp !== undefined && fits) low = giveUp
        if (giveUp !== undefined && !fits) high = giveUp
        giveUp = Math.round(Math.sqrt(low * high))
        if (giveUp <= low || giveUp >= high || high / low < CLOSE) break
      }
    }
    return found
  }
}

/** More pieces, or as many for less. */
function isBetter(a: Planned, b: Planned): boolean {
  return piecesOf(a) > piecesOf(b) || (piecesOf(a) === piecesOf(b) && a.cost.paid < b.cost.paid)
}

const WITHIN = 'plan for the budget'
/** Limits this close leave out the same pieces, or nearly. */
const CLOSE = 1.02

type Change = NonNullable<Parameters<typeof orderFor>[2]>

/** Pieces that a plan buys of what is wanted: all, less what is missing. */
function piecesOf({ cost }: Pick<Planned, 'cost'>): number {
  return -cost.missing.reduce((sum, pieces) => sum + pieces, 0)
}

function nameOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index)
}

/** Of the time, for the best plan. */
const BEST = 0.6
/** Milliseconds for any plan, however little is left. */
const LEAST = 200
/** How many lots to explain. */
const FEW = 5
