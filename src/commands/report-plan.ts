import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import { exchange } from '../core/trade/exchange.js'
import { decimalOf, moneyText, roundMoney } from '../core/trade/money.js'
import { sellersOf } from '../core/trade/sellers.js'
import { cartAddress, cartItems } from '../report/hand-over.js'
import type { PlanShown, StoreShown } from '../report/report.js'
import { now } from '../system/clock.js'
import type { Io } from '../system/io.js'
import { basketsOf, missingOf, type BasketTake, type StoreBasket } from './buy-baskets.js'
import { wantedList } from './buy-carts.js'
import { buyPlans, USUAL_GAP, type BuyPlan } from './buy-plans.js'
import { openPurchase, type PurchaseFlags } from './buy-purchase.js'
import { proofLines, type Bought } from './buy-text.js'
import type { Purchase } from './buy-order.js'
import type { Loaded } from './load.js'
import { openPlanner } from './planner.js'
import { cents, piece, type LotCost } from './report-price.js'
import type { ReportLot, ShopShares } from './report-list.js'
import { shopTitles } from './shop-list.js'
import type { Problem } from '../core/problem.js'

export interface PlanFlags extends PurchaseFlags {
  /** Milliseconds at most. */
  time: number
}

/** What to order where, and what else could be. */
export interface ReportPlan {
  bought: Bought
  purchase: Purchase
  problems: Problem[]
  /** The user would not wait for the best. */
  isStopped: boolean
}

/** @throws {BrickError} when nobody offers anything, or nobody says what sending costs. */
export async function reportPlan(io: Io, loaded: Loaded, flags: PlanFlags): Promise<ReportPlan> {
  const { purchase, unresolved, problems, asked } = await openPurchase(io, loaded, flags)
  const { currency, lots } = purchase
  const planner = openPlanner(io, currency)
  try {
    const options = { wishes: {}, without: [], most: 3, gap: USUAL_GAP, seed: 1, time: flags.time }
    const answer = await buyPlans(planner, purchase, options)
    const bought = { loaded, lots, unresolved, asked, currency, answer, tolerance: USUAL_GAP, today: now(io) }
    return { bought, purchase, problems, isStopped: planner.isStopped() }
  } finally {
    await planner.end()
  }
}

interface Planned {
  shown?: PlanShown
  baskets: StoreBasket[]
  /** What is paid for the parts of each lot. */
  costs: LotCost[]
  notes: string[]
}

/** Tells each lot where it is bought, and all that a plan says. Where nothing can be bought there is nothing to show. */
export function plannedLots(
  { bought, purchase, isStopped }: ReportPlan,
  shares: ShopShares,
  buys: 'all' | 'missing',
): Planned {
  const { answer, currency } = bought
  const [best, ...others] = answer.plans
  if (!best || best.planned.plan.takes.length === 0)
    return {
      baskets: [],
      costs: [],
      notes: [`Nothing of it can be bought from the offers of ${bought.asked.join(', ')}.`],
    }
  const places = new Map(purchase.lots.map((lot, position) => [lot, position]))
  const lotsOf = ({ lot }: BasketTake) => shares[places.get(lot) ?? -1] ?? []
  const baskets = basketsOf(best)
  const stores = baskets.map((basket) => storeShown(basket, bought, (take) => lotsOf(take)[0]?.lot.shown.id ?? ''))
  for (const { store, takes } of baskets)
    for (const take of takes)
      for (const { lot } of lotsOf(take)) lot.shown.stores = [...new Set([...(lot.shown.stores ?? []), store.name])]
  const proof = proofLines(best, bought).join('; ')
  const shown: PlanShown = {
    ...{ currency, total: total(best, currency), coverage: coverage(best, bought, buys), stores },
    proof: isStopped ? `${proof}; stopped before it was done` : proof,
    others: others.map((plan) => ({
      ...{ name: `Plan ${plan.name}`, total: total(plan, currency), coverage: coverage(plan, bought, buys) },
      stores: plan.planned.cost.baskets.length,
    })),
  }
  return { shown, baskets, costs: costsOf(baskets, lotsOf, purchase), notes: missingNotes(best, bought) }
}

/** In the currency of the plan. Of lots that are one in shops, the first are served first, and pay for what is too much. */
function costsOf(
  baskets: readonly StoreBasket[],
  lotsOf: (take: BasketTake) => ShopShares[number],
  { currency, rates }: Purchase,
): LotCost[] {
  const paid = new Map<ReportLot, number>()
  const served = new Map<ReportLot, number>()
  for (const take of baskets.flatMap(({ takes }) => takes)) {
    const each = exchange(take.each, currency, rates).micros
    let left = take.quantity
    for (const { lot, pieces } of lotsOf(take)) {
      const some = Math.min(left, pieces - (served.get(lot) ?? 0))
      served.set(lot, (served.get(lot) ?? 0) + some)
      paid.set(lot, (paid.get(lot) ?? 0) + some * each)
      left -= some
    }
    const [first] = lotsOf(take)
    if (first && left > 0) paid.set(first.lot, (paid.get(first.lot) ?? 0) + left * each)
  }
  return [...paid].map(([lot, micros]) => ({ lot, pieces: served.get(lot) ?? 1, cost: { currency, micros } }))
}

