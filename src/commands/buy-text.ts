import { daysSince } from '../core/age.js'
import { count } from '../core/count.js'
import { piecesIn } from '../core/inventory.js'
import type { Lot } from '../core/inventory.js'
import { printable } from '../core/printable.js'
import { decimalOf, moneyText, roundMoney } from '../core/trade/money.js'
import type { Unresolved } from '../core/translate/translate.js'
import { columnWidths } from '../formats/view/column-widths.js'
import { pad } from '../formats/view/width.js'
import { basketsOf, missingOf, oldestIn, type BasketTake, type StoreBasket } from './buy-baskets.js'
import type { BuyAnswer, BuyPlan, Reasons } from './buy-plans.js'
import type { Loaded } from './load.js'
import { shopTitles } from './shop-list.js'

/** What `brick buy` has to tell. */
export interface Bought {
  loaded: Loaded
  /** In BrickLink's numbers. */
  lots: readonly Lot[]
  unresolved: Unresolved[]
  asked: string[]
  currency: string
  answer: BuyAnswer
  /** What the plan need not prove. */
  tolerance: number
  /** ISO 8601. */
  today: string
}

/** Plans for people: what each costs, from which stores, what is missing, and how good it is proven to be. */
export function buyAsText(bought: Bought): string {
  const { answer, unresolved } = bought
  const [best] = answer.plans
  if (!best) throw new Error('there is no plan')
  const lines = [
    ...(best.planned.plan.takes.length === 0
      ? [`nothing of it can be bought from these offers, from ${bought.asked.join(', ')}`]
      : [...answer.plans.flatMap((plan) => planLines(plan, bought)), '', ...proofLines(best, bought)]),
    ...answer.bites.map((bite) => biteLine(bite, bought)),
    ...section('what the list leaves open, or something else in its place', chosen(best, bought)),
    ...(answer.reasons ? reasonLines(answer.reasons, bought) : []),
    ...missingLines(best, bought),
    ...section(
      `without a BrickLink number, and so not asked for: ${count(unresolved.length, 'lot')}`,
      unresolved.map(({ lot, problem }) => `${lot.quantity}x ${lot.part}  ${problem.message}`),
    ),
  ]
  return `${lines.map(printable).join('\n')}\n`
}

function planLines(plan: BuyPlan, bought: Bought): string[] {
  const { currency } = bought
  const { cost } = plan.planned
  const baskets = basketsOf(plan)
  const all = piecesIn(bought.lots)
  const has = all - piecesMissing(plan)
  const head = `Plan ${plan.name}   ${amount(cost.paid, currency)}   ${count(baskets.length, 'store')}   ${has} of ${count(all, 'part')}`
  const [best] = bought.answer.plans
  const cells = baskets.map((basket) => basketCells(basket, currency))
  const widths = columnWidths(cells)
  return [
    [head, ...(best && best !== plan ? [comparedWith(best, plan)] : [])].join('   '),
    ...cells.map((row) => `  ${row.map((cell, column) => pad(cell, widths[column] ?? 0)).join('  ')}`.trimEnd()),
  ]
}

/** `1.70 dearer, one parcel fewer`; of a plan that buys less too: `18 parts fewer for 2.69 less, one parcel fewer`. */
function comparedWith(best: BuyPlan, plan: BuyPlan): string {
  const dearer = plan.planned.cost.paid - best.planned.cost.paid
  const fewer = best.planned.cost.baskets.length - plan.planned.cost.baskets.length
  const pieces = piecesMissing(plan) - piecesMissing(best)
  const more = `${plain(Math.abs(dearer))} ${dearer >= 0 ? 'more' : 'less'}`
  const words = pieces > 0 ? `${count(pieces, 'part')} fewer for ${more}` : `${plain(dearer)} dearer`
  return `(${words}, ${fewer === 1 ? 'one parcel' : count(fewer, 'parcel')} fewer)`
}

function basketCells({ store, cost }: StoreBasket, currency: string): string[] {
  const { name, country } = store
  const sums = [
    `parts ${plain(cost.goods)}`,
    ...(cost.postage > 0 ? [`postage ${plain(cost.postage)}`] : []),
    ...(cost.padding >= CENT ? [`${plain(cost.padding)} to reach its least`] : []),
    ...(cost.border > 0 ? [`border ${plain(cost.border)}`] : []),
  ]
  const least = store.minimum && cost.padding === 0 ? `least ${decimalOf(roundMoney(store.minimum))} ok` : ''
  const other = store.currency === currency ? '' : `paid in ${store.currency}`
  return [
    country === undefined ? name : `${name} (${country})`,
    count(cost.lots, 'lot'),
    count(cost.pieces, 'part'),
    sums.join(' + '),
    [least, other].filter((word) => word !== '').join(', '),
  ]
}

