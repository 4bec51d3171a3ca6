import type { Lot } from '../core/inventory.js'
import { jsonAmount } from '../core/trade/money.js'
import { basketsOf, missingOf, type BasketTake, type StoreBasket } from './buy-baskets.js'
import type { BuyPlan } from './buy-plans.js'
import type { Bought } from './buy-text.js'
import { shopTitles } from './shop-list.js'

/** `brick.buy/1`: all plans, each with what to buy where, and what is proven of it. Amounts are decimal numbers. */
export function buyAsJson(bought: Bought): string {
  const { loaded, asked, currency, answer, unresolved } = bought
  const amount = (micros: number) => jsonAmount({ currency, micros })
  const content = {
    schema: 'brick.buy/1',
    generated_from: loaded.sources,
    asked,
    currency,
    plans: answer.plans.map(planOf),
    ...(answer.whole !== undefined && { without_budget: amount(answer.whole) }),
    wishes: answer.bites.map(({ wish, micros, pieces }) => ({ wish, costs: amount(micros), costs_qty: pieces })),
    ...(answer.reasons && {
      reasons: {
        stores: answer.reasons.stores.map(({ store, micros, pieces }) => ({
          ...{ store: store.name, dearer_without: amount(micros), missing_without: pieces },
        })),
        lots: answer.reasons.lots.map(({ lot, micros }) => ({ ...named(lot), cheaper_without: amount(micros) })),
      },
    }),
    unresolved: unresolved.map(({ lot, problem }) => ({ part: lot.part, qty: lot.quantity, message: problem.message })),
  }
  return `${JSON.stringify(content, null, 2)}\n`

  function planOf(plan: BuyPlan) {
    const { cost, bound, gap, seconds, isComplete } = plan.planned
    return {
      name: plan.name,
      cost: amount(cost.paid),
      stores: basketsOf(plan).map(storeOf),
      missing: missingOf(plan).map(({ lot, missing, offered }) => ({ ...named(lot), missing, offered })),
      proof: {
        ...{ cost: amount(cost.total), bound: amount(Math.floor(bound)), gap: Math.max(0, gap) },
        ...{ fewest_missing: isComplete, seconds: Math.round(seconds * 1000) / 1000 },
      },
    }
  }

  function storeOf({ store, cost, takes }: StoreBasket) {
    const { market, id, name, country = null, url = null } = store
    return {
      store: { market, id, name, country, currency: store.currency, url },
      ...{ goods: amount(cost.goods), postage: amount(cost.postage) },
      ...{ padding: amount(cost.padding), border: amount(cost.border), weight_g: cost.weight / 1000 },
      lots: takes.map(lotOf),
    }
  }

  function lotOf({ lot, offer, quantity, reason, each, price }: BasketTake) {
    return {
      ...named({ ...lot, part: offer.part, color: offer.color, quantity }),
      for: { bricklink: lot.part, color: lot.color },
      match: reason === '' ? 'exact' : reason,
      condition: offer.condition === 'N' ? 'new' : 'used',
      ...{ each: jsonAmount(each), price: jsonAmount(price), currency: offer.price.currency },
      ...{ lot_id: offer.lotId ?? null, url: offer.url ?? null, as_of: offer.asOf },
    }
  }

  function named(lot: Lot) {
    const { name, color } = shopTitles(lot, loaded.catalog)
    return {
      part: { bricklink: lot.part },
      color: { name: color, bricklink: lot.color },
      name: name || null,
      qty: lot.quantity,
    }
  }
}