/** What each store has of the list, in pieces, those with most first. */
export function storeCoverage({ purchase, bought }: ReportPlan): { name: string; pieces: number }[] {
  const [best] = bought.answer.plans
  if (!best) return []
  const { lots, offers } = best.order
  const { currency, rates } = purchase
  const ofLot = lots.map((_, number) => offers.filter(({ lot }) => lot === number).map(({ offer }) => offer))
  const wanted = lots.map(({ lot, quantity }) => ({ ...lot, quantity }))
  const { sellers } = sellersOf(wanted, ofLot, { currency, ...(rates && { rates }) })
  return sellers
    .map(({ store, pieces }) => ({ name: store.name, pieces }))
    .sort((a, b) => b.pieces - a.pieces || (a.name < b.name ? -1 : 1))
}

function storeShown(
  { store, cost, takes }: StoreBasket,
  { currency, loaded }: Bought,
  idOf: (take: BasketTake) => string,
): StoreShown {
  const amount = (micros: number) => moneyText({ currency, micros })
  const { goods, postage, padding, border } = cost
  const extra = [
    ...(padding > 0 ? [`${plain(padding)} to reach its least`] : []),
    ...(border > 0 ? [`border ${plain(border)}`] : []),
  ].join(', ')
  const action = store.market === 'brickowl' ? cartAddress(store.url) : undefined
  const items = cartItems(
    takes.map(({ offer: { lotId }, quantity }) => ({ quantity, ...(lotId !== undefined && { lotId }) })),
  )
  return {
    ...{ name: store.name, currency: store.currency },
    ...(store.country !== undefined && { country: store.country }),
    ...(store.url !== undefined && /^https?:\/\//i.test(store.url) && { url: store.url }),
    ...{ total: amount(goods + postage + padding + border), goods: amount(goods), postage: amount(postage) },
    ...(extra !== '' && { extra }),
    lots: takes.map((take) => {
      const { lot, offer, quantity, each, price, reason } = take
      const isOther = reason !== '' || lot.color === 0
      const title = shopTitles({ ...offer, quantity: 1 }, loaded.catalog)
      const remarks = isOther
        ? `comes as ${offer.part} ${title.color}${reason === '' ? '' : ` (${reason})`}`
        : undefined
      return {
        ...{ id: idOf(take), quantity, each: piece(each), total: cents(price) },
        condition: offer.condition === 'N' ? 'new' : 'used',
        ...(remarks !== undefined && { remarks }),
      }
    }),
    ...(action !== undefined && items.length > 0
      ? { cart: { action, fields: [{ name: 'data', value: JSON.stringify({ items }) }] } }
      : { wanted: wantedList({ store, cost, takes }) }),
  }
}

function total({ planned }: BuyPlan, currency: string): string {
  return moneyText({ currency, micros: planned.cost.paid })
}

/** `59 of 60 parts`, or of those that are missing at home. */
function coverage(plan: BuyPlan, { lots }: Bought, buys: 'all' | 'missing'): string {
  const all = piecesIn(lots)
  const has = all - missingOf(plan).reduce((sum, { missing }) => sum + missing, 0)
  return `${has} of ${count(all, buys === 'all' ? 'part' : 'missing part')}`
}

function missingNotes(plan: BuyPlan, { loaded, unresolved }: Bought): string[] {
  const missing = missingOf(plan)
  const told = missing.slice(0, MOST).map(({ lot, missing: some, offered }) => {
    const why = offered === 0 ? 'nobody has it' : offered < lot.quantity ? `only ${offered} offered` : 'left out'
    const { color, name } = shopTitles(lot, loaded.catalog)
    return `Not in the plan: ${some} of ${lot.quantity}x ${lot.part} ${color} ${name}`.trimEnd() + `; ${why}.`
  })
  const rest = missing.length - told.length
  return [
    ...told,
    ...(rest > 0 ? [`Not in the plan: ${count(rest, 'lot')} more.`] : []),
    ...(unresolved.length > 0
      ? [`Not in the plan, as nobody was asked for what has no BrickLink number: ${count(unresolved.length, 'lot')}.`]
      : []),
  ]
}

const MOST = 12

function plain(micros: number): string {
  return decimalOf(roundMoney({ currency: '', micros }))
}