/** What is less is no word worth: half a hundredth. */
const CENT = 5000

/** How good a plan is proved to be, and for which offers. */
export function proofLines(best: BuyPlan, { answer, currency, asked, today, tolerance }: Bought): string[] {
  const { gap, bound, cost, seconds } = best.planned
  const time = seconds < 1 ? 'under a second' : `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
  const rest = amount(Math.max(0, cost.total - bound), currency)
  const oldest = oldestIn(basketsOf(best))
  const age = oldest === undefined ? 0 : daysSince(oldest, today)
  const aged = oldest === undefined ? '' : ` of ${oldest.slice(0, 10)}${age === 0 ? '' : ` (${count(age, 'day')} old)`}`
  const proof =
    answer.whole !== undefined
      ? `the most parts found in ${time} for the budget; all would cost ${amount(answer.whole, currency)}`
      : gap <= 0
        ? `proved in ${time}: no order from these offers is cheaper`
        : gap <= tolerance
          ? `proved in ${time}: no order from these offers is cheaper by more than ${percent(gap)} (${rest})`
          : `best found in ${time}: an order may be cheaper by ${percent(gap)} at most (${rest}); more time may tell: --time`
  return [
    proof,
    `offers${aged} from ${asked.join(', ')}${isByWeight(best) ? '; weights are worked out from sizes' : ''}`,
  ]
}

/** Whether postage depends on what the parcels weigh. */
function isByWeight({ order, planned }: BuyPlan): boolean {
  return planned.cost.baskets.some(({ store }) => (order.instance.stores[store]?.postage.length ?? 0) > 1)
}

function biteLine({ wish, micros, pieces }: BuyAnswer['bites'][number], { currency }: Bought): string {
  if (pieces > 0) return `${wish} costs ${count(pieces, 'part')} that could be had without it`
  return `${wish} costs ${amount(micros, currency)}: without it, the order is as much cheaper`
}

/** Lots whose color or part the list leaves open, or that come as something else. */
function chosen(best: BuyPlan, bought: Bought): string[] {
  const open = (take: BasketTake) => take.reason !== '' || take.lot.color === 0
  return basketsOf(best).flatMap(({ store, takes }) =>
    takes
      .filter((take) => open(take) && (take.lot.itemType ?? 'P') === 'P')
      .map(({ lot, offer, quantity, reason }) => {
        const wanted = `${lot.part} ${titles(lot, bought).color}`
        const why = reason === '' ? '' : ` (${reason})`
        return `${quantity}x ${offer.part} ${titles(offer, bought).color} for ${wanted}, ${store.name}${why}`
      }),
  )
}

function reasonLines({ stores, lots }: Reasons, bought: Bought): string[] {
  const dearer = (micros: number) =>
    micros >= 0 ? `${plain(micros)} dearer without it` : `${plain(-micros)} cheaper without it`
  return [
    ...section(
      'why these stores',
      stores.map(({ store, micros, pieces }) =>
        pieces > 0 ? `${store.name}: ${count(pieces, 'part')} missing without it` : `${store.name}: ${dearer(micros)}`,
      ),
    ),
    ...section(
      'what makes it dear',
      lots.map(({ lot, micros }) => `${inWords(lot, bought)}: ${plain(micros)} less without it`),
    ),
  ]
}

function missingLines(best: BuyPlan, bought: Bought): string[] {
  const missing = missingOf(best)
  const lines = missing.map(({ lot, missing: some, offered }) => {
    const why = offered === 0 ? 'nobody has it' : offered < lot.quantity ? `${offered} offered` : 'left out'
    return `${some} of ${inWords(lot, bought)}: ${why}`
  })
  return section(`not in the plan: ${count(missing.length, 'lot')}, ${count(piecesMissing(best), 'part')}`, lines)
}

function piecesMissing(plan: BuyPlan): number {
  return missingOf(plan).reduce((sum, { missing }) => sum + missing, 0)
}

function inWords(lot: Lot, bought: Bought): string {
  const { name, color } = titles(lot, bought)
  return `${lot.quantity}x ${lot.part}  ${color}  ${name}`.trimEnd()
}

function titles(item: Pick<Lot, 'part' | 'color' | 'itemType'>, { loaded }: Bought) {
  return shopTitles({ quantity: 1, ...item }, loaded.catalog)
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)]
}

function amount(micros: number, currency: string): string {
  return moneyText({ currency, micros })
}

function plain(micros: number): string {
  return decimalOf(roundMoney({ currency: '', micros }))
}

/** Rounded up, so that it is no less than it is. */
function percent(share: number): string {
  return `${(Math.ceil(share * 10_000) / 100).toFixed(2)} %`
}
