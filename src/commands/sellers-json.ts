import type { Lot } from '../core/inventory.js'
import { jsonAmount } from '../core/trade/money.js'
import type { Seller, Sellers } from '../core/trade/sellers.js'
import { priceFor } from '../core/trade/takes.js'
import type { Unresolved } from '../core/translate/translate.js'
import type { Loaded } from './load.js'
import { shopTitles } from './shop-list.js'

/** A list and who sells it. */
export interface SoldList {
  loaded: Loaded
  /** In BrickLink's numbers. */
  lots: Lot[]
  asked: string[]
  unresolved: Unresolved[]
  currency: string
  sold: Sellers
  /** How many sellers to tell of. */
  top: number
  /** ISO 8601. */
  today: string
}

/** `brick.sellers/1`: all sellers, each with what one would buy there. Amounts are decimal numbers. */
export function sellersAsJson({ loaded, lots, asked, unresolved, currency, sold }: SoldList): string {
  const content = {
    schema: 'brick.sellers/1',
    generated_from: loaded.sources,
    asked,
    currency,
    sellers: sold.sellers.map(sellerOf),
    nobody: sold.nobody.flatMap((position) => named(position)),
    scarce: sold.scarce.flatMap(({ position, pieces }) => named(position).map((lot) => ({ ...lot, offered: pieces }))),
    unresolved: unresolved.map(({ lot, problem }) => ({ part: lot.part, qty: lot.quantity, message: problem.message })),
  }
  return `${JSON.stringify(content, null, 2)}\n`

  function named(position: number) {
    const lot = lots[position]
    if (!lot) return []
    const { name, color } = shopTitles(lot, loaded.catalog)
    return [
      {
        part: { bricklink: lot.part },
        color: { name: color, bricklink: lot.color },
        name: name || null,
        qty: lot.quantity,
      },
    ]
  }

  function sellerOf({ store, complete, partial, pieces, price, takes, short }: Seller) {
    const { market, id, name, country = null, minimum, lotAverage, lotLimit = null, postage, url = null } = store
    return {
      store: { market, id, name, country, currency: store.currency, url },
      ...{
        lots: complete,
        lots_in_part: partial,
        qty: pieces,
        price: jsonAmount(price),
        short_of_minimum: jsonAmount(short),
      },
      minimum: jsonAmount(minimum),
      lot_average: jsonAmount(lotAverage),
      lot_limit: lotLimit,
      postage: jsonAmount(postage),
      takes: takes.map(({ position, offer, quantity, price: sum }) => ({
        part: { bricklink: lots[position]?.part ?? '' },
        color: { bricklink: lots[position]?.color ?? null },
        qty: quantity,
        condition: offer.condition === 'N' ? 'new' : 'used',
        each: jsonAmount(priceFor(offer, quantity)),
        currency: offer.price.currency,
        price: jsonAmount(sum),
        lot_id: offer.lotId ?? null,
        url: offer.url ?? null,
        as_of: offer.asOf,
      })),
    }
  }
}
